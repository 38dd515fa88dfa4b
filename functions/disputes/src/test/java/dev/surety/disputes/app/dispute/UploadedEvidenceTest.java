package dev.surety.disputes.app.dispute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.disputes.app.dispute.DisputeChains.Stored;
import dev.surety.disputes.app.evidence.EvidenceFiles;
import dev.surety.disputes.app.evidence.EvidenceKey;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.evidence.EvidenceFault;
import dev.surety.disputes.domain.evidence.EvidenceItem.State;
import dev.surety.disputes.domain.evidence.EvidenceItem;
import dev.surety.disputes.domain.evidence.EvidenceKind;
import dev.surety.disputes.domain.procedure.DisputeCommand;
import dev.surety.disputes.world.DisputeWorld;
import dev.surety.files.AnnouncedFile;
import dev.surety.files.FileType;
import dev.surety.files.FolderFiles;
import dev.surety.files.FolderLinks;
import dev.surety.model.id.Id;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.secrets.Digests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A side puts a file, and the bucket tells of it, late, twice or never. */
class UploadedEvidenceTest {
    private static final byte[] NOTE = "It came broken.".getBytes(StandardCharsets.UTF_8);
    private static final String ITEM = Id.derive("ev", "note");

    @TempDir
    private Path folder = Path.of("");

    private final DisputeWorld world = new DisputeWorld();

    @BeforeEach
    void aPayerAnnouncesAFile() {
        world.disputed("a-sale-of-evidence");
        world.drain();
        String sha256 = HexFormat.of().formatHex(Digests.sha256(NOTE));
        var file = new AnnouncedFile(FileType.TEXT, NOTE.length, sha256);
        EvidenceItem item = EvidenceItem.awaiting(
                ITEM, EvidenceKind.WORDS, file, Optional.empty(), world.clock.instant());
        assertTrue(world.as(Side.PAYER, "add", side -> new DisputeCommand.AddEvidence(side, item))
                instanceof Outcome.Done);
    }

    private FolderFiles files() {
        try {
            return FolderFiles.of(folder, new FolderLinks("http://a", new byte[] {1}, world.clock));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private EvidenceKey key() {
        return new EvidenceKey(DisputeWorld.DEMO, world.last.value(), ITEM);
    }

    private void put(byte[] bytes) {
        assertEquals(bytes.length, files().write(key().toString(), out -> out.write(bytes)).bytes());
    }

    private boolean hear(EvidenceKey key) {
        return checking().hear(key);
    }

    private CheckUploads checking() {
        var files = new EvidenceFiles(files());
        return new CheckUploads(world.use.disputes(), files, world.use.contexts(), world.use.follow());
    }

    private EvidenceItem item() {
        return world.state().evidence().find(ITEM).orElseThrow().item();
    }

    @Test
    void theFileCountsOnceItIsChecked() {
        assertEquals(State.AWAITING_UPLOAD, item().state());
        put(NOTE);
        assertTrue(hear(key()));
        assertEquals(State.ATTACHED, item().state());
        world.check();
    }

    @Test
    void aMessageThatComesTwiceOrTooEarlyChangesNothing() {
        int before = world.entries().size();
        assertTrue(hear(key()));
        assertEquals(before, world.entries().size());
        put(NOTE);
        assertTrue(hear(key()));
        assertTrue(hear(key()));
        assertEquals(before + 1, world.entries().size());
    }

    @Test
    void otherBytesAreRejectedWithAReason() {
        put("It came whole!!".getBytes(StandardCharsets.UTF_8));
        assertTrue(hear(key()));
        assertEquals(Optional.of(EvidenceFault.DIGEST_MISMATCH), item().fault());
    }

    @Test
    void anUploadThatIsFinishedAfterTheSubmissionDoesNotCount() {
        assertTrue(world.as(Side.PAYEE, "no", DisputeCommand.Reject::new) instanceof Outcome.Done);
        world.pass(world.state().opening().terms().timers().negotiate());
        assertEquals("evidence", world.stage());
        assertTrue(world.as(Side.PAYER, "sent", side -> new DisputeCommand.SubmitEvidence(side, Optional.empty()))
                instanceof Outcome.Done);
        put(NOTE);
        assertTrue(hear(key()));
        assertEquals(State.CHECKED, item().state());
        world.check();
    }

    /** The deadline's own wake finds the file that the bucket has not told of. */
    @Test
    void aFileThatWasPutInTimeCountsAlthoughItsMessageIsLost() {
        assertTrue(world.as(Side.PAYEE, "no", DisputeCommand.Reject::new) instanceof Outcome.Done);
        world.pass(world.state().opening().terms().timers().negotiate());
        assertEquals("evidence", world.stage());
        put(NOTE);

        wake();

        assertEquals(State.ATTACHED, item().state());
        assertEquals("evidence", world.stage());
        wake();
        assertEquals("rebuttal", world.stage());
        assertEquals(State.ATTACHED, item().state());
        world.check();
    }

    @Test
    void aFileThatIsPutAfterTheDeadlinesWakeDoesNotCount() {
        assertTrue(world.as(Side.PAYEE, "no", DisputeCommand.Reject::new) instanceof Outcome.Done);
        world.pass(world.state().opening().terms().timers().negotiate());
        wake();
        assertEquals("rebuttal", world.stage());
        put(NOTE);
        assertTrue(hear(key()));
        assertEquals(State.CHECKED, item().state());
    }

    private void wake() {
        Stored last = world.stored(world.last);
        Instant due = last.last().due().orElseThrow().at();
        world.clock.set(world.clock.instant().isBefore(due) ? due : world.clock.instant());
        var waking = new WakeDispute(
                world.use.disputes(),
                world.use.hearing(),
                checking(),
                world.use.contexts(),
                world.use.follow());
        assertEquals(Handled.DONE, waking.wake(last.chain().id(), last.version()));
    }

    @Test
    void aFileOfNoDisputeIsNotOurs() {
        assertFalse(hear(new EvidenceKey(DisputeWorld.DEMO, Id.derive("cb", "a"), ITEM)));
        assertTrue(hear(new EvidenceKey(DisputeWorld.DEMO, Id.derive("dsp", "of none"), ITEM)));
    }
}
