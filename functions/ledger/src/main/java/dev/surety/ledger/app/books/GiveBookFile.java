package dev.surety.ledger.app.books;

import dev.surety.files.StoredFiles;
import dev.surety.ledger.domain.books.BookFile;
import dev.surety.ledger.domain.export.ExportEvent;
import dev.surety.ledger.domain.export.LedgerExport;
import dev.surety.ledger.domain.period.Period;
import dev.surety.ledger.domain.period.PeriodEvent;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.refusal.CommonReason;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.CommandLoop;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.command.StateCommand;
import dev.surety.runtime.command.Verdict;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.StateChain;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Gives a link to a file of the books. The entry that says who was given one comes before the link. */
public final class GiveBookFile {
    private final BookChains chains;
    private final BookFiles files;

    public GiveBookFile(BookChains chains, BookFiles files) {
        this.chains = chains;
        this.files = files;
    }

    /** @param link made when answering; a replay has none, for the first may have been used */
    public record Given(Entry entry, BookFile file, BookFiles.Place place, Optional<StoredFiles.Link> link) {}

    public Outcome<Given> period(CommandEnvelope envelope, ChainId id) {
        return given(envelope, id, entry -> BookChains.period(entry).file(), (chain, entry, now) -> {
            Period period = BookChains.period(entry);
            var event = new PeriodEvent.Linked(
                    envelope.caller().id(), period.file().orElseThrow().sha256());
            return chains.draft(chain, event, period, now, envelope.caller().actor(), envelope.key());
        }, entry -> BookFiles.of(id, BookChains.period(entry)));
    }

    public Outcome<Given> export(CommandEnvelope envelope, ChainId id) {
        return given(envelope, id, entry -> BookChains.export(entry).file(), (chain, entry, now) -> {
            LedgerExport export = BookChains.export(entry);
            var event = new ExportEvent.Linked(
                    envelope.caller().id(), export.file().orElseThrow().sha256());
            return chains.draft(chain, event, export, now, envelope.caller().actor(), envelope.key());
        }, entry -> BookFiles.of(id, BookChains.export(entry)));
    }

    private interface Linked {
        Draft entry(StateChain chain, Entry last, Instant now);
    }

    private Outcome<Given> given(
            CommandEnvelope envelope,
            ChainId id,
            Function<Entry, Optional<BookFile>> file,
            Linked linked,
            Function<Entry, BookFiles.Place> place) {
        var command = new StateCommand(chains.journal(), id, chain -> {
            if (chain.isEmpty()) {
                return new Verdict.Denied<>(CommonReason.NOT_FOUND.with(CommonReason.NOT_FOUND.title()));
            }
            Entry last = chain.last().orElseThrow();
            Instant now = chains.present().now(id.marketplace());
            return file.apply(last).isEmpty()
                    ? new Verdict.Denied<>(
                            CommonReason.TRANSITION_NOT_ALLOWED.with("The file is not written yet."))
                    : new Verdict.Allowed<>(linked.entry(chain, last, now));
        });
        Outcome<Entry> outcome = CommandLoop.run("a file of the books", envelope, command);
        boolean isReplay = outcome instanceof Outcome.Done<Entry>(var _, var replayed) && replayed;
        return outcome.map(entry -> new Given(
                entry,
                file.apply(entry).orElseThrow(),
                place.apply(entry),
                isReplay ? Optional.empty() : Optional.of(files.link(place.apply(entry)))));
    }
}
