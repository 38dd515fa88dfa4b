package dev.surety.runtime.edge.http;

import dev.surety.model.id.Id;
import dev.surety.model.refusal.FieldError;
import dev.surety.runtime.json.Times;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads query parameters the way {@link Fields} reads a body. Their names take the place of pointers. */
public final class QueryFields {
    private static final int DEFAULT_LIMIT = 20;
    private static final int MOST_LIMIT = 100;

    private final Map<String, String> query;
    private final FieldErrors errors = new FieldErrors();
    private final Set<String> known = new LinkedHashSet<>();

    QueryFields(Map<String, String> query) {
        this.query = query;
    }

    public <C> Parsed<C> build(Supplier<C> command) {
        for (String name : query.keySet()) {
            if (!known.contains(name)) {
                errors.add(Texts.shown(name), "unknown");
            }
        }
        return errors.isEmpty()
                ? new Parsed.Ok<>(command.get())
                : new Parsed.Bad<>(errors.refusal());
    }

    public void wrong(String name, String reason) {
        errors.add(name, reason);
    }

    /** Whether it was sent at all, with any value. */
    public boolean has(String name) {
        return query.containsKey(name);
    }

    public Optional<String> text(String name, int most) {
        known.add(name);
        Optional<String> value = Optional.ofNullable(query.get(name));
        if (value.isPresent()
                && (value.get().isEmpty() || value.get().length() > most || !Texts.isPlain(value.get()))) {
            wrong(name, "format");
            return Optional.empty();
        }
        return value;
    }

    public Optional<String> id(String name, String prefix) {
        Optional<String> value = text(name, 64);
        if (value.isPresent() && !Id.isWellFormed(prefix, value.get())) {
            wrong(name, "format");
            return Optional.empty();
        }
        return value;
    }

    public Optional<Instant> time(String name) {
        Optional<String> value = text(name, 40);
        Optional<Instant> time = value.flatMap(Times::parse);
        if (value.isPresent() && time.isEmpty()) {
            wrong(name, "format");
        }
        return time;
    }

    /** {@code true} or {@code false} and nothing else; false where it is left out. */
    public boolean flag(String name) {
        Optional<String> value = text(name, 5);
        if (value.isPresent() && !value.get().equals("true") && !value.get().equals("false")) {
            wrong(name, "format");
        }
        return value.filter("true"::equals).isPresent();
    }

    /** How many a page holds: 1 to 100, 20 unless said. */
    public int limit() {
        Optional<String> value = text("limit", 10);
        if (value.isEmpty()) {
            return DEFAULT_LIMIT;
        }
        if (!value.get().matches("[1-9][0-9]{0,2}")) {
            wrong("limit", "bound");
            return DEFAULT_LIMIT;
        }
        if (Integer.parseInt(value.get()) > MOST_LIMIT) {
            errors.add("limit", new FieldError.Bound(MOST_LIMIT, Integer.parseInt(value.get())));
            return DEFAULT_LIMIT;
        }
        return Integer.parseInt(value.get());
    }
}
