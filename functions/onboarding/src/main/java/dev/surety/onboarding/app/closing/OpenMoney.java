package dev.surety.onboarding.app.closing;

import dev.surety.model.journal.ChainId;
import dev.surety.onboarding.domain.closing.Closing.Open;
import java.util.List;

/** Tells which money of a participant is not settled yet. */
public interface OpenMoney {
    /**
     * @param participant the participant's chain
     * @param currencies in which balances are looked for, beside those of its escrows and payouts
     * @return empty if all is settled; not all that is open need be named
     */
    List<Open> of(ChainId participant, List<String> currencies);
}
