package dev.surety.events.inbox;

import dev.surety.events.app.RelayEntries;
import dev.surety.events.domain.Bus.Notice;
import dev.surety.runtime.edge.stream.StreamEdge;
import dev.surety.runtime.edge.stream.StreamRecord;
import dev.surety.runtime.observe.Metrics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Records of the journal's stream. The ledger reports changes and removals; the relay ignores them. */
public final class JournalRecords implements StreamEdge.Reader {
    private final RelayEntries relay;
    private final Notices readable;
    private final InstantSource clock;
    private final Metrics metrics;

    public JournalRecords(RelayEntries relay, InstantSource clock, Metrics metrics) {
        this.relay = relay;
        this.readable = new Notices(metrics);
        this.clock = clock;
        this.metrics = metrics;
    }

    @Override
    public Optional<StreamRecord> read(List<StreamRecord> batch) {
        List<Notice> notices = new ArrayList<>();
        List<StreamRecord> sources = new ArrayList<>();
        for (StreamRecord record : batch) {
            if (record.kind() == StreamRecord.Kind.INSERT) {
                readable.from(record.image(), record.sequence()).forEach(notice -> {
                    notices.add(notice);
                    sources.add(record);
                });
            }
        }
        int told = relay.relay(notices);
        if (told > 0) {
            metrics.seconds("relay.lag", "edge", "stream", lag(sources.getFirst()));
        }
        return told < notices.size() ? Optional.of(sources.get(told)) : Optional.empty();
    }

    /** How long the oldest of a batch has waited. Streams know when it was written to the second. */
    private long lag(StreamRecord oldest) {
        return Math.max(0, Duration.between(oldest.at(), clock.instant()).toSeconds());
    }
}
