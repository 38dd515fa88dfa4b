package dev.surety.runtime.marketplace;

import dev.surety.model.journal.Entry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Keeps parsed entries, for the few that are read again and again. An entry never changes, so its parsed form stays
 * true. The whole entry is the key, not its place alone.
 */
final class ParsedOnce<T> {
    private static final int MOST = 100;

    private final Function<Entry, T> parse;
    private final Map<Entry, T> known = new LinkedHashMap<>();

    ParsedOnce(Function<Entry, T> parse) {
        this.parse = parse;
    }

    T of(Entry entry) {
        return known(entry).orElseGet(() -> remember(entry, parse.apply(entry)));
    }

    private synchronized Optional<T> known(Entry entry) {
        return Optional.ofNullable(known.get(entry));
    }

    private synchronized T remember(Entry entry, T value) {
        known.put(entry, value);
        var oldest = known.keySet().iterator();
        while (known.size() > MOST) {
            oldest.next();
            oldest.remove();
        }
        return value;
    }
}
