package dev.surety.ledger.app.export;

import dev.surety.ledger.app.books.BookChains;
import dev.surety.ledger.domain.books.BookSpan;
import dev.surety.ledger.domain.export.ExportEvent;
import dev.surety.ledger.domain.export.LedgerExport.Format;
import dev.surety.ledger.domain.export.LedgerExport;
import dev.surety.ledger.domain.period.PeriodRules;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.CommandLoop;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.command.StateCommand;
import dev.surety.runtime.command.Verdict;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.JournalIndexes.Found;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.json.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Asks for an export: its first entry is the intent, and a worker writes the file. */
public final class RequestExport {
    static final int MOST_A_DAY = 24;

    private final BookChains chains;
    private final Consumer<ChainId> nudges;

    /** @param nudges has the worker look at once; one that is lost costs some minutes */
    public RequestExport(BookChains chains, Consumer<ChainId> nudges) {
        this.chains = chains;
        this.nudges = nudges;
    }

    /** @param month the period that was asked for, if it was one */
    public record Wanted(Format format, Optional<String> month, BookSpan span) {}

    public Outcome<Entry> request(CommandEnvelope envelope, Wanted wanted) {
        MarketplaceId marketplace = envelope.caller().marketplace();
        ChainId id = BookChains.export(
                marketplace, Id.derive(LedgerExport.PREFIX, envelope.key().hash()));
        Outcome<Entry> outcome = CommandLoop.run(
                "an export",
                envelope,
                new StateCommand(chains.journal(), id, chain -> decided(chain, envelope, wanted)));
        if (outcome instanceof Outcome.Done<Entry>(var entry, var replayed) && !replayed) {
            nudges.accept(entry.chain());
        }
        return outcome;
    }

    private Verdict<Draft> decided(StateChain chain, CommandEnvelope envelope, Wanted wanted) {
        MarketplaceId marketplace = chain.id().marketplace();
        Instant now = chains.present().now(marketplace);
        Optional<Refusal> refusal = refused(marketplace, wanted, now);
        if (refusal.isPresent()) {
            return new Verdict.Denied<>(refusal.get());
        }
        String by = envelope.caller().id();
        int settings = chains.present().settings(marketplace).map(MarketplaceSettings::version).orElse(0);
        var asked = new LedgerExport(
                wanted.format(), wanted.month(), wanted.span(), by, now, settings, Optional.empty());
        return new Verdict.Allowed<>(chains.draft(
                chain, new ExportEvent.Requested(by), asked, now, envelope.caller().actor(), envelope.key()));
    }

    private Optional<Refusal> refused(MarketplaceId marketplace, Wanted wanted, Instant now) {
        List<Found> newest = chains.list(BookChains.EXPORT, marketplace, MOST_A_DAY, Optional.empty());
        boolean tooMany = newest.size() == MOST_A_DAY
                && Instant.parse(newest.getLast().at()).isAfter(now.minus(Duration.ofDays(1)));
        if (tooMany) {
            return Optional.of(CommonReason.LIMIT_EXCEEDED.with(
                    "At most " + MOST_A_DAY + " exports in 24 hours."));
        }
        Instant settled = PeriodRules.settled(wanted.span().until());
        return now.isBefore(settled)
                ? Optional.of(CommonReason.TOO_EARLY.with(
                        "This time can be exported from " + Times.text(settled) + " on."))
                : Optional.empty();
    }
}
