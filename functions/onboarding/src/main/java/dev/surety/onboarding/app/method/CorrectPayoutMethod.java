package dev.surety.onboarding.app.method;

import dev.surety.model.bank.CorrectedAccount;
import dev.surety.model.bank.PayeeAccount;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.onboarding.domain.method.Correction;
import dev.surety.onboarding.domain.method.Correction.Applied;
import dev.surety.onboarding.domain.method.MethodEvent;
import dev.surety.onboarding.domain.method.PayoutMethod;
import dev.surety.onboarding.domain.method.PayoutMethods;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.CommandLoop;
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
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * Corrects accounts by the notices of change of payees' banks. One that a person uploaded could be forged, and would
 * lead a payee's money elsewhere. So another person looks at it, the payee is told, and the account waits as after any
 * change. One that we fetched from the bank takes effect at once. A notice that cannot be applied waits for people.
 */
public final class CorrectPayoutMethod {
    public static final String PREFIX = "cor";

    /** The event of a payout's entry that tells of a notice, whatever its version. */
    static final String NOTICED = "payout.change_noticed";

    private static final String PAYOUT = "payout";
    private static final String FETCHED = "fetched";

    private final Journal journal;
    private final Marketplaces marketplaces;
    private final Vault vault;
    private final PayeeAccounts accounts;
    private final Clocks worlds;

    public CorrectPayoutMethod(
            Journal journal, Marketplaces marketplaces, Vault vault, PayeeAccounts accounts, Clocks worlds) {
        this.journal = journal;
        this.marketplaces = marketplaces;
        this.vault = vault;
        this.accounts = accounts;
        this.worlds = worlds;
    }

    /**
     * A notice as the payout's entry tells it.
     *
     * @param words the commitment to a {@link CorrectedAccount} in the payout's vault
     * @param by the person who uploaded it; of one that was fetched, the bank's channel
     * @param source uploaded or fetched
     */
    private record Notice(String code, Optional<String> words, String by, String source) {
        boolean isFetched() {
            return source.equals(FETCHED);
        }
    }

    /** A notice that waits, and the account before and after it. */
    public record Waiting(
            PayoutMethod method, Correction correction, Optional<PayeeAccount> before, Applied applied) {}

    /**
     * Hears a payout's entry that tells of a notice. Hearing it twice changes nothing.
     *
     * @param told the entry
     * @return nothing if another entry took the place
     */
    Optional<Boolean> hear(StateChain state, Entry told, String method, CommandKey key) {
        MethodChain chain = chain(state);
        Optional<PayoutMethod> found = chain.methods().find(method);
        if (found.isEmpty()) {
            return Optional.of(false);
        }
        var notice = Json.read(told.data(), Notice.class);
        var correction = new Correction(
                Id.derive(PREFIX, told.chain().toString(), Integer.toString(told.number())),
                notice.code(),
                told.chain().id(),
                notice.words(),
                Optional.of(notice.by()).filter(_ -> !notice.isFetched()),
                chain.now());
        Waiting waiting = waiting(chain, found.get(), correction);
        Draft draft = notice.isFetched() && waiting.applied() instanceof Applied.Account account
                ? corrected(chain, waiting, account, true, Actor.EVENT, key)
                : chain.draft(
                        new MethodEvent.CorrectionNoticed(method, correction.id(), correction.code()),
                        chain.methods().noticed(method, correction),
                        Actor.EVENT,
                        key);
        return journal.append(state, draft) instanceof Append.Done ? Optional.of(true) : Optional.empty();
    }

    /** The notice, while it waits. */
    public Optional<Waiting> find(ChainId participant, String method, String correction) {
        StateChain state = journal.state(participant);
        return state.last().flatMap(_ -> find(chain(state), method, correction));
    }

    private Optional<Waiting> find(MethodChain chain, String method, String correction) {
        return chain.methods()
                .waitingFor(method, correction)
                .map(of -> waiting(chain, of, of.correction().orElseThrow()));
    }

