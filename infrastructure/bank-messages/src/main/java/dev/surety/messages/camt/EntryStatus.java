package dev.surety.messages.camt;

import java.util.Optional;

/** Whether an entry is booked, in the standard's codes. */
public enum EntryStatus {
    /** Booked. */
    BOOK,
    /** Pending: it may still go away. */
    PDNG,
    /** Told for information. */
    INFO,
    /** To be booked on a later day. */
    FUTR;

    static Optional<EntryStatus> find(String code) {
        for (EntryStatus status : values()) {
            if (status.name().equals(code)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
