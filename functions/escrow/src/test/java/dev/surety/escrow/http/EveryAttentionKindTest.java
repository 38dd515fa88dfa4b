package dev.surety.escrow.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.dynamo.faults.Faults;
import dev.surety.escrow.app.payment.Gateway;
import dev.surety.escrow.app.payment.GatewayResult;
import dev.surety.escrow.world.EscrowWorld;
import dev.surety.escrow.world.GatewayBooks;
import dev.surety.escrow.world.PlayedBank;
import dev.surety.model.id.Id;
import dev.surety.testkit.http.HttpEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Each kind of work that the API documents for this function is opened by some entry, and closed by another; of those
 * that nothing closes yet the documentation says so.
 */
class EveryAttentionKindTest {
    private static final String SALE = "sale-0000000000001";
    private static final String BACK = "refund-0000000001";
    private static final String WHY = "{\"reason\":\"x\"}";

    /** Kinds, and a play in which each is opened and, if anything can, closed. */
    private final Map<String, Supplier<EscrowWorld>> plays = Map.of(
            "refund_failed", this::refundFails,
            "refund_undeliverable", this::refundCannotBeDelivered,
            "chargeback", this::bankDrawsAndGivesBack,
            "late_money", this::moneyComesLate,
            "late_refund", this::refundIsMadeAfterANo,
            "gateway_notice", this::noticeFitsNothing,
            "case_untold", this::disputeIsNotHeardOf);

    private static String documented() throws IOException {
        return Files.readString(
                Path.of(System.getProperty("surety.root"), "infrastructure/cloud/openapi.yaml"));
    }

    private static Set<String> kinds(String line) {
        return Pattern.compile("`([a-z_]+)`").matcher(line).results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static Set<String> ofEscrows() throws IOException {
        String row = documented()
                .lines()
                .filter(line -> line.strip().endsWith("| `escrows:read` |"))
                .findFirst()
                .orElseThrow();
        return kinds(row.substring(0, row.indexOf("| `escrows:read`")));
    }

    /** The same line names the kinds of other functions, too. */
    private Set<String> thatStay() throws IOException {
        Set<String> stay = new TreeSet<>(kinds(documented()
                .lines()
                .filter(line -> line.contains("every place of"))
                .findFirst()
                .orElseThrow()));
        stay.retainAll(plays.keySet());
        return stay;
    }

    @Test
    void eachIsOpenedAndClosed() throws IOException {
        Set<String> stay = thatStay();
        assertEquals(ofEscrows(), plays.keySet());
        assertEquals(Set.of("refund_undeliverable", "late_refund"), stay);
        plays.forEach((kind, play) -> {
            EscrowWorld world = play.get();
            List<String> work =
                    world.attention().stream().filter(of -> of.endsWith(" " + kind)).toList();
            List<String> expected =
                    stay.contains(kind) ? List.of("opens " + kind) : List.of("opens " + kind, "closes " + kind);
            assertEquals(expected, work);
        });
    }

    private EscrowWorld refundFails() {
        var bank = new PlayedBank();
        var world = new EscrowWorld(Faults.none(), bank::before);
        String id = world.funded(6000, SALE);
        bank.refundsAre(new GatewayResult.Declined("not_today"));
        world.post("/v1/escrows/" + id + "/refund", WHY, BACK);
        bank.refundsGoThrough();
        world.post("/v1/escrows/" + id + "/refund", WHY, "refund-0000000002");
        return world;
    }

    private EscrowWorld refundCannotBeDelivered() {
        var world = new EscrowWorld();
        world.paidWith("refund_fails", 6000, SALE);
        world.clock.advance(Duration.ofDays(15));
        for (int day = 0; day < 5; day++) {
            world.wakeDue();
            world.clock.advance(Duration.ofDays(1));
        }
        return world;
    }

    private EscrowWorld bankDrawsAndGivesBack() {
        var world = new EscrowWorld();
        var books = new GatewayBooks(world);
        String payment = books.payment(world.funded(6000, SALE));
        for (String does : List.of("drawn", "won")) {
            books.bank(payment, 6000, does);
            books.heard(payment);
            books.heard(payment);
        }
        return world;
    }

    private EscrowWorld moneyComesLate() {
        var world = new EscrowWorld();
        var books = new GatewayBooks(world);
        String payment = books.payment(world.paidWith("card_declined", 6000, SALE));
        books.captured(payment, 6000, "card_ok");
        books.heard(payment);
        books.heard(payment);
        return world;
    }

    private EscrowWorld refundIsMadeAfterANo() {
        var world = new EscrowWorld();
        var books = new GatewayBooks(world);
        String id = world.paidWith("refund_fails", 6000, SALE);
        String refund = world.post("/v1/escrows/" + id + "/refund", WHY, BACK)
                .body().path("refunds").path(0).path("id").asString("");
        books.sent(books.payment(id), refund, 6000);
        books.heard(books.payment(id));
        return world;
    }

    private EscrowWorld disputeIsNotHeardOf() {
        var world = new EscrowWorld();
        world.rules().arbitersAreNamed();
        String id = world.delivered(6000, SALE);
        world.post("/v1/escrows/" + id + "/dispute", "{\"reason\":\"late\"}", BACK);
        for (int look = 0; look < 3; look++) {
            world.clock.advance(Duration.ofDays(1));
            world.wakeLast();
        }
        world.force("/v1/escrows/" + id + "/withdraw", WHY, BACK);
        return world;
    }

    private EscrowWorld noticeFitsNothing() {
        var world = new EscrowWorld();
        String notice = """
            {"id":"evt-1","type":"charge.captured","account":"sandbox_demo",
             "reference":"pay_aaaaaaaaaaaaaaaaaaaaaaaaaa","amount":{"amount":6000,"currency":"EUR"}}""";
        String signature = world.notices.sign("sandbox", "demo", notice.getBytes(StandardCharsets.UTF_8));
        world.answer(HttpEvents.of(
                "POST",
                "/v1/gateways/sandbox/demo/webhooks",
                notice,
                "",
                Map.of(),
                Map.of("surety-signature", signature)));
        String path = "/v1/gateway-notices/" + Id.derive("ntc", "sandbox", "demo", "evt-1") + "/close";
        world.call("POST", path, WHY, "close-0000000001", EscrowWorld.operator());
        return world;
    }
}
