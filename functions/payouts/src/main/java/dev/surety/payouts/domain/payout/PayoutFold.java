package dev.surety.payouts.domain.payout;

import dev.surety.model.Invariants;
import dev.surety.payouts.domain.payout.Payout.Asked;
import dev.surety.payouts.domain.payout.Payout.AwaitingApproval;
import dev.surety.payouts.domain.payout.Payout.Refusal;
import dev.surety.payouts.domain.payout.PayoutEvent.StatusNoted;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A payout's state from the events of its chain. */
public final class PayoutFold {
    private PayoutFold() {}

    /** An event and when it happened. */
    public record Dated(PayoutEvent event, Instant at) {}

    /** Nothing if the chain has not begun. */
    public static Optional<Payout> of(List<Dated> events) {
        Optional<Payout> payout = Optional.empty();
        for (Dated each : events) {
            payout = Optional.of(payout.isEmpty() ? first(each) : next(payout.get(), each));
        }
        return payout;
    }

    private static Payout first(Dated dated) {
        return switch (dated.event()) {
            case PayoutEvent.Requested(var order, var maker, var needed, var sum) ->
                new AwaitingApproval(order, maker, needed, sum, List.of(), dated.at());
            case PayoutEvent.Scheduled(var order) -> new Payout.Scheduled(order, dated.at());
            case PayoutEvent.Excluded(var order, var code) -> new Payout.Excluded(order, code);
            case PayoutEvent.TakenOut(var order) -> new Payout.TakenOut(order);
            case PayoutEvent.Approved _,
                    PayoutEvent.Sending _,
                    PayoutEvent.SendingByFile _,
                    PayoutEvent.Sent _,
                    PayoutEvent.Unknown _,
                    PayoutEvent.Failed _,
                    PayoutEvent.Cancelled _,
                    PayoutEvent.Paid _,
                    PayoutEvent.Returned _,
                    PayoutEvent.RefusalAnnounced _,
                    PayoutEvent.ChangeNoticed _,
                    StatusNoted _ ->
                throw new Invariants.Breach("legal-path: a payout begins with its order");
        };
    }

    public static Payout next(Payout before, Dated dated) {
        PayoutOrder order = before.order();
        return switch (dated.event()) {
            case PayoutEvent.Requested _,
                    PayoutEvent.Scheduled _,
                    PayoutEvent.Excluded _,
                    PayoutEvent.TakenOut _ ->
                throw new Invariants.Breach("legal-path: a payout begins once");
            case PayoutEvent.Approved(var person) -> approved(before, person, dated.at());
            case PayoutEvent.Sending _ -> new Payout.Sending(order, Asked.since(dated.at()));
            case PayoutEvent.SendingByFile(var file, var group, _, var presumed) ->
                new Payout.Sending(order, Asked.since(dated.at()).in(new InFile(file, group), presumed));
            case PayoutEvent.Sent(var trace) -> new Payout.Sent(order, asked(before), trace);
            case PayoutEvent.Unknown(var code) ->
                new Payout.Unknown(
                        order,
                        code.equals(PayoutEvent.NO_ANSWER) ? asked(before) : asked(before).told(),
                        code);
            case PayoutEvent.Failed(var code) -> new Payout.Failed(order, code, false);
            case PayoutEvent.Cancelled(var code) -> new Payout.Cancelled(order, code);
            case PayoutEvent.Paid(var basis, var debit) ->
                new Payout.Paid(order, basis, debit, trace(before), debitedAllTheSame(before, dated.at()));
            case PayoutEvent.Returned(var credit) ->
                new Payout.Returned(
                        order,
                        credit,
                        before instanceof Payout.Paid paid
                                ? Optional.of(paid.debit())
                                : before.open().flatMap(Asked::debit),
                        trace(before),
                        dated.at(),
                        false);
            case PayoutEvent.RefusalAnnounced announced -> announced(before, announced, dated.at());
            case PayoutEvent.ChangeNoticed _ -> before;
            case StatusNoted noted -> noted(before, noted, dated.at());
        };
    }

    private static Payout approved(Payout before, String person, Instant at) {
        if (!(before instanceof AwaitingApproval waiting)) {
            throw new Invariants.Breach("legal-path: approved is what waits for it");
        }
        return waiting.needsOneMore() ? new Payout.Scheduled(waiting.order(), at) : waiting.and(person);
    }

