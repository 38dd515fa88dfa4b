package dev.surety.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The login that later commands use: address, client and token, in a file that only its owner reads. The client's
 * secret is never kept.
 */
record Session(String url, String client, String token, Instant until) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Path file(Optional<Path> given) {
        return given.orElseGet(() -> Optional.ofNullable(System.getenv("XDG_CONFIG_HOME"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".config"))
                .resolve("surety")
                .resolve("session.json"));
    }

    static Session load(Path file, Instant now) {
        try {
            JsonNode stored = JSON.readTree(Files.readString(file));
            var session = new Session(
                    stored.path("url").asString(""),
                    stored.path("client").asString(""),
                    stored.path("token").asString(""),
                    Instant.parse(stored.path("until").asString("")));
            if (session.until.isBefore(now)) {
                throw Failure.refused("The login of %s ended at %s. Log in again: surety login --url %s --client %s"
                        .formatted(session.client, session.until, session.url, session.client));
            }
            return session;
        } catch (NoSuchFileException e) {
            throw Failure.usage("No client is logged in. First: surety login --url <address> --client <id>");
        } catch (IOException | JacksonException | java.time.DateTimeException e) {
            throw Failure.usage("The session file " + file + " cannot be read. Log in again.");
        }
    }

    /** Written beside its place and moved there, so that a reader never sees half a file. */
    void store(Path file) {
        String text = JSON.createObjectNode()
                .put("url", url)
                .put("client", client)
                .put("token", token)
                .put("until", until.toString())
                .toString();
        try {
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            boolean isPosix = Files.getFileStore(folder).supportsFileAttributeView("posix");
            Path part = isPosix
                    ? Files.createTempFile(
                            folder,
                            "session",
                            ".part",
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                    : Files.createTempFile(folder, "session", ".part");
            Files.writeString(part, text);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Failure.usage("The session file " + file + " cannot be written.");
        }
    }
}
