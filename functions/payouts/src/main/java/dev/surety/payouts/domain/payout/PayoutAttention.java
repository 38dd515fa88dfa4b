package dev.surety.payouts.domain.payout;

import dev.surety.model.journal.Attention;
import dev.surety.payouts.domain.payout.PayoutEvent.StatusNoted;
import java.util.Optional;

/** The places that a payout's events open and close in the work queue. */
public final class PayoutAttention {
    public static final String UNANSWERED = "payout_unanswered";
    public static final String LINE_UNMATCHED = "line_unmatched";

    private PayoutAttention() {}

    /** @param before nothing for the first event */
    public static Optional<Attention> of(Optional<Payout> before, PayoutEvent event) {
        return switch (event) {
            case StatusNoted noted -> noted(noted);
            case PayoutEvent.Unknown(var code) ->
                code.equals(PayoutEvent.NO_ANSWER) ? Optional.empty() : Optional.of(Attention.opens(UNANSWERED));
            case PayoutEvent.Failed _, PayoutEvent.Paid _, PayoutEvent.Returned _ ->
                before.flatMap(Payout::open)
                        .filter(Payout.Asked::unanswered)
                        .map(_ -> Attention.closes(UNANSWERED));
            case PayoutEvent.Requested _,
                    PayoutEvent.Scheduled _,
                    PayoutEvent.Excluded _,
                    PayoutEvent.TakenOut _,
                    PayoutEvent.Approved _,
                    PayoutEvent.Sending _,
                    PayoutEvent.Sent _,
                    PayoutEvent.Cancelled _ ->
                Optional.empty();
        };
    }

    private static Optional<Attention> noted(StatusNoted noted) {
        return switch (noted.note()) {
            case StatusNoted.UNANSWERED, StatusNoted.ACCEPTED_LATE -> Optional.of(Attention.opens(UNANSWERED));
            case StatusNoted.SURPLUS -> Optional.of(Attention.opens(LINE_UNMATCHED));
            default -> Optional.empty();
        };
    }
}
