package dev.surety.ledger.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the ledger does in the background, because it takes longer than an answer may. */
public enum JobKind {
    REPUBLISH,
    REBUILD,
    RELEASE,
    AUDIT;

    /** Whether a marketplace has one of it at a time; of releases there is one for each parked chain. */
    public boolean isOneAtATime() {
        return this != RELEASE;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<JobKind> find(String code) {
        return Arrays.stream(values()).filter(each -> each.code().equals(code)).findFirst();
    }
}
