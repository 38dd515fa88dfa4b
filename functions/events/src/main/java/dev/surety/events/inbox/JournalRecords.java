package dev.surety.events.inbox;

import dev.surety.events.app.RelayEntries;
import dev.surety.events.domain.Bus.Notice;
import dev.surety.events.domain.Event;
import dev.surety.model.Invariants;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.edge.stream.StreamEdge;
import dev.surety.runtime.edge.stream.StreamRecord;
import dev.surety.runtime.observe.Metrics;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records of the journal's stream as notices. What cannot be read is skipped: it stays in the journal, and the ledger
 * parks it. Changes and removals are the ledger's to report; nothing is told of them here.
 */
public final class JournalRecords implements StreamEdge.Reader {
    private static final Logger LOG = LoggerFactory.getLogger(JournalRecords.class);

    private final RelayEntries relay;
    private final Metrics metrics;

    public JournalRecords(RelayEntries relay, Metrics metrics) {
        this.relay = relay;
        this.metrics = metrics;
    }

    @Override
    public Optional<StreamRecord> read(List<StreamRecord> batch) {
        List<Notice> notices = new ArrayList<>();
        List<StreamRecord> sources = new ArrayList<>();
        for (StreamRecord record : batch) {
            if (record.kind() == StreamRecord.Kind.INSERT) {
                notice(record).ifPresent(notice -> {
                    notices.add(notice);
                    sources.add(record);
                });
            }
        }
        int told = relay.relay(notices);
        return told < notices.size() ? Optional.of(sources.get(told)) : Optional.empty();
    }

    private Optional<Notice> notice(StreamRecord record) {
        try {
            ChainId chain = ChainId.parse(Items.text(record.image(), "pk"));
            int number = Math.toIntExact(Items.number(record.image(), "sk"));
            Invariants.hold(number >= 1, "chain-linear: numbers start at 1");
            Instant at = Instant.parse(Items.text(record.image(), "at"));
            return Optional.of(new Notice(Event.of(chain, number, Items.text(record.image(), "event"), at), chain));
        } catch (Invariants.Breach | IllegalArgumentException | ArithmeticException | DateTimeException poison) {
            LOG.atError().addKeyValue("sequence", record.sequence()).setCause(poison).log("an entry cannot be read");
            metrics.count("relay.skipped", "reason", "unreadable");
            return Optional.empty();
        }
    }
}
