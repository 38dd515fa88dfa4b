package dev.surety.events.inbox;

import dev.surety.events.app.RelayEntries;
import dev.surety.events.domain.Bus.Notice;
import dev.surety.runtime.edge.stream.StreamEdge;
import dev.surety.runtime.edge.stream.StreamRecord;
import dev.surety.runtime.observe.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Records of the journal's stream. Changes and removals are the ledger's to report; nothing is told of them here. */
public final class JournalRecords implements StreamEdge.Reader {
    private final RelayEntries relay;
    private final Notices readable;

    public JournalRecords(RelayEntries relay, Metrics metrics) {
        this.relay = relay;
        this.readable = new Notices(metrics);
    }

    @Override
    public Optional<StreamRecord> read(List<StreamRecord> batch) {
        List<Notice> notices = new ArrayList<>();
        List<StreamRecord> sources = new ArrayList<>();
        for (StreamRecord record : batch) {
            if (record.kind() == StreamRecord.Kind.INSERT) {
                readable.from(record.image(), record.sequence()).ifPresent(notice -> {
                    notices.add(notice);
                    sources.add(record);
                });
            }
        }
        int told = relay.relay(notices);
        return told < notices.size() ? Optional.of(sources.get(told)) : Optional.empty();
    }
}
