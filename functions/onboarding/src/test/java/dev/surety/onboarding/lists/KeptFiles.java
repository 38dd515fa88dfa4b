package dev.surety.onboarding.lists;

import dev.surety.dynamo.faults.Faults;
import dev.surety.files.StoredFiles;
import dev.surety.model.Invariants;
import dev.surety.runtime.resilience.Outage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** A bucket in memory whose every call may fail. It gives no links, because no client has a list. */
final class KeptFiles implements StoredFiles {
    final Map<String, byte[]> files;
    private final Faults faults;

    KeptFiles(Map<String, byte[]> files, Faults faults) {
        this.files = files;
        this.faults = faults;
    }

    @Override
    public Written write(String key, Writer writer) {
        var out = new ByteArrayOutputStream();
        try {
            writer.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return faults.around("write a file", () -> put(key, out.toByteArray()), KeptFiles::away);
    }

    private Written put(String key, byte[] bytes) {
        byte[] before = files.putIfAbsent(key, bytes);
        Invariants.hold(before == null || Arrays.equals(before, bytes), key + " has other bytes");
        return new Written(bytes.length, "");
    }

    @Override
    public Optional<InputStream> open(String key) {
        return faults.around(
                "open a file",
                () -> Optional.ofNullable(files.get(key)).map(ByteArrayInputStream::new),
                KeptFiles::away);
    }

    private static Outage away(Object fate) {
        return new Outage("no bucket: " + fate);
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
        throw new AssertionError("a link to a list");
    }

    @Override
    public Link upload(String key, long bytes, String sha256, Duration valid) {
        throw new AssertionError("a link to a list");
    }

    @Override
    public Link download(String key, String name, Duration valid) {
        throw new AssertionError("a link to a list");
    }
}
