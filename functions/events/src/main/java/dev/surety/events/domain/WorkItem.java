package dev.surety.events.domain;

import dev.surety.model.journal.Attention;
import dev.surety.model.journal.ChainId;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A place in a work queue, as the entry with this number left it. A chain has at most one place of a kind. Of two
 * entries the one with the higher number decides, in whatever order and however often they come.
 *
 * @param at when the entry was made in its world: since when the place is open, if it is
 * @param event the entry's event without its version
 * @param amount what the entry moved
 * @param state the subject's, by the entry
 * @param handling how far people are with it
 */
public record WorkItem(
        ChainId chain,
        String kind,
        boolean isOpen,
        Instant at,
        int number,
        String event,
        Optional<Money> amount,
        Optional<String> state,
        Optional<Handling> handling) {
    /** Of payouts: an answer of the rail, or the bank's books, are still to come. */
    private static final Set<String> ON_THEIR_WAY = Set.of("sending", "sent", "unknown");

    /** A bank has decided its chargeback by then. */
    private static final Duration LONGEST_CHARGEBACK = Duration.ofDays(180);


    public static WorkItem of(ChainId chain, Attention attention, Event event) {
        return new WorkItem(
                chain,
                attention.kind(),
                attention.change() == Attention.Change.OPENS,
                event.at(),
                event.sequence(),
                event.type(),
                event.tells().amount(),
                event.tells().state(),
                Optional.empty());
    }

    /** With how far people are, if they have to do with this place and not with one before it. */
    public WorkItem with(Handling people) {
        return people.isOf(this)
                ? new WorkItem(
                        chain,
                        kind,
                        isOpen && !people.isClosed(),
                        at,
                        number,
                        event,
                        amount,
                        state,
                        Optional.of(people))
                : this;
    }

    /** Whether a person closes it, for no entry will: finance has cleared the account by hand, or has looked. */
    public boolean isClosedByPeople(Instant now) {
        return switch (kind) {
            case "refund_undeliverable",
                    "late_refund",
                    "shared_method",
                    "destination_differs",
                    "file_differs",
                    "gateway_line_unmatched",
                    "gateway_report_differs",
                    "notice_unread",
                    "change_noticed",
                    "long_stop_fired",
                    "reputation_signal" ->
                true;
            // The payment returns late money by itself, unless the gateway refuses the return.
            case "late_money" -> !chain.type().equals("payment") || event.equals("payment.return_failed");
            // A line's own place goes when people resolve the line; a payout has no such command.
            case "line_unmatched" -> chain.type().equals("payout");
            // A confirmed case is reported to the authority, which no entry tells.
            case "screening_case" -> event.equals("screening_case.confirmed");
            // The bank had told another state than it has booked. No entry has to follow.
            case "payout_unanswered" -> state.filter(of -> !ON_THEIR_WAY.contains(of)).isPresent();
            case "chargeback" -> !now.isBefore(at.plus(LONGEST_CHARGEBACK));
            default -> false;
        };
    }
}
