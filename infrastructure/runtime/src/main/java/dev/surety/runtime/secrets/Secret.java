package dev.surety.runtime.secrets;

import java.util.Map;
import java.util.Optional;

/** A secret with its versions. We make with the current one, and still accept the previous. */
public record Secret(String currentVersion, Map<String, byte[]> versions) {
    public byte[] current() {
        return find(currentVersion).orElseThrow(() -> new IllegalStateException("a secret has a current version"));
    }

    public Optional<byte[]> find(String version) {
        return Optional.ofNullable(versions.get(version)).map(byte[]::clone);
    }

    @Override
    public String toString() {
        return "Secret[" + currentVersion + "]";
    }
}
