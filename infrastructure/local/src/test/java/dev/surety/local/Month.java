package dev.surety.local;

import static dev.surety.local.Sale.ok;

import dev.surety.local.ApiCaller.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The buyers, sellers and sales of a marketplace's month, over HTTP. A seed makes every price and every fate. */
final class Month {
    /** The sandbox's bank sends a payment to it back. */
    private static final String CLOSED_ACCOUNT = "DE38900000000000000010";

    /** The same in the United States: R03 after three days. */
    private static final String RETURNED_ACCOUNT = "000000000004";

    private static final int SIDE_BY_SIDE = 4;
    private static final int UNDECIDED = 2;
    private static final int BUYERS = 20;
    private static final int LEAST_MINOR = 1_000;
    private static final int MOST_MINOR = 20_000;

    private final Payday day;
    private final SplittableRandom random = new SplittableRandom(15);
    private final List<String> buyers = new ArrayList<>();
    private final Queue<String> charged = new ConcurrentLinkedQueue<>();
    private int decisions;
    final List<String> euros = new ArrayList<>();
    final List<String> dollars = new ArrayList<>();

    /** The end of a sale. */
    enum Fate {
        ACCEPTED,
        CANCELLED,
        REFUNDED_LATER,
        CHARGED_BACK,
        CHARGED_BACK_LATER;

        static Fate of(int number) {
            return switch (number % 25) {
                case 3 -> CANCELLED;
                case 9 -> REFUNDED_LATER;
                case 17 -> CHARGED_BACK;
                case 21 -> CHARGED_BACK_LATER;
                default -> ACCEPTED;
            };
        }
    }

    /** The banks decide about what they have drawn, but not about all of it. */
    void decided() {
        while (charged.size() > UNDECIDED) {
            day.chargeback(charged.remove(), decisions++ % 2 == 0 ? "lost" : "won");
        }
    }

    private record Order(String buyer, String seller, long price, String currency, Fate fate) {}

    Month(Payday day) {
        this.day = day;
    }

    /** The gateway pays dollars out to the American account, too. */
    void setUp() {
        var settings = (ObjectNode) ok(day.sale.api.get(day.sale.operator, "/v1/settings")).body();
        settings.withArray("statementRules").add(JsonMapper.shared().readTree("""
            {"account": "dollars", "kind": "gateway_settlement", "gateway": "sandbox",
             "when": {"direction": "credit", "contains": "Sandbox Payments"}}"""));
        Response put = ok(day.sale.api.send(
                "PUT", day.sale.operator, "/v1/settings", settings.toString(), day.sale.key()));
        JsonNode proposed = put.body().path("proposed");
        ok(day.by(
                day.checker,
                "/v1/settings/versions/" + proposed.path("version").asInt(0) + "/approve",
                "{\"hash\": \"" + proposed.path("hash").asString("") + "\"}"));
    }

    /** Sellers with accounts in the euro area and in the United States. The first account of each is closed. */
    void joined(int sellers) {
        IntStream.range(0, BUYERS).forEach(i -> buyers.add(day.sale.participant("buyer-" + i)));
        for (int i = 0; i < sellers; i++) {
            String euro = day.sale.participant("seller-in-euros-" + i);
            day.method(euro, i == 0 ? CLOSED_ACCOUNT : day.newIban());
            euros.add(euro);
            String dollar = day.sale.participant("seller-in-dollars-" + i);
            day.method(dollar, "USD", """
                {"kind": "us_account", "currency": "USD", "holder": "Ada Example", "holderKind": "%s",
                 "routingNumber": "120000003", "accountNumber": "%s", "accountType": "checking"}
                """.formatted(
                    i % 2 == 0 ? "individual" : "business", i == 0 ? RETURNED_ACCOUNT : "70000000" + (1_000 + i)));
            dollars.add(dollar);
        }
    }

    void sell(int from, int count) {
        List<Order> orders = IntStream.range(from, from + count).mapToObj(this::order).toList();
        sideBySide(count, i -> play(orders.get(i)));
    }

    private Order order(int number) {
        boolean isEuro = number % 3 > 0;
        List<String> sellers = isEuro ? euros : dollars;
        return new Order(
                buyers.get(random.nextInt(buyers.size())),
                sellers.get(number / 3 % sellers.size()),
                random.nextInt(LEAST_MINOR, MOST_MINOR),
                isEuro ? "EUR" : "USD",
                Fate.of(number));
    }

    private void play(Order order) {
        String creation = Sale.creation(order.buyer, order.seller, order.price).replace("EUR", order.currency);
        String escrow = "/v1/escrows/" + ok(day.sale.post("/v1/escrows", creation)).text("id");
        ok(day.sale.post(escrow + "/fund", "{\"method\": \"card_ok\"}"));
        if (order.fate == Fate.CANCELLED) {
            ok(day.by(day.sale.backend, escrow + "/cancel", "{\"onBehalfOf\": \"payee\", \"reason\": \"sold out\"}"));
            return;
        }
        ok(day.sale.post(escrow + "/deliver", "{}"));
        if (order.fate == Fate.CHARGED_BACK) {
            chargedBack(escrow);
            return;
        }
        ok(day.sale.post(escrow + "/accept", "{\"onBehalfOf\": \"payer\"}"));
        switch (order.fate) {
            case REFUNDED_LATER -> ok(day.by(day.sale.operator, escrow + "/refund", Payday.REASON));
            case CHARGED_BACK_LATER -> chargedBack(escrow);
            case ACCEPTED, CANCELLED, CHARGED_BACK -> {}
        }
    }

    private void chargedBack(String escrow) {
        day.chargeback(escrow, "drawn");
        charged.add(escrow);
    }

    private static void sideBySide(int count, IntConsumer each) {
        try (ExecutorService pool = Executors.newFixedThreadPool(SIDE_BY_SIDE)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int at = i;
                all.add(pool.submit(() -> each.accept(at)));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
