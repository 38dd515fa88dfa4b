package dev.surety.messages.camt;

import java.util.List;
import java.util.Optional;

/**
 * Why a payment came back.
 *
 * @param code the standard's, else the bank's own; some banks give words only
 */
public record Return(Optional<String> code, List<String> texts) {
    public Return {
        texts = List.copyOf(texts);
    }
}
