package dev.surety.escrow.store;

import dev.surety.escrow.domain.escrow.EscrowEvent;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The names and versions of an escrow's stored events. A name stands for one shape for ever. A newer version of the
 * code wrote an unknown name; this instance waits to be replaced. Former shapes are read as today's events.
 */
public final class EscrowEvents {
    /** Data beside the event that explains balances; the fold ignores it. */
    static final String HOLDS = "holds";

    static final String CASE = "case";

    /** Data beside the event for readers of the feed: the state after it, and the marketplace's name of the escrow. */
    static final String TELLS = "tells";

    static final String REVERSAL = "reversal";

    /** The field that named a free text before entries had notes, in the event or in a part of it. */
    private static final String WORDS = "words";

    private static final List<String> PARTS_WITH_WORDS = List.of("agreement", "back", "release");

    private EscrowEvents() {}

    public static String name(EscrowEvent event) {
        return switch (event) {
            case EscrowEvent.Created _ -> "escrow.created.v1";
            case EscrowEvent.FundingStarted _ -> "escrow.funding.v1";
            case EscrowEvent.FundingActionNeeded _ -> "escrow.funding_action_needed.v1";
            case EscrowEvent.Funded _ -> "escrow.funded.v1";
            case EscrowEvent.FundingDeclined _ -> "escrow.funding_declined.v1";
            case EscrowEvent.FundingUnknown _ -> "escrow.funding_unknown.v1";
            case EscrowEvent.Cancelled _ -> "escrow.cancelled.v1";
            case EscrowEvent.Expired _ -> "escrow.expired.v1";
            case EscrowEvent.Delivered _ -> "escrow.delivered.v1";
            case EscrowEvent.ChangesRequested _ -> "escrow.changes_requested.v1";
            case EscrowEvent.Released released ->
                released.settles().isPresent() ? "escrow.settled.v2" : "escrow.released.v2";
            case EscrowEvent.Matured _ -> "escrow.matured.v1";
            case EscrowEvent.RefundStarted _ -> "escrow.refund_pending.v1";
            case EscrowEvent.RefundRetried _ -> "escrow.refund_retried.v1";
            case EscrowEvent.RefundUnknown _ -> "escrow.refund_unknown.v1";
            case EscrowEvent.RefundFailed _ -> "escrow.refund_failed.v3";
            case EscrowEvent.RefundRefused _ -> "escrow.refund_refused.v1";
            case EscrowEvent.Looked _ -> "escrow.looked.v1";
            case EscrowEvent.Refunded(_, var ends) -> refunded(ends);
            case EscrowEvent.RefundUndeliverable _ -> "escrow.refund_undeliverable.v1";
            case EscrowEvent.Disputed _ -> "escrow.disputed.v1";
            case EscrowEvent.Withdrawn _ -> "escrow.dispute_withdrawn.v1";
            case EscrowEvent.Awarded _ -> "escrow.awarded.v1";
            case EscrowEvent.CaseTimedOut _ -> "escrow.dispute_timed_out.v1";
            case EscrowEvent.ChargebackOpened _ -> "escrow.chargeback_opened.v1";
            case EscrowEvent.ChargebackWon _ -> "escrow.chargeback_won.v3";
            case EscrowEvent.ChargebackLost _ -> "escrow.chargeback_lost.v1";
        };
    }

    /** A refund that ends an escrow has the name of the end: subscribers to ends need no other name. */
    private static String refunded(Optional<EscrowEvent.Ends> ends) {
        return ends.map(end -> end == EscrowEvent.Ends.CANCELLED ? "escrow.cancelled.v2" : "escrow.settled.v3")
                .orElse("escrow.refunded.v1");
    }

    /** Reads the event, and skips the data beside it, such as {@code holds}. */
    public static EscrowEvent read(Entry entry) {
        return FormerEvents.read(entry.event(), entry.data())
                .orElseGet(() -> Json.read(entry.data(), type(entry.event())));
    }

    /** The commitment to the command's free text: the entry's note, or the words of a former event. */
    static Optional<String> note(Entry entry) {
        return entry.note().or(() -> withWords(Json.object(entry.data()))
                .map(part -> part.path(WORDS).asString(""))
                .filter(words -> !words.isEmpty())
                .findFirst());
    }

    private static Stream<ObjectNode> withWords(ObjectNode data) {
        Stream<ObjectNode> parts = PARTS_WITH_WORDS.stream()
                .map(data::path)
                .filter(JsonNode::isObject)
                .map(ObjectNode.class::cast);
        return Stream.concat(Stream.of(data), parts);
    }

    private static Class<? extends EscrowEvent> type(String name) {
        return switch (name) {
            case "escrow.created.v1" -> EscrowEvent.Created.class;
            case "escrow.funding.v1" -> EscrowEvent.FundingStarted.class;
            case "escrow.funding_action_needed.v1" -> EscrowEvent.FundingActionNeeded.class;
            case "escrow.funded.v1" -> EscrowEvent.Funded.class;
            case "escrow.funding_declined.v1" -> EscrowEvent.FundingDeclined.class;
            case "escrow.funding_unknown.v1" -> EscrowEvent.FundingUnknown.class;
            case "escrow.cancelled.v1" -> EscrowEvent.Cancelled.class;
            case "escrow.expired.v1" -> EscrowEvent.Expired.class;
            case "escrow.delivered.v1" -> EscrowEvent.Delivered.class;
            case "escrow.changes_requested.v1" -> EscrowEvent.ChangesRequested.class;
            case "escrow.released.v2", "escrow.settled.v2" -> EscrowEvent.Released.class;
            case "escrow.matured.v1" -> EscrowEvent.Matured.class;
            case "escrow.refund_pending.v1" -> EscrowEvent.RefundStarted.class;
            case "escrow.refund_retried.v1" -> EscrowEvent.RefundRetried.class;
            case "escrow.refund_unknown.v1" -> EscrowEvent.RefundUnknown.class;
            case "escrow.refund_failed.v3" -> EscrowEvent.RefundFailed.class;
            case "escrow.refund_refused.v1" -> EscrowEvent.RefundRefused.class;
            case "escrow.looked.v1" -> EscrowEvent.Looked.class;
            case "escrow.refunded.v1", "escrow.cancelled.v2", "escrow.settled.v3" -> EscrowEvent.Refunded.class;
            case "escrow.refund_undeliverable.v1" -> EscrowEvent.RefundUndeliverable.class;
            case "escrow.disputed.v1" -> EscrowEvent.Disputed.class;
            case "escrow.dispute_withdrawn.v1" -> EscrowEvent.Withdrawn.class;
            case "escrow.awarded.v1" -> EscrowEvent.Awarded.class;
            case "escrow.dispute_timed_out.v1" -> EscrowEvent.CaseTimedOut.class;
            case "escrow.chargeback_opened.v1" -> EscrowEvent.ChargebackOpened.class;
            case "escrow.chargeback_won.v3" -> EscrowEvent.ChargebackWon.class;
            case "escrow.chargeback_lost.v1" -> EscrowEvent.ChargebackLost.class;
            default -> throw new Outage("this release does not know the event " + name);
        };
    }
}
