package dev.surety.escrow.app;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.money.Money;
import java.util.Optional;

/**
 * The port to whoever takes money in. Every call carries our payment's id as its key: the same call again is the same
 * charge. Whoever controls the gateway can lie about money; they cannot make us pay out what our journal does not
 * hold.
 */
public interface Gateway {
    String name();

    /** Authorises and captures at once. */
    Answer charge(Charge charge);

    /** What became of a charge; empty when the gateway does not know it, which proves nothing. */
    Optional<Answer> find(MarketplaceId marketplace, PaymentId reference);

    /**
     * Makes sure a charge is not made: answers {@code Declined} when it never will be, {@code Done} when it was made
     * before this came.
     */
    Answer cancel(MarketplaceId marketplace, PaymentId reference);

    record Charge(MarketplaceId marketplace, PaymentId reference, Money amount, String method) {}

    sealed interface Answer {
        record Done(String gatewayReference) implements Answer {}

        /** Definitely not made, and never to be made under this reference. */
        record Declined(String code) implements Answer {}

        /** Nobody knows. Asking again is all that helps. */
        record Unknown() implements Answer {}
    }
}
