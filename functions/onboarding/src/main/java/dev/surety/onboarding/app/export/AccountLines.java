package dev.surety.onboarding.app.export;

import dev.surety.model.journal.ChainId;
import dev.surety.model.ledger.Line;
import dev.surety.model.money.Currency;
import java.util.Set;
import java.util.stream.Stream;

/** The ledger's lines of all accounts that a participant holds. */
public interface AccountLines {
    Stream<Line> of(ChainId participant, Set<Currency> currencies);
}
