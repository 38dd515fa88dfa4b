package dev.surety.escrow.store;

import dev.surety.escrow.app.escrow.EscrowChain;
import dev.surety.escrow.app.escrow.Escrows;
import dev.surety.escrow.domain.escrow.Budget;
import dev.surety.escrow.domain.escrow.Deadlines;
import dev.surety.escrow.domain.escrow.Decision;
import dev.surety.escrow.domain.escrow.Escrow;
import dev.surety.escrow.domain.escrow.EscrowEvent;
import dev.surety.escrow.domain.escrow.EscrowFold;
import dev.surety.escrow.domain.funds.PaymentFact;
import dev.surety.escrow.domain.terms.Agreement;
import dev.surety.model.Invariants;
import dev.surety.model.dispute.EscrowDisputes;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.journal.Posting;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.money.Money;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.Chain;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.ledger.GuardedAppend;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.SideBySide;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Escrows as chains of the journal, found by its sparse indexes. */
public final class JournalEscrows implements Escrows {
    public static final String TYPE = "escrow";

    private static final String DECLINED = "escrow.funding_declined.";

    private final Journal journal;
    private final GuardedAppend guarded;
    private final JournalIndexes hints;

    public JournalEscrows(Journal journal, GuardedAppend guarded, JournalIndexes hints) {
        this.journal = journal;
        this.guarded = guarded;
        this.hints = hints;
    }

    @Override
    public Optional<EscrowChain> find(MarketplaceId marketplace, EscrowId id) {
        return Optional.of(journal.load(chainId(marketplace, id)))
                .filter(chain -> !chain.isEmpty())
                .map(chain -> new EscrowChain(chain, fold(chain)));
    }

    @Override
    public EscrowChain at(EscrowChain chain, int version) {
        if (version == chain.version()) {
            return chain;
        }
        Chain earlier = chain.chain().at(version);
        return new EscrowChain(earlier, fold(earlier));
    }

    @Override
    public Optional<EscrowChain> append(EscrowChain after, Decision.Accepted decided, Stamp stamp) {
        Next next = next(after, decided, stamp);
        return append(after.chain(), next.draft(), next.escrow());
    }

    private static boolean isCharge(Posting posting) {
        AccountKind kind = posting.account().kind();
        return kind == AccountKind.PAYABLE || kind == AccountKind.DEBT;
    }

    private record Next(Escrow escrow, Draft draft) {}

    private static Next next(EscrowChain after, Decision.Accepted decided, Stamp stamp) {
        Chain chain = after.chain();
        Instant at = stamp.now().isBefore(chain.last().at()) ? chain.last().at() : stamp.now();
        Escrow next = EscrowFold.after(after.escrow(), decided.event(), at, stamp.key().hash());
        Draft draft = draft(decided, Optional.of(after.escrow()), next, at, stamp, disputes(chain, next, stamp));
        return new Next(
                next,
                WorkOf.attention(decided.event(), after.escrow(), next)
                        .map(draft::attention)
                        .orElse(draft));
    }

    @Override
    public Charged charge(EscrowChain after, Decision.Accepted decided, Stamp stamp, Money mostDebt) {
        Chain chain = after.chain();
        Next next = next(after, decided, stamp);
        if (decided.postings().stream().noneMatch(JournalEscrows::isCharge)) {
            // All of it was on hold: the money is this escrow's own.
            return append(chain, next.draft(), next.escrow())
                    .<Charged>map(Charged.Done::new)
                    .orElseGet(Charged.Lost::new);
        }
        var debt = new LedgerAccount(
                chain.id().marketplace(),
                Account.of(AccountKind.DEBT, after.escrow().agreement().payee()),
                mostDebt.currency());
        long debited = decided.postings().stream()
                .filter(posting -> posting.account().equals(debt.account()))
                .mapToLong(posting -> Math.negateExact(posting.money().amountMinor()))
                .sum();
        var bound = GuardedAppend.Bound.atLeast(debt, Math.subtractExact(debited, mostDebt.amountMinor()));
        Draft timed = timed(chain, next.draft(), next.escrow());
        return switch (guarded.append(chain, timed, List.of(bound), List.of())) {
            case GuardedAppend.Outcome.Appended(Append.Done(var entry, var fresh))
            when fresh -> new Charged.Done(new EscrowChain(chain.plus(entry), next.escrow()));
            case GuardedAppend.Outcome.Appended _ -> new Charged.Lost();
            case GuardedAppend.Outcome.Insufficient _ -> new Charged.Insufficient();
            case GuardedAppend.Outcome.Changed _ ->
                throw new Invariants.Breach("guarded: no other chain was to be unchanged");
        };
    }

    @Override
    public Optional<String> note(Entry entry) {
        return EscrowEvents.note(entry);
    }

    @Override
    public List<Budget.Move> moves(EscrowChain chain) {
        return chain.chain().entries().stream()
                .map(entry -> new Budget.Move(EscrowEvents.read(entry), entry.actor()))
                .toList();
    }

    @Override
    public List<PaymentFact> declined(EscrowChain chain) {
        return chain.chain().entries().stream()
                .filter(entry -> entry.event().startsWith(DECLINED))
                .map(EscrowEvents::read)
                .map(EscrowEvent.FundingDeclined.class::cast)
                .map(of -> new PaymentFact(of.payment(), PaymentFact.Status.DECLINED, of.method(), of.code()))
                .toList();
    }

    @Override
    public Optional<EscrowEvent> said(EscrowChain chain, CommandKey key) {
        return chain.chain().seen(key).map(EscrowEvents::read);
    }

