package dev.surety.ledger.domain.posting;

import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Postings;
import dev.surety.model.ledger.Line;
import java.time.Instant;
import java.util.List;

/** The part of an entry that the books need: its key, its time, and the money it moved. */
public record Movement(ChainId chain, int number, String event, Instant at, Postings postings) {
    public List<Line> lines() {
        return Line.of(chain, number, event, at, postings);
    }
}
