package dev.surety.payouts.domain.upload;

import java.util.Locale;

/** How far we are with an uploaded file. */
public enum UploadState {
    UPLOADING,
    READING,
    MATCHED,
    MATCHED_WITH_EXCEPTIONS,
    REJECTED;

    public boolean hasEnded() {
        return this != UPLOADING && this != READING;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
