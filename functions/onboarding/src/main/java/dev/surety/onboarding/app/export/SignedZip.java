package dev.surety.onboarding.app.export;

import dev.surety.runtime.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A zip whose last files are a manifest of all others and the signature of the manifest. It is written as a stream. */
final class SignedZip {
    static final String MANIFEST = "manifest.json";
    static final String SIGNATURE = "manifest.jws";

    private final ZipOutputStream zip;
    private final Instant at;
    private final List<ObjectNode> files = new ArrayList<>();

    SignedZip(OutputStream out, Instant at) {
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        this.at = at;
    }

    /** An array with one row a line, so that it can be read as a stream, too. */
    void rows(String name, Consumer<Consumer<ObjectNode>> rows) throws IOException {
        begin(name);
        var counted = new Counted(zip);
        String[] before = {"[\n"};
        rows.accept(row -> {
            counted.text(before[0] + Json.text(row));
            before[0] = ",\n";
        });
        counted.text((before[0].startsWith("[") ? "[" : "") + "\n]\n");
        end(name, counted);
    }

    void json(String name, JsonNode content) throws IOException {
        bytes(name, (Json.text(content) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    void bytes(String name, byte[] content) throws IOException {
        begin(name);
        var counted = new Counted(zip);
        counted.bytes(content);
        end(name, counted);
    }

    private void begin(String name) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(LocalDateTime.ofInstant(at, ZoneOffset.UTC));
        zip.putNextEntry(entry);
    }

    private void end(String name, Counted counted) throws IOException {
        zip.closeEntry();
        files.add(Json.object().put("name", name).put("bytes", counted.bytes).put("sha256", counted.sha256()));
    }

    /** Writes the manifest with every file's hash, and its signature. Nothing is written afterwards. */
    void sign(ObjectNode manifest, SigningKey key) throws IOException {
        List<ObjectNode> listed = List.copyOf(files);
        manifest.putArray("files").addAll(listed);
        manifest.set("key", key.jwk().put("kid", key.id()).put("alg", "EdDSA"));
        byte[] text = (Json.text(manifest) + "\n").getBytes(StandardCharsets.UTF_8);
        bytes(MANIFEST, text);
        bytes(SIGNATURE, key.sign(text).getBytes(StandardCharsets.UTF_8));
        zip.finish();
    }

    /** Bytes of one file on their way. */
    private static final class Counted {
        private final DigestOutputStream out;
        private long bytes;

        Counted(OutputStream zip) {
            try {
                this.out = new DigestOutputStream(zip, MessageDigest.getInstance("SHA-256"));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        void text(String text) {
            try {
                bytes(text.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void bytes(byte[] more) throws IOException {
            out.write(more);
            bytes += more.length;
        }

        String sha256() {
            return HexFormat.of().formatHex(out.getMessageDigest().digest());
        }
    }
}
