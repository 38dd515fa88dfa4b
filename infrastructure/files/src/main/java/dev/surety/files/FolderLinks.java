package dev.surety.files;

import dev.surety.files.StoredFiles.Link;
import dev.surety.runtime.secrets.Digests;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Links to files of a folder: method, key, end and either size or name, signed. A client with a link needs no token.
 */
public final class FolderLinks {
    public static final String PATH = "/local-files/";

    private static final String SHA256 = "-sha256-";

    private final String base;
    private final byte[] secret;
    private final InstantSource clock;

    /** @param base the server's address without a slash at its end */
    public FolderLinks(String base, byte[] secret, InstantSource clock) {
        this.base = base;
        this.secret = secret.clone();
        this.clock = clock;
    }

    /** A link that was followed and is good. */
    public sealed interface Followed {
        String key();

        /** @param sha256 of the only bytes that the link takes; empty if it takes any */
        record Upload(String key, long bytes, Optional<String> sha256) implements Followed {}

        record Download(String key, String name) implements Followed {}

        /** @param then where the browser goes on */
        record Form(String key, long mostBytes, URI then) implements Followed {}
    }

    Link upload(String key, long bytes, Optional<String> sha256, Duration valid) {
        String value = Long.toString(bytes) + sha256.map(hash -> SHA256 + hash).orElse("");
        return link("PUT", key, "bytes", value, valid);
    }

    Link download(String key, String name, Duration valid) {
        return link("GET", key, "name", name, valid);
    }

    StoredFiles.Form form(String key, long mostBytes, URI then, Duration valid) {
        String expires = Long.toString(clock.instant().plus(valid).getEpochSecond());
        String value = mostBytes + " " + then;
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("key", key);
        fields.put("bytes", Long.toString(mostBytes));
        fields.put("success_action_redirect", then.toString());
        fields.put("expires", expires);
        fields.put("signature", signature("POST", key, value, expires));
        return new StoredFiles.Form(base + PATH, fields);
    }

    /** The form behind its fields, as a browser sends them; empty if we did not make it, or if it has ended. */
    public Optional<Followed.Form> follow(Map<String, String> fields) {
        String key = fields.getOrDefault("key", "");
        String value = fields.getOrDefault("bytes", "") + " " + fields.getOrDefault("success_action_redirect", "");
        return isGood("POST", key, value, fields)
                ? Optional.of(new Followed.Form(
                        key,
                        Long.parseLong(fields.getOrDefault("bytes", "")),
                        URI.create(fields.getOrDefault("success_action_redirect", ""))))
                : Optional.empty();
    }

    private boolean isGood(String method, String key, String value, Map<String, String> fields) {
        String expires = fields.getOrDefault("expires", "");
        byte[] own = signature(method, key, value, expires).getBytes(StandardCharsets.UTF_8);
        byte[] given = fields.getOrDefault("signature", "").getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(own, given) && clock.instant().getEpochSecond() <= Long.parseLong(expires);
    }

    private Link link(String method, String key, String field, String value, Duration valid) {
        Instant end = clock.instant().plus(valid).truncatedTo(ChronoUnit.SECONDS);
        String expires = Long.toString(end.getEpochSecond());
        String url = base + PATH + key + "?" + field + "=" + value + "&expires=" + expires + "&signature="
                + signature(method, key, value, expires);
        return new Link(url, Map.of(), end);
    }

    /** The link behind a request; empty if we did not make it, for this method and key, or if it has ended. */
    public Optional<Followed> follow(String method, String path, String query) {
        if (!path.startsWith(PATH)) {
            return Optional.empty();
        }
        String key = path.substring(PATH.length());
        Map<String, String> fields = fields(query);
        boolean upload = method.equals("PUT");
        String value = fields.getOrDefault(upload ? "bytes" : "name", "");
        if (!isGood(upload ? "PUT" : "GET", key, value, fields)) {
            return Optional.empty();
        }
        return Optional.of(upload ? upload(key, value) : new Followed.Download(key, value));
    }

    private static Followed upload(String key, String value) {
        String[] parts = value.split(SHA256, 2);
        Optional<String> sha256 = parts.length == 2 ? Optional.of(parts[1]) : Optional.empty();
        return new Followed.Upload(key, Long.parseLong(parts[0]), sha256);
    }

    private static Map<String, String> fields(String query) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return fields;
    }

    private String signature(String method, String key, String value, String expires) {
        return Digests.hmacHex(secret, String.join("\n", method, key, value, expires));
    }
}
