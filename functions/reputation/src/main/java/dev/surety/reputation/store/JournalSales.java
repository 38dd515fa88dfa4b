package dev.surety.reputation.store;

import dev.surety.model.event.Ends;
import dev.surety.model.event.Reversal;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.money.Money;
import dev.surety.reputation.app.score.Sales;
import dev.surety.reputation.domain.sale.FactRules.Decision;
import dev.surety.reputation.domain.sale.Sale;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * Reads sales from the entries of escrows, and decisions from those of disputes. We use the names of their events, and
 * members that these functions promise to others.
 */
public final class JournalSales implements Sales {
    private static final String FRAUD = "fraud";

    private final Journal journal;

    public JournalSales(Journal journal) {
        this.journal = journal;
    }

    @Override
    public Optional<Sale> find(MarketplaceId marketplace, EscrowId escrow) {
        List<Entry> entries = entries("escrow", marketplace, escrow.value());
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        JsonNode agreement = data(entries.getFirst()).path("agreement");
        Money price = money(agreement.path("price"));
        Money fees = Money.zero(price.currency());
        for (JsonNode fee : agreement.path("fees")) {
            fees = fees.plus(money(fee.path("whole")));
        }
        boolean isOwned = entries.getFirst().actor().principal().startsWith("backend:")
                || entries.stream().anyMatch(is("escrow.delivered"));
        return Optional.of(new Sale(
                new ParticipantId(agreement.path("payer").asString("")),
                new ParticipantId(agreement.path("payee").asString("")),
                price,
                fees,
                isOwned,
                at(entries, "escrow.funded"),
                at(entries, "escrow.refund_pending"),
                entries.stream().flatMap(entry -> end(entry).stream()).findFirst(),
                reversals(entries),
                chargebacks(entries)));
    }

    private static Optional<Sale.End> end(Entry entry) {
        return entry.ends()
                .map(ends -> new Sale.End(
                        entry.number(), entry.at(), Json.shared(Json.object(ends), Ends.class, Ends.VERSION)));
    }

    private static List<Sale.Change> reversals(List<Entry> entries) {
        List<Sale.Change> changes = new ArrayList<>();
        for (Entry entry : entries) {
            JsonNode reversal = data(entry).path("reversal");
            if (reversal.isObject()) {
                Money fees = Json.shared(reversal, Reversal.class, Reversal.VERSION).feesRetained();
                changes.add(new Sale.Change(entry.number(), entry.at(), fees));
            }
        }
        return changes;
    }

    /** Each chargeback once, as it was decided last. */
    private static List<Sale.Decided> chargebacks(List<Entry> entries) {
        List<Sale.Decided> decided = new ArrayList<>();
        for (Entry entry : entries) {
            boolean isWon = is("escrow.chargeback_won").test(entry);
            if (isWon || is("escrow.chargeback_lost").test(entry)) {
                String id = data(entry).path("chargeback").asString("");
                decided.removeIf(before -> before.chargeback().equals(id));
                decided.add(new Sale.Decided(entry.number(), entry.at(), id, isWon));
            }
        }
        return decided;
    }

    @Override
    public boolean isFraud(MarketplaceId marketplace, EscrowId escrow, String chargeback) {
        return entries("escrow", marketplace, escrow.value()).stream()
                .filter(is("escrow.funded"))
                .map(entry -> data(entry).path("payment").asString(""))
                .filter(payment -> Id.isWellFormed(PaymentId.PREFIX, payment))
                .flatMap(payment -> entries("payment", marketplace, payment).stream())
                .map(JournalSales::data)
                .filter(data -> data.path("chargeback").asString("").equals(chargeback))
                .anyMatch(data ->
                        data.path("reason").asString("").toLowerCase(Locale.ROOT).contains(FRAUD));
    }

    @Override
    public Optional<Enforced> enforced(MarketplaceId marketplace, String dispute) {
        List<Entry> entries = entries("dispute", marketplace, dispute);
        Optional<Entry> done =
                entries.stream().filter(is("dispute.enforced")).reduce((_, last) -> last);
        return done.flatMap(entry -> entries.subList(0, entry.number()).stream()
                .filter(is("dispute.enforcing"))
                .reduce((_, last) -> last)
                .map(JournalSales::data)
                .map(decided -> new Enforced(escrow(entries), decision(decided), entry.at())));
    }

    private static EscrowId escrow(List<Entry> dispute) {
        return new EscrowId(data(dispute.getFirst()).path("opening").path("escrow").asString(""));
    }

    private static Decision decision(JsonNode enforcing) {
        JsonNode division = enforcing.path("division");
        long toPayer = division.path("toPayer").path("amount").asLong(0);
        long toPayee = division.path("toPayee").path("amount").asLong(0);
        Optional<String> finding =
                Optional.of(enforcing.path("finding").asString("")).filter(of -> !of.isEmpty());
        return new Decision(
                enforcing.path("outcome").asString(""), finding, toPayer, Math.addExact(toPayer, toPayee));
    }

    private List<Entry> entries(String type, MarketplaceId marketplace, String id) {
        return journal.load(new ChainId(type, marketplace, id)).entries();
    }

    private static Optional<Instant> at(List<Entry> entries, String event) {
        return entries.stream().filter(is(event)).map(Entry::at).findFirst();
    }

    /** An event in any version. */
    private static Predicate<Entry> is(String event) {
        return entry -> entry.event().startsWith(event + ".v");
    }

    private static JsonNode data(Entry entry) {
        return Json.object(entry.data());
    }

    private static Money money(JsonNode node) {
        return Json.read(node, Money.class);
    }
}
