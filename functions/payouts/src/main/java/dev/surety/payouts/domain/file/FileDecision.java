package dev.surety.payouts.domain.file;

import dev.surety.model.refusal.Refusal;

/** The rules' answer to a command. */
public sealed interface FileDecision {
    record Append(FileEvent event) implements FileDecision {}

    /** The file knows it already, or it does not matter any more. */
    record Nothing() implements FileDecision {}

    record Refused(Refusal refusal) implements FileDecision {}
}
