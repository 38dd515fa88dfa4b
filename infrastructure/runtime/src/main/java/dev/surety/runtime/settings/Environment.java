package dev.surety.runtime.settings;

import java.util.Optional;

/**
 * The deployment's settings: the only reader of environment variables. A system property {@code surety.env.NAME} takes
 * precedence, so that many functions can be wired in one JVM. Doors read both while they are being constructed and
 * never after.
 */
public final class Environment {
    private static final String PROPERTY_PREFIX = "surety.env.";

    private Environment() {}

    /** The value of a setting without which a function cannot run. A deployment that lacks it stops at start. */
    public static String get(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("The setting " + name + " is missing."));
    }

    /** The value of an optional setting; an empty value counts as absent. */
    public static Optional<String> find(String name) {
        String overridden = System.getProperty(PROPERTY_PREFIX + name);
        String value = overridden == null ? System.getenv(name) : overridden;
        return value == null || value.isEmpty() ? Optional.empty() : Optional.of(value);
    }
}
