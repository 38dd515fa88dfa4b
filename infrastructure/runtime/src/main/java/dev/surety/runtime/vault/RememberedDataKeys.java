package dev.surety.runtime.vault;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers unwrapped data keys for five minutes, at most a thousand of them. So a caller asks the key service once for
 * a chain and not for every text. A key is found by its wrapped bytes, which the vault reads from the store each time.
 * Once they are destroyed there, a remembered key opens nothing any more.
 */
public final class RememberedDataKeys implements KeyWrap {
    static final Duration KEPT = Duration.ofMinutes(5);
    static final int MOST = 1_000;

    private final KeyWrap keeper;
    private final InstantSource clock;
    private final Map<Wrapped, Opened> opened = new LinkedHashMap<>();

    public RememberedDataKeys(KeyWrap keeper, InstantSource clock) {
        this.keeper = keeper;
        this.clock = clock;
    }

    /** A wrapped key, and the name it was wrapped for. */
    @SuppressWarnings("ArrayRecordComponent") // It compares what is in the array.
    private record Wrapped(String context, byte[] bytes) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Wrapped(var name, var key) && name.equals(context) && Arrays.equals(key, bytes);
        }

        @Override
        public int hashCode() {
            return 31 * context.hashCode() + Arrays.hashCode(bytes);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // Nothing compares it.
    private record Opened(byte[] key, Instant at) {
        boolean isGoodAt(Instant now) {
            // A clock that was put back says nothing about its age.
            return !now.isBefore(at) && now.isBefore(at.plus(KEPT));
        }
    }

    @Override
    public byte[] wrap(byte[] dataKey, String context) {
        byte[] bytes = keeper.wrap(dataKey, context);
        remember(new Wrapped(context, bytes.clone()), dataKey);
        return bytes;
    }

    @Override
    public byte[] unwrap(byte[] wrapped, String context) {
        var place = new Wrapped(context, wrapped.clone());
        Optional<byte[]> known = known(place);
        if (known.isPresent()) {
            return known.get();
        }
        byte[] key = keeper.unwrap(wrapped, context);
        remember(place, key);
        return key.clone();
    }

    private synchronized Optional<byte[]> known(Wrapped place) {
        Opened found = opened.get(place);
        return found != null && found.isGoodAt(clock.instant())
                ? Optional.of(found.key().clone())
                : Optional.empty();
    }

    /** The oldest goes first. */
    private synchronized void remember(Wrapped place, byte[] key) {
        opened.remove(place);
        opened.put(place, new Opened(key.clone(), clock.instant()));
        var oldest = opened.entrySet().iterator();
        while (opened.size() > MOST) {
            oldest.next();
            oldest.remove();
        }
    }
}
