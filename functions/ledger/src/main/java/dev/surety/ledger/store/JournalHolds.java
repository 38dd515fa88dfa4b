package dev.surety.ledger.store;

import dev.surety.ledger.domain.report.HoldNotes;
import dev.surety.model.journal.ChainId;
import dev.surety.model.standing.Holds;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads {@code holds} of a chain's last entry, the only word of an entry's data that the ledger reads. Its form is
 * {@code {"escrow":[{"reason","amountMinor","until"}],"onHold":[…]}}; older entries say {@code maturing} for {@code
 * onHold}. Only escrows have it, and only their chains may be read here. Any other form reads as nothing.
 */
public final class JournalHolds implements HoldNotes {
    private static final String TYPE = "escrow";

    private final Journal journal;

    public JournalHolds(Journal journal) {
        this.journal = journal;
    }

    @Override
    public Optional<Holds> of(ChainId chain) {
        return chain.type().equals(TYPE)
                ? journal.last(chain).flatMap(entry -> parse(entry.data()))
                : Optional.empty();
    }

    static Optional<Holds> parse(String data) {
        try {
            JsonNode holds = Json.object(data).path("holds");
            if (holds.path("v").asInt(1) > Holds.VERSION) {
                return Optional.empty();
            }
            Optional<List<Holds.Hold>> escrow = list(holds.path("escrow"));
            Optional<List<Holds.Hold>> onHold = list(holds.path(holds.has("maturing") ? "maturing" : "onHold"));
            return escrow.flatMap(one -> onHold.map(other -> new Holds(one, other)));
        } catch (JacksonException | ClassCastException noObject) {
            return Optional.empty();
        }
    }

    private static Optional<List<Holds.Hold>> list(JsonNode list) {
        if (!list.isArray()) {
            return Optional.empty();
        }
        List<Holds.Hold> holds = new ArrayList<>();
        for (JsonNode each : list.values()) {
            JsonNode amount = each.path("amountMinor");
            JsonNode until = each.path("until");
            boolean timed = until.isString() && Times.parse(until.stringValue()).isPresent();
            boolean untimed = until.isMissingNode() || until.isNull();
            if (!each.path("reason").isString()
                    || !amount.isIntegralNumber()
                    || !amount.canConvertToLong()
                    || !(timed || untimed)) {
                return Optional.empty();
            }
            holds.add(new Holds.Hold(
                    each.path("reason").stringValue(),
                    amount.longValue(),
                    timed ? Times.parse(until.stringValue()) : Optional.empty()));
        }
        return Optional.of(holds);
    }
}
