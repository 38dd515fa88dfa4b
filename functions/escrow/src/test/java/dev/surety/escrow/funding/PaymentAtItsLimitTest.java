package dev.surety.escrow.funding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.Faults;
import dev.surety.escrow.app.payment.Gateway;
import dev.surety.escrow.app.payment.GatewayResult;
import dev.surety.escrow.domain.escrow.Budget;
import dev.surety.escrow.domain.funds.ChargebackStatus;
import dev.surety.escrow.world.EscrowWorld;
import dev.surety.escrow.world.GatewayBooks;
import dev.surety.escrow.world.PlayedBank;
import dev.surety.model.id.Id;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.Chain;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Staff has filled a payment's chain. Time, banks and the gateway still have their say, and each side its way out. */
class PaymentAtItsLimitTest {
    private static final int CHARGEBACKS = 20;
    private static final String CENT = "{\"reason\":\"other\",\"amount\":{\"amount\":1,\"currency\":\"EUR\"}}";
    private static final Map<String, String> OPERATOR = Map.of(
            "marketplace", "demo", "person", "per_op", "scope", "escrows:operate");
    private static final Map<String, String> ARBITER = Map.of(
            "marketplace", "demo", "person", "per_arb", "scope", "disputes:rule");

    private final PlayedBank bank = new PlayedBank();
    private final EscrowWorld world = new EscrowWorld(Faults.none(), bank::before);
    private final GatewayBooks books = new GatewayBooks(world);
    private List<String> ids = List.of();
    private String payment = "";

    private void filled(String method, int escrows) {
        ids = books.paid(method, escrows);
        payment = books.payment(ids.getFirst());
        var journal = new Journal(world.store, SuretyTables.JOURNAL);
        Chain chain = journal.load(new ChainId("payment", EscrowWorld.DEMO, payment));
        while (chain.version() < Budget.FULL) {
            String reference = Id.derive("ref", Integer.toString(chain.version()));
            ObjectNode declined =
                    Json.object().put("code", "x").put("escrow", ids.getFirst()).put("reference", reference);
            var draft = Draft.of(
                    "payment.refund_declined.v1",
                    declined,
                    world.clock.instant(),
                    Actor.of("gateway:sandbox"),
                    CommandKey.ofFact(reference));
            if (journal.append(chain, draft) instanceof Append.Done(var entry, _)) {
                chain = chain.plus(entry);
            }
        }
    }

    private int entries() {
        return world.chain("payment", payment).size();
    }

    /** The times that the payment's entries of these names wait for; zero for one that waits for nothing. */
    private Set<Duration> waits(String names) {
        return world.chain("payment", payment).stream()
                .filter(entry -> entry.event().startsWith(names))
                .map(entry -> entry.due()
                        .map(due -> Duration.between(entry.at(), due.at()))
                        .orElse(Duration.ZERO))
                .collect(Collectors.toSet());
    }

    private String state(String id) {
        return world.get("/v1/escrows/" + id).text("state");
    }

    private Response move(String id, String move, String body, Map<String, String> by) {
        return world.call("POST", "/v1/escrows/" + id + "/" + move, body, "key-" + move + "-000000000001", by);
    }

    @Test
    void twentyOwedRefundsAreRefusedThriceAndTwentyChargebacksDecided() {
        filled("card_ok", 20);
        bank.refundsAre(new GatewayResult.Declined("account_closed"));
        for (int day : List.of(15, 2, 3)) {
            world.clock.advance(Duration.ofDays(day));
            world.wakeLast();
        }
        IntStream.range(10, 10 + CHARGEBACKS).forEach(i -> bank.says("cb_" + i, 100, ChargebackStatus.OPEN));
        books.heard(payment);
        IntStream.range(10, 10 + CHARGEBACKS)
                .forEach(i -> bank.says("cb_" + i, 100, i % 2 == 0 ? ChargebackStatus.LOST : ChargebackStatus.WON));
        books.heard(payment);

        assertTrue(entries() > Journal.MOST_ENTRIES, entries() + " entries");
        Duration look = Duration.ofMinutes(15);
        assertEquals(Set.of(Duration.ofMinutes(6)), waits("chargeback."), "its escrows have to be told");
        assertEquals(Set.of(look), waits("payment.chargeback_noticed."), "our case's chain is looked for");
        assertEquals(
                Set.of(Duration.ZERO, look),
                waits("payment.chargeback_spread."),
                "no step is left to do; the first one has no case to look for, either");
        assertEquals(List.of("settled"), ids.stream().map(this::state).distinct().toList());
        assertEquals(0, world.balance("outgoing"));
        assertEquals(210_000, world.balance("suspense"), "what could not be sent waits for finance");
        world.check();
    }

    @Test
    void aLateCaptureGoesBackAfterYearsOfSilence() {
        filled("card_declined", 2);
        books.captured(payment, 3000, "card_ok");
        bank.refundsAre(new GatewayResult.Unknown());
        books.heard(payment);
        for (int year = 0; year < 20; year++) {
            world.clock.advance(Duration.ofDays(365));
            world.wakeLast();
        }
        assertEquals(3000, world.balance("outgoing"));
        bank.refundsGoThrough();
        world.clock.advance(Duration.ofDays(800));
        world.wakeLast();

        assertEquals(3000, world.sentBack());
        assertEquals(List.of("opens late_money", "closes late_money"), world.workOf("payment"));
        world.checkIdle();
    }

    @Test
    void aPayeeAndAnArbiterStillGiveBack() {
        filled("card_ok", 5);
        assertEquals(200, move(ids.get(1), "refund", CENT, EscrowWorld.backend()).status());
        assertEquals("settled", move(ids.get(2), "refund", "{\"reason\":\"x\"}", EscrowWorld.backend()).text("state"));
        assertEquals(200, move(ids.get(3), "dispute", "{\"reason\":\"other\"}", EscrowWorld.backend()).status());
        String line = "{\"to\":\"payer\",\"amount\":{\"amount\":4000,\"currency\":\"EUR\"}}";
        String all = "{\"reason\":\"other\",\"lines\":[" + line + "]}";
        assertEquals("settled", move(ids.get(3), "award", all, ARBITER).text("state"));
        Response cancelled = move(ids.get(4), "cancel", "{\"onBehalfOf\":\"payee\"}", EscrowWorld.backend());
        assertEquals("cancelled", cancelled.text("state"), cancelled.bytes());
        world.checkIdle();
    }

    /** The first escrow has used up what is its own. */
    @Test
    void anEscrowThatHasSpentItsPartIsRefusedAndTimeGivesItBack() {
        filled("card_ok", 2);
        Response refused = move(ids.getFirst(), "refund", "{\"reason\":\"other\"}", EscrowWorld.backend());
        assertEquals("limit_exceeded", refused.text("reason"), refused.bytes());
        String forced = "{\"onBehalfOf\":\"payee\",\"reason\":\"other\"}";
        assertEquals("limit_exceeded", move(ids.getFirst(), "refund", forced, OPERATOR).text("reason"));
        world.clock.advance(Duration.ofDays(20));
        world.wakeDue();
        assertEquals(List.of("settled"), ids.stream().map(this::state).distinct().toList());
        assertEquals(3000, world.sentBack());
        world.checkIdle();
    }
}
