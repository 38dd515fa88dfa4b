package dev.surety.payouts.domain.upload;

import java.time.Instant;
import java.util.Optional;

/** A file that a person announces and puts to a link, and that we then read. */
public interface UploadedFile<F extends UploadedFile<F>> {
    long bytes();

    /** As announced. */
    Optional<String> sha256();

    Instant uploadedAt();

    UploadState state();

    F rejected(String what, String where);
}
