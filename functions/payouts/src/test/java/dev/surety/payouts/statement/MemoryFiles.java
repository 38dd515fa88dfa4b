package dev.surety.payouts.statement;

import dev.surety.files.StoredFiles;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Files in memory, as if people had uploaded them. */
final class MemoryFiles implements StoredFiles {
    private final Map<String, byte[]> files = new HashMap<>();

    void put(String key, byte[] bytes) {
        files.put(key, bytes);
    }

    @Override
    public Written write(String key, Writer writer) {
        throw new UnsupportedOperationException("statements are uploaded");
    }

    @Override
    public Optional<InputStream> open(String key) {
        return Optional.ofNullable(files.get(key)).map(ByteArrayInputStream::new);
    }

    @Override
    public Optional<Stored> find(String key) {
        return Optional.ofNullable(files.get(key)).map(bytes -> new Stored(bytes.length, Instant.EPOCH));
    }

    @Override
    public void delete(String key) {
        throw new AssertionError("no file is deleted here");
    }

    @Override
    public Link upload(String key, long bytes, Duration valid) {
        return new Link("https://files.example/" + key, Map.of(), Instant.EPOCH.plus(valid));
    }

    @Override
    public Link upload(String key, long bytes, String sha256, Duration valid) {
        return upload(key, bytes, valid);
    }

    @Override
    public Link download(String key, String name, Duration valid) {
        throw new UnsupportedOperationException("statements are uploaded");
    }
}
