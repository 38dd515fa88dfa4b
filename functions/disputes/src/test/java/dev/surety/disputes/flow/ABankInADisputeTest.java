package dev.surety.disputes.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.surety.disputes.app.dispute.DisputeChains.Stored;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.procedure.DisputeCommand;
import dev.surety.disputes.world.DisputeWorld;
import dev.surety.model.dispute.DisputedMoney.How;
import dev.surety.runtime.command.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The payer goes to the bank while its dispute is open. */
class ABankInADisputeTest {
    private final DisputeWorld world = new DisputeWorld();

    @BeforeEach
    void negotiating() {
        world.disputed("dispute-00000001");
        world.drain();
        assertInstanceOf(Outcome.Done.class, world.as(Side.PAYEE, "reject", DisputeCommand.Reject::new));
    }

    private static String reason(Outcome<Stored> outcome) {
        return outcome instanceof Outcome.Refused<Stored>(var refusal) ? refusal.reason().code() : "done";
    }

    @Test
    void whileTheBankHasTheMoneyNeitherSideDividesIt() {
        world.bank(DisputeWorld.PRICE, "drawn");
        world.drain();
        assertEquals("suspended", world.stage());
        assertEquals("bank_decides", reason(world.as(Side.PAYEE, "concede", DisputeCommand.Concede::new)));
        world.pass(Duration.ofDays(20));
        assertEquals("suspended", world.stage());
        world.check();
    }

    /** The message about the bank's debit is still on its way when the payee concedes. */
    @Test
    void aCommandHearsTheEscrowBeforeItDecides() {
        world.bank(DisputeWorld.PRICE, "drawn");
        world.pass(Duration.ofMinutes(1));
        world.loseMessages();
        assertEquals("bank_decides", reason(world.as(Side.PAYEE, "concede", DisputeCommand.Concede::new)));
    }

    @Test
    void moneyThatTheBankGivesBackIsDividedAsIfNothingHadHappened() {
        world.bank(DisputeWorld.PRICE, "drawn");
        world.pass(Duration.ofDays(12));
        world.bank(DisputeWorld.PRICE, "won");
        world.drain();
        assertEquals("negotiating", world.stage());
        Instant deadline = world.state().deadline().orElseThrow();
        assertFalse(deadline.isBefore(world.clock.instant().plus(Duration.ofHours(24))));
        assertEquals("done", reason(world.as(Side.PAYEE, "concede", DisputeCommand.Concede::new)));
        world.pass(Duration.ofDays(2));
        assertEquals("closed", world.stage());
        assertEquals("conceded", world.state().outcome().orElseThrow().code());
        world.checkIdle();
    }

    @Test
    void moneyThatTheBankKeepsEndsTheDispute() {
        world.bank(DisputeWorld.PRICE, "drawn");
        world.drain();
        world.bank(DisputeWorld.PRICE, "lost");
        world.drain();
        assertEquals("closed", world.stage());
        assertEquals("bank", world.state().outcome().orElseThrow().code());
        assertEquals(How.LOST, world.told(world.escrow).getFirst().end().orElseThrow().how());
        world.check();
    }

    /** The bank debits the money after the decision and before the escrow hears of it. */
    @Test
    void aDecisionThatTheBankForestallsIsCarriedOutWhenTheMoneyIsBack() {
        world.as(Side.PAYEE, "concede", DisputeCommand.Concede::new);
        world.loseMessages();
        world.bank(DisputeWorld.PRICE, "drawn");
        world.drain();
        assertEquals("suspended", world.stage());
        world.pass(Duration.ofDays(3));
        world.bank(DisputeWorld.PRICE, "won");
        world.pass(Duration.ofDays(1));
        assertEquals("closed", world.stage());
        assertEquals("conceded", world.state().outcome().orElseThrow().code());
        world.checkIdle();
    }
}
