package dev.surety.events.inbox;

import dev.surety.events.app.RelayEntries;
import dev.surety.events.domain.Bus.Notice;
import dev.surety.model.Invariants;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.edge.queue.QueueEdge.Inbox;
import dev.surety.runtime.observe.Metrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;

/**
 * Messages that name entries to be relayed again: {@code {"entries": [{"pk", "sk"}, …]}}, at most 25, or {@code
 * {"chain": "…"}} for all of one chain. A message only names entries; we read them from the journal. So an attacker who
 * writes to the queue can repeat old events but invent none.
 */
public final class RepublishInbox implements Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(RepublishInbox.class);
    private static final int MOST_ENTRIES = 25;

    private final JournalItems journal;
    private final RelayEntries relay;
    private final Metrics metrics;
    private final Notices readable;

    public RepublishInbox(JournalItems journal, RelayEntries relay, Metrics metrics) {
        this.journal = journal;
        this.relay = relay;
        this.metrics = metrics;
        this.readable = new Notices(metrics);
    }

    @Override
    public Handled handle(JsonNode message) {
        List<Notice> notices = message.has("chain") ? chain(message) : entries(message.path("entries"));
        List<Notice> again = notices.stream().map(Notice::republished).toList();
        return relay.relay(again) == again.size() ? Handled.DONE : Handled.AGAIN;
    }

    private List<Notice> chain(JsonNode message) {
        ChainId id = ChainId.parse(message.path("chain").asString(""));
        return whole(id);
    }

    private List<Notice> entries(JsonNode named) {
        Invariants.hold(
                named.isArray() && !named.isEmpty() && named.size() <= MOST_ENTRIES,
                "a message names 1 to 25 entries");
        Map<ChainId, List<Notice>> chains = new HashMap<>();
        List<Notice> notices = new ArrayList<>();
        for (JsonNode each : named.values()) {
            ChainId id = ChainId.parse(each.path("pk").asString(""));
            int number = each.path("sk").asInt(0);
            Invariants.hold(number >= 1, "chain-linear: numbers start at 1");
            String name = id + " " + number;
            Optional<Map<String, AttributeValue>> item = journal.find(id, number);
            if (item.isEmpty()) {
                LOG.atError().addKeyValue("entry", name).log("an entry that is to be relayed again is not there");
                metrics.count("relay.skipped", "reason", "absent");
            }
            item.map(there -> readable.from(there, name)).stream()
                    .flatMap(List::stream)
                    .map(notice -> latest(notice, chains))
                    .forEach(notices::add);
        }
        return notices;
    }

    /**
     * An entry alone does not know whether its place was closed since, and the tombstone that knew may be gone: the
     * chain does. The event is told as before; of its work, only the latest state.
     */
    private Notice latest(Notice notice, Map<ChainId, List<Notice>> chains) {
        if (notice.attention().isEmpty()) {
            return notice;
        }
        String kind = notice.attention().get().kind();
        boolean superseded = chains.computeIfAbsent(notice.chain(), this::whole).stream()
                .filter(other -> other.event().sequence() > notice.event().sequence())
                .anyMatch(other -> other.attention().filter(said -> said.kind().equals(kind)).isPresent());
        return superseded ? new Notice(notice.event(), notice.chain(), Optional.empty()) : notice;
    }

    /** In the chain's order. */
    private List<Notice> whole(ChainId id) {
        return journal.all(id).stream()
                .flatMap(item -> readable.from(item, id.toString()).stream())
                .toList();
    }
}
