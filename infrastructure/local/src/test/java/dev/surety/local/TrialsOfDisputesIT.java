package dev.surety.local;

import static dev.surety.local.Quarrel.PRICE;
import static dev.surety.local.Quarrel.lines;
import static dev.surety.local.Quarrel.refused;
import static dev.surety.local.Quarrel.ruling;
import static dev.surety.local.Sale.await;
import static dev.surety.local.Sale.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.local.ApiCaller.Response;
import dev.surety.local.Quarrel.Case;
import dev.surety.local.http.Clients;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Troubles that others had with disputes, played through the API. */
class TrialsOfDisputesIT {
    @TempDir
    private static Path data;

    private static ChildWorld world;
    private static Quarrel quarrel;

    @BeforeAll
    static void start() {
        world = ChildWorld.real(data, "--memory");
        quarrel = new Quarrel(world.base(), "disputes");
    }

    @AfterAll
    static void stop() throws InterruptedException {
        try {
            // Every procedure has an end, and so have the tries of a refund.
            quarrel.sale.advance(Duration.ofDays(70));
            await("no dispute is open", () -> quarrel.see("/v1/disputes?limit=100").path("data").valueStream()
                    .allMatch(dispute -> dispute.path("state").asString("").equals("closed")));
            quarrel.sale.booksHold();
        } finally {
            world.terminate();
        }
    }

    @Test
    void aDisputeThatEndsAtTheEscrowClosesByItself() {
        Case of = quarrel.disputed();
        refused(quarrel.post(of.escrow() + "/withdraw", "{}"), 409, "use_dispute");
        refused(quarrel.by("arbiter1", of.escrow() + "/award", award(4_000)), 409, "use_dispute");
        ok(quarrel.by("operator", of.escrow() + "/award", award(4_000)));
        quarrel.closed(of, "outside");
        refused(quarrel.side(of, "payee", "concede"), 409, "transition_not_allowed");
    }

    @Test
    void aRefusedRulingMovesNothing() {
        Case of = quarrel.disputed();
        String arbiter = quarrel.toTheArbiter(of);
        JsonNode escrow = quarrel.see(of.escrow());
        int version = quarrel.see(of.dispute()).path("version").asInt(0);
        String rule = of.dispute() + "/rule";
        refused(quarrel.by(arbiter, rule, ruling(4_000, 4_001)), 422, "invalid");
        String unfounded = "{\"finding\": \"claim_proved\", \"facts\": [], " + lines(8_000, 0, "EUR") + "}";
        refused(quarrel.by(arbiter, rule, unfounded), 422, "invalid");
        refused(quarrel.by(arbiter, rule, ruling(4_000, 4_000).replace("EUR", "USD")), 422, "invalid");
        refused(quarrel.by(other(arbiter), rule, ruling(4_000, 4_000)), 403, "not_assigned");
        assertEquals(escrow, quarrel.see(of.escrow()));
        assertEquals(version, quarrel.see(of.dispute()).path("version").asInt(0));
        ok(quarrel.by(arbiter, rule, ruling(4_000, 4_000)));
    }

    @Test
    void moneyThatIsBackBelowEndsTheDispute() {
        Case of = quarrel.disputed();
        quarrel.bank(of, "drawn");
        quarrel.until(of, "suspended");
        refused(quarrel.side(of, "payee", "concede"), 409, "bank_decides");
        quarrel.bank(of, "lost");
        quarrel.closed(of, "bank");
        assertEquals(0, quarrel.amount(of, "refunded"), "the payer has it from its bank");
    }

    @Test
    void withoutMoneyThereIsNothingToDispute() {
        String creation = Sale.creation(quarrel.someone(), quarrel.someone(), PRICE);
        String escrow = "/v1/escrows/" + ok(quarrel.post("/v1/escrows", creation)).text("id");
        refused(quarrel.post(escrow + "/dispute", "{\"reason\": \"late\"}"), 409, "transition_not_allowed");
    }

    @Test
    void onlyTheAssignedArbiterDecides() {
        Case of = quarrel.disputed();
        refused(quarrel.by("arbiter1", of.dispute() + "/rule", ruling(4_000, 4_000)), 403, "not_assigned");
        assertEquals(403, quarrel.by("operator", of.dispute() + "/rule", ruling(4_000, 4_000)).status());
        refused(quarrel.side(of, "payer", "concede"), 403, "forbidden");
    }

    /** The back end made the escrow for the payee; the payer is the opener all the same. */
    @Test
    void theOpenerIsWhoDisputed() {
        Case of = quarrel.disputed();
        JsonNode dispute = quarrel.see(of.dispute());
        assertEquals("payer", dispute.path("opener").asString(""));
        assertEquals(of.payer(), dispute.path("payer").asString(""));
        quarrel.notified(of);
        quarrel.sale.advance(Duration.ofDays(5).plusMinutes(6));
        quarrel.closed(of, "defaulted");
        assertEquals(PRICE, quarrel.amount(of, "refunded"));
    }

