package dev.surety.files;

import dev.surety.runtime.resilience.Outage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A store of files. A file is written once and never changed; links let a client move the bytes without passing
 * through a function.
 *
 * <p>Every call may throw an {@link Outage}, after which it can be repeated.
 */
public interface StoredFiles {
    /**
     * Writes a file. The same bytes again do nothing; others under the same key are refused.
     *
     * @param key such as {@code payout-files/mkt_…/pf_….xml}: letters, digits, {@code - _ . /}
     * @param writer writes the bytes; called again when the write is repeated, it must write the same
     */
    Written write(String key, Writer writer);

    /** The bytes, which the caller closes; empty if there is no such file. */
    Optional<InputStream> open(String key);

    Optional<Stored> find(String key);

    /** A link to which a client puts one file with {@code PUT}, its headers being the link's. */
    Link upload(String key, long bytes, Duration valid);

    /** @param name that the browser gives the file */
    Link download(String key, String name, Duration valid);

    interface Writer {
        void writeTo(OutputStream out) throws IOException;
    }

    /** @param sha256 in lower-case hex */
    record Written(long bytes, String sha256) {}

    record Stored(long bytes, Instant at) {}

    record Link(String url, Map<String, String> headers, Instant expiresAt) {
        public Link {
            headers = Map.copyOf(headers);
        }
    }
}
