package dev.surety.payouts.store;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.id.RunId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.payouts.app.payout.PayoutChain;
import dev.surety.payouts.app.payout.Payouts;
import dev.surety.payouts.domain.payout.Payout;
import dev.surety.payouts.domain.payout.PayoutEvent;
import dev.surety.payouts.domain.payout.PayoutAttention;
import dev.surety.payouts.domain.payout.PayoutFold;
import dev.surety.payouts.domain.payout.PayoutFold.Dated;
import dev.surety.payouts.domain.payout.PayoutOrder;
import dev.surety.payouts.domain.payout.PayoutPostings;
import dev.surety.payouts.domain.payout.PayoutTimes;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.Chain;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.journal.JournalIndexes.By;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.ledger.GuardedAppend;
import dev.surety.runtime.ledger.GuardedAppend.Bound;
import dev.surety.runtime.ledger.GuardedAppend.Unchanged;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.SideBySide;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Payouts as chains of the journal. */
public final class JournalPayouts implements Payouts {
    public static final String TYPE = "payout";

    private static final String OWN = "own";

    private final Journal journal;
    private final GuardedAppend guarded;
    private final JournalIndexes hints;
    private final Marketplaces marketplaces;

    public JournalPayouts(
            Journal journal, GuardedAppend guarded, JournalIndexes hints, Marketplaces marketplaces) {
        this.journal = journal;
        this.guarded = guarded;
        this.hints = hints;
        this.marketplaces = marketplaces;
    }

    public static ChainId chain(MarketplaceId marketplace, PayoutId id) {
        return new ChainId(TYPE, marketplace, id.value());
    }

    @Override
    public PayoutChain load(MarketplaceId marketplace, PayoutId id) {
        return read(id, journal.load(chain(marketplace, id)));
    }

    @Override
    public PayoutChain at(PayoutChain payout, int version) {
        return read(payout.id(), payout.chain().at(version));
    }

    @Override
    public Written append(PayoutChain after, Fact fact) {
        return written(after, journal.append(after.chain(), draft(after, fact)));
    }

    @Override
    public Written append(PayoutChain after, Fact fact, List<Bound> bounds, List<Unchanged> unchanged) {
        return switch (guarded.append(after.chain(), draft(after, fact), bounds, unchanged)) {
            case GuardedAppend.Outcome.Appended(var append) -> written(after, append);
            case GuardedAppend.Outcome.Insufficient(var account) -> new Written.Insufficient(account);
            case GuardedAppend.Outcome.Changed(var chain) -> new Written.Changed(chain);
        };
    }

    private static Written written(PayoutChain after, Append append) {
        return switch (append) {
            case Append.Done(var entry, var fresh) ->
                new Written.Done(read(after.id(), after.chain().plus(entry)), fresh);
            case Append.Lost _ -> new Written.Lost();
        };
    }

    private Draft draft(PayoutChain after, Fact fact) {
        Optional<Payout> before = after.find();
        Instant at = after.isEmpty() || after.chain().last().at().isBefore(fact.now())
                ? fact.now()
                : after.chain().last().at();
        List<Dated> events = new ArrayList<>(after.events());
        events.add(new Dated(fact.event(), at));
        Payout next = PayoutFold.of(events).orElseThrow();
        var data = (ObjectNode) Json.tree(fact.event());
        ObjectNode tells = data.putObject("tells");
        tell(tells, next);
        if (fact.event() instanceof PayoutEvent.ChangeNoticed change) {
            tells.put("change", change.code())
                    .put("corrects", change.corrects())
                    .put("words", change.words())
                    .put("by", change.by())
                    .put("source", change.source());
        }
        Draft draft = Draft.of(PayoutEvents.name(fact.event()), data, fact.now(), fact.actor(), fact.key())
                .with(PayoutPostings.of(before, fact.event()))
                .note(fact.note())
                .due(PayoutTimes.due(next, at)
                        .map(due -> Clocks.due(after.chain().id(), mode(after.chain().id()), at, due)));
        draft = after.isEmpty() ? draft.indexed(index(after.marketplace(), next.order())) : draft;
        return PayoutAttention.of(before, fact.event())
                .map(Object::toString)
                .map(draft::attention)
                .orElse(draft);
    }

    /** The public part. Other functions that hear of the event read it from the chain's last entry. */
    private static void tell(ObjectNode tells, Payout payout) {
        PayoutOrder order = payout.order();
        tells.put("state", payout.state()).put("reference", order.reference());
        tells.set("amount", Json.tree(order.amount()));
        order.payee().ifPresent(payee -> tells.put("payee", payee.value())
                .put("method", order.to().method()));
        payout.code().ifPresent(code -> tells.put("code", code));
        if (payout instanceof Payout.AwaitingApproval waits) {
            tells.putObject("approval").put("needed", waits.needed()).set("sum", Json.tree(waits.sum()));
        }
    }

    private static Entry.Index index(MarketplaceId marketplace, PayoutOrder order) {
        return new Entry.Index(
                key(marketplace, order.payee().map(ParticipantId::value).orElse(OWN)),
                order.run().map(run -> key(marketplace, run.value())).orElse(""),
                key(marketplace, order.reference()));
    }

    private static String key(MarketplaceId marketplace, String of) {
        return TYPE + "#" + marketplace + "#" + of;
    }

    private Mode mode(ChainId id) {
        return marketplaces
                .find(id.marketplace())
                .map(MarketplaceSettings::mode)
                .orElse(Mode.LIVE);
    }

    private static PayoutChain read(PayoutId id, Chain chain) {
        return new PayoutChain(
                id,
                chain,
                chain.entries().stream()
                        .map(entry -> new Dated(PayoutEvents.read(entry), entry.at()))
                        .toList());
    }

    @Override
    public Page ofPayee(MarketplaceId marketplace, ParticipantId payee, int limit, Optional<String> from) {
        return list(marketplace, By.OWNER, payee.value(), limit, from);
    }

    @Override
    public Page ofRun(MarketplaceId marketplace, RunId run, int limit, Optional<String> from) {
        return list(marketplace, By.COUNTERPARTY, run.value(), limit, from);
    }

    @Override
    public Page ofOwn(MarketplaceId marketplace, int limit, Optional<String> from) {
        return list(marketplace, By.OWNER, OWN, limit, from);
    }

    private Page list(MarketplaceId marketplace, By by, String of, int limit, Optional<String> from) {
        List<JournalIndexes.Found> found =
                hints.list(by, key(marketplace, of), limit, from.map(JournalIndexes.Found::parse));
        List<PayoutChain> payouts = SideBySide.map(
                Limits.LIST_READS_AT_ONCE,
                found,
                hint -> load(marketplace, new PayoutId(hint.chain().id())));
        return new Page(
                payouts,
                found.size() == limit ? Optional.of(found.getLast().place()) : Optional.empty());
    }
}
