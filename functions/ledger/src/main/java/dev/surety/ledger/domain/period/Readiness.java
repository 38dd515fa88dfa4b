package dev.surety.ledger.domain.period;

import java.time.Instant;
import java.util.Optional;

/** The facts that a close depends on. Each is looked up only where those before it allow the close. */
public interface Readiness {
    Instant now();

    /** The first instant at which the period can be closed. */
    Instant settledAt();

    /** The statements that are missing, as a sentence. */
    Optional<String> gap();

    /** The work that is left, as a sentence. */
    Optional<String> open();

    /** Whether a person other than the maker may approve. */
    boolean hasApprover();
}
