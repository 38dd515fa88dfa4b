package dev.surety.disputes.world;

import dev.surety.files.StoredFiles;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A store to which no side uploads a file. */
public final class NoFiles implements StoredFiles {
    @Override
    public Written write(String key, Writer writer) {
        throw new AssertionError("no test writes a file here: " + key);
    }

    @Override
    public Optional<InputStream> open(String key) {
        return Optional.empty();
    }

    @Override
    public Optional<Stored> find(String key) {
        return Optional.empty();
    }

    @Override
    public void delete(String key) {
        throw new AssertionError("no file is deleted here");
    }

    @Override
    public Link upload(String key, long bytes, Duration valid) {
        return link(key);
    }

    @Override
    public Link upload(String key, long bytes, String sha256, Duration valid) {
        return link(key);
    }

    @Override
    public Link download(String key, String name, Duration valid) {
        return link(key);
    }

    private static Link link(String key) {
        return new Link("https://files.example/" + key, Map.of(), Instant.MAX);
    }
}
