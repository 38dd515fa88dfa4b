package dev.surety.disputes.app.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.disputes.domain.evidence.CheckOutcome;
import dev.surety.disputes.domain.evidence.EvidenceFault;
import dev.surety.disputes.domain.evidence.EvidenceItem;
import dev.surety.disputes.domain.evidence.EvidenceKind;
import dev.surety.files.AnnouncedFile;
import dev.surety.files.FileType;
import dev.surety.files.FolderFiles;
import dev.surety.files.FolderLinks;
import dev.surety.files.StoredFiles;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.runtime.secrets.Digests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceFilesTest {
    private static final MarketplaceId DEMO = new MarketplaceId("demo");
    private static final String DISPUTE = Id.derive("dsp", "a");
    private static final byte[] NOTE = EvidenceSamples.latin("It never came.");
    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");

    @TempDir
    private Path folder = Path.of("");

    private FolderFiles store() {
        try {
            return FolderFiles.of(folder, new FolderLinks("http://a", new byte[] {1}, InstantSource.fixed(NOW)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EvidenceItem item(FileType type, long bytes, byte[] hashed) {
        String sha256 = HexFormat.of().formatHex(Digests.sha256(hashed));
        return EvidenceItem.awaiting(
                Id.derive("ev", sha256),
                EvidenceKind.OTHER,
                new AnnouncedFile(type, bytes, sha256),
                Optional.empty(),
                NOW);
    }

    private static EvidenceItem note() {
        return item(FileType.TEXT, NOTE.length, NOTE);
    }

    private void put(EvidenceItem item, byte[] bytes) {
        String key = new EvidenceKey(DEMO, DISPUTE, item.id()).toString();
        assertEquals(bytes.length, store().write(key, out -> out.write(bytes)).bytes());
    }

    private Optional<CheckOutcome> check(EvidenceItem item) {
        return new EvidenceFiles(store()).check(DEMO, DISPUTE, item);
    }

    private static EvidenceFault fault(Optional<CheckOutcome> outcome) {
        return outcome.map(CheckOutcome.Unsound.class::cast).orElseThrow().fault();
    }

    @Test
    void anUploadThatHasNotComeHasNoOutcome() {
        assertEquals(Optional.empty(), check(note()));
        assertEquals(Map.of(), new EvidenceFiles(store()).checkOpen(DEMO, DISPUTE, List.of(note())));
    }

    @Test
    void theAnnouncedBytesAreSound() {
        put(note(), NOTE);
        assertEquals(Optional.of(new CheckOutcome.Sound(0)), check(note()));
        assertEquals(
                Map.of(note().id(), new CheckOutcome.Sound(0)),
                new EvidenceFiles(store()).checkOpen(DEMO, DISPUTE, List.of(note())));
    }

    @Test
    void anItemIsCheckedOnce() {
        put(note(), NOTE);
        EvidenceItem attached = note().after(new CheckOutcome.Sound(0), true);
        assertEquals(Optional.empty(), check(attached));
    }

    @Test
    void otherBytesAreRefused() {
        EvidenceItem shorter = item(FileType.TEXT, NOTE.length - 1, NOTE);
        put(shorter, NOTE);
        assertEquals(EvidenceFault.BYTES_DIFFER, fault(check(shorter)));
        EvidenceItem other = item(FileType.TEXT, NOTE.length, EvidenceSamples.latin("It came!"));
        put(other, NOTE);
        assertEquals(EvidenceFault.DIGEST_MISMATCH, fault(check(other)));
    }

    @Test
    void aStoreThatSays10GbIsNotRead() {
        long large = 10_000_000_000L;
        StoredFiles liar = new Liar(large);
        EvidenceItem item = item(FileType.PDF, large, NOTE);
        assertEquals(
                EvidenceFault.BYTES_DIFFER, fault(new EvidenceFiles(liar).check(DEMO, DISPUTE, item)));
    }

    @Test
    void aStoreThatSendsMoreThanItSaysIsReadToTheFirstByteTooMany() {
        StoredFiles liar = new Liar(5);
        EvidenceItem item = item(FileType.TEXT, 5, NOTE);
        assertEquals(
                EvidenceFault.BYTES_DIFFER, fault(new EvidenceFiles(liar).check(DEMO, DISPUTE, item)));
    }

    @Test
    void aLinkBindsTheBytesAndComesOnlyWhileTheyAreAwaited() {
        var files = new EvidenceFiles(store());
        String url = files.upload(DEMO, DISPUTE, note()).orElseThrow().url();
        String hash = note().file().orElseThrow().sha256();
        assertTrue(url.contains("/evidence/demo/" + DISPUTE + "/" + note().id() + "?"), url);
        assertTrue(url.contains("bytes=" + NOTE.length + "-sha256-" + hash), url);
        assertEquals(Optional.empty(), files.upload(DEMO, DISPUTE, note().received()));
    }

    @Test
    void aFileIsGivenOnceItIsSoundAndUnderANameOfOurs() {
        var files = new EvidenceFiles(store());
        EvidenceItem sound = note().after(new CheckOutcome.Sound(0), true);
        String url = files.download(DEMO, DISPUTE, sound).orElseThrow().url();
        assertTrue(url.contains("name=" + note().id() + ".txt"), url);
        assertEquals(Optional.empty(), files.download(DEMO, DISPUTE, note()));
        assertEquals(Optional.empty(), files.download(DEMO, DISPUTE, note().received()));
        var unsound = new CheckOutcome.Unsound(EvidenceFault.ENCRYPTED, "");
        assertEquals(Optional.empty(), files.download(DEMO, DISPUTE, note().after(unsound, true)));
    }

    @Test
    void namesLikePathsAreText() {
        var words = new EvidenceWords(Optional.of("../../etc/passwd\u202egpj.exe"), Optional.of("<b>a</b>"));
        assertEquals(words, EvidenceWords.from(words.forVault()));
        assertEquals(EvidenceWords.NONE, EvidenceWords.from(EvidenceWords.NONE.forVault()));
        assertFalse(words.isEmpty());
        assertThrows(IllegalArgumentException.class, () -> store().find("evidence/demo/../../x"));
    }

    /** A store that says what it likes, and never ends. */
    private record Liar(long bytes) implements StoredFiles {
        @Override
        public Written write(String key, Writer writer) {
            throw new AssertionError();
        }

        @Override
        public Optional<InputStream> open(String key) {
            return Optional.of(new ByteArrayInputStream(new byte[1000]));
        }

        @Override
        public Optional<Stored> find(String key) {
            return Optional.of(new Stored(bytes, NOW));
        }

        @Override
        public void delete(String key) {
            throw new AssertionError("no file is deleted here");
        }

        @Override
        public Link upload(String key, long size, Duration valid) {
            throw new AssertionError();
        }

        @Override
        public Link upload(String key, long size, String sha256, Duration valid) {
            throw new AssertionError();
        }

        @Override
        public Link download(String key, String name, Duration valid) {
            throw new AssertionError();
        }
    }
}
