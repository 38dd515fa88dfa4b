package dev.surety.payouts.domain.payout;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.surety.model.id.FileId;
import dev.surety.model.money.Money;
import dev.surety.payouts.domain.bank.Way;
import java.time.LocalDate;
import java.util.Optional;

/** A fact of a payout's chain. */
public sealed interface PayoutEvent {
    /** The code of an unknown payout whose rail did not answer. */
    String NO_ANSWER = "no_answer";

    /**
     * The money is debited, and people have to approve.
     *
     * @param maker the actor who asked
     * @param needed how many people have to approve
     * @param sum of the day, by which they are counted
     */
    record Requested(PayoutOrder order, String maker, int needed, Money sum) implements PayoutEvent {}

    /** The money is debited, and may be sent. */
    record Scheduled(PayoutOrder order) implements PayoutEvent {}

    /** An item of a run that is not paid after all. */
    record Excluded(PayoutOrder order, String code) implements PayoutEvent {}

    /** An item of a run that a person took out before it was scheduled. */
    record TakenOut(PayoutOrder order) implements PayoutEvent {}

    record Approved(String person) implements PayoutEvent {}

    /** The point of no return: after this entry the rail may have been told. */
    record Sending() implements PayoutEvent {}

    /**
     * The same where the bank is handed a file: after this entry the payout may stand in it.
     *
     * @param profile the vault's commitment to the profile whose address the file gives, if it gives one
     * @param presumedAfter so many bank days after its debit it counts as paid, where no bank says that it arrived
     */
    record SendingByFile(
            FileId file,
            String group,
            Optional<String> profile,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Integer> presumedAfter)
            implements PayoutEvent {
        public SendingByFile(FileId file, String group, Optional<String> profile) {
            this(file, group, profile, Optional.empty());
        }
    }

    record Sent(String trace) implements PayoutEvent {}

    /** The rail has not said whether it made the transfer. */
    record Unknown(String code) implements PayoutEvent {}

    record Failed(String code) implements PayoutEvent {}

    record Cancelled(String code) implements PayoutEvent {}

    record Paid(PaidBasis basis, Debit debit) implements PayoutEvent {}

    record Returned(Credit credit) implements PayoutEvent {}

    /**
     * Something that leaves the state as it is.
     *
     * @param note such as {@code paused}, {@code asked} or {@code not_found}
     */
    record StatusNoted(String note, Optional<Debit> debit, Optional<Credit> credit) implements PayoutEvent {
        static final String NOT_FOUND = "not_found";
        /** From here on people are told that no answer comes. */
        static final String UNANSWERED = "unanswered";
        /** People were told, and the bank's books still do not tell. */
        static final String LOOKED = "looked";

        /** The rail took it after it had failed. */
        static final String ACCEPTED_LATE = "accepted_late";

        static final String DEBIT = "debit";
        static final String CREDIT = "credit";
        /** A line of the bank that the payout's state does not explain. */
        static final String SURPLUS = "surplus";

        /** Followed by a code: an announcement of which we did not yet keep who uploaded it. */
        static final String REFUSAL = "refusal: announced ";

        /** Whether a line has brought the payout's money back to us, and it waits for no decision. */
        boolean bringsBack() {
            return credit.filter(of -> of.way() != Way.WAITS).isPresent();
        }

        /** Of a report of the bank, with its status. */
        static StatusNoted reported(String status) {
            return of("reported " + status);
        }

        static StatusNoted of(String note) {
            return new StatusNoted(note, Optional.empty(), Optional.empty());
        }
    }

    /**
     * The bank announced that it does not make it; only its statement proves that, or a second person agrees.
     *
     * @param by the person who uploaded the announcement
     */
    record RefusalAnnounced(String code, String by) implements PayoutEvent {}

    /**
     * A bank corrects the account that it was sent to. The payout stays as it is; its method is corrected elsewhere.
     *
     * @param code of the notice, such as {@code C01}
     * @param corrects the kind of what is corrected, such as {@code account} or {@code routing_and_account}
     * @param words the vault's commitment, under the payout's key, to the corrected data
     * @param by the person who uploaded the notice; of one that we fetched, the name of the channel
     * @param source {@code uploaded} or {@code fetched}
     */
    record ChangeNoticed(String code, String corrects, String words, String by, String source)
            implements PayoutEvent {
        public static final String UPLOADED = "uploaded";
    }

    /** The ground on which a payout counts as paid. */
    enum PaidBasis {
        BOOKED,
        PRESUMED,
        CONFIRMED
    }

    /** The bank's line that debited the payout. */
    record Debit(String line, LocalDate bookedOn) {}

    /**
     * The bank's line that brought the payout's money back.
     *
     * @param amount as the bank sent it
     * @param credited to the payout's source
     * @param code the bank's reason
     */
    record Credit(String line, LocalDate on, Money amount, Money credited, String code, Way way) {}
}
