package dev.surety.ledger.app.period;

import dev.surety.ledger.app.books.BookChains;
import dev.surety.ledger.domain.books.BookSpan;
import dev.surety.ledger.domain.period.Period.State;
import dev.surety.ledger.domain.period.Period;
import dev.surety.ledger.domain.period.PeriodEvent;
import dev.surety.ledger.domain.period.PeriodRules;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.CommandLoop;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.command.StateCommand;
import dev.surety.runtime.command.Verdict;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.tokens.Caller;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** One person asks for the close of a period; another approves or rejects its file. */
public final class DecidePeriod {
    private final BookChains chains;
    private final PeriodFacts facts;
    private final Consumer<ChainId> nudges;

    /** @param nudges has the worker look at once; one that is lost costs some minutes */
    public DecidePeriod(BookChains chains, PeriodFacts facts, Consumer<ChainId> nudges) {
        this.chains = chains;
        this.facts = facts;
        this.nudges = nudges;
    }

    public Outcome<Entry> close(CommandEnvelope envelope, YearMonth month) {
        Outcome<Entry> outcome = run(envelope, month, (chain, now) -> closed(chain, envelope, month, now));
        if (outcome instanceof Outcome.Done<Entry>(var entry, var replayed) && !replayed) {
            nudges.accept(entry.chain());
        }
        return outcome;
    }

    private Verdict<Draft> closed(StateChain chain, CommandEnvelope envelope, YearMonth month, Instant now) {
        MarketplaceId marketplace = chain.id().marketplace();
        String person = envelope.caller().id();
        BookSpan span = chains.span(marketplace, month);
        Optional<Refusal> refusal = PeriodRules.close(
                chain.last().map(BookChains::period), facts.of(marketplace, month, span, person));
        int settings = chains.present().settings(marketplace).map(MarketplaceSettings::version).orElse(0);
        return refusal.<Verdict<Draft>>map(Verdict.Denied::new)
                .orElseGet(() -> allowed(
                        chain,
                        new PeriodEvent.Closing(person),
                        Period.closing(chain.version() + 1, person, now, span, settings),
                        envelope,
                        now));
    }

    /** @param hash of the file, as this person has seen it */
    public Outcome<Entry> approve(CommandEnvelope envelope, YearMonth month, String hash) {
        String person = envelope.caller().id();
        return run(envelope, month, (chain, now) -> known(chain, period ->
                PeriodRules.approve(period, hash, person, moneyOut(chain.id().marketplace())), period ->
                allowed(
                        chain,
                        new PeriodEvent.Closed(person, hash),
                        period.decided(State.CLOSED, person, now),
                        envelope,
                        now)));
    }

    public Outcome<Entry> reject(CommandEnvelope envelope, YearMonth month) {
        String person = envelope.caller().id();
        return run(envelope, month, (chain, now) -> known(chain, period ->
                PeriodRules.reject(period, person, moneyOut(chain.id().marketplace())), period ->
                allowed(
                        chain,
                        new PeriodEvent.Rejected(person),
                        period.decided(State.REJECTED, person, now),
                        envelope,
                        now)));
    }

    private interface Check {
        Optional<Refusal> refuses(Period period);
    }

    private interface Allow {
        Verdict<Draft> as(Period period);
    }

    private static Verdict<Draft> known(StateChain chain, Check check, Allow allow) {
        if (chain.isEmpty()) {
            return new Verdict.Denied<>(CommonReason.NOT_FOUND.with(CommonReason.NOT_FOUND.title()));
        }
        Period period = BookChains.period(chain.last().orElseThrow());
        return check.refuses(period).<Verdict<Draft>>map(Verdict.Denied::new).orElseGet(() -> allow.as(period));
    }

    private Outcome<Entry> run(
            CommandEnvelope envelope, YearMonth month, BiFunction<StateChain, Instant, Verdict<Draft>> decision) {
        if (envelope.caller().kind() != Caller.Kind.STAFF) {
            return new Outcome.Refused<>(CommonReason.FORBIDDEN.with("Only a token with a person closes a period."));
        }
        MarketplaceId marketplace = envelope.caller().marketplace();
        ChainId id = BookChains.period(marketplace, month.toString());
        return CommandLoop.run("a period", envelope, new StateCommand(
                chains.journal(), id, chain -> decision.apply(chain, chains.present().now(marketplace))));
    }

    private Verdict<Draft> allowed(
            StateChain chain, PeriodEvent event, Period after, CommandEnvelope envelope, Instant now) {
        return new Verdict.Allowed<>(
                chains.draft(chain, event, after, now, envelope.caller().actor(), envelope.key()));
    }

    private MoneyOut moneyOut(MarketplaceId marketplace) {
        return chains.present().settings(marketplace).map(MarketplaceSettings::moneyOut).orElse(MoneyOut.SHIPPED);
    }
}
