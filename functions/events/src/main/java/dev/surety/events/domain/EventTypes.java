package dev.surety.events.domain;

import java.util.Set;

/** The types of events there are, by which a reader may choose: {@code escrow.settled}, or {@code escrow.*}. */
public record EventTypes(Set<String> all) {
    private static final String ANY = ".*";

    public EventTypes {
        all = Set.copyOf(all);
    }

    /** Whether a filter names a type, or all types with the same beginning. */
    public boolean isKnown(String filter) {
        return all.stream().anyMatch(type -> matches(filter, type));
    }

    public static boolean matches(String filter, String type) {
        return filter.endsWith(ANY)
                ? type.startsWith(filter.substring(0, filter.length() - 1))
                : type.equals(filter);
    }
}
