package dev.surety.escrow.store;

import dev.surety.escrow.app.payment.ChargePayment;
import dev.surety.escrow.app.payment.PaymentChain;
import dev.surety.escrow.app.payment.Payments;
import dev.surety.escrow.domain.payment.Payment;
import dev.surety.escrow.domain.payment.PaymentDeadlines;
import dev.surety.escrow.domain.payment.PaymentEvent;
import dev.surety.model.dispute.PaymentChargebacks;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.Chain;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.SideBySide;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Payments as chains of the journal. */
public final class JournalPayments implements Payments {
    public static final String TYPE = "payment";

    private final Journal journal;
    private final JournalIndexes hints;
    private final Marketplaces marketplaces;

    public JournalPayments(Journal journal, JournalIndexes hints, Marketplaces marketplaces) {
        this.journal = journal;
        this.hints = hints;
        this.marketplaces = marketplaces;
    }

    @Override
    public PaymentChain load(MarketplaceId marketplace, PaymentId id) {
        return read(id, journal.load(new ChainId(TYPE, marketplace, id.value())));
    }

    @Override
    public PaymentChain at(PaymentChain payment, int version) {
        return read(payment.id(), payment.chain().at(version));
    }

    @Override
    public Optional<PaymentChain> append(PaymentChain after, Fact fact) {
        Chain chain = after.chain();
        Optional<Payment> next = after(after, fact);
        var data = (ObjectNode) Json.tree(fact.event());
        next.ifPresent(payment -> data.set(EscrowEvents.TELLS, PaymentTells.of(fact.event(), payment)));
        next.flatMap(PaymentTells::chargebacks)
                .ifPresent(told -> data.set(PaymentChargebacks.MEMBER, Json.tree(told)));
        Draft draft = Draft.of(PaymentEvents.name(fact.event()), data, fact.now(), fact.actor(), fact.key())
                .with(fact.postings())
                .answering(fact.answers())
                .due(due(after, next, fact));
        draft = WorkOf.attention(fact.event(), after.payment(), next).map(draft::attention).orElse(draft);
        if (fact.event() instanceof PaymentEvent.Requested requested) {
            String owner = indexed(chain.id().marketplace(), requested.payer());
            draft = draft.indexed(new Entry.Index(owner, "", ""));
        }
        return journal.append(chain, draft) instanceof Append.Done(var entry, var fresh) && fresh
                ? Optional.of(read(after.id(), chain.plus(entry)))
                : Optional.empty();
    }

    @Override
    public Page list(MarketplaceId marketplace, ParticipantId payer, int limit, Optional<String> from) {
        List<JournalIndexes.Found> found = hints.list(
                JournalIndexes.By.OWNER, indexed(marketplace, payer), limit, from.map(JournalIndexes.Found::parse));
        List<PaymentChain> payments = SideBySide.map(
                Limits.LIST_READS_AT_ONCE, found, hint -> load(marketplace, new PaymentId(hint.chain().id())));
        return new Page(
                payments,
                found.size() == limit ? Optional.of(found.getLast().place()) : Optional.empty());
    }

    private static Optional<Payment> after(PaymentChain payment, Fact fact) {
        List<PaymentEvent> events = new ArrayList<>(payment.events());
        events.add(fact.event());
        return Payment.of(events);
    }

    private Optional<Entry.Due> due(PaymentChain after, Optional<Payment> next, Fact fact) {
        Instant at = after.chain().isEmpty() || after.chain().last().at().isBefore(fact.now())
                ? fact.now()
                : after.chain().last().at();
        String intent = after.chain().isEmpty() ? fact.key().hash() : after.chain().first().key();
        boolean awaited = intent.equals(ChargePayment.intentKey(after.id()).hash());
        return next.flatMap(payment -> PaymentDeadlines.lookAt(payment, awaited, at))
                .map(lookAt -> Clocks.due(after.chain().id(), mode(after.chain().id()), at, lookAt));
    }

    private Mode mode(ChainId id) {
        return marketplaces
                .find(id.marketplace())
                .map(MarketplaceSettings::mode)
                .orElse(Mode.LIVE);
    }

    private static PaymentChain read(PaymentId id, Chain chain) {
        return new PaymentChain(
                id, chain, chain.entries().stream().map(PaymentEvents::read).toList());
    }

    private static String indexed(MarketplaceId marketplace, ParticipantId payer) {
        return TYPE + "#" + marketplace + "#" + payer;
    }
}