    @Test
    void eachSideGetsItsOwnNumber() {
        for (long toPayer : new long[] {1, 2_999, PRICE - 1}) {
            Case of = quarrel.disputed();
            ok(quarrel.offer(of, "payee", toPayer, PRICE - toPayer, "EUR"));
            ok(quarrel.accept(of, "payer", quarrel.see(of.dispute()).at("/offers/0")));
            quarrel.closed(of, "agreed");
            assertEquals(toPayer, quarrel.amount(of, "refunded"));
            long kept = PRICE - toPayer;
            assertEquals(kept, quarrel.amount(of, "released") + quarrel.amount(of, "fees"));
            assertTrue(quarrel.amount(of, "fees") <= kept * 12 / 100 + 1);
        }
    }

    @Test
    void aPartMayBeAllOrNothingInAnyCurrency() {
        for (String currency : new String[] {"EUR", "JPY"}) {
            for (long toPayer : new long[] {0, 500}) {
                Case of = quarrel.disputed(quarrel.sold("card_ok", 500, currency));
                ok(quarrel.offer(of, "payer", toPayer, 500 - toPayer, currency));
                ok(quarrel.accept(of, "payee", quarrel.see(of.dispute()).at("/offers/0")));
                quarrel.closed(of, "agreed");
                assertEquals(toPayer, quarrel.amount(of, "refunded"));
            }
        }
    }

    @Test
    void anOutageMovesTheDeadline() {
        Case of = quarrel.disputed();
        quarrel.notified(of);
        Instant due = Instant.parse(quarrel.see(of.dispute()).at("/deadline/at").asString(""));
        quarrel.sale.advance(Duration.ofDays(4).plusHours(23));
        Instant now = Instant.parse(quarrel.sale.clock().text("now"));
        ok(quarrel.by("operator", "/v1/outages", """
                {"from": "%s", "to": "%s", "reason": "the shop was down"}
                """.formatted(now.minus(Duration.ofHours(4)), now)));
        quarrel.sale.advance(Duration.ofHours(2));
        JsonNode after = quarrel.see(of.dispute());
        assertEquals("awaiting_response", after.path("state").asString(""));
        Instant moved = Instant.parse(after.at("/deadline/at").asString(""));
        assertFalse(moved.isBefore(due.plus(Duration.ofHours(24))), moved + " after " + due);
    }

    @Test
    void aRefundThatFailsKeepsTheDisputeOpen() {
        Case of = quarrel.disputed(quarrel.sold("refund_fails", PRICE, "EUR"));
        ok(quarrel.side(of, "payee", "concede"));
        await("the escrow has carried it out", () -> quarrel.see(of.dispute()).at("/enforcement/done").isObject());
        JsonNode dispute = quarrel.see(of.dispute());
        assertEquals("enforcing", dispute.path("state").asString(""));
        assertEquals("bank", dispute.at("/enforcement/whoActs").asString(""));
        assertEquals(PRICE, quarrel.amount(of, "inFlight"));
    }

    @Test
    void aSellerWhoWouldRefundConcedes() {
        Case of = quarrel.disputed();
        refused(quarrel.post(of.escrow() + "/refund", "{\"reason\": \"sorry\"}"), 409, "frozen_by_case");
        ok(quarrel.side(of, "payee", "concede"));
        quarrel.closed(of, "conceded");
        assertEquals(PRICE, quarrel.amount(of, "refunded"));
        assertEquals(1, quarrel.see(of.escrow()).path("refunds").size());
    }

    @Test
    void aDoubleClickIsOneClick() {
        Case of = quarrel.disputed();
        String body = "{\"onBehalfOf\": \"payee\"}";
        String key = quarrel.sale.key();
        Response first = concede(of, body, key);
        Response again = concede(of, body, key);
        assertEquals(200, first.status());
        assertEquals(first.body(), again.body());
        refused(quarrel.side(of, "payee", "concede"), 409, "transition_not_allowed");
        quarrel.closed(of, "conceded");
    }

    private static Response concede(Case of, String body, String key) {
        return quarrel.sale.api.send("POST", quarrel.sale.backend, of.dispute() + "/concede", body, key);
    }

