package dev.surety.runtime.command;

import dev.surety.model.refusal.Refusal;

/** The decision about one command in one state of its aggregate. */
public sealed interface Verdict<D> {
    record Allowed<D>(D decided) implements Verdict<D> {}

    record Denied<D>(Refusal refusal) implements Verdict<D> {}
}
