package dev.surety.files;

import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.secrets.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A file as it was announced before its upload. The link binds the store to exactly these bytes.
 *
 * @param sha256 in lower-case hex
 */
public record AnnouncedFile(FileType type, long bytes, String sha256) {
    /** The bytes under a key, as we read them: neither the store nor a message about it is trusted. */
    public sealed interface Arrived {
        /** @param bytes those that were announced; the type is not looked at */
        @SuppressWarnings("ArrayRecordComponent") // Nothing compares it.
        record Same(byte[] bytes) implements Arrived {}

        /** @param bytes how many are there */
        record OtherLength(long bytes) implements Arrived {}

        record OtherBytes() implements Arrived {}
    }

    /**
     * Looks at a file that was put; empty if it is not there.
     *
     * @param most how many bytes are read, however many were announced
     */
    public Optional<Arrived> look(StoredFiles files, String key, long most) {
        return files.find(key).map(there -> {
            if (there.bytes() != bytes || bytes > most) {
                return new Arrived.OtherLength(there.bytes());
            }
            byte[] read = read(files, key);
            if (read.length != bytes) {
                return new Arrived.OtherLength(read.length);
            }
            return HexFormat.of().formatHex(Digests.sha256(read)).equals(sha256)
                    ? new Arrived.Same(read)
                    : new Arrived.OtherBytes();
        });
    }

    /** At most one byte more than announced. */
    public byte[] read(StoredFiles files, String key) {
        try (InputStream from =
                files.open(key).orElseThrow(() -> new Outage("the bytes of an uploaded file are not there"))) {
            return from.readNBytes(Math.toIntExact(bytes) + 1);
        } catch (IOException e) {
            throw new Outage("the bytes of an uploaded file do not come", e);
        }
    }
}
