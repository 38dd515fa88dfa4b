package dev.surety.ledger.domain.job;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The ledger's background jobs: each takes longer than an answer may. */
public enum JobKind {
    REPUBLISH,
    REPAIR,
    AUDIT;

    /** Whether it waits for the scan of the journal, which all waiting jobs share. */
    public boolean needsScan() {
        return this != REPAIR;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Nothing for a kind that there no longer is. */
    public static Optional<JobKind> find(String code) {
        return Arrays.stream(values()).filter(each -> each.code().equals(code)).findFirst();
    }
}
