package dev.surety.onboarding.app.method;

import dev.surety.model.bank.PayeeAccount;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.onboarding.app.method.NameCheck.Question;
import dev.surety.onboarding.domain.method.MethodDecision.Changed;
import dev.surety.onboarding.domain.method.NameMatch;
import dev.surety.onboarding.domain.method.PayoutMethod;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.vault.Vault;
import java.util.Optional;

/**
 * Does the work that payout methods wait for. It notes who has the account and asks the bank for the name. It verifies
 * a method whose first payout no return has undone. The request that added the method calls this. A timer calls it
 * again as long as the state says that something is due. So a crash anywhere delays a check, and loses none.
 */
public final class WatchPayoutMethods {
    private final Journal journal;
    private final Marketplaces marketplaces;
    private final Vault vault;
    private final PayeeAccounts accounts;
    private final NameCheck names;
    private final Clocks worlds;

    public WatchPayoutMethods(
            Journal journal,
            Marketplaces marketplaces,
            Vault vault,
            PayeeAccounts accounts,
            NameCheck names,
            Clocks worlds) {
        this.journal = journal;
        this.marketplaces = marketplaces;
        this.vault = vault;
        this.accounts = accounts;
        this.names = names;
        this.worlds = worlds;
    }

    /** Does everything that is due for one participant, one entry at a time. */
    public void look(ChainId participant) {
        boolean isMore;
        do {
            // Each step does one piece. A check that stays open is not due again at once.
            isMore = Contention.retry("a participant", () -> step(participant));
        } while (isMore);
    }

    /** Whether there may be more; nothing if another entry took the place. */
    private Optional<Boolean> step(ChainId id) {
        StateChain state = journal.state(id);
        if (state.last().isEmpty()) {
            return Optional.of(false);
        }
        MethodChain chain = MethodChain.of(journal, marketplaces, worlds, state.last().get());
        Optional<Changed> proven = chain.methods().proven(chain.now());
        if (proven.isPresent()) {
            return append(state, chain, proven.get(), CommandKey.ofFact("proven", id.toString(), proven.get().id()));
        }
        Optional<PayoutMethod> toAsk = chain.methods().list().stream()
                .filter(method -> method.isToAsk(chain.now()))
                .findFirst();
        if (toAsk.isEmpty()) {
            return Optional.of(false);
        }
        PayoutMethod method = toAsk.get();
        accounts.use(id.marketplace(), method.fingerprint(), id.id(), chain.now());
        int asked = method.nameCheck().asked() + 1;
        return chain.methods()
                .answered(method.id(), ask(chain, method), chain.now())
                .map(changed -> append(
                        state,
                        chain,
                        changed,
                        CommandKey.ofFact("name checked", id.toString(), method.id(), Integer.toString(asked))))
                .orElse(Optional.of(false));
    }

    private NameMatch ask(MethodChain chain, PayoutMethod method) {
        return vault.find(chain.id(), method.words())
                .map(words -> names.ask(new Question(
                        chain.id().marketplace(),
                        chain.state().mode(),
                        method.id(),
                        Json.read(words, PayeeAccount.class),
                        method.addedAt(),
                        chain.now())))
                // The account was destroyed: there is nothing to ask about.
                .orElse(NameMatch.NOT_POSSIBLE);
    }

    private Optional<Boolean> append(StateChain state, MethodChain chain, Changed changed, CommandKey key) {
        var draft = chain.draft(chain.event(changed, 0), changed.after(), Actor.TIMER, key);
        return journal.append(state, draft) instanceof Append.Done ? Optional.of(true) : Optional.empty();
    }
}
