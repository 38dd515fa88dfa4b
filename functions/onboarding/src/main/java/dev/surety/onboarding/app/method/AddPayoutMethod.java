package dev.surety.onboarding.app.method;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.onboarding.app.screening.Names;
import dev.surety.onboarding.domain.closing.ClosingRules;
import dev.surety.onboarding.domain.method.BankAccount.Holder;
import dev.surety.onboarding.domain.method.BankAccount;
import dev.surety.onboarding.domain.method.MethodDecision;
import dev.surety.onboarding.domain.method.PayoutMethod;
import dev.surety.onboarding.domain.method.PayoutMethods.NewMethod;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Adds an account to a participant: puts number and holder into the vault, then appends the entry that names them. A
 * crash between leaves a text that no entry names; the vault's sweep destroys it. The entry is also the intent of the
 * name check, which {@link WatchPayoutMethods} makes afterwards.
 */
public final class AddPayoutMethod {
    public static final String PREFIX = "pm";

    /** NACHA moves no other. */
    private static final String OF_US_ACCOUNTS = "USD";

    private final Journal journal;
    private final Marketplaces marketplaces;
    private final Vault vault;
    private final PayeeAccounts accounts;
    private final Clocks worlds;

    public AddPayoutMethod(
            Journal journal, Marketplaces marketplaces, Vault vault, PayeeAccounts accounts, Clocks worlds) {
        this.journal = journal;
        this.marketplaces = marketplaces;
        this.vault = vault;
        this.accounts = accounts;
        this.worlds = worlds;
    }

    public record AddRequest(String currency, BankAccount account, Holder holder) {}

    public Outcome<Entry> add(CommandEnvelope envelope, String participant, AddRequest wanted) {
        MarketplaceId marketplace = envelope.caller().marketplace();
        ChainId id = CreateParticipant.chain(marketplace, participant);
        return CommandLoop.run(
                "a participant",
                envelope,
                new StateCommand(journal, id, chain -> decide(chain, envelope, wanted)));
    }

    private Verdict<Draft> decide(StateChain state, CommandEnvelope envelope, AddRequest wanted) {
        if (state.last().isEmpty()) {
            return new Verdict.Denied<>(CommonReason.NOT_FOUND.with(CommonReason.NOT_FOUND.title()));
        }
        MethodChain chain = MethodChain.of(journal, marketplaces, worlds, state.last().get());
        Optional<Refusal> closing = ClosingRules.refusesNew(chain.state());
        if (closing.isPresent()) {
            return new Verdict.Denied<>(closing.get());
        }
        List<FieldError> wrong = wrong(wanted, chain);
        if (!wrong.isEmpty()) {
            return new Verdict.Denied<>(Refusal.of(CommonReason.INVALID, wrong));
        }
        MarketplaceId marketplace = chain.id().marketplace();
        String fingerprint = accounts.fingerprint(marketplace, wanted.account());
        var method = new NewMethod(
                Id.derive(PREFIX, envelope.key().hash()),
                wanted.account().kind(),
                wanted.currency(),
                fingerprint,
                "");
        // The vault takes nothing of a request that is refused.
        if (chain.methods().add(method, chain.now()) instanceof MethodDecision.Refused(var refusal)) {
            return new Verdict.Denied<>(refusal);
        }
        var account = (ObjectNode) Json.tree(wanted.account().keptFor(wanted.holder()));
        NewMethod kept = method.keptAs(vault.keepPerson(chain.id(), account));
        return switch (chain.methods().add(kept, chain.now())) {
            case MethodDecision.Refused(var refusal) -> new Verdict.Denied<>(refusal);
            case MethodDecision.Changed changed -> {
                int others = accounts.others(marketplace, fingerprint, chain.id().id());
                MethodChain named = isOfAnother(wanted.holder(), chain) ? chain.renamed() : chain;
                yield new Verdict.Allowed<>(named.draft(
                        chain.event(changed, others), changed.after(), envelope.caller().actor(), envelope.key()));
            }
        };
    }

    /** An account of another name has that name compared with the lists, too. */
    private boolean isOfAnother(Holder holder, MethodChain chain) {
        return chain.state().screening().isPresent()
                && Names.isOther(Names.name(chain.id(), chain.state(), vault), holder.name());
    }

    private static List<FieldError> wrong(AddRequest wanted, MethodChain chain) {
        List<FieldError> wrong = new ArrayList<>(wanted.account().wrong());
        if (!chain.settings().currencies().contains(wanted.currency())) {
            wrong.add(new FieldError("/currency", "not_of_this_marketplace"));
        } else if (wanted.account().kind() == PayoutMethod.Kind.US_ACCOUNT
                && !wanted.currency().equals(OF_US_ACCOUNTS)) {
            wrong.add(new FieldError("/currency", "not_of_this_kind"));
        }
        return wrong;
    }
}
