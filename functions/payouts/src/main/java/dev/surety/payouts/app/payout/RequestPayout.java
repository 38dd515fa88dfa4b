package dev.surety.payouts.app.payout;

import dev.surety.model.marketplace.MoneyOut.OwnAccount;
import dev.surety.payouts.domain.payout.PayoutOrder.Destination;

/** Asks for a single payout. */
public final class RequestPayout {
    static Destination destination(OwnAccount own) {
        return new Destination(own.name(), own.fingerprint(), own.words());
    }
}
