package dev.surety.model.id;

import dev.surety.model.Invariants;
import java.util.regex.Pattern;

/** The platform that every key, query and token belongs to. Short, because it is part of every key. */
public record MarketplaceId(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{1,31}");

    public MarketplaceId {
        Invariants.hold(isWellFormed(value), "a marketplace is named by 2 to 32 of a-z, 0-9 and -");
    }

    public static boolean isWellFormed(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
