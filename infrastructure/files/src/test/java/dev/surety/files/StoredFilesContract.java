package dev.surety.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.files.StoredFiles.Link;
import dev.surety.files.StoredFiles.Written;
import dev.surety.files.StoredFiles.Writer;
import dev.surety.model.Invariants.Breach;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.secrets.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promises of {@link StoredFiles}, whatever keeps them. */
abstract class StoredFilesContract {
    private static final String KEY = "payout-files/mkt_a/pf_b.xml";
    private static final Duration HOUR = Duration.ofHours(1);

    abstract StoredFiles files() throws IOException;

    private static Writer text(String text) {
        return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String read(StoredFiles files, String key) {
        try (InputStream bytes = files.open(key).orElseThrow()) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aFileIsReadAsItWasWritten() throws IOException {
        StoredFiles files = files();
        Written written = files.write(KEY, text("a file"));
        assertEquals(new Written(6, Digests.sha256Hex("a file")), written);
        assertEquals("a file", read(files, KEY));
        assertEquals(6, files.find(KEY).orElseThrow().bytes());
        assertTrue(files.find(KEY).orElseThrow().at().isAfter(Instant.now().minus(HOUR)));
    }

    @Test
    void aDeletedFileIsGoneAndDeletingItAgainDoesNothing() throws IOException {
        StoredFiles files = files();
        files.write(KEY, text("a file"));
        files.write(KEY + ".other", text("another"));
        files.delete(KEY);
        files.delete(KEY);
        assertTrue(files.find(KEY).isEmpty());
        assertTrue(files.open(KEY).isEmpty());
        assertEquals("another", read(files, KEY + ".other"));
    }

    @Test
    void aFileThatIsNotThereIsNotFound() throws IOException {
        assertTrue(files().open(KEY).isEmpty());
        assertTrue(files().find(KEY).isEmpty());
    }

    @Test
    void theSameBytesAgainDoNothing() throws IOException {
        StoredFiles files = files();
        Written first = files.write(KEY, text("a file"));
        assertEquals(first, files.write(KEY, text("a file")));
    }

    @Test
    void otherBytesUnderAKeyAreABreachAndTheFirstStay() throws IOException {
        StoredFiles files = files();
        assertEquals(6, files.write(KEY, text("a file")).bytes());
        assertThrows(Breach.class, () -> files.write(KEY, text("another")));
        assertEquals("a file", read(files, KEY));
    }

    @Test
    void aWriterThatFailsLeavesNoFile() throws IOException {
        StoredFiles files = files();
        assertThrows(Outage.class, () -> files.write(KEY, out -> {
            out.write(1);
            throw new IOException("on purpose");
        }));
        assertTrue(files.find(KEY).isEmpty());
    }

    @Test
    void ofTwoWritersOneWins() throws Exception {
        StoredFiles files = files();
        Set<String> winners = ConcurrentHashMap.newKeySet();
        var begin = new CountDownLatch(1);
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String text : new String[] {"first", "other"}) {
                workers.submit(() -> {
                    begin.await();
                    return files.write(KEY, text(text)).bytes() == text.length() && winners.add(text);
                });
            }
            begin.countDown();
        }
        assertEquals(Set.of(read(files, KEY)), winners);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "/etc/passwd", "../secrets", "a/../b", "a//b", "a/", ".hidden", "a\\b", "a b", "ä", "a\n"
    })
    void aKeyLikeAPathIsRefused(String key) throws IOException {
        StoredFiles files = files();
        assertThrows(IllegalArgumentException.class, () -> files.write(key, text("a file")));
        assertThrows(IllegalArgumentException.class, () -> files.open(key));
        assertThrows(IllegalArgumentException.class, () -> files.find(key));
        assertThrows(IllegalArgumentException.class, () -> files.delete(key));
        assertThrows(IllegalArgumentException.class, () -> files.upload(key, 1, HOUR));
        assertThrows(IllegalArgumentException.class, () -> files.upload(key, 1, "00".repeat(32), HOUR));
        assertThrows(IllegalArgumentException.class, () -> files.download(key, "name.xml", HOUR));
        assertThrows(IllegalArgumentException.class, () -> files.download(KEY, key, HOUR));
    }

    @Test
    void aLinkEndsWhenItSays() throws IOException {
        Link link = files().upload(KEY, 100, HOUR);
        Duration left = Duration.between(Instant.now(), link.expiresAt());
        assertTrue(left.toMinutes() >= 58 && left.toMinutes() <= 60, left.toString());
    }

    @Test
    void manyBytesPassThrough() throws IOException {
        byte[] block = new byte[64 * 1024];
        StoredFiles files = files();
        Written written = files.write(KEY, out -> {
            for (int i = 0; i < 64; i++) {
                out.write(block);
            }
        });
        assertEquals(64L * block.length, written.bytes());
        try (InputStream bytes = files.open(KEY).orElseThrow()) {
            assertArrayEquals(block, bytes.readNBytes(block.length));
        }
    }
}
