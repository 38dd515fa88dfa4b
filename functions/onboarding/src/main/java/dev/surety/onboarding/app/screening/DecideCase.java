package dev.surety.onboarding.app.screening;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.refusal.CommonReason;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.onboarding.app.Participant;
import dev.surety.onboarding.app.ParticipantEntries;
import dev.surety.onboarding.app.RulesInForce;
import dev.surety.onboarding.domain.ParticipantState;
import dev.surety.onboarding.domain.Verification;
import dev.surety.onboarding.domain.screening.CaseEvent;
import dev.surety.onboarding.domain.screening.CaseRules;
import dev.surety.onboarding.domain.screening.Screened;
import dev.surety.onboarding.domain.screening.ScreeningCase.Decision;
import dev.surety.onboarding.domain.screening.ScreeningCase.State;
import dev.surety.onboarding.domain.screening.ScreeningCase.Vote;
import dev.surety.onboarding.domain.screening.ScreeningCase;
import dev.surety.onboarding.domain.screening.ScreeningEvent;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.CommandLoop;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.command.StateCommand;
import dev.surety.runtime.command.Verdict;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.vault.Vault;
import java.time.Instant;
import java.util.Optional;

/**
 * Two people decide a case. The second agreement is appended to the case first, then to the participant. The request
 * does both; if it dies between, the case's deadline has a timer do the rest.
 */
public final class DecideCase {
    public static final String SCOPE = "participants:decide";

    static final String WORDS = "words";

    private final Journal journal;
    private final Marketplaces marketplaces;
    private final Vault vault;
    private final ScreenParticipants screening;
    private final Clocks worlds;

    public DecideCase(
            Journal journal, Marketplaces marketplaces, Vault vault, ScreenParticipants screening, Clocks worlds) {
        this.journal = journal;
        this.marketplaces = marketplaces;
        this.vault = vault;
        this.screening = screening;
        this.worlds = worlds;
    }

    /** @param evidence the hash of the evidence that the person has seen */
    public record DecideRequest(Decision decision, String reason, String evidence) {}

    public Outcome<Entry> decide(CommandEnvelope envelope, String id, DecideRequest wanted) {
        MarketplaceId marketplace = envelope.caller().marketplace();
        Optional<Entry> found = ScreeningCases.find(journal, marketplace, id);
        if (found.isEmpty()) {
            return Outcome.refuse(CommonReason.NOT_FOUND);
        }
        ChainId chain = found.get().chain();
        Outcome<Entry> outcome = CommandLoop.run(
                "a screening case",
                envelope,
                new StateCommand(journal, chain, state -> decided(state, envelope, wanted)));
        if (outcome instanceof Outcome.Done<Entry>) {
            tell(chain);
        }
        return outcome;
    }

    private Verdict<Draft> decided(StateChain chain, CommandEnvelope envelope, DecideRequest wanted) {
        MarketplaceSettings settings = settings(chain.id());
        MoneyOut out = settings.moneyOut();
        Instant now = worlds.now(chain.id().marketplace(), settings.mode());
        ScreeningCase known = ScreeningCases.from(chain.last().orElseThrow());
        var vote = new Vote(wanted.decision(), envelope.caller().id(), now, "", wanted.evidence());
        // The vault takes nothing of a request that is refused.
        if (CaseRules.decide(known, vote, out::isSamePerson) instanceof CaseRules.Decided.Refused(var refusal)) {
            return new Verdict.Denied<>(refusal);
        }
        String words = vault.keep(chain.id(), Json.object().put(WORDS, wanted.reason()));
        var worded = new Vote(vote.decision(), vote.by(), now, words, vote.hash());
        return switch (CaseRules.decide(known, worded, out::isSamePerson)) {
            case CaseRules.Decided.Refused(var refusal) -> new Verdict.Denied<>(refusal);
            case CaseRules.Decided.Changed(var event, var after) ->
                new Verdict.Allowed<>(ScreeningCases.draft(
                        chain, event, after, settings.mode(), now, envelope.caller().actor(), envelope.key()));
        };
    }

