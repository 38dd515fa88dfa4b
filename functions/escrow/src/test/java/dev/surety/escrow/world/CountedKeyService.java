package dev.surety.escrow.world;

import dev.surety.runtime.vault.KeyWrap;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A key service that counts how often it was asked to open a key, and takes part in the rounds that are counted. */
public final class CountedKeyService implements KeyWrap {
    public final AtomicInteger opened = new AtomicInteger();
    private final KeyWrap inner;
    private volatile Optional<Rounds> rounds = Optional.empty();

    CountedKeyService(KeyWrap inner) {
        this.inner = inner;
    }

    public void counting(Rounds counted) {
        rounds = Optional.of(counted);
    }

    @Override
    public byte[] wrap(byte[] dataKey, String context) {
        return inner.wrap(dataKey, context);
    }

    @Override
    public byte[] unwrap(byte[] wrapped, String context) {
        opened.incrementAndGet();
        rounds.ifPresent(Rounds::join);
        return inner.unwrap(wrapped, context);
    }
}
