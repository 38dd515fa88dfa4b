package dev.surety.escrow.app;

import dev.surety.runtime.resilience.Contended;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.LostRace;
import java.util.Optional;
import java.util.function.Function;

/**
 * Adds to a payment's chain what was learned: decide what there is to add, append, and after a lost race look again.
 * Whoever learned of something may not come again, so it is never dropped because somebody else was writing.
 */
final class AddToPayment {
    private final Payments payments;

    AddToPayment(Payments payments) {
        this.payments = payments;
    }

    /**
     * The payment as it then stands. {@code what} is asked anew for every state of the payment that is met; empty when
     * there is nothing to add, any more.
     */
    PaymentChain add(PaymentChain from, Function<PaymentChain, Optional<Payments.Fact>> what) {
        PaymentChain payment = from;
        for (int race = 0; race < Limits.LOST_RACES; race++) {
            LostRace.pause(race);
            Optional<Payments.Fact> fact = what.apply(payment);
            if (fact.isEmpty() || payment.chain().seen(fact.get().key()).isPresent()) {
                return payment;
            }
            Optional<Payments.Appended> appended = payments.append(payment, fact.get());
            if (appended.isPresent()) {
                return appended.get().payment();
            }
            payment = payments.load(payment.chain().id().marketplace(), payment.id());
        }
        throw new Contended("a payment is being written by too many");
    }
}
