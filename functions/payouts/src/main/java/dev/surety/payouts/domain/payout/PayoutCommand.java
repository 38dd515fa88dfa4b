package dev.surety.payouts.domain.payout;

import dev.surety.payouts.domain.payout.PayoutEvent.Credit;
import dev.surety.payouts.domain.payout.PayoutEvent.Debit;

/** A request to a payout that has begun, or news of one. */
public sealed interface PayoutCommand {
    /** By people, or by a timer on their behalf. */
    sealed interface Wish extends PayoutCommand {}

    /** A second person agrees. */
    record Approve(String person) implements Wish {}

    /**
     * A second person agrees that the bank has not made what it announced to refuse.
     *
     * @param code the reason that this person read
     */
    record AgreeToRefusal(String person, String code) implements Wish {}

    record Reject() implements Wish {}

    record Cancel() implements Wish {}

    /** Sends the money back to its source, because it cannot be sent now. */
    record GiveUp(String code) implements PayoutCommand {}

    /** The time in which it could be approved is over. */
    record Expire() implements PayoutCommand {}

    record Send() implements PayoutCommand {}

    /** The money may not go out at present. */
    record Wait() implements PayoutCommand {}

    /** The rail took it. */
    record Accepted(String trace) implements PayoutCommand {}

    /** @param credits whether the reason says that nothing was taken; some say that another transfer stands */
    record Declined(String code, boolean credits) implements PayoutCommand {}

    record NoAnswer() implements PayoutCommand {}

    /** The rail does not know it. */
    record NotFound() implements PayoutCommand {}

    /** The file that it stood in is void: no bank will ever execute it. */
    record MakeVoid() implements PayoutCommand {}

    record Booked(Debit debit) implements PayoutCommand {}

    /**
     * A report of the bank about it, which moves no money.
     *
     * @param status as the bank writes it, such as {@code ACSP} or {@code RJCT}
     * @param code the bank's reason; empty if it gave none
     * @param credits whether the reason says that nothing was taken; one that we do not know does not
     * @param by the person who uploaded it
     */
    record Reported(String status, String code, boolean credits, String by) implements PayoutCommand {
        boolean refuses() {
            return status.equals("RJCT") || status.equals("CANC");
        }
    }

    /**
     * A bank corrects the account that it was sent to.
     *
     * @param code of the notice, such as {@code C01}
     * @param corrects the kind of what is corrected
     * @param words the vault's commitment to the corrected data
     * @param by the person who uploaded it
     */
    record NoticeChange(String code, String corrects, String words, String by) implements PayoutCommand {}

    /** A statement that chains, or a second person, shows that the bank did not make what it announced to refuse. */
    record RefusalShown() implements PayoutCommand {}

    /** The bank has not booked in time what has to follow. */
    record StayedAway() implements PayoutCommand {}

    record Credited(Credit credit) implements PayoutCommand {}
}
