package dev.surety.payouts.domain.file;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

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

    /**
     * As many payments, and their sum, as the bank has read in our file.
     *
     * @param part the group, from 0; empty for the whole file
     */
    record Compare(Optional<Integer> part, Optional<Long> count, Optional<BigDecimal> sum) implements FileCommand {}
}
