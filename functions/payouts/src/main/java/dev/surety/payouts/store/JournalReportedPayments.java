package dev.surety.payouts.store;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.payouts.app.report.ReportedPayments;
import dev.surety.payouts.domain.report.PaymentFacts;
import dev.surety.payouts.domain.report.PaymentFacts.Fact;
import dev.surety.payouts.domain.report.RowKind;
import dev.surety.runtime.journal.Chain;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the money that moved at a gateway from the chains of escrow's payments. */
public final class JournalReportedPayments implements ReportedPayments {
    private static final String REQUESTED = "payment.requested";

    private final Journal journal;

    public JournalReportedPayments(Journal journal) {
        this.journal = journal;
    }

    @Override
    public Optional<PaymentFacts> find(MarketplaceId marketplace, PaymentId payment) {
        Chain chain = journal.load(new ChainId("payment", marketplace, payment.value()));
        if (chain.isEmpty() || !name(chain.first()).equals(REQUESTED)) {
            return Optional.empty();
        }
        List<Fact> facts = chain.entries().stream()
                .flatMap(entry -> fact(entry).stream())
                .toList();
        String gateway = Json.object(chain.first().data()).path("gateway").asString("");
        return Optional.of(new PaymentFacts(gateway, facts));
    }

    /** Without its version: all versions of these events say their amounts alike. */
    private static String name(Entry entry) {
        return entry.event().substring(0, entry.event().lastIndexOf('.'));
    }

    private static Optional<Fact> fact(Entry entry) {
        ObjectNode data = Json.object(entry.data());
        return switch (name(entry)) {
            case "payment.captured", "payment.captured_late" -> fact(entry, RowKind.CHARGE, "", data);
            case "payment.refunded", "payment.refunded_late", "payment.returned", "payment.returned_late" ->
                fact(entry, RowKind.REFUND, data.path("reference").asString(""), data);
            case "chargeback.drawn" ->
                fact(entry, RowKind.CHARGEBACK, data.path("chargeback").asString(""), data);
            case "chargeback.won", "payment.chargeback_regained" ->
                fact(entry, RowKind.CHARGEBACK_REVERSAL, data.path("chargeback").asString(""), data);
            default -> Optional.empty();
        };
    }

    private static Optional<Fact> fact(Entry entry, RowKind kind, String reference, ObjectNode data) {
        JsonNode amount = data.path("amount");
        Money money = Money.of(
                amount.path("amount").asLong(0), Currency.of(amount.path("currency").asString("")));
        return Optional.of(new Fact(kind, Integer.toString(entry.number()), reference, money));
    }
}