    @Override
    public EscrowChain imagine(EscrowChain after, Decision.Accepted decided, Instant now) {
        Chain chain = after.chain();
        Instant at = now.isBefore(chain.last().at()) ? chain.last().at() : now;
        CommandKey key = CommandKey.ofFact("imagined");
        return new EscrowChain(
                chain.plus(imagined(chain, decided, at, key)),
                EscrowFold.after(after.escrow(), decided.event(), at, key.hash()));
    }

    @Override
    public Optional<EscrowChain> begin(MarketplaceId marketplace, EscrowId id, Decision.Accepted created, Stamp stamp) {
        Agreement agreement = ((EscrowEvent.Created) created.event()).agreement();
        Chain empty = new Chain(chainId(marketplace, id), List.of());
        Escrow next = EscrowFold.first(created.event());
        Draft draft = draft(created, Optional.empty(), next, stamp.now(), stamp, Optional.empty());
        var index = new Entry.Index(
                indexed(marketplace, agreement.payer().value()),
                indexed(marketplace, agreement.payee().value()),
                agreement.reference().isEmpty() ? "" : indexed(marketplace, agreement.reference()));
        return append(empty, draft.indexed(index), next);
    }

    @Override
    public Page list(MarketplaceId marketplace, Filter filter, int limit, Optional<String> from) {
        JournalIndexes.By by =
                switch (filter) {
                    case Filter.Payer _ -> JournalIndexes.By.OWNER;
                    case Filter.Payee _ -> JournalIndexes.By.COUNTERPARTY;
                    case Filter.Reference _ -> JournalIndexes.By.REFERENCE;
                };
        List<JournalIndexes.Found> found =
                hints.list(by, indexed(marketplace, filter.value()), limit, from.map(JournalIndexes.Found::parse));
        List<EscrowChain> escrows = SideBySide.map(
                        Limits.LIST_READS_AT_ONCE,
                        found,
                        hint -> find(marketplace, new EscrowId(hint.chain().id())))
                .stream()
                .flatMap(Optional::stream)
                .toList();
        boolean more = found.size() == limit;
        return new Page(
                escrows,
                more
                        ? Optional.of(found.getLast().place())
                        : Optional.empty());
    }

    private Optional<EscrowChain> append(Chain chain, Draft draft, Escrow next) {
        return journal.append(chain, timed(chain, draft, next)) instanceof Append.Done(var entry, var fresh) && fresh
                ? Optional.of(new EscrowChain(chain.plus(entry), next))
                : Optional.empty();
    }

    private static Draft timed(Chain chain, Draft draft, Escrow next) {
        Instant at = draft.at();
        var mode = next.agreement().mode();
        return draft.due(Deadlines.lookAt(next, at).map(lookAt -> Clocks.due(chain.id(), mode, at, lookAt)));
    }

    /** The entry that an append would write. */
    private static Entry imagined(Chain chain, Decision.Accepted decided, Instant at, CommandKey key) {
        return new Entry(
                chain.id(),
                chain.version() + 1,
                EscrowEvents.name(decided.event()),
                "{}",
                decided.postings(),
                at,
                Actor.TIMER,
                key.hash(),
                "",
                Optional.empty(),
                chain.isEmpty() ? "" : "imagined",
                Entry.Index.NONE,
                Optional.empty(),
                Optional.empty());
    }

    private static Draft draft(
            Decision.Accepted decided,
            Optional<Escrow> before,
            Escrow next,
            Instant at,
            Stamp stamp,
            Optional<EscrowDisputes> disputes) {
        ObjectNode data = EscrowEvents.data(decided.event());
        ObjectNode tells = data.putObject(EscrowEvents.TELLS).put("state", next.stateName());
        if (!next.agreement().reference().isEmpty()) {
            tells.put("reference", next.agreement().reference());
        }
        HoldsOf.of(next).ifPresent(holds -> data.set(EscrowEvents.HOLDS, Json.tree(holds)));
        HoldsOf.caseOf(next).ifPresent(held -> data.set(EscrowEvents.CASE, Json.tree(held)));
        disputes.ifPresent(of -> data.set(EscrowDisputes.MEMBER, Json.tree(of)));
        before.flatMap(from -> EndsOf.reversal(from, next))
                .ifPresent(reversal -> data.set(EscrowEvents.REVERSAL, Json.tree(reversal)));
        Draft draft = Draft.of(EscrowEvents.name(decided.event()), data, at, stamp.actor(), stamp.key())
                .with(decided.postings())
                .answering(stamp.answers())
                .note(stamp.note());
        return before.flatMap(from -> EndsOf.of(from, next, stamp.actor()))
                .map(draft::ends)
                .orElse(draft);
    }

    /** @param stamp of the entry that is to be appended, which may be the one that opens a dispute */
    private static Optional<EscrowDisputes> disputes(Chain chain, Escrow next, Stamp stamp) {
        return DisputesOf.of(chain.id(), next, key -> key.equals(stamp.key().hash())
                ? stamp.note()
                : chain.entries().stream()
                        .filter(entry -> entry.key().equals(key))
                        .findFirst()
                        .flatMap(EscrowEvents::note));
    }

    private static Escrow fold(Chain chain) {
        Escrow escrow = EscrowFold.first(EscrowEvents.read(chain.first()));
        for (Entry entry : chain.entries().subList(1, chain.entries().size())) {
            escrow = after(escrow, entry);
        }
        return escrow;
    }

    private static Escrow after(Escrow escrow, Entry entry) {
        return EscrowFold.after(escrow, EscrowEvents.read(entry), entry.at(), entry.key());
    }

    @Override
    public ChainId chainId(MarketplaceId marketplace, EscrowId id) {
        return new ChainId(TYPE, marketplace, id.value());
    }

    private static String indexed(MarketplaceId marketplace, String value) {
        return TYPE + "#" + marketplace + "#" + value;
    }
}
