package dev.surety.simulator;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.journal.CommandKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Pays out what the simulated gateway holds of a currency, and writes its report. Each charge, refund and chargeback
 * that no settlement had before is a row, and so are the fee and the pay-out. Any number of equal commands is one
 * settlement. The bank's line is the caller's to book.
 */
public final class SettleGateway {
    /** The report is one item of the store, and one answer. The rest is for the next settlement. */
    private static final int MOST_ROWS = 1_000;

    private static final int REFERENCE = 12;
    private static final String HEADER = "id,type,reference,refund,gross,fee,net,currency,settlement,date,account\n";

    private final GatewayBooks books;
    private final Function<MarketplaceId, Instant> present;

    public SettleGateway(DynamoDbClient dynamo, String table, Function<MarketplaceId, Instant> present) {
        this.books = new GatewayBooks(dynamo, table);
        this.present = present;
    }

    /** @param account of the marketplace's bank that gets the money */
    public record Order(Currency currency, Optional<Money> fee, String account) {}

    /** @param amount positive if the gateway got money */
    private record Row(String id, String type, String payment, String refund, Money amount) {}

    /** {@code isSame} tells whether a stored fingerprint is this request's. */
    public Outcome<GatewaySettlement> settle(
            MarketplaceId marketplace, Order order, CommandKey key, Predicate<String> isSame) {
        String reference = "S" + Id.derive("stl", key.hash()).substring(4, 4 + REFERENCE).toUpperCase(Locale.ROOT);
        return Contention.retry("the gateway's settlements", () -> {
            List<GatewaySettlement> before = books.settlements(marketplace);
            // It is read last: a reader that saw its number sees the settlement, too.
            Optional<GatewaySettlement> made = books.settlement(marketplace, reference);
            if (made.isPresent()) {
                return Optional.of(
                        isSame.test(made.get().fingerprint())
                                ? new Outcome.Done<>(made.get(), true)
                                : Outcome.refuse(CommonReason.IDEMPOTENCY_KEY_REUSED));
            }
            List<Row> rows = open(marketplace, order.currency(), before);
            if (rows.isEmpty()) {
                return Optional.of(new Outcome.Refused<>(
                        CommonReason.TRANSITION_NOT_ALLOWED.with("The gateway holds nothing that is not settled.")));
            }
            GatewaySettlement settlement = settlement(marketplace, order, key, reference, rows);
            return books.settle(marketplace, settlement, before.size())
                    ? Optional.of(new Outcome.Done<>(settlement, false))
                    : Optional.empty();
        });
    }

    private List<Row> open(MarketplaceId marketplace, Currency currency, List<GatewaySettlement> before) {
        Set<String> settled = new HashSet<>();
        before.forEach(of -> settled.addAll(of.rows()));
        Stream<Row> charges = books.charges(marketplace).stream()
                .filter(charge -> charge.is(Charge.Status.CAPTURED))
                .map(charge -> new Row(
                        charge.payment().value(),
                        "charge",
                        charge.payment().value(),
                        "",
                        charge.amount().orElseThrow()));
        Stream<Row> refunds = books.refunds(marketplace).stream()
                .filter(Refund::isMade)
                .map(refund -> new Row(
                        refund.id().value(),
                        "refund",
                        refund.payment().value(),
                        refund.id().value(),
                        refund.amount().negated()));
        Stream<Row> chargebacks = books.chargebacks(marketplace).stream()
                .flatMap(changed -> rows(changed.chargeback()).stream());
        return Stream.of(charges, refunds, chargebacks)
                .flatMap(each -> each)
                .filter(row -> row.amount().currency().equals(currency) && !settled.contains(row.id()))
                .limit(MOST_ROWS)
                .toList();
    }

    /** A bank that has decided for the payee has debited before. */
    private static List<Row> rows(Chargeback of) {
        String payment = of.payment().value();
        var debit = new Row(of.id(), "chargeback", payment, "", of.amount().negated());
        return switch (of.status()) {
            case WARNED, CLOSED -> List.of();
            case DRAWN, LOST -> List.of(debit);
            case WON ->
                List.of(debit, new Row(of.id() + "_won", "chargeback_reversal", payment, "", of.amount()));
        };
    }

    private GatewaySettlement settlement(
            MarketplaceId marketplace, Order order, CommandKey key, String reference, List<Row> rows) {
        Money gross = rows.stream().map(Row::amount).reduce(Money.zero(order.currency()), Money::plus);
        Money fee = order.fee().orElse(Money.zero(order.currency()));
        List<Row> all = new ArrayList<>(rows);
        if (!fee.isZero()) {
            all.add(new Row(reference + "_fee", "fee", "", "", fee.negated()));
        }
        all.add(new Row(reference + "_out", "payout", "", "", gross.minus(fee).negated()));
        LocalDate today = present.apply(marketplace).atZone(ZoneOffset.UTC).toLocalDate();
        StringBuilder csv = new StringBuilder(HEADER);
        all.forEach(row -> csv.append(line(marketplace, reference, today, row)));
        return new GatewaySettlement(
                reference,
                key.fingerprint(),
                order.account(),
                gross,
                fee,
                rows.stream().map(Row::id).toList(),
                csv.toString());
    }

    private static String line(MarketplaceId marketplace, String reference, LocalDate today, Row row) {
        String payment = row.payment().isEmpty() ? "" : "sandbox_" + row.payment();
        Currency currency = row.amount().currency();
        String amount = BigDecimal.valueOf(row.amount().amountMinor(), currency.decimals()).toPlainString();
        return String.join(
                        ",",
                        row.id(),
                        row.type(),
                        payment,
                        row.refund(),
                        amount,
                        "0",
                        amount,
                        currency.code(),
                        reference,
                        today.toString(),
                        marketplace.value())
                + "\n";
    }
}
