package dev.surety.payouts.app.debt;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Attention;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.journal.Postings;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.payouts.domain.debt.DebtCase.Stage;
import dev.surety.payouts.domain.debt.DebtCase.Step;
import dev.surety.payouts.domain.debt.DebtCase;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.json.Json;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Debts over time, each payee's in one currency a chain without end. */
final class DebtCases {
    static final String TYPE = "debt";
    static final String PREFIX = "dbt";
    private static final String AGED = "debt_aged";

    private final Journal journal;
    private final WriteOffs writeOffs;
    private final World world;

    DebtCases(Journal journal, WriteOffs writeOffs, World world) {
        this.journal = journal;
        this.writeOffs = writeOffs;
        this.world = world;
    }

    static ChainId chain(MarketplaceId marketplace, ParticipantId payee, Currency currency) {
        return new ChainId(TYPE, marketplace, Id.derive(PREFIX, payee.value(), currency.code()));
    }

    StateChain load(ChainId chain) {
        return journal.state(chain);
    }

    static Optional<DebtCase> state(StateChain chain) {
        return chain.last().map(last -> Json.read(Json.object(last.data()), DebtCase.class));
    }

    /** Appends the steps that a debt calls for. */
    void follow(MarketplaceId marketplace, ParticipantId payee, Money debt, Optional<Integer> dueAfter) {
        ChainId id = chain(marketplace, payee, debt.currency());
        boolean _ = Contention.retry("a debt's case", () -> followed(id, payee, debt, dueAfter));
    }

    /** Nothing if another writer took the place. */
    private Optional<Boolean> followed(ChainId id, ParticipantId payee, Money debt, Optional<Integer> dueAfter) {
        StateChain chain = journal.state(id);
        Instant now = world.now(id.marketplace());
        boolean isDue = dueAfter.filter(number -> number == chain.version()).isPresent();
        var account = new LedgerAccount(
                id.marketplace(), Account.of(AccountKind.DEBT, payee), debt.currency());
        Optional<Step> step = DebtCase.next(state(chain), payee, debt, now, isDue, ending -> writeOffs
                .since(account, ending.since())
                .isPositive());
        return step.isEmpty() || journal.append(chain, draft(chain, step.get(), now)) instanceof Append.Done
                ? Optional.of(step.isPresent())
                : Optional.empty();
    }

    private Draft draft(StateChain chain, Step step, Instant now) {
        Draft draft = draft(chain, event(step), step.after(), Json.object(), now);
        return attention(chain, step).map(change -> draft.attention(change.toString())).orElse(draft);
    }

    /** A credit of the debt goes back to the loss. The case is as it was, and the chain's place lets it happen once. */
    Draft lossRecovered(StateChain chain, ParticipantId payee, Money amount) {
        Instant now = world.now(chain.id().marketplace());
        DebtCase as = state(chain).orElseGet(() -> DebtCase.none(payee, amount.currency(), now));
        ObjectNode tells = Json.object();
        tells.set("amount", Json.tree(amount));
        return draft(chain, WriteOffs.LOSS_RECOVERED, as, tells, now)
                .with(Postings.building()
                        .debit(Account.of(AccountKind.DEBT, payee), amount)
                        .credit(Account.of(AccountKind.LOSS), amount)
                        .build());
    }

    private Draft draft(StateChain chain, String event, DebtCase after, ObjectNode tells, Instant now) {
        var data = (ObjectNode) Json.tree(after);
        data.set("tells", tells.put("state", after.stage().name().toLowerCase(Locale.ROOT))
                .put("reference", after.payee().value()));
        var key = CommandKey.ofFact(TYPE, chain.id().id(), Integer.toString(chain.version()));
        return Draft.of(event, data, now, Actor.EVENT, key)
                .indexed(chain.isEmpty() ? index(chain.id(), after) : Entry.Index.NONE)
                .due(after.isOpen() ? world.due(chain.id(), now, now.plus(DebtCase.LOOK)) : Optional.empty());
    }

    private static Entry.Index index(ChainId chain, DebtCase of) {
        return new Entry.Index(TYPE + "#" + chain.marketplace() + "#" + of.payee(), "", "");
    }

    private static String event(Step step) {
        return switch (step) {
            case Step.Looked _ -> "balance.debt_looked.v1";
            case Step.Reached(var after) ->
                switch (after.stage()) {
                    case OPENED -> "balance.debt_opened.v1";
                    case WARNED -> "balance.debt_warned.v1";
                    case AGED -> "balance.debt_aged.v1";
                    case RECOVERED -> "balance.debt_recovered.v1";
                    case WRITTEN_OFF -> "balance.debt_written_off.v1";
                };
        };
    }

    private static Optional<Attention> attention(StateChain chain, Step step) {
        if (step instanceof Step.Looked) {
            return Optional.empty();
        }
        boolean wasAged = state(chain).filter(before -> before.stage() == Stage.AGED).isPresent();
        return switch (step.after().stage()) {
            case AGED -> Optional.of(Attention.opens(AGED));
            case RECOVERED, WRITTEN_OFF -> wasAged ? Optional.of(Attention.closes(AGED)) : Optional.empty();
            case OPENED, WARNED -> Optional.empty();
        };
    }
}
