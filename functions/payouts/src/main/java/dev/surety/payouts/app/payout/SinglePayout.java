package dev.surety.payouts.app.payout;

import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Account;
import dev.surety.model.money.Money;
import dev.surety.payouts.domain.payout.PayoutOrder.Speed;

/** A payout that is asked for by itself, and not in a run. */
public sealed interface SinglePayout {
    Money amount();

    /** To a payee's account in force. */
    record ToPayee(ParticipantId payee, Money amount, Speed speed) implements SinglePayout {}

    /** Of the marketplace's own money, to an account that the settings name. */
    record OfOwnMoney(Account from, String to, Money amount) implements SinglePayout {}
}
