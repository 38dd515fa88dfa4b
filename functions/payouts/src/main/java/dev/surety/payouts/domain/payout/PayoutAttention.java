package dev.surety.payouts.domain.payout;

import dev.surety.model.journal.Attention;
import dev.surety.payouts.domain.payout.PayoutEvent.StatusNoted;
import java.util.Optional;

/** The places that a payout's events open and close in the work queue. */
public final class PayoutAttention {
    public static final String UNANSWERED = "payout_unanswered";
    public static final String LINE_UNMATCHED = "line_unmatched";

    /** A bank corrects a payee's account. A person looks; no entry closes it. */
    public static final String CHANGE = "change_noticed";

    public static final String APPROVAL = "payout_approval";

    private PayoutAttention() {}

    /** @param before nothing for the first event */
    public static Optional<Attention> of(Optional<Payout> before, PayoutEvent event) {
        return switch (event) {
            case StatusNoted noted -> noted(before, noted);
            case PayoutEvent.Unknown(var code) ->
                code.equals(PayoutEvent.NO_ANSWER) ? Optional.empty() : Optional.of(Attention.opens(UNANSWERED));
            case PayoutEvent.Failed _, PayoutEvent.Paid _, PayoutEvent.Returned _ ->
                before.filter(Payout::wantsPeople).map(_ -> Attention.closes(UNANSWERED));
            case PayoutEvent.ChangeNoticed _ -> Optional.of(Attention.opens(CHANGE));
            case PayoutEvent.Requested _ -> Optional.of(Attention.opens(APPROVAL));
            case PayoutEvent.Approved _ ->
                waiting(before)
                        .filter(Payout.AwaitingApproval::needsOneMore)
                        .map(_ -> Attention.closes(APPROVAL));
            case PayoutEvent.Cancelled _ -> waiting(before).map(_ -> Attention.closes(APPROVAL));
            case PayoutEvent.Scheduled _,
                    PayoutEvent.Excluded _,
                    PayoutEvent.TakenOut _,
                    PayoutEvent.Sending _,
                    PayoutEvent.SendingByFile _,
                    PayoutEvent.RefusalAnnounced _,
                    PayoutEvent.Sent _ ->
                Optional.empty();
        };
    }

    private static Optional<Payout.AwaitingApproval> waiting(Optional<Payout> before) {
        return before.filter(Payout.AwaitingApproval.class::isInstance).map(Payout.AwaitingApproval.class::cast);
    }

    private static boolean settles(Payout payout, StatusNoted noted) {
        return switch (payout) {
            case Payout.Failed _ -> noted.bringsBack();
            case Payout.Returned _ -> noted.note().equals(StatusNoted.DEBIT);
            default -> false;
        };
    }

    private static Optional<Attention> noted(Optional<Payout> before, StatusNoted noted) {
        return switch (noted.note()) {
            case StatusNoted.UNANSWERED, StatusNoted.ACCEPTED_LATE -> Optional.of(Attention.opens(UNANSWERED));
            case StatusNoted.SURPLUS -> Optional.of(Attention.opens(LINE_UNMATCHED));
            default ->
                before.filter(Payout::wantsPeople)
                        .filter(payout -> settles(payout, noted))
                        .map(_ -> Attention.closes(UNANSWERED));
        };
    }
}
