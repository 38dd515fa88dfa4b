package dev.surety.payouts.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.RunId;
import dev.surety.model.journal.Account;
import dev.surety.model.marketplace.FeeRule;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.money.BasisPoints;
import dev.surety.model.money.Money;
import dev.surety.model.plan.PlanFile;
import dev.surety.payouts.domain.payout.PayoutFee;
import dev.surety.payouts.domain.payout.RunItem;
import dev.surety.payouts.world.PayoutWorld;
import dev.surety.payouts.world.RunWorld;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The settings have a price for payouts: one percent and 0.25, at most 2.00. */
class ARunThatChargesAFeeTest {
    private static final FeeRule FEE = new FeeRule(
            "payout",
            new BasisPoints(100),
            List.of(Money.of(25, "EUR")),
            List.of(),
            List.of(Money.of(2_00, "EUR")),
            FeeRule.Side.PAYEE);
    private static final Account FEES = Account.ofFee("payout");

    private final RunWorld world = new RunWorld();

    @BeforeEach
    void theSettingsHaveThePrice() {
        world.settings(MoneyOut.SHIPPED.change().payoutFees(FEE).build());
    }

    @AfterEach
    void theWholeWorldHolds() {
        world.check();
    }

    @Test
    void theFeeIsPartOfTheRowsUnderTheHashAndTheBalanceCoversBoth() {
        ParticipantId seller = world.payee("seller", 101_25);
        RunId run = world.approved("");
        assertEquals(100_00, world.items(run).getFirst().at("/amount/amount").asLong(0));
        assertEquals(1_25, world.items(run).getFirst().at("/fee/amount").asLong(0));
        assertEquals(100_00, world.run(run).at("/funding/needed/amount").asLong(0), "without the fee");
        assertTrue(PlanFile.check(world.file(run)).holds());
        world.hear();
        assertEquals("executed", world.state(run));
        assertEquals(100_00, world.payouts.atBank().sum().amountMinor());
        world.payouts.posted();
        assertEquals(0, world.payouts.payable(seller));
        assertEquals(1_25, world.payouts.balance(FEES));
    }

    @Test
    void theMinimumCountsThePayeesMoney() {
        ParticipantId below = world.payee("below", 50_74);
        ParticipantId enough = world.payee("enough", 50_75);
        ParticipantId nothing = world.payee("nothing", 25);
        RunId run = world.plan(",\"minimum\":{\"amount\":5000,\"currency\":\"EUR\"}");
        assertEquals("minimum", world.exclusion(run, below));
        assertEquals("minimum", world.exclusion(run, nothing));
        assertEquals("", world.exclusion(run, enough));
        assertEquals(50_00, world.items(run).getFirst().at("/amount/amount").asLong(0));
    }

    @Test
    void aNewAccountsFirstPayoutBearsTheFeeOfThatPayout() {
        ParticipantId seller = world.payee("seller", PayoutWorld.ORDINARY, "new", 400_00);
        RunId run = world.approved("");
        assertEquals(250_00, world.items(run).getFirst().at("/amount/amount").asLong(0));
        assertEquals(2_00, world.items(run).getFirst().at("/fee/amount").asLong(0));
        world.hear();
        assertEquals(148_00, world.payouts.payable(seller));
    }

    @Test
    void payLessPaysTheRestAfterTheFee() {
        ParticipantId seller = world.payee("seller", 101_25);
        RunId run = world.approved(",\"onLess\":\"pay_less\"");
        var step = world.payouts.use.scheduling().ofRun(world.payouts.item(seller, 30_00));
        assertEquals("scheduled", step.state());
        world.hear();
        assertEquals(0, world.payouts.payable(seller));
        assertEquals(70_00, world.payouts.atBank().sum().amountMinor());
        world.payouts.posted();
        assertEquals(1_25, world.payouts.balance(FEES));
    }

    @Test
    void aRefusedTransferGivesTheFeeBack() {
        ParticipantId seller = world.payee("seller", "DE60900000000000000002", "verified", 101_25);
        RunId run = world.approved("");
        world.hear();
        assertEquals("failed", world.payouts.state(RunItem.payout(run, seller)));
        world.payouts.posted();
        assertEquals(101_25, world.payouts.payable(seller));
        assertEquals(0, world.payouts.balance(FEES));
    }

    @Test
    void noLargerAmountWouldBeCoveredWithItsFee() {
        for (long available = 0; available <= 300_00; available++) {
            Money amount = PayoutFee.payable(List.of(FEE), Money.of(available, "EUR"));
            Money more = Money.of(amount.amountMinor() + 1, "EUR");
            assertTrue(amount.isZero() || whole(amount) <= available, amount::toString);
            assertTrue(whole(more) > available, more::toString);
        }
    }

    private static long whole(Money amount) {
        return amount.plus(PayoutFee.of(List.of(FEE), amount)).amountMinor();
    }
}
