package dev.surety.payouts.domain.file;

import java.time.Instant;

/** A request to a file, or news of the bank about it. */
public sealed interface FileCommand {
    record Download(String by) implements FileCommand {}

    /** @param at when the bank got it, which may be long ago */
    record HandOver(String sha256, Instant at, String by) implements FileCommand {}

    /** @param isShownUndebited whether complete statements show that the bank took nothing for it */
    record AskVoid(String by, boolean isShownUndebited) implements FileCommand {}

    /** @param hash of the file that is agreed to be void */
    record ApproveVoid(String by, String hash, boolean isShownUndebited) implements FileCommand {}

    record RejectVoid(String by) implements FileCommand {}

    record Verified() implements FileCommand {}

    /** @param isRefusal whether the bank has refused the file as a whole, and not as one that it had before */
    record Answer(String status, String code, boolean isRefusal) implements FileCommand {}
}
