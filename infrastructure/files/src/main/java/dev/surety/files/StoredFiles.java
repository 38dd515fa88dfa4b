package dev.surety.files;

import dev.surety.runtime.resilience.Outage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A store of files. A file is written once and never changed until it is deleted; links let a client move the bytes
 * without passing through a function.
 *
 * <p>Every call may throw an {@link Outage}, after which it can be repeated. A key is refused unless it has 1 to 400
 * characters: names of letters, digits, {@code - _ .}, none beginning with a dot, with {@code /} between them.
 */
public interface StoredFiles {
    /**
     * Writes a file. The same bytes again do nothing; others under the same key are a breach.
     *
     * @param key such as {@code payout-files/mkt_…/pf_….xml}
     * @param writer writes the bytes; called again when the write is repeated, it must write the same
     */
    Written write(String key, Writer writer);

    /** The bytes, which the caller closes; empty if there is no such file. */
    Optional<InputStream> open(String key);

    Optional<Stored> find(String key);

    /** Destroys a file for ever; does nothing if there is none. */
    void delete(String key);

    /**
     * A link to which a client puts one file with {@code PUT}: of so many bytes, with the link's headers, and only if
     * there is none.
     */
    Link upload(String key, long bytes, Duration valid);

    /**
     * The same for bytes that are known before: the store takes no others.
     *
     * @param sha256 in lower-case hex
     */
    Link upload(String key, long bytes, String sha256, Duration valid);

    /**
     * A form by which a browser without scripts puts one file, of 1 to so many bytes. The store keeps it as mere bytes,
     * so that no browser ever shows it. A second file under the key may take the place of the first.
     *
     * @param then where the store sends the browser on; it adds to the query
     */
    default Form form(String key, long mostBytes, URI then, Duration valid) {
        throw new UnsupportedOperationException("this store takes no forms");
    }

    /** @param name that the browser gives the file */
    Link download(String key, String name, Duration valid);

    interface Writer {
        void writeTo(OutputStream out) throws IOException;
    }

    /** @param sha256 in lower-case hex */
    record Written(long bytes, String sha256) {}

    record Stored(long bytes, Instant at) {}

    /** @param fields hidden ones, in their order; the file comes last, in a field named {@code file} */
    record Form(String url, Map<String, String> fields) {
        public Form {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }

    record Link(String url, Map<String, String> headers, Instant expiresAt) {
        public Link {
            headers = Map.copyOf(headers);
        }
    }
}
