package dev.surety.reputation.domain.score;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The side of a sale on which a participant is scored; each side has a score of its own. */
public enum Role {
    PAYER,
    PAYEE;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Role other() {
        return this == PAYER ? PAYEE : PAYER;
    }

    public static Optional<Role> find(String code) {
        return Arrays.stream(values()).filter(role -> role.code().equals(code)).findFirst();
    }
}
