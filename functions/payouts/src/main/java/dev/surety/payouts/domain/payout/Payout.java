package dev.surety.payouts.domain.payout;

import dev.surety.model.money.Money;
import dev.surety.payouts.domain.payout.PayoutEvent.Credit;
import dev.surety.payouts.domain.payout.PayoutEvent.Debit;
import dev.surety.payouts.domain.payout.PayoutEvent.PaidBasis;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A payout in its present state. */
public sealed interface Payout {
    PayoutOrder order();

    /** As the API names the state. */
    default String state() {
        return getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    /** Why it is not paid, if it is not. */
    default Optional<String> code() {
        return Optional.empty();
    }

    /** Whether the rail may have been told of it, and no one knows yet where the money is. */
    default Optional<Asked> open() {
        return Optional.empty();
    }

    /** Whether the bank has to book more of it: that it did not make what it refused, or the debit of a return. */
    default boolean awaitsBooking() {
        return open().flatMap(Asked::refused).isPresent();
    }

    /** Whether people were told that its answer, or its money, stays away. */
    default boolean wantsPeople() {
        return open().filter(Asked::unanswered).isPresent();
    }

    /**
     * @param maker the actor who asked for it
     * @param needed how many people have to approve
     * @param sum of the day, by which they are counted
     */
    record AwaitingApproval(
            PayoutOrder order, String maker, int needed, Money sum, List<String> approvers, Instant since)
            implements Payout {
        public AwaitingApproval {
            approvers = List.copyOf(approvers);
        }

        /** Whether the next approval is the last. */
        boolean needsOneMore() {
            return approvers.size() + 1 >= needed;
        }

        AwaitingApproval and(String person) {
            List<String> more = new ArrayList<>(approvers);
            more.add(person);
            return new AwaitingApproval(order, maker, needed, sum, more, since);
        }
    }

    record Scheduled(PayoutOrder order, Instant since) implements Payout {}

    record Sending(PayoutOrder order, Asked asked) implements Payout {
        @Override
        public Optional<Asked> open() {
            return Optional.of(asked);
        }
    }

    record Unknown(PayoutOrder order, Asked asked, String why) implements Payout {
        @Override
        public Optional<Asked> open() {
            return Optional.of(asked);
        }
    }

    record Sent(PayoutOrder order, Asked asked, String trace) implements Payout {
        @Override
        public Optional<Asked> open() {
            return Optional.of(asked);
        }
    }

    /** @param refused if the bank has announced that it does not make it, so that its money has to come back */
    record Paid(PayoutOrder order, PaidBasis basis, Debit debit, String trace, Optional<Refusal> refused)
            implements Payout {
        Paid refused(Refusal refusal) {
            return new Paid(order, basis, debit, trace, Optional.of(refusal));
        }

        @Override
        public boolean awaitsBooking() {
            return refused.isPresent();
        }

        @Override
        public boolean wantsPeople() {
            return refused.filter(Refusal::isTold).isPresent();
        }
    }

    /**
     * @param debit absent while the bank has not booked the debit, although its return came
     * @param since the return
     * @param isTold whether people were told that the debit stays away
     */
    record Returned(
            PayoutOrder order, Credit credit, Optional<Debit> debit, String trace, Instant since, boolean isTold)
            implements Payout {
        @Override
        public boolean awaitsBooking() {
            return debit.isEmpty();
        }

        @Override
        public boolean wantsPeople() {
            return isTold && debit.isEmpty();
        }

        @Override
        public Optional<String> code() {
            return Optional.of(credit.code());
        }
    }

    /**
     * The money is back at its source.
     *
     * @param isAcceptedLate whether the rail took it all the same, and no line of the bank has brought it back
     */
    record Failed(PayoutOrder order, String reason, boolean isAcceptedLate) implements Payout {
        @Override
        public boolean wantsPeople() {
            return isAcceptedLate;
        }

        @Override
        public Optional<String> code() {
            return Optional.of(reason);
        }
    }

    record Cancelled(PayoutOrder order, String reason) implements Payout {
        @Override
        public Optional<String> code() {
            return Optional.of(reason);
        }
    }

    record Excluded(PayoutOrder order, String reason) implements Payout {
        @Override
        public Optional<String> code() {
            return Optional.of(reason);
        }
    }

    record TakenOut(PayoutOrder order) implements Payout {}

    /**
     * The questions that a rail was asked about a payout.
     *
     * @param since when the payout was sent
     * @param notFound how often the rail did not know it, once it had to
     * @param unanswered whether people were told that no answer comes
     * @param refused if the bank announced that it does not make it
     * @param inFile of a payout that stands in a file: no rail is asked, the bank's statement tells
     * @param presumedAfter so many bank days after its debit it counts as paid, where no bank says that it arrived
     * @param debit of such a payout
     */
    record Asked(
            Instant since,
            int notFound,
            boolean unanswered,
            Optional<Refusal> refused,
            Optional<InFile> inFile,
            Optional<Integer> presumedAfter,
            Optional<PayoutEvent.Debit> debit) {
        static Asked since(Instant at) {
            return new Asked(at, 0, false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }

        Asked in(InFile file, Optional<Integer> presumed) {
            return new Asked(since, notFound, unanswered, refused, Optional.of(file), presumed, debit);
        }

        Asked notFoundOnceMore() {
            return new Asked(since, notFound + 1, unanswered, refused, inFile, presumedAfter, debit);
        }

        Asked told() {
            return new Asked(since, notFound, true, refused, inFile, presumedAfter, debit);
        }

        Asked refused(Refusal refusal) {
            return new Asked(since, notFound, unanswered, Optional.of(refusal), inFile, presumedAfter, debit);
        }

        /** From here on the money of a refused payout has to come back. */
        Asked debited(PayoutEvent.Debit booked, Instant at) {
            return new Asked(
                    since,
                    notFound,
                    false,
                    refused.map(refusal -> refusal.since(at)),
                    inFile,
                    presumedAfter,
                    Optional.of(booked));
        }

        /** Whether the bank still has to say something. */
        public boolean isUnbooked() {
            return debit.isEmpty();
        }

        /** Whether the debit alone does not say that the payee has it. */
        boolean isPresumed() {
            return presumedAfter.isPresent();
        }
    }

    /**
     * The bank announced that it does not make a payout. Its books have to show it.
     *
     * @param since the announcement, or the debit that followed it
     * @param isTold whether people were told, after a debit, that the money stays away
     * @param by all who uploaded an announcement of it; empty if we do not know who uploaded the first
     */
    record Refusal(String code, Instant since, boolean isTold, List<String> by) {
        public Refusal {
            by = List.copyOf(by);
        }

        static Refusal of(String code, Instant at, List<String> by) {
            return new Refusal(code, at, false, by);
        }

        Refusal told() {
            return new Refusal(code, since, true, by);
        }

        Refusal since(Instant debit) {
            return new Refusal(code, debit, false, by);
        }

        Refusal and(String person) {
            return by.isEmpty() || by.contains(person)
                    ? this
                    : new Refusal(code, since, isTold, Stream.concat(by.stream(), Stream.of(person)).toList());
        }
    }
}