    @Test
    void aLateChargebackDoesNotReviveACancelledSale() {
        String escrow = "/v1/escrows/"
                + ok(quarrel.post("/v1/escrows", Sale.creation(quarrel.someone(), quarrel.someone(), PRICE)))
                        .text("id");
        ok(quarrel.post(escrow + "/fund", "{\"method\": \"card_ok\"}"));
        ok(quarrel.post(escrow + "/cancel", "{\"onBehalfOf\": \"payee\"}"));
        Case of = new Case(escrow, "", "", "");
        await("it is cancelled", () -> quarrel.see(escrow).path("state").asString("").equals("cancelled"));
        quarrel.bank(of, "drawn");
        await("it is recorded", () -> quarrel.see(escrow).path("chargebacks").size() == 1);
        assertEquals("cancelled", quarrel.see(escrow).path("state").asString(""));
        assertEquals(PRICE, quarrel.amount(of, "refunded"), "and nothing went out twice");
        quarrel.bank(of, "won");
        await("it is over", () -> quarrel.see(escrow).at("/chargebacks/0/status").asString("").equals("won"));
    }

    @Test
    void moneyThatABankGivesBackIsDisputedAgain() {
        Case of = quarrel.disputed();
        quarrel.bank(of, "drawn");
        quarrel.until(of, "suspended");
        quarrel.sale.advance(Duration.ofDays(20));
        quarrel.bank(of, "won");
        quarrel.until(of, "awaiting_response");
        JsonNode dispute = quarrel.see(of.dispute());
        assertEquals(PRICE, dispute.at("/frozen/amount").asLong(0));
        Instant now = Instant.parse(quarrel.sale.clock().text("now"));
        Instant due = Instant.parse(dispute.at("/deadline/at").asString(""));
        assertFalse(due.isBefore(now.plus(Duration.ofHours(24)).minusSeconds(60)), due + " is too soon after " + now);
    }

    /** A side that the marketplace has suspended keeps every right in its own case. */
    @Test
    void aSuspendedSellerDefendsItself() {
        Case of = quarrel.disputed();
        ok(quarrel.by("compliance1", "/v1/participants/" + of.payee() + "/suspend", """
                {"reason": "fraud_suspected", "facts": "a complaint", "contact": "help@example.com"}
                """));
        String own = quarrel.sale.api.tokenOf(Clients.DISPUTES + "-backend", of.payee());
        Response answer = quarrel.sale.api.send(
                "POST", own, of.dispute() + "/respond", "{\"kind\": \"reject\"}", quarrel.sale.key());
        assertEquals(200, answer.status(), answer.body().toString());
        Response evidence = quarrel.sale.api.send(
                "POST",
                own,
                of.dispute() + "/evidence",
                "{\"kind\": \"words\", \"words\": \"I sent it.\"}",
                quarrel.sale.key());
        assertEquals(201, evidence.status(), evidence.body().toString());
        String stranger = quarrel.sale.api.tokenOf(Clients.DISPUTES + "-backend", quarrel.someone());
        assertEquals(404, quarrel.sale.api.get(stranger, of.dispute()).status());
    }

    @Test
    void aRulingCountsOnceItIsCarriedOut() {
        Case of = quarrel.disputed();
        String arbiter = quarrel.toTheArbiter(of);
        ok(quarrel.by(arbiter, of.dispute() + "/rule", ruling(4_000, 4_000)));
        quarrel.until(of, "ruled");
        assertEquals(standing(quarrel.someone()), standing(of.payee()), "the ruling can still be appealed");
        quarrel.sale.advance(Duration.ofDays(8));
        quarrel.closed(of, "ruled");
        await("the ruling counts", () -> lost(of.payee()) == 1);
        assertEquals(0, lost(of.payer()));
    }

    @Test
    void aDisputeThatTheSidesSettleCountsAgainstNeither() {
        Case withdrawn = quarrel.disputed();
        ok(quarrel.side(withdrawn, "payer", "withdraw"));
        quarrel.closed(withdrawn, "withdrawn");
        ok(quarrel.post(withdrawn.escrow() + "/accept", "{}"));
        Case agreed = quarrel.disputed();
        ok(quarrel.offer(agreed, "payee", 4_000, 4_000, "EUR"));
        ok(quarrel.accept(agreed, "payer", quarrel.see(agreed.dispute()).at("/offers/0")));
        quarrel.closed(agreed, "agreed");
        for (Case of : new Case[] {withdrawn, agreed}) {
            await("the sale is counted", () -> reputation(of.payee()).at("/counts/settled").asInt(0) == 1);
            assertEquals(0, lost(of.payee()));
            assertEquals(standing(quarrel.someone()), standing(of.payee()), "to the last unit");
        }
    }

    private static JsonNode reputation(String participant) {
        return quarrel.see("/v1/participants/" + participant + "/reputation?role=payee");
    }

    private static JsonNode standing(String participant) {
        return reputation(participant).path("standing");
    }

    private static int lost(String participant) {
        return reputation(participant).at("/counts/disputesLost").asInt(-1);
    }

    private static String other(String arbiter) {
        return arbiter.equals("arbiter1") ? "arbiter2" : "arbiter1";
    }

    private static String award(long toPayer) {
        return "{\"reason\": \"a trial\", " + lines(toPayer, PRICE - toPayer, "EUR") + "}";
    }
}
