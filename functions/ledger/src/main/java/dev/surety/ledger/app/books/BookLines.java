package dev.surety.ledger.app.books;

import dev.surety.ledger.domain.account.Accounts;
import dev.surety.ledger.domain.account.Balance;
import dev.surety.ledger.domain.account.Lines;
import dev.surety.ledger.domain.books.EntryNotes.Note;
import dev.surety.ledger.domain.books.EntryNotes;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.ledger.Line;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.resilience.SideBySide;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All lines of a marketplace's accounts in a time, account by account, with what the journal says of each. */
public final class BookLines {
    /** Lines whose entries are read together. */
    private static final int TOGETHER = 100;

    /** As many as the store's client has connections to spare. */
    private static final int AT_ONCE = 8;

    private final Accounts accounts;
    private final Lines lines;
    private final EntryNotes notes;

    public BookLines(Accounts accounts, Lines lines, EntryNotes notes) {
        this.accounts = accounts;
        this.lines = lines;
        this.notes = notes;
    }

    public record Noted(Line line, Note note) {}

    /** Takes line after line into a file. */
    public interface Taker {
        void take(Noted line) throws IOException;
    }

    /** Every account that was ever posted to, in order. */
    public List<LedgerAccount> accounts(MarketplaceId marketplace) {
        return accounts.all(marketplace);
    }

    /** The balances just before an instant, in the order of the accounts. */
    public List<Balance> before(List<LedgerAccount> all, Instant until) {
        return SideBySide.map(AT_ONCE, all, account -> lines.before(account, until));
    }

    /** @return how many lines there were */
    public long each(List<LedgerAccount> all, Instant from, Instant until, Taker taker) throws IOException {
        var batch = new Batch(taker);
        try {
            for (LedgerAccount account : all) {
                lines.each(account, from, until, batch::add);
            }
            batch.end();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return batch.count;
    }

    private final class Batch {
        private final Taker taker;
        private final List<Line> waiting = new ArrayList<>();
        private long count;

        private Batch(Taker taker) {
            this.taker = taker;
        }

        private void add(Line line) {
            waiting.add(line);
            count++;
            if (waiting.size() == TOGETHER) {
                end();
            }
        }

        private void end() {
            Map<String, Note> known = notes.of(waiting);
            try {
                for (Line line : waiting) {
                    Note note = Optional.ofNullable(known.get(line.entry()))
                            .orElseThrow(() -> new Outage("the journal lacks the entry of a line"));
                    taker.take(new Noted(line, note));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            waiting.clear();
        }
    }
}
