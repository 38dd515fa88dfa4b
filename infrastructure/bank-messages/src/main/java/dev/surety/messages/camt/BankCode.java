package dev.surety.messages.camt;

import java.util.Optional;

/** The kind of booking that an entry is: the standard's three codes, and the bank's own. */
public record BankCode(
        Optional<String> domain, Optional<String> family, Optional<String> subFamily, Optional<String> proprietary) {
    static final BankCode NONE =
            new BankCode(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
