package dev.surety.payouts.world;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.id.Id;
import dev.surety.model.id.PayoutId;
import dev.surety.model.money.Money;
import dev.surety.payouts.domain.payout.PayoutOrder;
import dev.surety.simulator.bank.SimulatedBank;
import org.junit.jupiter.api.Test;

/** Every invariant of money out, once broken, is named. */
class PayoutInvariantsTest {
    private final PayoutWorld world = new PayoutWorld().released(PayoutWorld.ANNA, 5_000);

    private void broken(String invariant) {
        AssertionError error = assertThrows(AssertionError.class, world::check);
        assertTrue(error.getMessage().startsWith(invariant + ":"), error.getMessage());
    }

    private PayoutOrder scheduled() {
        var item = world.item(PayoutWorld.ANNA, 5_000);
        var _ = world.use.scheduling().ofRun(item);
        world.check();
        return world.payout(item.payout()).order();
    }

    /** The bank executes a transfer, whatever our books say. */
    private void executes(PayoutId payout, String reference, long minor, String number) {
        var _ = world.bank.send(new SimulatedBank.Order(
                PayoutWorld.DEMO, "sandbox", payout, reference, Money.of(minor, "EUR"), number));
    }

    @Test
    void aTransferOfNoPayoutIsNamed() {
        executes(new PayoutId(Id.derive(PayoutId.PREFIX, "stranger")), "REFERENCE", 1, PayoutWorld.ORDINARY);

        broken("paid-once");
    }

    @Test
    void aTransferBeforeThePointOfNoReturnIsNamed() {
        PayoutOrder order = scheduled();

        executes(world.item(PayoutWorld.ANNA, 5_000).payout(), order.reference(), 5_000, PayoutWorld.ORDINARY);

        broken("paid-once");
    }

    @Test
    void aTransferOfAnotherAmountIsNamed() {
        PayoutOrder order = scheduled();

        sentWhileTheBankHas(order, 4_000, PayoutWorld.ORDINARY);

        broken("rail-agrees");
    }

    @Test
    void aTransferToAnotherAccountIsNamed() {
        PayoutOrder order = scheduled();

        sentWhileTheBankHas(order, 5_000, "DE49900000000000000006");

        broken("destination-pinned");
    }

    private void sentWhileTheBankHas(PayoutOrder order, long minor, String number) {
        PayoutId payout = world.item(PayoutWorld.ANNA, 5_000).payout();
        world.rail.before = () -> executes(payout, order.reference(), minor, number);
        var _ = world.use.sending().send(PayoutWorld.DEMO, payout);
    }
}
