package dev.surety.onboarding.app;

import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.money.Currency;
import java.time.Instant;

/** Sums the money that a participant moved since an instant, from what is stored of it. */
public interface Movements {
    /**
     * @param participant the participant's chain
     * @return minor units; what went back to payers counts against what was received
     */
    long since(ChainId participant, String capability, Currency currency, Instant from);

    /** Whether the ledger has posted what this entry moved for the participant. */
    boolean isPosted(Entry entry, ChainId participant);
}
