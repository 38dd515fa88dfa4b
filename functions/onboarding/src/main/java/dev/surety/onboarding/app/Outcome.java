package dev.surety.onboarding.app;

import dev.surety.model.journal.Entry;
import dev.surety.model.refusal.Refusal;

/** What a use case came to: the entry that answers, perhaps of an earlier request with this key, or a refusal. */
public sealed interface Outcome {
    record Stands(Entry entry, boolean replayed) implements Outcome {}

    record Refused(Refusal refusal) implements Outcome {}
}
