package dev.surety.events.inbox;

import dev.surety.events.domain.Event;
import dev.surety.model.Invariants;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.journal.EntryItems;
import dev.surety.runtime.json.Json;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The public part of an entry: the member {@code tells} of its data, and the sum that it tells or else moved. */
final class TellsOf {
    private static final String TELLS = "tells";

    private TellsOf() {}

    /** The ledger reports an entry whose data or postings cannot be read; we tell all the same that it happened. */
    static Event.Tells item(Map<String, AttributeValue> item) {
        try {
            JsonNode tells = Json.object(Items.text(item, "data")).path(TELLS);
            return new Event.Tells(
                    text(tells, "state"),
                    amount(tells).or(() -> Postings.moved(EntryItems.postings(item))),
                    text(tells, "reference"),
                    Optional.empty());
        } catch (Invariants.Breach | IllegalArgumentException | JacksonException unreadable) {
            return Event.Tells.NONE;
        }
    }

    /** An entry that moves nothing may be about a sum all the same. */
    private static Optional<Money> amount(JsonNode tells) {
        return Optional.of(tells.path("amount")).filter(JsonNode::isObject).map(sum -> Json.read(sum, Money.class));
    }

    private static Optional<String> text(JsonNode tells, String name) {
        return Optional.of(tells.path(name).asString("")).filter(text -> !text.isEmpty());
    }
}
