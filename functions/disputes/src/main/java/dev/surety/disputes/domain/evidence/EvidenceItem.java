package dev.surety.disputes.domain.evidence;

import dev.surety.files.AnnouncedFile;
import dev.surety.model.Invariants;
import dev.surety.model.id.Id;
import java.time.Instant;
import java.util.Optional;

/**
 * One item of evidence. Its file lies in the store of files, and its words in the vault.
 *
 * @param file empty if the item is words alone
 * @param words the vault's commitment to the item's words and to the file's name; empty if there are neither
 * @param pages those that were found in the file; 0 before the check, and for text
 * @param fault why it was rejected
 */
public record EvidenceItem(
        String id,
        EvidenceKind kind,
        Optional<AnnouncedFile> file,
        Optional<String> words,
        Instant addedAt,
        State state,
        int pages,
        Optional<EvidenceFault> fault) {
    public static final String PREFIX = "ev";

    public EvidenceItem {
        Invariants.hold(Id.isWellFormed(PREFIX, id), "an id of this kind starts with " + PREFIX + "_");
        Invariants.hold(file.isPresent() || words.isPresent(), "evidence is a file, words or both");
        Invariants.hold(fault.isPresent() == (state == State.REJECTED), "a rejected item says why");
    }

    public enum State {
        AWAITING_UPLOAD,
        /** The bytes are there, and wait for the check. */
        RECEIVED,
        /** The bytes are sound, and came too late to count. */
        CHECKED,
        /** It counts. */
        ATTACHED,
        REJECTED;

        /** Whether its check is still to come. */
        public boolean isOpen() {
            return this == AWAITING_UPLOAD || this == RECEIVED;
        }
    }

    public static EvidenceItem awaiting(
            String id, EvidenceKind kind, AnnouncedFile file, Optional<String> words, Instant now) {
        return new EvidenceItem(
                id, kind, Optional.of(file), words, now, State.AWAITING_UPLOAD, 0, Optional.empty());
    }

    /** Words need no check, so they count at once. */
    public static EvidenceItem ofWords(String id, EvidenceKind kind, String words, Instant now) {
        return new EvidenceItem(
                id, kind, Optional.empty(), Optional.of(words), now, State.ATTACHED, 0, Optional.empty());
    }

    public EvidenceItem received() {
        return with(State.RECEIVED, 0, Optional.empty());
    }

    /** @param inTime whether the side could still add evidence when the file was checked */
    public EvidenceItem after(CheckOutcome outcome, boolean inTime) {
        return switch (outcome) {
            case CheckOutcome.Sound(int found) ->
                with(inTime ? State.ATTACHED : State.CHECKED, found, Optional.empty());
            case CheckOutcome.Unsound(EvidenceFault why, _) -> with(State.REJECTED, 0, Optional.of(why));
        };
    }

    private EvidenceItem with(State to, int found, Optional<EvidenceFault> why) {
        return new EvidenceItem(id, kind, file, words, addedAt, to, found, why);
    }

    public boolean isAttached() {
        return state == State.ATTACHED;
    }

    public long bytes() {
        return file.map(AnnouncedFile::bytes).orElse(0L);
    }
}
