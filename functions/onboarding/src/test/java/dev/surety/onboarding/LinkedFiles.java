package dev.surety.onboarding;

import dev.surety.dynamo.faults.Faults;
import dev.surety.files.StoredFiles;
import dev.surety.runtime.resilience.Outage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A bucket in memory whose every look may fail. A test puts what it likes: no link is checked. */
final class LinkedFiles implements StoredFiles {
    final Map<String, byte[]> files = new HashMap<>();
    private final Faults faults;
    private final InstantSource clock;

    LinkedFiles(Faults faults, InstantSource clock) {
        this.faults = faults;
        this.clock = clock;
    }

    @Override
    public Written write(String key, Writer writer) {
        throw new AssertionError("a document is uploaded by its participant");
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
    public Link download(String key, String name, Duration valid) {
        String url = "https://files.example/get/" + key + "?name=" + name;
        return new Link(url, Map.of(), clock.instant().plus(valid));
    }
}
