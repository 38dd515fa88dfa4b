package dev.surety.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Moves files over links, which need no token. A file of any size takes the same memory. */
final class Transfers {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration WHOLE = Duration.ofMinutes(10);

    /** The client sets these itself. */
    private static final Set<String> OWN = Set.of("host", "content-length", "connection", "expect", "upgrade");

    private Transfers() {}

    /** Stores the file behind a link, and returns its SHA-256 in hex. A file that is there already stays. */
    static String fetch(URI url, Path to) {
        HttpRequest request = HttpRequest.newBuilder(url).timeout(WHOLE).GET().build();
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build()) {
            HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw Failure.refused("The link is refused: " + answer.statusCode() + ".");
                }
                return stored(body, to);
            }
        } catch (IOException e) {
            throw Failure.unreachable("The file does not come: " + request.uri().getHost() + " does not answer.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.unreachable("Interrupted.");
        }
    }

    /** The command that downloads a thing's file, and says the hash. */
    static int download(Surety surety, String path, Path to, Optional<String> key, String instead) {
        Api api = surety.api();
        JsonNode link = api.post(path + "/download", Api.object(), RunCommands.keyOf(key));
        surety.output().say("sha256  " + fetchChecked(api, link, to, instead) + " (computed here, equal)");
        return 0;
    }

    /**
     * Stores the file behind the link of a download, and holds it to the hash that the answer says.
     *
     * @param instead what a person must not do with a file of another hash
     */
    static String fetchChecked(Api api, JsonNode link, Path to, String instead) {
        String url = link.path("url").asString("");
        if (url.isEmpty()) {
            throw Failure.refused("The link of this key was used. Ask again without --key.");
        }
        String hash = fetch(api.resolved(url), to);
        if (!hash.equals(link.path("sha256").asString(""))) {
            throw Failure.refused(
                    "The file at " + to + " has the hash " + hash + ", not the one Surety says. " + instead);
        }
        return hash;
    }

    private static String stored(InputStream body, Path to) throws IOException {
        MessageDigest digest = digest();
        OutputStream file;
        try {
            file = Files.newOutputStream(to, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw Failure.usage("The file " + to + " exists already; it is not overwritten.");
        } catch (IOException e) {
            throw Failure.usage("The file " + to + " cannot be written.");
        }
        try (OutputStream out = new DigestOutputStream(file, digest)) {
            body.transferTo(out);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** @param link as the API answers it: {@code url} and {@code headers} */
    static void put(URI url, JsonNode link, Path file) {
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(WHOLE).PUT(BodyPublishers.ofFile(file));
            link.path("headers").properties().stream()
                    .filter(header -> !OWN.contains(header.getKey().toLowerCase(Locale.ROOT)))
                    .forEach(header -> request.header(header.getKey(), header.getValue().asString("")));
            HttpResponse<Void> answer = http.send(request.build(), BodyHandlers.discarding());
            // Of a repeated upload, the store says that it has the file.
            if (answer.statusCode() >= 300 && answer.statusCode() != 412) {
                throw Failure.refused("The upload is refused: " + answer.statusCode() + ".");
            }
        } catch (IOException e) {
            throw Failure.unreachable("The upload failed: " + url.getHost() + " does not answer.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.unreachable("Interrupted.");
        }
    }

    static long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw unreadable(file);
        }
    }

    static String sha256(Path file) {
        MessageDigest digest = digest();
        try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            Files.copy(file, out);
        } catch (IOException e) {
            throw unreadable(file);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static Failure unreadable(Path file) {
        return Failure.usage("The file " + file + " cannot be read.");
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
