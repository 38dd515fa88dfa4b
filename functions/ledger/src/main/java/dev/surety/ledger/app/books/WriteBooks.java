package dev.surety.ledger.app.books;

import dev.surety.ledger.domain.books.BookFile;
import dev.surety.ledger.domain.export.ExportEvent;
import dev.surety.ledger.domain.export.LedgerExport;
import dev.surety.ledger.domain.period.Period;
import dev.surety.ledger.domain.period.PeriodEvent;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.StateChain;
import java.time.Instant;
import java.util.Optional;

/**
 * Writes the file that a period or an export waits for, and then the entry that has its hash. A worker that dies leaves
 * a file that no entry names; the deadline has another one write the same bytes. Two at once write the same, and one of
 * them appends.
 */
public final class WriteBooks {
    private final BookChains chains;
    private final BookContents contents;
    private final BookFiles files;

    public WriteBooks(BookChains chains, BookContents contents, BookFiles files) {
        this.chains = chains;
        this.contents = contents;
        this.files = files;
    }

    /**
     * @param number of the entry that left the deadline; 0 in a nudge
     * @return false if the wake came too early, and must come again
     */
    public boolean wake(ChainId id, int number) {
        StateChain chain = chains.journal().state(id);
        Optional<Entry> last = chain.last().filter(entry -> number == 0 || entry.number() == number);
        if (last.isEmpty()) {
            return true;
        }
        Instant now = chains.present().now(id.marketplace());
        if (number > 0 && last.get().due().filter(due -> now.isBefore(due.at())).isPresent()) {
            return false;
        }
        if (id.type().equals(BookChains.PERIOD)) {
            period(chain, BookChains.period(last.get()), now);
        } else {
            export(chain, BookChains.export(last.get()), now);
        }
        return true;
    }

    private void period(StateChain chain, Period period, Instant now) {
        if (period.state() != Period.State.CLOSING) {
            return;
        }
        ChainId id = chain.id();
        var order = new BookContents.Order(
                id.marketplace(), id.id(), period.span(), chains.chart(id.marketplace(), period.settings()));
        BookFile file =
                files.write(BookFiles.of(id, period), out -> contents.period(order, out));
        // Another entry may have taken the place: a person has rejected the close, or another worker has ended.
        Append _ = chains.journal().append(chain, chains.draft(
                chain, new PeriodEvent.FileWritten(file), period.written(file), now, Actor.TIMER, key(chain)));
    }

    private void export(StateChain chain, LedgerExport export, Instant now) {
        if (export.file().isPresent()) {
            return;
        }
        ChainId id = chain.id();
        var order = new BookContents.Order(
                id.marketplace(),
                export.month().orElse(id.id()),
                export.span(),
                chains.chart(id.marketplace(), export.settings()));
        BookFile file = files.write(
                BookFiles.of(id, export), out -> contents.export(order, export.format(), out));
        Append _ = chains.journal().append(chain, chains.draft(
                chain, new ExportEvent.Ready(file), export.written(file), now, Actor.TIMER, key(chain)));
    }

    private static CommandKey key(StateChain chain) {
        return CommandKey.ofFact("written", chain.id().toString(), Integer.toString(chain.version()));
    }
}
