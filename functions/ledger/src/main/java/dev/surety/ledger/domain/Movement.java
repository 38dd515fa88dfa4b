package dev.surety.ledger.domain;

import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Postings;
import java.time.Instant;
import java.util.List;

/** An entry as far as the books care: where it stands, when it was, and the money it moved. */
public record Movement(ChainId chain, int number, String event, Instant at, Postings postings) {
    /** What it is in the books of a generation. */
    public List<Line> lines(int generation) {
        return postings.stream()
                .map(posting -> new Line(
                        new LedgerAccount(
                                chain.marketplace(),
                                posting.account(),
                                posting.money().currency(),
                                generation),
                        chain,
                        number,
                        event,
                        at,
                        posting.money().amountMinor()))
                .toList();
    }
}
