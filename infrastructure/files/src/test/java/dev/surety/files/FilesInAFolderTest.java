package dev.surety.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.files.FolderLinks.Followed;
import dev.surety.files.StoredFiles.Link;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesInAFolderTest extends StoredFilesContract {
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private Path folder = Path.of("");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final FolderLinks links =
            new FolderLinks("http://127.0.0.1:1", "a secret".getBytes(StandardCharsets.UTF_8), now::get);

    @Override
    StoredFiles files() throws IOException {
        return FolderFiles.of(folder, links);
    }

    private Optional<Followed> follow(String method, String url) {
        URI uri = URI.create(url);
        return links.follow(method, uri.getPath(), uri.getQuery());
    }

    @Test
    void aLinkIsFollowedByItsOwnMethodOnly() throws IOException {
        Link upload = files().upload("uploads/a/b", 12, HOUR);
        assertEquals(
                Optional.of(new Followed.Upload("uploads/a/b", 12, Optional.empty())), follow("PUT", upload.url()));
        assertEquals(Optional.empty(), follow("GET", upload.url()));
        Link download = files().download("payout-files/a/b.xml", "b.xml", HOUR);
        assertEquals(
                Optional.of(new Followed.Download("payout-files/a/b.xml", "b.xml")), follow("GET", download.url()));
        assertEquals(Optional.empty(), follow("PUT", download.url()));
    }

    @Test
    void aLinkThatWasChangedIsNotOurs() throws IOException {
        String url = files().upload("uploads/a/b", 12, HOUR).url();
        assertEquals(Optional.empty(), follow("PUT", url.replace("bytes=12", "bytes=13")));
        assertEquals(Optional.empty(), follow("PUT", url.replace("/b?", "/c?")));
        assertEquals(Optional.empty(), follow("PUT", url.replace("expires=", "expires=9")));
        assertEquals(Optional.empty(), follow("PUT", url.replaceAll("signature=.", "signature=z")));
        assertEquals(Optional.empty(), follow("PUT", url.replaceAll("\\?.*", "?")));
    }

    @Test
    void aLinkForKnownBytesNamesTheirHash() throws IOException {
        String hash = "ab".repeat(32);
        String url = files().upload("uploads/a/b", 12, hash, HOUR).url();
        assertEquals(
                Optional.of(new Followed.Upload("uploads/a/b", 12, Optional.of(hash))), follow("PUT", url));
        assertEquals(Optional.empty(), follow("PUT", url.replace("abab", "abac")));
        assertEquals(Optional.empty(), follow("PUT", url.replace("-sha256-" + hash, "")));
    }

    @Test
    void aLinkThatHasEndedIsNotFollowed() throws IOException {
        String url = files().upload("uploads/a/b", 12, HOUR).url();
        now.updateAndGet(time -> time.plus(HOUR).minusSeconds(2));
        assertTrue(follow("PUT", url).isPresent());
        now.updateAndGet(time -> time.plusSeconds(4));
        assertEquals(Optional.empty(), follow("PUT", url));
    }
}
