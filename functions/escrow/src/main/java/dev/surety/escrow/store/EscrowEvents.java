package dev.surety.escrow.store;

import dev.surety.escrow.domain.EscrowEvent;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;

/**
 * Names and versions under which an escrow's events are stored. A name stands for one shape for ever; an unknown one
 * was written by a newer release, and this one waits for its own replacement.
 */
public final class EscrowEvents {
    private EscrowEvents() {}

    public static String name(EscrowEvent event) {
        return switch (event) {
            case EscrowEvent.Created _ -> "escrow.created.v1";
            case EscrowEvent.FundingStarted _ -> "escrow.funding.v1";
            case EscrowEvent.Funded _ -> "escrow.funded.v1";
            case EscrowEvent.FundingDeclined _ -> "escrow.funding_declined.v1";
            case EscrowEvent.FundingUnknown _ -> "escrow.funding_unknown.v1";
            case EscrowEvent.Delivered _ -> "escrow.delivered.v1";
            case EscrowEvent.Released _ -> "escrow.released.v1";
            case EscrowEvent.Settled _ -> "escrow.settled.v1";
            case EscrowEvent.Expired _ -> "escrow.expired.v1";
        };
    }

    public static EscrowEvent read(Entry entry) {
        return Json.read(entry.data(), type(entry.event()));
    }

    private static Class<? extends EscrowEvent> type(String name) {
        return switch (name) {
            case "escrow.created.v1" -> EscrowEvent.Created.class;
            case "escrow.funding.v1" -> EscrowEvent.FundingStarted.class;
            case "escrow.funded.v1" -> EscrowEvent.Funded.class;
            case "escrow.funding_declined.v1" -> EscrowEvent.FundingDeclined.class;
            case "escrow.funding_unknown.v1" -> EscrowEvent.FundingUnknown.class;
            case "escrow.delivered.v1" -> EscrowEvent.Delivered.class;
            case "escrow.released.v1" -> EscrowEvent.Released.class;
            case "escrow.settled.v1" -> EscrowEvent.Settled.class;
            case "escrow.expired.v1" -> EscrowEvent.Expired.class;
            default -> throw new Outage("this release does not know the event " + name);
        };
    }
}
