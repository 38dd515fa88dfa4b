package dev.surety.events.inbox;

import dev.surety.events.app.HandleWork;
import dev.surety.events.domain.Bus.Notice;
import dev.surety.events.domain.Event;
import dev.surety.events.domain.Handling;
import dev.surety.model.Invariants;
import dev.surety.model.journal.Attention;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.observe.Metrics;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.core.JacksonException;

/**
 * Reads items of the journal as notices. It skips an item it cannot read: the item stays in the journal, and the ledger
 * parks it.
 */
final class Notices {
    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
    private static final String UNTOLD = "untold";

    private final Metrics metrics;

    Notices(Metrics metrics) {
        this.metrics = metrics;
    }

    /**
     * One notice that the entry happened and, if the entry ends an escrow, another of the end. None of an entry whose
     * data says {@code untold}.
     *
     * @param name finds the entry in a log
     */
    List<Notice> from(Map<String, AttributeValue> item, String name) {
        try {
            ChainId chain = ChainId.parse(Items.text(item, "pk"));
            int number = Math.toIntExact(Items.number(item, "sk"));
            Invariants.hold(number >= 1, "chain-linear: numbers start at 1");
            if (isUntold(item)) {
                return List.of();
            }
            Instant at = Instant.parse(Items.text(item, "at"));
            Event.Tells tells = TellsOf.item(item);
            Event event = Event.of(chain, number, Items.text(item, "event"), at, tells);
            List<Notice> notices = new ArrayList<>();
            notices.add(new Notice(event, chain, attention(item, name), handling(chain, number, item)));
            Items.findText(item, "ends")
                    .map(ends -> Event.ended(chain, number, outcome(ends), at, tells))
                    .map(ended -> new Notice(ended, chain, Optional.empty()))
                    .ifPresent(notices::add);
            return notices;
        } catch (Invariants.Breach
                | IllegalArgumentException
                | ArithmeticException
                | DateTimeException
                | JacksonException poison) {
            LOG.atError().addKeyValue("entry", name).setCause(poison).log("an entry cannot be read");
            metrics.count("relay.skipped", "reason", "unreadable");
            return List.of();
        }
    }

    /** Its function keeps it from listeners: that a review was sealed, say, which the other side must not learn. */
    private static boolean isUntold(Map<String, AttributeValue> item) {
        String data = Items.text(item, "data");
        return data.contains(UNTOLD) && Json.object(data).path(UNTOLD).asBoolean(false);
    }

    private static Optional<Handling> handling(ChainId chain, int number, Map<String, AttributeValue> item) {
        return chain.type().equals(Handling.TYPE)
                ? Optional.of(HandleWork.read(number, Items.text(item, "data"), Items.findText(item, "note")))
                : Optional.empty();
    }

    private static String outcome(String ends) {
        String outcome = Json.object(ends).path("outcome").asString("");
        Invariants.hold(!outcome.isEmpty(), "an end has an outcome");
        return outcome;
    }

    /** We do not show work whose words we do not know: we raise an alarm and relay the event. */
    private Optional<Attention> attention(Map<String, AttributeValue> item, String name) {
        Optional<String> said = Items.findText(item, "attention");
        Optional<Attention> attention = said.flatMap(Attention::parse);
        if (said.isPresent() && attention.isEmpty()) {
            LOG.atError().addKeyValue("entry", name).log("an entry wants attention in unknown words");
            metrics.count("relay.skipped", "reason", "attention");
        }
        return attention;
    }
}
