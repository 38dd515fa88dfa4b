package dev.surety.onboarding;

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
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** A bucket in memory whose every look may fail. A test puts what it likes: no link is checked. */
final class LinkedFiles implements StoredFiles {
    final Map<String, byte[]> files = new HashMap<>();
    /** Happens once, after a file is written. */
    final AtomicReference<Runnable> afterTheWrite = new AtomicReference<>(() -> {});

    private final Faults faults;
    private final InstantSource clock;

    LinkedFiles(Faults faults, InstantSource clock) {
        this.faults = faults;
        this.clock = clock;
    }

    @Override
    public Written write(String key, Writer writer) {
        return around("write", () -> {
            var bytes = new ByteArrayOutputStream();
            try {
                writer.writeTo(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            String hash = HexFormat.of().formatHex(Digests.sha256(bytes.toByteArray()));
            byte[] before = files.putIfAbsent(key, bytes.toByteArray());
            afterTheWrite.getAndSet(() -> {}).run();
            Invariants.hold(
                    before == null || Arrays.equals(before, bytes.toByteArray()), "a file is never written over");
            return new Written(bytes.size(), hash);
        });
    }

    @Override
    public Optional<InputStream> open(String key) {
        return around("open", () -> Optional.ofNullable(files.get(key)).map(ByteArrayInputStream::new));
    }

    @Override
    public Optional<Stored> find(String key) {
        return around(
                "find",
                () -> Optional.ofNullable(files.get(key)).map(bytes -> new Stored(bytes.length, clock.instant())));
    }

    @Override
    public void delete(String key) {
        around("delete", () -> Optional.ofNullable(files.remove(key)));
    }

    private <T> T around(String what, Supplier<T> act) {
        return faults.around(what, act::get, fate -> new Outage("no bucket: " + fate));
    }

    @Override
    public Link upload(String key, long bytes, Duration valid) {
        throw new AssertionError("a link that takes any bytes");
    }

    @Override
    public Link upload(String key, long bytes, String sha256, Duration valid) {
        String url = "https://files.example/put/" + key + "?" + bytes + "-" + sha256;
        return new Link(url, Map.of("x-checksum", sha256), clock.instant().plus(valid));
    }

    @Override
    public Form form(String key, long mostBytes, URI then, Duration valid) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("key", key);
        fields.put("most", Long.toString(mostBytes));
        fields.put("then", then.toString());
        return new Form("https://files.example/", fields);
    }

    @Override
    public Link download(String key, String name, Duration valid) {
        String url = "https://files.example/get/" + key + "?name=" + name;
        return new Link(url, Map.of(), clock.instant().plus(valid));
    }
}