    private MarketplaceSettings settings(ChainId chain) {
        return marketplaces.find(chain.marketplace()).orElseThrow();
    }

    /**
     * Does what time brings to a case: a decision that the participant's chain does not have yet.
     *
     * @param number of the entry that left the deadline
     * @return false if the wake came too early, and must come again
     */
    public boolean wake(ChainId id, int number) {
        Optional<Entry.Due> due = journal.last(id)
                .filter(last -> last.number() == number)
                .flatMap(Entry::due);
        if (due.isEmpty()) {
            return true;
        }
        if (worlds.now(id.marketplace(), settings(id).mode()).isBefore(due.get().at())) {
            return false;
        }
        tell(id);
        return true;
    }

    /** Appends a case's decision to its participant, once, and notes in the case that it has it. */
    private void tell(ChainId id) {
        Contention.retry("a screening case", () -> {
            StateChain chain = journal.state(id);
            Entry last = chain.last().orElseThrow();
            ScreeningCase known = ScreeningCases.from(last);
            if (known.isTold()) {
                return Optional.of(true);
            }
            ChainId participant = CreateParticipant.chain(id.marketplace(), known.participant());
            Contention.retry("a participant", () -> tell(participant, known));
            screening.look(participant);
            MarketplaceSettings settings = settings(id);
            Instant now = worlds.now(id.marketplace(), settings.mode());
            var key = CommandKey.ofFact("screening told", id.toString(), Integer.toString(last.number()));
            Draft draft = ScreeningCases.draft(
                    chain, new CaseEvent.Told(), known.told(), settings.mode(), now, Actor.EVENT, key);
            return journal.append(chain, draft) instanceof Append.Done ? Optional.of(true) : Optional.empty();
        });
    }

    private Optional<Boolean> tell(ChainId id, ScreeningCase known) {
        StateChain chain = journal.state(id);
        Participant participant = Participant.of(journal, chain.last().orElseThrow());
        Screened before = participant.state().screening().orElseThrow();
        MarketplaceSettings settings = settings(id);
        Instant now = worlds.now(id.marketplace(), settings.mode());
        String of = ScreeningCases.chain(id.marketplace(), known.participant()).id();
        Optional<Screened> after = after(before, known, of, now);
        if (after.isEmpty()) {
            return Optional.of(true);
        }
        ScreeningEvent event = known.state() == State.CONFIRMED
                ? new ScreeningEvent.Confirmed(of)
                : new ScreeningEvent.Cleared(of);
        ParticipantState judged = Verification.judge(
                participant.state().screened(after.get()), RulesInForce.context(settings, now));
        var key = CommandKey.ofFact("screening decided", of, known.hash(), known.state().code(), seconds(known));
        var draft = ParticipantEntries.draft(id, event, judged, now, Actor.EVENT, key);
        return journal.append(chain, draft) instanceof Append.Done ? Optional.of(true) : Optional.empty();
    }

    private static String seconds(ScreeningCase known) {
        return known.decided().getLast().at().toString();
    }

    /**
     * The participant after the decision; nothing if it has it already. A clearance is of the names that the evidence
     * is about: names that were changed since are compared first.
     */
    private static Optional<Screened> after(Screened before, ScreeningCase known, String id, Instant now) {
        return switch (known.state()) {
            case CONFIRMED ->
                Optional.of(before).filter(of -> !of.isConfirmed()).map(of -> of.decided(known.status(), id));
            case CLEARED_UNTIL_LIST_CHANGES ->
                switch (before.status()) {
                    case PENDING, CLEAR, CLEARED -> Optional.empty();
                    case POTENTIAL -> Optional.of(before.decided(known.status(), id));
                    case CONFIRMED -> Optional.of(before.decided(known.status(), id).again(now));
                };
            case POTENTIAL -> Optional.empty();
        };
    }
}
