package dev.surety.escrow.store;

import dev.surety.escrow.domain.escrow.EscrowEvent;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.journal.EventTypes;
import dev.surety.runtime.json.Json;
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

    /** Data beside the event for other functions: the state after it, and the marketplace's name of the escrow. */
    static final String TELLS = "tells";

    static final String REVERSAL = "reversal";

    /** A member of releases, which payouts reads: the money that goes to the payee's reserve, and for how long. */
    private static final String RESERVE = "reserve";

    /** The field that named a free text before entries had notes, in the event or in a part of it. */
    private static final String WORDS = "words";

    private static final List<String> PARTS_WITH_WORDS = List.of("agreement", "back", "release");

    static final EventTypes<EscrowEvent> TYPES = FormerEvents.in(new EventTypes<EscrowEvent>()
            .event(EscrowEvent.Created.class, EscrowEvents::created, "escrow.created.v1", "escrow.created.v2")
            .event("escrow.funding.v1", EscrowEvent.FundingStarted.class)
            .event("escrow.funding_action_needed.v1", EscrowEvent.FundingActionNeeded.class)
            .event("escrow.funded.v1", EscrowEvent.Funded.class)
            .event("escrow.funding_declined.v1", EscrowEvent.FundingDeclined.class)
            .event("escrow.funding_unknown.v1", EscrowEvent.FundingUnknown.class)
            .event("escrow.cancelled.v1", EscrowEvent.Cancelled.class)
            .event("escrow.expired.v1", EscrowEvent.Expired.class)
            .event("escrow.delivered.v1", EscrowEvent.Delivered.class)
            .event("escrow.changes_requested.v1", EscrowEvent.ChangesRequested.class)
            .event(
                    EscrowEvent.Released.class,
                    EscrowEvents::released,
                    "escrow.released.v2",
                    "escrow.released.v3",
                    "escrow.settled.v2",
                    "escrow.settled.v4")
            .event("escrow.matured.v1", EscrowEvent.Matured.class)
            .event(
                    EscrowEvent.RefundStarted.class,
                    EscrowEvents::refundStarted,
                    "escrow.refund_pending.v1",
                    "escrow.refund_pending.v2")
            .event("escrow.refund_retried.v1", EscrowEvent.RefundRetried.class)
            .event("escrow.refund_unknown.v1", EscrowEvent.RefundUnknown.class)
            .event("escrow.refund_failed.v3", EscrowEvent.RefundFailed.class)
            .event("escrow.refund_refused.v1", EscrowEvent.RefundRefused.class)
            .event("escrow.looked.v1", EscrowEvent.Looked.class)
            .event(
                    EscrowEvent.Refunded.class,
                    EscrowEvents::refunded,
                    "escrow.refunded.v1",
                    "escrow.cancelled.v2",
                    "escrow.settled.v3")
            .event("escrow.refund_undeliverable.v1", EscrowEvent.RefundUndeliverable.class)
            .event("escrow.disputed.v2", EscrowEvent.Disputed.class)
            .event("escrow.case_extended.v1", EscrowEvent.CaseExtended.class)
            .event("escrow.case_told.v1", EscrowEvent.CaseTold.class)
            .event("escrow.dispute_withdrawn.v1", EscrowEvent.Withdrawn.class)
            .event(EscrowEvent.Awarded.class, EscrowEvents::awarded, "escrow.awarded.v1", "escrow.awarded.v2")
            .event("escrow.dispute_timed_out.v1", EscrowEvent.CaseTimedOut.class)
            .event("escrow.chargeback_opened.v1", EscrowEvent.ChargebackOpened.class)
            .event("escrow.chargeback_won.v3", EscrowEvent.ChargebackWon.class)
            .event("escrow.chargeback_lost.v1", EscrowEvent.ChargebackLost.class));

    private EscrowEvents() {}

    public static String name(EscrowEvent event) {
        return TYPES.name(event);
    }

    /** The data of an event as we store it. A member that is empty and came later is left out, as it always was. */
    static ObjectNode data(EscrowEvent event) {
        var data = (ObjectNode) Json.tree(event);
        for (JsonNode fee : data.path("agreement").path("fees")) {
            withoutNull(fee, "taxIncluded");
        }
        withoutNull(data, RESERVE);
        withoutNull(data.path("back"), "charge");
        return data;
    }

    private static void withoutNull(JsonNode of, String member) {
        if (of.path(member).isNull()) {
            ((ObjectNode) of).remove(member);
        }
    }

    /** A reader that does not know the tax in a fee would post it to the fee's account, so such terms are version 2. */
    private static String created(EscrowEvent.Created created) {
        return created.agreement().fees().stream().anyMatch(fee -> fee.taxIncluded().isPresent())
                ? "escrow.created.v2"
                : "escrow.created.v1";
    }

    /** A reader that does not know the charge would make all of it the payee's debt, so such a refund is newer. */
    private static String refundStarted(EscrowEvent.RefundStarted started) {
        return started.back().charge().isPresent() ? "escrow.refund_pending.v2" : "escrow.refund_pending.v1";
    }

    /** A reader that does not know the reserve would post all of it to the payee, so such a release is newer. */
    private static String released(EscrowEvent.Released released) {
        if (released.reserve().isPresent()) {
            return released.settles().isPresent() ? "escrow.settled.v4" : "escrow.released.v3";
        }
        return released.settles().isPresent() ? "escrow.settled.v2" : "escrow.released.v2";
    }

    private static String awarded(EscrowEvent.Awarded awarded) {
        return awarded.reserve().isPresent() ? "escrow.awarded.v2" : "escrow.awarded.v1";
    }

    /** A refund that ends an escrow has the name of the end: subscribers to ends need no other name. */
    private static String refunded(EscrowEvent.Refunded refunded) {
        return refunded.ends()
                .map(end -> end == EscrowEvent.Ends.CANCELLED ? "escrow.cancelled.v2" : "escrow.settled.v3")
                .orElse("escrow.refunded.v1");
    }

    /** Reads the event, and skips the data beside it, such as {@code holds}. */
    public static EscrowEvent read(Entry entry) {
        return TYPES.read(entry);
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
}
