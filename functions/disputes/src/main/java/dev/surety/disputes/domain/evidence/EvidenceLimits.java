package dev.surety.disputes.domain.evidence;

import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import java.util.List;
import java.util.Optional;

/** How much evidence a side may add to one case. */
public final class EvidenceLimits {
    public static final int FILES = 20;
    public static final long FILE_BYTES = 10_000_000;
    public static final long SIDE_BYTES = 50_000_000;

    private EvidenceLimits() {}

    /** @param side the side's items so far; those that were rejected take no room */
    public static Optional<Refusal> refused(List<EvidenceItem> side, EvidenceItem next) {
        List<EvidenceItem> kept = side.stream()
                .filter(item -> item.state() != EvidenceItem.State.REJECTED)
                .toList();
        if (kept.size() >= FILES) {
            return Optional.of(CommonReason.limited(
                    "evidence_items", FILES, kept.size() + 1L, "A side has at most " + FILES + " items."));
        }
        if (next.bytes() > FILE_BYTES) {
            return Optional.of(CommonReason.limited(
                    "file_bytes", FILE_BYTES, next.bytes(), "A file has at most " + FILE_BYTES + " bytes."));
        }
        long bytes = Math.addExact(next.bytes(), kept.stream().mapToLong(EvidenceItem::bytes).sum());
        if (bytes > SIDE_BYTES) {
            return Optional.of(CommonReason.limited(
                    "side_bytes", SIDE_BYTES, bytes, "The files of a side have at most " + SIDE_BYTES + " bytes."));
        }
        return Optional.empty();
    }
}
