package dev.surety.testkit;

import dev.surety.dynamo.faults.Faults;
import dev.surety.files.StoredFiles;
import dev.surety.model.Invariants;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.secrets.Digests;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A store of files in memory, with faults. It keeps the promises of {@link StoredFiles}. */
public final class MemoryFiles implements StoredFiles {
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Faults faults;
    private final InstantSource clock;
    private int writes;

    public MemoryFiles(Faults faults, InstantSource clock) {
        this.faults = faults;
        this.clock = clock;
    }

    /** How often bytes were written, the same ones included. */
    public int writes() {
        return writes;
    }

    public byte[] bytes(String key) {
        return Optional.ofNullable(files.get(key))
                .orElseThrow(() -> new AssertionError("no " + key + " in " + files.keySet()));
    }

    /** As if a person had uploaded it. */
    public void put(String key, byte[] bytes) {
        files.put(key, bytes);
    }

    @Override
    public Written write(String key, Writer writer) {
        var out = new ByteArrayOutputStream();
        try {
            writer.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] bytes = out.toByteArray();
        return faults.around(
                "write a file",
                () -> {
                    writes++;
                    byte[] before = files.putIfAbsent(key, bytes);
                    Invariants.hold(before == null || Arrays.equals(before, bytes), key + " has other bytes");
                    return new Written(bytes.length, HexFormat.of().formatHex(Digests.sha256(bytes)));
                },
                fate -> new Outage("no store of files: " + fate));
    }

    @Override
    public Optional<InputStream> open(String key) {
        return Optional.ofNullable(files.get(key)).map(ByteArrayInputStream::new);
    }

    @Override
    public Optional<Stored> find(String key) {
        return Optional.ofNullable(files.get(key)).map(bytes -> new Stored(bytes.length, clock.instant()));
    }

    @Override
    public void delete(String key) {
        throw new AssertionError("no file is deleted here");
    }

    @Override
    public Link upload(String key, long bytes, Duration valid) {
        return new Link("https://files.example/put/" + key, Map.of(), clock.instant().plus(valid));
    }

    @Override
    public Link upload(String key, long bytes, String sha256, Duration valid) {
        return upload(key, bytes, valid);
    }

    @Override
    public Link download(String key, String name, Duration valid) {
        return new Link("https://files.example/get/" + key, Map.of(), clock.instant().plus(valid));
    }
}
