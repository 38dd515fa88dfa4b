package dev.surety.escrow.app.payment;

import dev.surety.runtime.command.Contention;
import java.util.Optional;
import java.util.function.Function;

/**
 * Adds to a payment's chain what was learned: decide what there is to add, append, and after a lost race look again.
 * Whoever learned of something may not come again, so it is never dropped because somebody else was writing.
 */
public final class AddToPayment {
    private final Payments payments;

    public AddToPayment(Payments payments) {
        this.payments = payments;
    }

    /**
     * The payment as it then stands. {@code what} is asked anew for every state of the payment that is met; empty when
     * there is nothing to add, any more.
     */
    public PaymentChain add(PaymentChain from, Function<PaymentChain, Optional<Payments.Fact>> what) {
        return Contention.retry("a payment", from, payment -> addOnce(payment, what), this::again);
    }

    private Optional<PaymentChain> addOnce(PaymentChain payment, Function<PaymentChain, Optional<Payments.Fact>> what) {
        Optional<Payments.Fact> fact = what.apply(payment);
        return fact.isEmpty() || payment.chain().seen(fact.get().key()).isPresent()
                ? Optional.of(payment)
                : payments.append(payment, fact.get());
    }

    private PaymentChain again(PaymentChain payment) {
        return payments.load(payment.chain().id().marketplace(), payment.id());
    }
}
