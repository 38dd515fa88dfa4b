package dev.surety.escrow.app.payment;

import dev.surety.runtime.command.Contention;
import java.util.Optional;
import java.util.function.Function;

/**
 * Appends a learned fact to a payment's chain. After a lost race it reads the chain and decides again. It gives up on
 * no race: the source of the fact may not report it again.
 */
public final class AddToPayment {
    private final Payments payments;

    public AddToPayment(Payments payments) {
        this.payments = payments;
    }

    /**
     * Returns the payment after the append. Each attempt calls {@code what} with the payment as read; empty means that
     * nothing is left to add.
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