    private Waiting waiting(MethodChain chain, PayoutMethod method, Correction correction) {
        var payout = new ChainId(PAYOUT, chain.id().marketplace(), correction.payout());
        Optional<PayeeAccount> before = words(chain.id(), method.words(), PayeeAccount.class);
        Optional<CorrectedAccount> after =
                correction.words().flatMap(of -> words(payout, of, CorrectedAccount.class));
        return new Waiting(method, correction, before, correction.to(method, before, after));
    }

    private <T> Optional<T> words(ChainId chain, String commitment, Class<T> type) {
        return vault.find(chain, commitment).map(words -> Json.read(words, type));
    }

    public record Asked(String participant, String method, String correction, String person) {}

    /** The account is as the bank wrote it, 72 hours from now. */
    public Outcome<Entry> approve(CommandEnvelope envelope, Asked asked) {
        return run(envelope, asked, chain -> find(chain, asked.method(), asked.correction())
                .map(waiting -> approved(chain, waiting, asked.person(), envelope))
                .orElseGet(CorrectPayoutMethod::unknown));
    }

    public Outcome<Entry> reject(CommandEnvelope envelope, Asked asked) {
        return run(envelope, asked, chain -> find(chain, asked.method(), asked.correction())
                .<Verdict<Draft>>map(waiting -> new Verdict.Allowed<>(chain.draft(
                        new MethodEvent.CorrectionRejected(
                                asked.method(), asked.correction(), waiting.correction().code()),
                        chain.methods().dismissed(asked.method()),
                        envelope.caller().actor(),
                        envelope.key())))
                .orElseGet(CorrectPayoutMethod::unknown));
    }

    private Verdict<Draft> approved(MethodChain chain, Waiting waiting, String person, CommandEnvelope envelope) {
        MoneyOut rules = chain.settings().moneyOut();
        if (!(waiting.applied() instanceof Applied.Account account)) {
            String rule = ((Applied.Not) waiting.applied()).rule();
            return denied(CommonReason.TRANSITION_NOT_ALLOWED.with(
                    "The notice cannot be applied (" + rule + "); it can only be rejected."));
        }
        if (waiting.correction().by().filter(by -> rules.isSamePerson(by, person)).isPresent()) {
            return denied(CommonReason.APPROVER_IS_MAKER.with(CommonReason.APPROVER_IS_MAKER.title()));
        }
        return new Verdict.Allowed<>(
                corrected(chain, waiting, account, false, envelope.caller().actor(), envelope.key()));
    }

    private Draft corrected(
            MethodChain chain, Waiting waiting, Applied.Account account, boolean byBank, Actor actor, CommandKey key) {
        MarketplaceId marketplace = chain.id().marketplace();
        String method = waiting.method().id();
        String fingerprint = accounts.fingerprint(marketplace, account.account());
        accounts.use(marketplace, fingerprint, chain.id().id(), chain.now());
        String words = vault.keepPerson(
                chain.id(), (ObjectNode) Json.tree(account.account().keptFor(account.holder())));
        PayoutMethods after = chain.methods().corrected(method, fingerprint, words, byBank, chain.now());
        var event = new MethodEvent.Corrected(
                method,
                waiting.correction().id(),
                waiting.correction().code(),
                accounts.others(marketplace, fingerprint, chain.id().id()),
                chain.methods().channels(chain.state().words(), chain.now()));
        return chain.draft(event, after, actor, key);
    }

    private Outcome<Entry> run(
            CommandEnvelope envelope, Asked asked, Function<MethodChain, Verdict<Draft>> decision) {
        ChainId id = CreateParticipant.chain(envelope.caller().marketplace(), asked.participant());
        return CommandLoop.run(
                "a participant",
                envelope,
                new StateCommand(journal, id, state -> state.last().isEmpty()
                        ? unknown()
                        : decision.apply(chain(state))));
    }

    private MethodChain chain(StateChain state) {
        return MethodChain.of(journal, marketplaces, worlds, state.last().orElseThrow());
    }

    private static Verdict<Draft> unknown() {
        return denied(CommonReason.NOT_FOUND.with(CommonReason.NOT_FOUND.title()));
    }

    private static Verdict<Draft> denied(Refusal refusal) {
        return new Verdict.Denied<>(refusal);
    }
}
