package dev.surety.onboarding.domain.document;

import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.onboarding.domain.document.Document.State;
import dev.surety.onboarding.domain.proof.ProofError;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Decides the commands about a document, and what its upload and time bring. */
public final class DocumentRules {
    private DocumentRules() {}

    public sealed interface Decided {
        record Changed(DocumentEvent event, Document after) implements Decided {}

        record Refused(Refusal refusal) implements Decided {}
    }

    /** @param fault why the bytes cannot be taken; empty if they can */
    public static Optional<Decided.Changed> arrived(Document of, Optional<ProofError> fault, Instant now) {
        if (of.state() != State.AWAITING_UPLOAD) {
            return Optional.empty();
        }
        return Optional.of(fault.map(why -> new Decided.Changed(
                        new DocumentEvent.Rejected(), of.rejected(why, Optional.empty(), now)))
                .orElseGet(() -> new Decided.Changed(new DocumentEvent.Uploaded(), of.uploaded(now))));
    }

    /** Time's own change, once the file was looked for and is not there. */
    public static Optional<Decided.Changed> due(Document of, Instant now) {
        if (of.due().filter(at -> !at.isAfter(now)).isEmpty()) {
            return Optional.empty();
        }
        return switch (of.state()) {
            case AWAITING_UPLOAD -> Optional.of(expired(of, ProofError.UPLOAD_MISSING, now));
            case ACCEPTED -> Optional.of(expired(of, ProofError.DOCUMENT_EXPIRED, now)).filter(_ -> of.isTold());
            case UPLOADED, REJECTED, EXPIRED -> Optional.empty();
        };
    }

    private static Decided.Changed expired(Document of, ProofError why, Instant now) {
        return new Decided.Changed(new DocumentEvent.Expired(), of.expired(why, now));
    }

    /**
     * @param validUntil the document's last day, if it has one
     * @param isAnew whether the participant took another name after the document was accepted
     */
    public static Decided accept(
            Document of, Optional<LocalDate> validUntil, String by, boolean isAnew, Instant now) {
        Optional<Refusal> wrong = undecidable(of, isAnew);
        if (wrong.isPresent()) {
            return new Decided.Refused(wrong.get());
        }
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        return validUntil.filter(day -> day.isBefore(today)).isPresent()
                ? new Decided.Refused(Refusal.of(
                        CommonReason.INVALID, List.of(new FieldError("/validUntil", "in_the_past"))))
                : new Decided.Changed(
                        new DocumentEvent.Accepted(), of.accepted(validUntil.or(of::validUntil), by, now));
    }

    /** @param isAnew whether the participant took another name after the document was accepted */
    public static Decided reject(Document of, ProofError why, String by, boolean isAnew, Instant now) {
        return undecidable(of, isAnew)
                .<Decided>map(Decided.Refused::new)
                .orElseGet(() -> new Decided.Changed(
                        new DocumentEvent.Rejected(), of.rejected(why, Optional.of(by), now)));
    }

    public static Decided open(Document of, String by) {
        return of.isShowable()
                ? new Decided.Changed(new DocumentEvent.Opened(by), of)
                : new Decided.Refused(without(of));
    }

    /** One person's decision is the last, but for an accepted document whose participant took another name. */
    private static Optional<Refusal> undecidable(Document of, boolean isAnew) {
        if (of.state() == State.UPLOADED || (of.state() == State.ACCEPTED && isAnew)) {
            return Optional.empty();
        }
        return Optional.of(
                of.isShowable()
                        ? CommonReason.TRANSITION_NOT_ALLOWED.with("The document is decided; a new one is needed.")
                        : without(of));
    }

    /** Why there is no file to look at. */
    private static Refusal without(Document of) {
        if (of.error().equals(Optional.of(ProofError.DIGEST_MISMATCH))) {
            return CommonReason.DIGEST_MISMATCH.with("Other bytes came than were announced.");
        }
        return of.state() == State.REJECTED
                ? CommonReason.TRANSITION_NOT_ALLOWED.with("The file is of another type than announced.")
                : CommonReason.UPLOAD_MISSING.with("The document's file has not been uploaded.");
    }
}
