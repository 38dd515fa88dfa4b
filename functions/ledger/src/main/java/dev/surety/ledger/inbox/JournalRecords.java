package dev.surety.ledger.inbox;

import dev.surety.ledger.app.posting.PostEntries;
import dev.surety.ledger.domain.posting.Arrival;
import dev.surety.runtime.edge.stream.StreamEdge;
import dev.surety.runtime.edge.stream.StreamRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Hands a batch of the journal's stream to the poster, and names the record from which it must come again. */
public final class JournalRecords implements StreamEdge.Reader {
    private final PostEntries post;
    private final Function<StreamRecord, Arrival> arrival;

    public JournalRecords(PostEntries post, Function<StreamRecord, Arrival> arrival) {
        this.post = post;
        this.arrival = arrival;
    }

    @Override
    public Optional<StreamRecord> read(List<StreamRecord> batch) {
        return post.post(batch.stream().map(arrival).toList()).left().map(batch::get);
    }
}
