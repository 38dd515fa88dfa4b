package dev.surety.disputes.app.evidence;

import dev.surety.disputes.domain.evidence.CheckOutcome;
import dev.surety.disputes.domain.evidence.EvidenceFault;
import dev.surety.disputes.domain.evidence.EvidenceItem;
import dev.surety.disputes.domain.evidence.EvidenceLimits;
import dev.surety.files.AnnouncedFile.Arrived;
import dev.surety.files.AnnouncedFile;
import dev.surety.files.StoredFiles;
import dev.surety.model.id.MarketplaceId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files of evidence of a dispute or of a bank's case. The store takes only the bytes that were announced, and takes
 * them once. We still trust neither it nor a message about it: bytes count once they were read here.
 */
public final class EvidenceFiles {
    /** A link is valid so long. */
    public static final Duration UPLOAD = Duration.ofHours(1);

    public static final Duration DOWNLOAD = Duration.ofMinutes(5);

    private final StoredFiles files;

    public EvidenceFiles(StoredFiles files) {
        this.files = files;
    }

    private static EvidenceKey key(MarketplaceId marketplace, String of, EvidenceItem item) {
        return new EvidenceKey(marketplace, of, item.id());
    }

    /**
     * The link to which the item's bytes are put; empty unless they are awaited.
     *
     * @param of the dispute or the bank's case
     */
    public Optional<StoredFiles.Link> upload(MarketplaceId marketplace, String of, EvidenceItem item) {
        return item.file()
                .filter(_ -> item.state() == EvidenceItem.State.AWAITING_UPLOAD)
                .map(file -> files.upload(
                        key(marketplace, of, item).toString(), file.bytes(), file.sha256(), UPLOAD));
    }

    /**
     * The link that gives the item's file, as an attachment that no browser opens by itself. Empty if it has no file
     * or if the file is not sound. The caller has asked who may read it.
     */
    public Optional<StoredFiles.Link> download(MarketplaceId marketplace, String of, EvidenceItem item) {
        boolean isSound = item.isAttached() || item.state() == EvidenceItem.State.CHECKED;
        return item.file()
                .filter(_ -> isSound)
                .map(file -> files.download(
                        key(marketplace, of, item).toString(),
                        item.id() + "." + file.type().ending(),
                        DOWNLOAD));
    }

    /** Looks at a file that was put; empty if it is not there, or if the item's check is over. */
    public Optional<CheckOutcome> check(MarketplaceId marketplace, String of, EvidenceItem item) {
        String key = key(marketplace, of, item).toString();
        return item.file()
                .filter(_ -> item.state().isOpen())
                .flatMap(file -> file.look(files, key, EvidenceLimits.FILE_BYTES).map(there -> checked(file, there)));
    }

    /** The same for each of these: a message of the bucket may be lost, so a deadline asks once more. */
    public Map<String, CheckOutcome> checkOpen(MarketplaceId marketplace, String of, List<EvidenceItem> items) {
        Map<String, CheckOutcome> outcomes = new LinkedHashMap<>();
        for (EvidenceItem item : items) {
            check(marketplace, of, item).ifPresent(outcome -> outcomes.put(item.id(), outcome));
        }
        return outcomes;
    }

    private static CheckOutcome checked(AnnouncedFile file, Arrived there) {
        return switch (there) {
            case Arrived.Same(var bytes) -> ContentCheck.check(file.type(), bytes);
            case Arrived.OtherBytes _ ->
                new CheckOutcome.Unsound(EvidenceFault.DIGEST_MISMATCH, "other bytes were announced");
            case Arrived.OtherLength(var bytes) ->
                new CheckOutcome.Unsound(
                        EvidenceFault.BYTES_DIFFER, file.bytes() + " announced, " + bytes + " there");
        };
    }

    /** The bytes of an item that was checked. */
    byte[] bytes(MarketplaceId marketplace, String of, EvidenceItem item) {
        return item.file().orElseThrow().read(files, key(marketplace, of, item).toString());
    }
}
