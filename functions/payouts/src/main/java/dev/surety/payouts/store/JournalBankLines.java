package dev.surety.payouts.store;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Attention;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.payouts.app.bank.BankLines;
import dev.surety.payouts.app.bank.LineStore;
import dev.surety.payouts.domain.bank.BookedLine;
import dev.surety.payouts.domain.bank.LineBooking;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.Chain;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Lines of the bank as chains of the journal. The id is also the key of the one entry, so a line is booked once. */
public final class JournalBankLines implements LineStore {
    private static final String BOOKED = "bank_line.booked.v1";

    private final Journal journal;

    public JournalBankLines(Journal journal) {
        this.journal = journal;
    }

    @Override
    public Optional<BookedLine> find(MarketplaceId marketplace, String id) {
        return journal.find(new ChainId(BankLines.LINE, marketplace, id), 1).map(JournalBankLines::read);
    }

    @Override
    public BookedLine book(MarketplaceId marketplace, LineBooking booking, Instant now) {
        String id = booking.line().id();
        var chain = new Chain(new ChainId(BankLines.LINE, marketplace, id), List.of());
        BookedLine line = BookedLine.of(booking);
        var data = (ObjectNode) Json.tree(line);
        data.set("tells", Json.object().put("state", "booked").put("reference", line.reference()));
        Draft draft = Draft.of(BOOKED, data, now, Actor.RECONCILER, CommandKey.ofFact(BankLines.LINE, id))
                .with(booking.postings());
        Draft opened = booking.attention()
                .map(kind -> draft.attention(Attention.opens(kind).toString()))
                .orElse(draft);
        return switch (journal.append(chain, opened)) {
            case Append.Done(var entry, var _) -> read(entry);
            case Append.Lost _ -> throw new Outage("another entry took the place of a bank line's first");
        };
    }

    static BookedLine read(Entry entry) {
        if (!entry.event().equals(BOOKED)) {
            throw new Outage("this release does not know the event " + entry.event());
        }
        return Json.read(entry.data(), BookedLine.class);
    }
}
