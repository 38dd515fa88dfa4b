package dev.surety.runtime;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;

/** A clock that stands until it is moved; and short words for secrets. */
public final class Clock implements InstantSource {
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    public void advance(Duration by) {
        now = now.plus(by);
    }

    /** A document of one secret with its versions, {@code current} first. */
    public static String secret(String name, String current, String... previous) {
        String more = previous.length == 0 ? "" : ",\"previous\":\"" + base64(previous[0]) + "\"";
        return "{\"" + name + "\":{\"current\":\"" + base64(current) + "\"" + more + "}}";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
