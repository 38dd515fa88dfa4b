package dev.surety.payouts.domain.file;

import dev.surety.model.journal.Attention;
import java.util.Optional;

/** The places that a file's events open and close in the work queue. */
public final class FileAttention {
    public static final String UNANSWERED = "file_unanswered";
    public static final String REFUSED = "file_refused";

    /** The bank has another file than we wrote. Two people look; no entry closes it. */
    public static final String DIFFERS = "file_differs";

    /** A person wishes it void, and another has to agree. */
    public static final String VOID = "file_void_approval";

    /** The bank has answered, and no person has said that the file was handed over. */
    public static final String UNCONFIRMED = "hand_over_unconfirmed";

    private FileAttention() {}

    /** @param after the file with this event */
    public static Optional<Attention> of(FileEvent event, PayoutFile after) {
        return switch (event) {
            case FileEvent.Differed _ -> Optional.of(Attention.opens(DIFFERS));
            case FileEvent.Refused _ -> Optional.of(Attention.opens(REFUSED));
            case FileEvent.Answered _ ->
                after.handedOver().isEmpty() ? Optional.of(Attention.opens(UNCONFIRMED)) : Optional.empty();
            case FileEvent.HandedOver _ ->
                Optional.of(Attention.closes(after.answer().isPresent() ? UNCONFIRMED : VOID));
            case FileEvent.VoidAsked _ -> Optional.of(Attention.opens(VOID));
            case FileEvent.VoidRejected _, FileEvent.Voided _ -> Optional.of(Attention.closes(VOID));
            case FileEvent.PageTold _ ->
                after.work() == PayoutFile.Work.ENDED ? Optional.of(Attention.closes(REFUSED)) : Optional.empty();
            case FileEvent.Looked(int _, boolean open) ->
                Optional.of(open ? Attention.opens(UNANSWERED) : Attention.closes(UNANSWERED));
            case FileEvent.Begun _,
                    FileEvent.PageComposed _,
                    FileEvent.Waited _,
                    FileEvent.Composed _,
                    FileEvent.Emptied _,
                    FileEvent.Written _,
                    FileEvent.Linked _,
                    FileEvent.VerificationReported _ ->
                Optional.empty();
        };
    }
}