    private static Payout noted(Payout before, StatusNoted noted, Instant at) {
        return switch (before) {
            case Payout.Sending(var order, var asked) -> new Payout.Sending(order, noted(asked, noted, at));
            case Payout.Unknown(var order, var asked, var code) ->
                new Payout.Unknown(order, noted(asked, noted, at), code);
            case Payout.Sent(var order, var asked, var trace) ->
                new Payout.Sent(order, noted(asked, noted, at), trace);
            case Payout.Returned returned -> noted(returned, noted);
            case Payout.Paid paid -> noted(paid, noted, at);
            case Payout.Failed(var order, var code, var late) ->
                new Payout.Failed(
                        order, code, (late || noted.note().equals(StatusNoted.ACCEPTED_LATE)) && !noted.bringsBack());
            case AwaitingApproval _,
                    Payout.Scheduled _,
                    Payout.Cancelled _,
                    Payout.Excluded _,
                    Payout.TakenOut _ ->
                before;
        };
    }

    private static Payout announced(Payout before, PayoutEvent.RefusalAnnounced announced, Instant at) {
        return switch (before) {
            case Payout.Sending(var order, var asked) ->
                new Payout.Sending(order, asked.refused(refusal(asked.refused(), announced, at)));
            case Payout.Unknown(var order, var asked, var code) ->
                new Payout.Unknown(order, asked.refused(refusal(asked.refused(), announced, at)), code);
            case Payout.Sent(var order, var asked, var trace) ->
                new Payout.Sent(order, asked.refused(refusal(asked.refused(), announced, at)), trace);
            case Payout.Paid paid -> paid.refused(refusal(paid.refused(), announced, at));
            case AwaitingApproval _,
                    Payout.Scheduled _,
                    Payout.Returned _,
                    Payout.Failed _,
                    Payout.Cancelled _,
                    Payout.Excluded _,
                    Payout.TakenOut _ ->
                before;
        };
    }

    private static Refusal refusal(
            Optional<Refusal> before, PayoutEvent.RefusalAnnounced announced, Instant at) {
        return before.map(refusal -> refusal.and(announced.by()))
                .orElseGet(() -> Refusal.of(announced.code(), at, List.of(announced.by())));
    }

    private static Asked noted(Asked asked, StatusNoted noted, Instant at) {
        if (noted.note().startsWith(StatusNoted.REFUSAL)) {
            return asked.refused(refusal(noted, at));
        }
        return switch (noted.note()) {
            case StatusNoted.NOT_FOUND -> asked.notFoundOnceMore();
            case StatusNoted.UNANSWERED -> asked.told();
            case StatusNoted.DEBIT -> noted.debit().map(debit -> asked.debited(debit, at)).orElse(asked);
            default -> asked;
        };
    }

    private static Payout noted(Payout.Paid paid, StatusNoted noted, Instant at) {
        if (noted.note().startsWith(StatusNoted.REFUSAL)) {
            return paid.refused(refusal(noted, at));
        }
        return noted.note().equals(StatusNoted.UNANSWERED)
                ? paid.refused().map(Refusal::told).<Payout>map(paid::refused).orElse(paid)
                : paid;
    }

    private static Payout noted(Payout.Returned back, StatusNoted noted) {
        boolean isDebit = noted.note().equals(StatusNoted.DEBIT);
        return new Payout.Returned(
                back.order(),
                back.credit(),
                isDebit ? back.debit().or(noted::debit) : back.debit(),
                back.trace(),
                back.since(),
                back.isTold() || noted.note().equals(StatusNoted.UNANSWERED));
    }

    private static Refusal refusal(StatusNoted noted, Instant at) {
        return Refusal.of(noted.note().substring(StatusNoted.REFUSAL.length()), at, List.of());
    }

    /** From here on the money of a refused payout has to come back. */
    private static Optional<Refusal> debitedAllTheSame(Payout before, Instant at) {
        return before.open().flatMap(Asked::refused).map(refusal -> refusal.since(at));
    }

    private static Asked asked(Payout before) {
        return before.open().orElseThrow(() -> new Invariants.Breach("legal-path: a payout is sent first"));
    }

    private static String trace(Payout before) {
        return switch (before) {
            case Payout.Sent sent -> sent.trace();
            case Payout.Paid paid -> paid.trace();
            default -> throw new Invariants.Breach("legal-path: a payout is sent before it is booked");
        };
    }
}
