package dev.surety.disputes.app.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.disputes.app.evidence.BankFile.Cover;
import dev.surety.disputes.app.evidence.BankFiles.Chosen;
import dev.surety.disputes.app.evidence.BankFiles.Written;
import dev.surety.disputes.domain.evidence.CheckOutcome;
import dev.surety.disputes.domain.evidence.EvidenceItem;
import dev.surety.disputes.domain.evidence.EvidenceKind;
import dev.surety.files.AnnouncedFile;
import dev.surety.files.FileType;
import dev.surety.files.FolderFiles;
import dev.surety.files.FolderLinks;
import dev.surety.model.Invariants.Breach;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.secrets.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BankFilesTest {
    private static final MarketplaceId DEMO = new MarketplaceId("demo");
    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
    private static final Cover COVER = new Cover("cb_a", "Evidence", NOW, List.of());
    private static final byte[] PHOTO = EvidenceSamples.image("jpeg", 300, 200);

    @TempDir
    private Path folder = Path.of("");

    private FolderFiles store() {
        try {
            return FolderFiles.of(folder, new FolderLinks("http://a", new byte[] {1}, InstantSource.fixed(NOW)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(Digests.sha256(bytes));
    }

    private static Chosen photo() {
        var file = new AnnouncedFile(FileType.JPEG, PHOTO.length, sha256(PHOTO));
        EvidenceItem item = EvidenceItem.awaiting(
                Id.derive("ev", "a"), EvidenceKind.DELIVERY_PROOF, file, Optional.empty(), NOW);
        return new Chosen("cb_a", item.after(new CheckOutcome.Sound(1), true), EvidenceWords.NONE);
    }

    private void put(byte[] bytes) {
        String key = new EvidenceKey(DEMO, "cb_a", photo().item().id()).toString();
        assertEquals(bytes.length, store().write(key, out -> out.write(bytes)).bytes());
    }

    private Written write(Chosen... chosen) {
        return new BankFiles(store()).write(DEMO, "cb_a", COVER, List.of(chosen));
    }

    @Test
    void theFileIsStoredUnderItsHashAndWrittenOnce() throws IOException {
        put(PHOTO);
        Written first = write(photo());
        assertEquals(first, write(photo()));
        assertEquals("case-files/demo/cb_a/" + first.sha256() + ".pdf", first.key());
        assertEquals(List.of(), first.leftOut());
        try (InputStream bytes = store().open(first.key()).orElseThrow()) {
            byte[] all = bytes.readAllBytes();
            assertEquals(List.of(first.bytes(), first.sha256()), List.of(all.length, sha256(all)));
        }
    }

    @Test
    void otherItemsMakeAnotherFile() {
        put(PHOTO);
        EvidenceItem words = EvidenceItem.ofWords(Id.derive("ev", "b"), EvidenceKind.WORDS, "a commitment", NOW);
        var said = new EvidenceWords(Optional.empty(), Optional.of("It was handed over."));
        Written both = write(photo(), new Chosen("cb_a", words, said));
        assertEquals(3, both.pages());
        assertTrue(!both.key().equals(write(photo()).key()));
    }

    @Test
    void bytesThatAreNotThereAreAnOutageAndChangedOnesABreach() {
        assertThrows(Outage.class, () -> write(photo()));
        byte[] changed = PHOTO.clone();
        changed[PHOTO.length / 2] ^= 1;
        put(changed);
        assertThrows(Breach.class, () -> write(photo()));
    }
}
