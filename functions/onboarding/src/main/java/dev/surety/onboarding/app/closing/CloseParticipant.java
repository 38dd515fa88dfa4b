package dev.surety.onboarding.app.closing;

import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.refusal.CommonReason;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.onboarding.app.Participant;
import dev.surety.onboarding.app.ParticipantEntries;
import dev.surety.onboarding.app.RulesInForce;
import dev.surety.onboarding.domain.Decided;
import dev.surety.onboarding.domain.ParticipantState;
import dev.surety.onboarding.domain.Verification;
import dev.surety.onboarding.domain.closing.ClosingRules;
import dev.surety.onboarding.domain.closing.LegalHold;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.CommandLoop;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.command.StateCommand;
import dev.surety.runtime.command.Verdict;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.vault.Vault;
import java.time.Instant;
import java.util.Optional;

/** Begins to close a participant, and sets and lifts the legal hold that stands in the way. */
public final class CloseParticipant {
    private final Journal journal;
    private final Marketplaces marketplaces;
    private final Vault vault;
    private final Clocks worlds;

    public CloseParticipant(Journal journal, Marketplaces marketplaces, Vault vault, Clocks worlds) {
        this.journal = journal;
        this.marketplaces = marketplaces;
        this.vault = vault;
        this.worlds = worlds;
    }

    /** @param facts why, for the marketplace's staff */
    public record HoldRequest(String reason, String facts) {}

    /** One that is closing already is answered as it is; nothing is appended. */
    public Outcome<Entry> close(CommandEnvelope envelope, String participant) {
        Outcome<Entry> outcome = run(
                envelope,
                participant,
                (_, state, settings, now) -> ClosingRules.close(state, settings.retained(), now));
        boolean isInTheWay = outcome instanceof Outcome.Refused<Entry>(var refusal)
                && refusal.reason() == CommonReason.TRANSITION_NOT_ALLOWED;
        return isInTheWay
                ? journal.last(chain(envelope, participant))
                        .<Outcome<Entry>>map(last -> new Outcome.Done<>(last, false))
                        .orElse(outcome)
                : outcome;
    }

    public Outcome<Entry> hold(CommandEnvelope envelope, String participant, HoldRequest wanted) {
        String by = envelope.caller().actor().toString();
        return run(envelope, participant, (chain, state, _, now) -> {
            Decided first = ClosingRules.hold(state, new LegalHold(wanted.reason(), "", now, by));
            if (first instanceof Decided.Refused) {
                return first;
            }
            // The vault takes nothing of a request that is refused.
            String words = vault.keepPerson(chain, Json.object().put("facts", wanted.facts()));
            return ClosingRules.hold(state, new LegalHold(wanted.reason(), words, now, by));
        });
    }

    public Outcome<Entry> lift(CommandEnvelope envelope, String participant) {
        return run(envelope, participant, (_, state, _, now) -> ClosingRules.lift(state, now));
    }

    private interface Rule {
        Decided decide(ChainId chain, ParticipantState state, MarketplaceSettings settings, Instant now);
    }

    private static ChainId chain(CommandEnvelope envelope, String participant) {
        return CreateParticipant.chain(envelope.caller().marketplace(), participant);
    }

    private Outcome<Entry> run(CommandEnvelope envelope, String participant, Rule rule) {
        return CommandLoop.run(
                "a participant",
                envelope,
                new StateCommand(
                        journal, chain(envelope, participant), state -> verdict(state, envelope, rule)));
    }

    private Verdict<Draft> verdict(StateChain chain, CommandEnvelope envelope, Rule rule) {
        Optional<Entry> last = chain.last();
        if (last.isEmpty()) {
            return new Verdict.Denied<>(CommonReason.NOT_FOUND.with(CommonReason.NOT_FOUND.title()));
        }
        MarketplaceSettings settings =
                marketplaces.find(chain.id().marketplace()).orElseThrow();
        Instant now = worlds.now(chain.id().marketplace(), settings.mode());
        ParticipantState state = Participant.of(journal, last.get()).state();
        return switch (rule.decide(chain.id(), state, settings, now)) {
            case Decided.Refused(var refusal) -> new Verdict.Denied<>(refusal);
            case Decided.Changed(var event, var after) ->
                new Verdict.Allowed<>(ParticipantEntries.draft(
                        chain.id(),
                        event,
                        Verification.judge(after, RulesInForce.context(settings, now)),
                        now,
                        envelope.caller().actor(),
                        envelope.key()));
        };
    }
}
