package dev.surety.onboarding.app.rescreening;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import dev.surety.onboarding.app.RulesInForce;
import dev.surety.onboarding.app.rescreening.ScreeningRuns.Stored;
import dev.surety.onboarding.domain.rescreening.ScreeningRun.Order;
import dev.surety.onboarding.domain.rescreening.ScreeningRun.State;
import dev.surety.onboarding.domain.rescreening.ScreeningRun;
import dev.surety.onboarding.domain.rescreening.ScreeningRunCommand.Start;
import dev.surety.onboarding.domain.rescreening.ScreeningRunRules.Decision;
import dev.surety.onboarding.domain.rescreening.ScreeningRunRules;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.CommandLoop;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.command.StateCommand;
import dev.surety.runtime.command.Verdict;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.marketplace.Participants;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Begins a run: for an operator, who has everyone compared with whole lists, or for a change of the lists. Its first
 * entry holds the order. A message begins the work, and the entry's deadline if the message is lost.
 */
public final class StartScreeningRun {
    /**
     * A request that read the lists just before they changed may still be creating a participant, and the index shows a
     * new one late. A sandbox does not wait: there it is seconds, and no money is real.
     */
    static final Duration SETTLED = Duration.ofMinutes(2);

    private final ScreeningRuns runs;
    private final Marketplaces marketplaces;
    private final ListChanges lists;
    private final Clocks worlds;
    private final Nudges nudges;

    public StartScreeningRun(
            ScreeningRuns runs, Marketplaces marketplaces, ListChanges lists, Clocks worlds, Nudges nudges) {
        this.runs = runs;
        this.marketplaces = marketplaces;
        this.lists = lists;
        this.worlds = worlds;
        this.nudges = nudges;
    }

    /**
     * An operator's run. Two orders of the same instant may both be taken: the index shows the other too late. Each
     * participant is then looked at twice.
     */
    public Outcome<Stored> start(CommandEnvelope envelope) {
        MarketplaceId marketplace = envelope.caller().marketplace();
        ChainId id = ScreeningRuns.chain(
                marketplace, Id.derive(ScreeningRuns.PREFIX, envelope.key().hash()));
        var command = new StateCommand(runs.journal(), id, chain -> ordered(chain, envelope));
        Outcome<Entry> outcome = CommandLoop.run("a screening run", envelope, command);
        if (outcome instanceof Outcome.Done(var entry, var replayed) && !replayed) {
            nudges.nudge(entry.chain());
        }
        return outcome.map(ScreeningRuns::of);
    }

    private Verdict<Draft> ordered(StateChain chain, CommandEnvelope envelope) {
        MarketplaceId marketplace = chain.id().marketplace();
        Optional<MarketplaceSettings> settings = marketplaces.find(marketplace);
        if (settings.isEmpty()) {
            return denied("The marketplace has no settings yet.");
        }
        if (!isScreened(settings.get())) {
            return denied("The marketplace has no onboarding rules, so its names are not compared.");
        }
        Optional<Stored> last = runs.newest(marketplace);
        Optional<Refusal> beside = last.flatMap(of -> ScreeningRunRules.beside(of.id(), of.run()));
        if (beside.isPresent()) {
            return new Verdict.Denied<>(beside.get());
        }
        Optional<String> inForce = lists.inForce();
        if (inForce.isEmpty()) {
            return new Verdict.Denied<>(
                    CommonReason.TRANSITION_NOT_ALLOWED.with("No list has been read yet, so there is nothing to do."));
        }
        Actor actor = envelope.caller().actor();
        Mode mode = settings.get().mode();
        Instant now = worlds.now(marketplace, mode);
        var order = new Order(Optional.empty(), inForce.get(), actor.toString(), expected(last), now);
        return switch (ScreeningRunRules.decide(Optional.empty(), new Start(order, Participants.SHARDS), now)) {
            case Decision.Refused(var refusal) -> new Verdict.Denied<>(refusal);
            case Decision.Append(var _, var run) ->
                new Verdict.Allowed<>(runs.begin(chain.id(), run, mode, actor, envelope.key()));
        };
    }

    private static Verdict<Draft> denied(String detail) {
        return new Verdict.Denied<>(CommonReason.INVALID.with(detail));
    }

    /** A marketplace that verifies at once is not screened. */
    static boolean isScreened(MarketplaceSettings settings) {
        return RulesInForce.of(settings).isPresent();
    }

    private static Optional<Long> expected(Optional<Stored> last) {
        return last.map(Stored::run)
                .filter(run -> run.state() == State.DONE)
                .map(run -> run.counts().looked());
    }

    /**
     * The run of a marketplace for one change of the lists. Beginning it again changes nothing.
     *
     * @return nothing if the marketplace verifies at once
     */
    Optional<ChainId> begin(MarketplaceId marketplace, Optional<String> from, String to) {
        Optional<MarketplaceSettings> settings =
                marketplaces.find(marketplace).filter(StartScreeningRun::isScreened);
        if (settings.isEmpty()) {
            return Optional.empty();
        }
        ChainId id = id(marketplace, from, to);
        StateChain chain = runs.journal().state(id);
        if (chain.isEmpty()) {
            append(chain, settings.get().mode(), from, to);
        }
        return Optional.of(id);
    }

    static ChainId id(MarketplaceId marketplace, Optional<String> from, String to) {
        return ScreeningRuns.chain(
                marketplace, Id.derive(ScreeningRuns.PREFIX, marketplace.value(), from.orElse(""), to));
    }

    private void append(StateChain chain, Mode mode, Optional<String> from, String to) {
        MarketplaceId marketplace = chain.id().marketplace();
        Instant now = worlds.now(marketplace, mode);
        Instant notBefore = mode == Mode.LIVE ? now.plus(SETTLED) : now;
        var order = new Order(from, to, Actor.EVENT.toString(), expected(runs.newest(marketplace)), notBefore);
        if (ScreeningRunRules.decide(Optional.empty(), new Start(order, Participants.SHARDS), now)
                instanceof Decision.Append(var _, ScreeningRun run)) {
            var key = CommandKey.ofFact("screening run", chain.id().toString());
            // A lost race means that another worker has begun it.
            Append _ = runs.journal().append(chain, runs.begin(chain.id(), run, mode, Actor.EVENT, key));
        }
        nudges.nudge(chain.id());
    }
}
