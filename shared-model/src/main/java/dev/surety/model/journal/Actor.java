package dev.surety.model.journal;

import dev.surety.model.Invariants;
import java.util.regex.Pattern;

/**
 * The cause of an entry: {@code backend:<client>}, {@code participant:<id>}, {@code staff:<person>}, {@code timer},
 * {@code gateway:<name>}, {@code reconciler}, or {@code event} for a fact of another aggregate. The side {@code
 * onBehalfOf} is {@code payer}, {@code payee} or empty. The ids are random: no actor has a person's name.
 */
public record Actor(String principal, String onBehalfOf) {
    private static final Pattern FORM = Pattern.compile("[a-z]{2,16}(:[A-Za-z0-9_.-]{1,80})?");

    public static final Actor TIMER = new Actor("timer", "");
    public static final Actor RECONCILER = new Actor("reconciler", "");
    public static final Actor EVENT = new Actor("event", "");

    public Actor {
        Invariants.hold(FORM.matcher(principal).matches(), "a principal is a kind and a plain id");
    }

    public static Actor of(String principal) {
        return new Actor(principal, "");
    }

    public Actor onBehalfOf(String side) {
        return new Actor(principal, side);
    }

    /** One text for storage: {@code principal} or {@code principal/side}. */
    @Override
    public String toString() {
        return onBehalfOf.isEmpty() ? principal : principal + "/" + onBehalfOf;
    }

    public static Actor parse(String text) {
        int slash = text.indexOf('/');
        return slash < 0 ? of(text) : new Actor(text.substring(0, slash), text.substring(slash + 1));
    }
}
