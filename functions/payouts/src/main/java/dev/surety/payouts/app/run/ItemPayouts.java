package dev.surety.payouts.app.run;

import dev.surety.model.journal.Actor;
import dev.surety.model.money.Money;
import dev.surety.payouts.domain.payout.RunItem;
import dev.surety.runtime.journal.CommandKey;
import java.util.Optional;

/** The payouts that items of runs become. Each call may be repeated; an outage leaves it to the next. */
public interface ItemPayouts {
    /**
     * @param state of the payout now, as the API names it
     * @param amount that it pays
     */
    record Step(String state, Money amount) {}

    /** Debits the payee and sends the money, or ends the payout for the reason why not. */
    Step pay(RunItem item);

    /** Takes the item out; nothing if its money is being sent already. */
    Optional<Step> takeOut(RunItem item, Actor by, CommandKey key, Optional<String> note);
}
