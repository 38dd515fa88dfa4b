package dev.surety.messages.status;

import java.util.List;
import java.util.Optional;

/**
 * Why a file, group or payment has its status.
 *
 * @param code the standard's, else the bank's own; {@code NARR} says that only the texts tell
 */
public record StatusReason(Optional<String> code, List<String> texts) {
    public StatusReason {
        texts = List.copyOf(texts);
    }
}
