package dev.surety.disputes.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.disputes.domain.dispute.Finding;
import dev.surety.disputes.domain.dispute.Judgement.Fact;
import dev.surety.disputes.domain.dispute.Offer;
import dev.surety.disputes.domain.dispute.Role;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.procedure.DisputeCommand;
import dev.surety.disputes.world.DisputeWorld;
import dev.surety.dynamo.WriteUnits;
import dev.surety.model.dispute.Division;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The write units, by AWS's rules, of a dispute and of what its escrow writes for it. */
class FiguresOfDisputesTest {
    private static final long MOST_BY_OFFER = 50;
    private static final long MOST_BY_APPEAL = 160;
    private static final Division HALF = new Division(Money.of(30_00, "EUR"), Money.of(30_00, "EUR"));

    private final DisputeWorld world = new DisputeWorld();

    private WriteUnits.Spent began() {
        world.escrow = world.delivered("dispute-00000001");
        WriteUnits.Spent before = world.store.units().snapshot();
        world.dispute(world.escrow, "dispute-00000001");
        world.drain();
        return before;
    }

    private void ended(String way, WriteUnits.Spent before, long most) {
        assertEquals("closed", world.stage());
        WriteUnits.Spent spent = world.store.units().snapshot().less(before);
        System.out.printf(
                Locale.ROOT, "a dispute %s: %d write units in %d writes%n", way, spent.total(), spent.writes());
        assertTrue(spent.total() <= most, spent.toString());
        world.checkIdle();
    }

    @Test
    void aDisputeThatIsSettledByOffer() {
        WriteUnits.Spent before = began();
        world.as(Side.PAYEE, "offer", by -> new DisputeCommand.MakeOffer(by, HALF));
        Offer offer = world.state().offers().getFirst();
        world.as(Side.PAYER, "accept", by -> new DisputeCommand.AcceptOffer(by, offer.id(), offer.hash()));
        world.drain();
        ended("settled by offer", before, MOST_BY_OFFER);
    }

    @Test
    void aDisputeThatIsRuledAndAppealed() {
        WriteUnits.Spent before = began();
        world.as(Side.PAYEE, "reject", DisputeCommand.Reject::new);
        world.pass(Duration.ofDays(10).plusHours(1));
        world.pass(Duration.ofDays(7).plusHours(1));
        rule(Role.ARBITER, "rule");
        world.as(Side.PAYEE, "appeal", by -> new DisputeCommand.Appeal(by, Optional.empty()));
        world.pass(Duration.ofDays(3).plusHours(1));
        rule(Role.APPEAL_ARBITER, "rule-again");
        world.drain();
        ended("ruled and appealed", before, MOST_BY_APPEAL);
    }

    private void rule(Role role, String key) {
        String person = world.state().bench().person(role).orElseThrow();
        var fact = new Fact("the chair is broken", List.of());
        world.person(person, key, by -> new DisputeCommand.Rule(
                by, HALF, Finding.CLAIM_PARTLY_PROVED, List.of(fact)));
    }
}
