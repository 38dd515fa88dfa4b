package dev.surety.disputes.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.disputes.app.dispute.DisputeChains.Stored;
import dev.surety.disputes.domain.dispute.Finding;
import dev.surety.disputes.domain.dispute.Judgement.Fact;
import dev.surety.disputes.domain.dispute.Offer;
import dev.surety.disputes.domain.dispute.Role;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.dispute.Stage;
import dev.surety.disputes.domain.procedure.DisputeCommand;
import dev.surety.disputes.world.DisputeWorld;
import dev.surety.model.dispute.DisputedMoney.How;
import dev.surety.model.dispute.Division;
import dev.surety.model.money.Money;
import dev.surety.runtime.command.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Disputes over their whole way, with the escrow that they are about. */
class ADisputeToItsEndTest {
    private static final String KEY = "dispute-00000001";

    private final DisputeWorld world = new DisputeWorld();

    private static Division division(long toPayee) {
        return new Division(Money.of(toPayee, "EUR"), Money.of(DisputeWorld.PRICE - toPayee, "EUR"));
    }

    private static void taken(Outcome<Stored> outcome) {
        assertInstanceOf(Outcome.Done.class, outcome, outcome.toString());
    }

    private void offered(Side side, long toPayee, String key) {
        taken(world.as(side, key, by -> new DisputeCommand.MakeOffer(by, division(toPayee))));
    }

    private void accepted(Side side, String key) {
        Offer offer = world.state().standing(side.other()).orElseThrow();
        taken(world.as(side, key, by -> new DisputeCommand.AcceptOffer(by, offer.id(), offer.hash())));
    }

    private void ended(String escrow, String outcome, How how) {
        assertEquals("closed", world.stage());
        assertEquals(outcome, world.state().outcome().orElseThrow().code());
        assertEquals(how, world.told(escrow).getFirst().end().orElseThrow().how());
        world.checkIdle();
    }

    @Test
    void aCounterOfferThatIsAcceptedDividesTheMoney() {
        String escrow = world.disputed(KEY);
        world.drain();
        assertEquals("awaiting_response", world.stage());
        offered(Side.PAYEE, 40_00, "counter");
        assertEquals("negotiating", world.stage());
        accepted(Side.PAYER, "accept");
        assertEquals("enforcing", world.stage());
        world.drain();
        ended(escrow, "agreed", How.AWARDED);
        // The payee bears the commission of 12 % on its part.
        assertEquals(35_20, world.balance("payable:" + DisputeWorld.PAYEE));
    }

    @Test
    void aRespondentWhoHadNoticeAndIsSilentLosesByDefault() {
        String escrow = world.disputed(KEY);
        world.drain();
        taken(world.marketplace(
                "notice", new DisputeCommand.Notify(Side.PAYEE, world.clock.instant(), "email")));
        world.pass(Duration.ofDays(5).minusSeconds(1));
        assertEquals("awaiting_response", world.stage());
        world.pass(Duration.ofHours(1));
        ended(escrow, "defaulted", How.AWARDED);
    }

    @Test
    void aRespondentWhoHadNoNoticeNeverLosesByDefault() {
        world.disputed(KEY);
        world.drain();
        world.pass(Duration.ofDays(6));
        assertEquals("awaiting_response", world.stage());
        world.pass(Duration.ofDays(5));
        assertEquals("evidence", world.stage());
        world.check();
    }

    @Test
    void aWithdrawnDisputeGivesTheMoneyBackToTheEscrow() {
        String escrow = world.disputed(KEY);
        world.drain();
        taken(world.as(Side.PAYER, "withdraw", DisputeCommand.Withdraw::new));
        world.drain();
        assertEquals("closed", world.stage());
        assertEquals("withdrawn", world.state().outcome().orElseThrow().code());
        assertEquals(How.WITHDRAWN, world.told(escrow).getFirst().end().orElseThrow().how());
        world.check();
    }

    @Test
    void aConcededDisputeSendsAllToThePayer() {
        String escrow = world.disputed(KEY);
        world.drain();
        taken(world.as(Side.PAYEE, "concede", DisputeCommand.Concede::new));
        world.drain();
        ended(escrow, "conceded", How.AWARDED);
        assertEquals(0, world.balance("payable:" + DisputeWorld.PAYEE));
    }

    @Test
    void anArbiterRulesAndTheRulingIsCarriedOutWhenNobodyAppeals() {
        String escrow = world.disputed(KEY);
        world.drain();
        taken(world.as(Side.PAYEE, "reject", DisputeCommand.Reject::new));
        world.pass(Duration.ofDays(10).plusHours(1));
        assertEquals("evidence", world.stage());
        world.pass(Duration.ofDays(7).plusHours(1));
        assertEquals("ruling", world.stage());
        String arbiter = world.state().bench().person(Role.ARBITER).orElseThrow();
        var fact = new Fact("the chair is broken", List.of());
        taken(world.person(arbiter, "rule", person -> new DisputeCommand.Rule(
                person, division(20_00), Finding.CLAIM_PARTLY_PROVED, List.of(fact))));
        assertEquals("ruled", world.stage());
        world.pass(Duration.ofDays(7).plusHours(1));
        ended(escrow, "ruled", How.AWARDED);
    }

    @Test
    void aDisputeThatTheEscrowEndedByAnotherCommandClosesByItself() {
        String escrow = world.disputed(KEY);
        world.drain();
        world.escrows.force(
                "/v1/escrows/" + escrow + "/withdraw", "{\"reason\":\"they agreed by phone\"}", "operator-0000001");
        world.loseMessages();
        assertTrue(Set.of("awaiting_response").contains(world.stage()));
        world.pass(Duration.ofDays(6));
        assertEquals("closed", world.stage());
        assertEquals("outside", world.state().outcome().orElseThrow().code());
        world.check();
    }

    @Test
    void aDisputeWhoseMessageIsLateIsOpenedByTheFirstCommandThatNamesItsEscrow() {
        String escrow = world.disputed(KEY);
        assertEquals("none", world.stage());
        taken(world.naming(escrow).as(Side.PAYEE, "reject", DisputeCommand.Reject::new));
        assertEquals(Optional.of(Stage.NEGOTIATING), Optional.of(world.state().stage()));
        world.drain();
        world.check();
    }
}
