package dev.surety.escrow.dispute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.escrow.world.EscrowWorld;
import dev.surety.escrow.world.GatewayBooks;
import dev.surety.model.dispute.DisputeReason;
import dev.surety.model.dispute.DisputedMoney.How;
import dev.surety.model.dispute.DisputedMoney;
import dev.surety.model.dispute.Division;
import dev.surety.model.dispute.EscrowDisputes;
import dev.surety.model.id.DisputeId;
import dev.surety.model.id.EscrowId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.money.Money;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each entry of an escrow, from its first dispute on, tells of all its disputes. */
class ToldDisputesTest {
    private static final String SALE = "sale-0000000000001";
    private static final String ALL = "{\"reason\":\"not_received\"}";

    private final EscrowWorld world = new EscrowWorld();
    private int asked;

    private Response post(String id, String command, String body) {
        return world.call(
                "POST",
                "/v1/escrows/" + id + "/" + command,
                body,
                String.format("told-%016d", ++asked),
                command.equals("award") ? arbiter() : EscrowWorld.backend());
    }

    private static Map<String, String> arbiter() {
        return Map.of("marketplace", "demo", "person", "per_arb", "scope", "disputes:rule");
    }

    private static String award(long payee, long payer) {
        return "{\"reason\":\"r\",\"lines\":[" + line("payee", payee) + "," + line("payer", payer) + "]}";
    }

    private static String line(String to, long minor) {
        return "{\"to\":\"" + to + "\",\"amount\":" + euros(minor) + "}";
    }

    private static String euros(long minor) {
        return "{\"amount\":" + minor + ",\"currency\":\"EUR\"}";
    }

    private static Money money(long minor) {
        return Money.of(minor, "EUR");
    }

    private List<Entry> entries(String id) {
        return world.journal.load(chain(id)).entries();
    }

    private static ChainId chain(String id) {
        return new ChainId("escrow", EscrowWorld.DEMO, id);
    }

    private static boolean tells(Entry entry) {
        return Json.object(entry.data()).has(EscrowDisputes.MEMBER);
    }

    private EscrowDisputes told(String id) {
        return Json.shared(
                Json.object(entries(id).getLast().data()).get(EscrowDisputes.MEMBER),
                EscrowDisputes.class,
                EscrowDisputes.VERSION);
    }

    private DisputedMoney only(String id) {
        List<DisputedMoney> disputes = told(id).disputes();
        assertEquals(1, disputes.size());
        return disputes.getFirst();
    }

    private static DisputeId dispute(String id, int ordinal) {
        return DisputeId.of(EscrowWorld.DEMO, new EscrowId(id), ordinal);
    }

    @Test
    void anOpenOneWithItsReasonItsWordsAndWhatThePayerAsks() {
        String id = world.delivered(6000, SALE);
        Instant now = world.clock.instant();

        post(id, "dispute", "{\"reason\":\"partial\",\"words\":\"one is missing\",\"amount\":" + euros(2000)
                + ",\"asks\":[" + line("payee", 500) + "," + line("payer", 1500) + "]}");

        Entry last = entries(id).getLast();
        assertTrue(last.note().isPresent());
        EscrowDisputes told = told(id);
        assertEquals(EscrowWorld.PAYER, told.payer().value());
        assertEquals(EscrowWorld.PAYEE, told.payee().value());
        assertEquals("order-1042", told.reference());
        assertEquals("goods", told.preset());
        assertEquals(money(6000), told.price());
        assertEquals(
                List.of(new DisputedMoney(
                        dispute(id, 1),
                        now,
                        DisputeReason.PARTIAL,
                        last.note(),
                        new Division(money(500), money(1500)),
                        money(2000),
                        money(2000),
                        money(0),
                        Optional.of(now.plus(Duration.ofDays(75))),
                        Duration.ZERO,
                        Optional.empty())),
                told.disputes());
        assertEquals(
                List.of(false, true),
                List.of(tells(entries(id).get(entries(id).size() - 2)), tells(last)));
    }

    @Test
    void theSecondBesideTheFirstWhichThePayerWithdrew() {
        String id = world.delivered(6000, SALE);
        post(id, "dispute", ALL);
        post(id, "withdraw", "");
        String key = entries(id).getLast().key();
        Instant withdrawn = world.clock.instant();
        world.clock.advance(Duration.ofHours(2));
        post(id, "dispute", "{\"reason\":\"damaged\"}");
        post(id, "award", "{\"reason\":\"r\",\"lines\":[" + line("payee", 6000) + "]}");

        List<DisputedMoney> disputes = told(id).disputes();

        assertEquals(List.of(dispute(id, 1), dispute(id, 2)), disputes.stream().map(DisputedMoney::id).toList());
        assertEquals(
                Optional.of(new DisputedMoney.End(How.WITHDRAWN, withdrawn, key, Optional.empty())),
                disputes.getFirst().end());
        assertEquals(money(0), disputes.getFirst().left());
        DisputedMoney.End second = disputes.getLast().end().orElseThrow();
        assertEquals(How.AWARDED, second.how());
        assertEquals(Optional.empty(), second.refund());
        assertEquals(entries(id).getLast().key(), second.key());
    }

    @Test
    void anAwardsRefundUntilTheGatewayHasSentIt() {
        String id = world.delivered(6000, SALE);
        post(id, "dispute", ALL);
        post(id, "award", award(4000, 2000));

        List<Entry> entries = entries(id);
        Entry awarded = entries.get(entries.size() - 2);

        assertEquals("escrow.awarded.v1", awarded.event());
        assertEquals(
                "pending",
                Json.object(awarded.data()).at("/disputes/disputes/0/end/refund").stringValue());
        assertEquals(Optional.of(DisputedMoney.Refund.DONE), only(id).end().orElseThrow().refund());
        assertEquals(awarded.key(), only(id).end().orElseThrow().key());
    }

    @Test
    void theLongStopAndARefundThatTheGatewayRefusesForGood() {
        String id = world.paidWith("refund_fails", 6000, SALE);
        post(id, "dispute", ALL);
        world.clock.advance(Duration.ofDays(76));
        for (int day = 0; day < 6; day++) {
            world.wakeDue();
            world.clock.advance(Duration.ofDays(1));
        }

        DisputedMoney.End end = only(id).end().orElseThrow();

        assertEquals(How.TIMED_OUT, end.how());
        assertEquals(Optional.of(DisputedMoney.Refund.UNDELIVERABLE), end.refund());
    }

    @Test
    void aBankHasAPartOfItUntilItHasAll() {
        String id = world.delivered(6000, SALE);
        post(id, "dispute", ALL);
        var books = new GatewayBooks(world);
        String payment = books.payment(id);

        books.bank(payment, 2000, "drawn");
        books.heard(payment);
        DisputedMoney drawn = only(id);
        assertEquals(money(6000), drawn.left());
        assertEquals(money(2000), drawn.drawn());
        assertEquals(Optional.empty(), drawn.longStop(), "it stands still");

        world.clock.advance(Duration.ofDays(3));
        books.bank(payment, 2000, "lost");
        books.heard(payment);
        DisputedMoney kept = only(id);
        assertEquals(money(4000), kept.left());
        assertEquals(money(0), kept.drawn());
        assertEquals(Optional.of(kept.openedAt().plus(Duration.ofDays(78))), kept.longStop());
        assertTrue(kept.isOpen());
    }
}
