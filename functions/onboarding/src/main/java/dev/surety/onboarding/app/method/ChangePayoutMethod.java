package dev.surety.onboarding.app.method;

import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.onboarding.domain.closing.ClosingRules;
import dev.surety.onboarding.domain.method.MethodDecision;
import dev.surety.onboarding.domain.method.PayoutMethods;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.CommandLoop;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.command.StateCommand;
import dev.surety.runtime.command.Verdict;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.tokens.Caller;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;

/** Makes another payout method the one in force, or disables one. */
public final class ChangePayoutMethod {
    private static final String DECIDE = "participants:decide";

    private final Journal journal;
    private final Marketplaces marketplaces;
    private final PayeeAccounts accounts;
    private final Clocks worlds;

    public ChangePayoutMethod(Journal journal, Marketplaces marketplaces, PayeeAccounts accounts, Clocks worlds) {
        this.journal = journal;
        this.marketplaces = marketplaces;
        this.accounts = accounts;
        this.worlds = worlds;
    }

    public Outcome<Entry> makeDefault(CommandEnvelope envelope, String participant, String method) {
        Caller caller = envelope.caller();
        boolean byPerson = caller.kind() == Caller.Kind.STAFF && caller.has(DECIDE);
        return run(envelope, participant, (methods, now) -> methods.makeDefault(method, byPerson, now));
    }

    public Outcome<Entry> disable(CommandEnvelope envelope, String participant, String method) {
        return run(envelope, participant, (methods, _) -> methods.disable(method));
    }

    private Outcome<Entry> run(
            CommandEnvelope envelope,
            String participant,
            BiFunction<PayoutMethods, Instant, MethodDecision> decision) {
        ChainId id = CreateParticipant.chain(envelope.caller().marketplace(), participant);
        return CommandLoop.run(
                "a participant",
                envelope,
                new StateCommand(journal, id, chain -> decide(chain, envelope, decision)));
    }

    private Verdict<Draft> decide(
            StateChain state,
            CommandEnvelope envelope,
            BiFunction<PayoutMethods, Instant, MethodDecision> decision) {
        if (state.last().isEmpty()) {
            return new Verdict.Denied<>(CommonReason.NOT_FOUND.with(CommonReason.NOT_FOUND.title()));
        }
        MethodChain chain = MethodChain.of(journal, marketplaces, worlds, state.last().get());
        Optional<Refusal> closing = ClosingRules.refusesNew(chain.state());
        if (closing.isPresent()) {
            return new Verdict.Denied<>(closing.get());
        }
        return switch (decision.apply(chain.methods(), chain.now())) {
            case MethodDecision.Refused(var refusal) -> new Verdict.Denied<>(refusal);
            case MethodDecision.Changed changed -> {
                int others = accounts.others(
                        chain.id().marketplace(), changed.method().fingerprint(), chain.id().id());
                yield new Verdict.Allowed<>(chain.draft(
                        chain.event(changed, others), changed.after(), envelope.caller().actor(), envelope.key()));
            }
        };
    }
}
