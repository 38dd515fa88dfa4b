package dev.surety.disputes.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.disputes.app.dispute.DisputeChains.Stored;
import dev.surety.disputes.app.dispute.DisputeChains;
import dev.surety.disputes.domain.dispute.Finding;
import dev.surety.disputes.domain.dispute.Judgement.Fact;
import dev.surety.disputes.domain.dispute.Role;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.procedure.DisputeCommand;
import dev.surety.disputes.domain.statement.DisputeReasons;
import dev.surety.disputes.domain.statement.Statements;
import dev.surety.disputes.world.DisputeWorld;
import dev.surety.dynamo.SuretyTables;
import dev.surety.model.dispute.Division;
import dev.surety.model.journal.Actor;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.MoneyOut.PersonLink;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.marketplace.Marketplaces;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Arbiters who are linked to a side, over the stored settings, participants and escrows. */
class LinkedPeopleDoNotJudgeTest {
    private static final Division HALF =
            new Division(Money.of(DisputeWorld.PRICE / 2, "EUR"), Money.of(DisputeWorld.PRICE / 2, "EUR"));

    private final DisputeWorld world = new DisputeWorld();

    private void linked(String name, String... persons) {
        var journal = new Journal(world.store, SuretyTables.JOURNAL);
        MarketplaceSettings now = new Marketplaces(journal).find(DisputeWorld.DEMO).orElseThrow();
        MoneyOut links = now.moneyOut()
                .change()
                .personLinks(Stream.of(persons)
                        .map(person -> new PersonLink(List.of(person, name)))
                        .toList())
                .build();
        journal.append(
                journal.state(Marketplaces.chain(DisputeWorld.DEMO)),
                Draft.of(
                        "settings.changed.v1",
                        Marketplaces.data(now.withMoneyOut(links)),
                        world.clock.instant(),
                        Actor.of("staff:test"),
                        CommandKey.ofFact("links", name)));
    }

    private void inRuling() {
        world.disputed("dispute-00000001");
        world.drain();
        assertInstanceOf(Outcome.Done.class, world.as(Side.PAYEE, "reject", DisputeCommand.Reject::new));
        world.pass(Duration.ofDays(17).plusHours(2));
        assertEquals("ruling", world.stage());
    }

    private Outcome<Stored> rules(String person) {
        var fact = new Fact("the chair is broken", List.of());
        return world.person(person, "rule", by -> new DisputeCommand.Rule(
                by, HALF, Finding.CLAIM_PARTLY_PROVED, List.of(fact)));
    }

    @Test
    void onlyAPersonWithoutALinkIsAssigned() {
        linked(DisputeWorld.PAYEE, "per_anna", "per_bert", "per_cora", "per_dirk");
        inRuling();

        assertEquals(Optional.of("per_edda"), world.state().bench().person(Role.ARBITER));
        world.check();
    }

    @Test
    void whereAllAreLinkedAttentionIsOpenedAndNoneIsAssigned() {
        linked(DisputeWorld.PAYER, "per_anna", "per_bert", "per_cora", "per_dirk", "per_edda");
        inRuling();

        assertEquals(Optional.empty(), world.state().bench().person(Role.ARBITER));
        assertTrue(world.state().attention().contains("no_arbiter"), world.state().attention().toString());
        world.check();
    }

    @Test
    void aLinkThatIsFoundAfterTheAssignmentTakesTheRulingAway() {
        inRuling();
        String arbiter = world.state().bench().person(Role.ARBITER).orElseThrow();
        linked(DisputeWorld.PAYER, arbiter);
        var before = world.tables();

        var refused = assertInstanceOf(Outcome.Refused.class, rules(arbiter));

        assertEquals(CommonReason.CONFLICTED, refused.refusal().reason());
        assertEquals(before, world.tables());

        world.drain();
        String next = world.state().bench().person(Role.ARBITER).orElseThrow();
        assertNotEquals(arbiter, next);
        assertInstanceOf(Outcome.Done.class, rules(next));
        assertEquals("ruled", world.stage());
        world.check();
    }

    @Test
    void aPersonWhoIsFoundLinkedAtTheNextWakeIsReplacedWithoutACommand() {
        world.disputed("dispute-00000001");
        world.drain();
        assertInstanceOf(Outcome.Done.class, world.as(Side.PAYEE, "reject", DisputeCommand.Reject::new));
        world.pass(Duration.ofDays(10).plusHours(2));
        assertEquals("evidence", world.stage());
        String arbiter = world.state().bench().person(Role.ARBITER).orElseThrow();
        linked(DisputeWorld.PAYER, arbiter);

        world.pass(Duration.ofDays(7).plusHours(2));

        assertEquals("ruling", world.stage());
        assertNotEquals(Optional.of(arbiter), world.state().bench().person(Role.ARBITER));
        assertEquals(Optional.empty(), world.state().bench().role(arbiter));
        world.check();
    }

    @Test
    void aRulingHasItsStatementOfReasons() {
        inRuling();
        assertInstanceOf(Outcome.Done.class, rules(world.state().bench().person(Role.ARBITER).orElseThrow()));

        Stored stored = world.stored(world.last);
        var reasons = DisputeReasons.of(
                stored.dispute(), DisputeChains.event(stored.last()), stored.version(), words -> "(" + words + ")");
        String text = Statements.of(reasons.orElseThrow()).text();
        assertTrue(text.contains("the payee gets 30.00 EUR and the payer gets 30.00 EUR."), text);
        assertTrue(text.contains("in entry " + stored.version() + " of the dispute."), text);
        assertTrue(text.contains("1. (the chair is broken)"), text);
        assertTrue(text.contains("Either side may appeal once, until "), text);
    }
}
