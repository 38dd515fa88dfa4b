package dev.surety.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import dev.surety.model.standing.Holds;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.SmallRunner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ExplainingABalanceTest {
    private static final String PATH = "/v1/participants/" + LedgerWorld.ANNA + "/balance/explain";
    private static final String UNTIL = "2026-12-06T10:00:00.000Z";

    private static JsonNode explained(LedgerWorld town) {
        var said = town.get(LedgerWorld.READER, PATH);
        assertEquals(200, said.status(), Json.text(said.body()));
        said.body().get("balances").forEach(ExplainingABalanceTest::sums);
        return said.body();
    }

    /** Whatever else an answer says: its parts sum to all that is not available. */
    private static void sums(JsonNode balance) {
        long parts = balance.get("parts").valueStream()
                .mapToLong(part -> part.get("amount").get("amount").longValue())
                .sum();
        long waits = List.of("inEscrow", "onHold", "reserved", "debt").stream()
                .mapToLong(name -> balance.get(name).get("amount").longValue())
                .sum();
        assertEquals(waits, parts, Json.text(balance));
    }

    private static List<String> parts(JsonNode body) {
        List<String> parts = new ArrayList<>();
        for (JsonNode balance : body.get("balances")) {
            for (JsonNode part : balance.get("parts")) {
                parts.add(part.get("account").stringValue() + " " + part.get("amount").get("amount") + " "
                        + part.get("status").stringValue() + " " + part.get("reason").asString("-"));
            }
        }
        return parts;
    }

    private static void funded(LedgerWorld town, ChainId escrow, long minor, ObjectNode data) {
        town.append(escrow, "escrow.funded.v1", data, Postings.building()
                .debit(LedgerWorld.of(AccountKind.GATEWAY, "sandbox"), Money.of(minor, "EUR"))
                .credit(LedgerWorld.of(AccountKind.ESCROW, LedgerWorld.ANNA), Money.of(minor, "EUR"))
                .build());
    }

    private static void matures(LedgerWorld town, ChainId escrow, long minor, ObjectNode data) {
        town.append(escrow, "escrow.released.v1", data, Postings.building()
                .debit(LedgerWorld.of(AccountKind.ESCROW, LedgerWorld.ANNA), Money.of(minor, "EUR"))
                .credit(LedgerWorld.of(AccountKind.ON_HOLD, LedgerWorld.ANNA), Money.of(minor, "EUR"))
                .build());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            reason            | whoActs     | nextStep       | releases
            not_delivered     | payee       | deliver        | delivered_and_accepted
            inspection_window | payer       | accept_or_wait | accepted_or_window_over
            dispute           | marketplace | settle_dispute | dispute_closed
            chargeback        | bank        | await_bank     | bank_decided
            new_payee         | nobody      | wait           | time_passed
            """)
    void aReasonSaysWhoseMoveItIsAndWhatReleases(String reason, String whoActs, String nextStep, String releases) {
        LedgerWorld town = new LedgerWorld().settled();
        funded(town, LedgerWorld.escrow("one"), 6_000, LedgerWorld.holds().escrow(reason, 6_000, UNTIL).data());
        town.drain();
        JsonNode body = explained(town);
        assertTrue(body.get("complete").booleanValue());
        JsonNode part = body.get("balances").get(0).get("parts").get(0);
        assertEquals(6_000, part.get("amount").get("amount").intValue());
        assertEquals("EUR", part.get("amount").get("currency").stringValue());
        assertEquals("explained", part.get("status").stringValue());
        assertEquals(reason, part.get("reason").stringValue());
        assertEquals(whoActs, part.get("whoActs").stringValue());
        assertEquals(nextStep, part.get("nextStep").stringValue());
        assertEquals(releases, part.get("releases").stringValue());
        assertEquals(LedgerWorld.escrow("one").id(), part.get("subject").stringValue());
        assertEquals(UNTIL, part.get("earliest").stringValue());
    }

    @Test
    void theSharedWordIsReadAsTheMapperWritesIt() {
        LedgerWorld town = new LedgerWorld().settled();
        var holds = new Holds(
                List.of(
                        new Holds.Hold(Holds.INSPECTION_WINDOW, 5_000, Optional.of(Instant.parse(UNTIL))),
                        new Holds.Hold(Holds.DISPUTE, 1_000, Optional.empty())),
                List.of());
        ObjectNode data = Json.object();
        data.set("holds", Json.tree(holds));
        funded(town, LedgerWorld.escrow("one"), 6_000, data);
        town.drain();
        JsonNode parts = explained(town).get("balances").get(0).get("parts");
        assertEquals(UNTIL, parts.get(0).get("earliest").stringValue());
        assertEquals("dispute", parts.get(1).get("reason").stringValue());
        assertTrue(parts.get(1).get("earliest").isNull());
    }

    @Test
    void theLastEntryDecidesAlsoWhenItMovedNoMoney() {
        LedgerWorld town = new LedgerWorld().settled();
        funded(town, LedgerWorld.escrow("one"), 6_000, LedgerWorld.holds().escrow("not_delivered", 6_000, null).data());
        town.append(LedgerWorld.escrow("one"), "escrow.delivered.v1",
                LedgerWorld.holds().escrow("inspection_window", 6_000, UNTIL).data(), Postings.NONE);
        town.drain();
        assertEquals(List.of("escrow 6000 explained inspection_window"), parts(explained(town)));
    }

    @Test
    void heldAndMaturingMoneyOfOneEscrowAreTwoParts() {
        LedgerWorld town = new LedgerWorld().settled();
        funded(town, LedgerWorld.escrow("one"), 6_000, Json.object());
        matures(town, LedgerWorld.escrow("one"), 2_500, LedgerWorld.holds()
                .escrow("not_delivered", 3_000, null)
                .escrow("dispute", 500, null)
                .onHold("new_payee", 2_500, UNTIL)
                .data());
        town.fund(LedgerWorld.escrow("yen"), LedgerWorld.ANNA, 70, "JPY");
        town.release(LedgerWorld.escrow("yen"), LedgerWorld.ANNA, 70, 7, "JPY");
        town.drain();
        JsonNode body = explained(town);
        assertEquals(
                List.of("escrow 3000 explained not_delivered", "escrow 500 explained dispute",
                        "onHold 2500 explained new_payee"),
                parts(body));
        assertTrue(body.get("complete").booleanValue());
        JsonNode yen = body.get("balances").get(1);
        assertEquals(63, yen.get("available").get("amount").intValue());
        assertEquals(0, yen.get("parts").size(), "an escrow that is over needs no reason");
    }

    @Test
    void reserveAndDebtHaveTheirOwnReasons() {
        LedgerWorld town = new LedgerWorld().settled();
        town.append(LedgerWorld.escrow("one"), "escrow.released.v1", Json.object(), Postings.building()
                .debit(LedgerWorld.of(AccountKind.GATEWAY, "sandbox"), Money.of(300, "EUR"))
                .credit(LedgerWorld.of(AccountKind.RESERVE, LedgerWorld.ANNA), Money.of(300, "EUR"))
                .build());
        town.append(LedgerWorld.escrow("two"), "escrow.refunded.v1", Json.object(), Postings.building()
                .debit(LedgerWorld.of(AccountKind.DEBT, LedgerWorld.ANNA), Money.of(900, "EUR"))
                .credit(LedgerWorld.of(AccountKind.GATEWAY, "sandbox"), Money.of(900, "EUR"))
                .build());
        town.drain();
        JsonNode body = explained(town);
        assertEquals(List.of("debt 900 explained debt", "reserve 300 explained reserve"), parts(body));
        assertEquals("payee", body.get("balances").get(0).get("parts").get(0).get("whoActs").stringValue());
    }

    private static void owes(LedgerWorld town, String sale, long minor) {
        town.append(LedgerWorld.escrow(sale), "escrow.refunded.v1", Json.object(), Postings.building()
                .debit(LedgerWorld.of(AccountKind.DEBT, LedgerWorld.ANNA), Money.of(minor, "EUR"))
                .credit(LedgerWorld.of(AccountKind.GATEWAY, "sandbox"), Money.of(minor, "EUR"))
                .build());
    }

    @Test
    void aDebtSaysWhichSalesMadeItAndTheOldestIsPaidFirst() {
        LedgerWorld town = new LedgerWorld().settled();
        owes(town, "one", 900);
        town.clock.advance(Duration.ofDays(1));
        owes(town, "two", 500);
        town.clock.advance(Duration.ofDays(1));
        owes(town, "three", 40);
        owes(town, "three", -40);
        town.append(new ChainId("collection", LedgerWorld.DEMO, "col_1"), "debt.collected.v1", Json.object(),
                Postings.building()
                        .debit(LedgerWorld.of(AccountKind.GATEWAY, "sandbox"), Money.of(1_000, "EUR"))
                        .credit(LedgerWorld.of(AccountKind.DEBT, LedgerWorld.ANNA), Money.of(1_000, "EUR"))
                        .build());
        town.drain();
        JsonNode body = explained(town);
        assertEquals(List.of("debt 400 explained debt"), parts(body));
        JsonNode part = body.get("balances").get(0).get("parts").get(0);
        assertEquals(LedgerWorld.escrow("two").id(), part.get("subject").stringValue());
        assertTrue(body.get("complete").booleanValue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            said | parts
            4000 | escrow 4000 explained not_delivered; escrow 2000 being_posted -
            6001 | escrow 6000 being_posted -
            0    | escrow 6000 being_posted -
            """)
    void whatTheChainAndTheLedgerDoNotAgreeOnIsBeingPosted(long said, String expected) {
        LedgerWorld town = new LedgerWorld().settled();
        var holds = LedgerWorld.holds();
        funded(town, LedgerWorld.escrow("one"), 6_000,
                (said == 0 ? holds : holds.escrow("not_delivered", said, null)).data());
        town.drain();
        JsonNode body = explained(town);
        assertFalse(body.get("complete").booleanValue());
        assertEquals(List.of(expected.split("; ")), parts(body));
    }

    @Test
    void aLedgerThatLagsSaysSoAndIsRightOnceItIsPosted() {
        LedgerWorld town = new LedgerWorld().settled();
        funded(town, LedgerWorld.escrow("one"), 6_000, LedgerWorld.holds().escrow("not_delivered", 6_000, null).data());
        town.drain();
        matures(town, LedgerWorld.escrow("one"), 6_000, LedgerWorld.holds().onHold("new_payee", 6_000, UNTIL).data());
        assertEquals(List.of("escrow 6000 being_posted -"), parts(explained(town)));
        town.drain();
        assertEquals(List.of("onHold 6000 explained new_payee"), parts(explained(town)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{}",
        "{\"holds\":null}",
        "{\"holds\":[]}",
        "{\"holds\":{\"escrow\":[]}}",
        "{\"holds\":{\"escrow\":{},\"onHold\":[]}}",
        "{\"holds\":{\"escrow\":[{\"reason\":\"not_delivered\",\"amountMinor\":\"6000\"}],\"onHold\":[]}}",
        "{\"holds\":{\"escrow\":[{\"reason\":\"not_delivered\",\"amountMinor\":1.5}],\"onHold\":[]}}",
        "{\"holds\":{\"escrow\":[{\"reason\":7,\"amountMinor\":6000}],\"onHold\":[]}}",
        "{\"holds\":{\"escrow\":[{\"reason\":\"weather\",\"amountMinor\":6000}],\"onHold\":[]}}",
        "{\"holds\":{\"escrow\":[{\"reason\":\"dispute\",\"amountMinor\":0}],\"onHold\":[]}}",
        "{\"holds\":{\"escrow\":[{\"reason\":\"dispute\",\"amountMinor\":6000,\"until\":\"soon\"}],\"onHold\":[]}}",
        "[]",
        "none"
    })
    void anEntryThatSaysNothingReadableIsNotRecorded(String data) {
        LedgerWorld town = new LedgerWorld().settled();
        town.plant(LedgerWorld.escrow("one"), 1, Map.of(
                "data", AttributeValue.fromS(data),
                "actor", AttributeValue.fromS("timer"),
                "key", AttributeValue.fromS("k"),
                "postings", AttributeValue.fromL(List.of(
                        LedgerWorld.posting("gateway:sandbox", "EUR", "-6000"),
                        LedgerWorld.posting("escrow:" + LedgerWorld.ANNA, "EUR", "6000")))));
        town.drain();
        JsonNode body = explained(town);
        assertFalse(body.get("complete").booleanValue());
        assertEquals(List.of("escrow 6000 not_recorded -"), parts(body));
    }

    @Test
    void holdsUnderTheFormerNameAreRead() {
        LedgerWorld town = new LedgerWorld().settled();
        ObjectNode data = LedgerWorld.holds().onHold("new_payee", 6_000, UNTIL).data();
        ObjectNode holds = (ObjectNode) data.get("holds");
        holds.set("maturing", holds.remove("onHold"));
        funded(town, LedgerWorld.escrow("one"), 6_000, LedgerWorld.holds().data());
        matures(town, LedgerWorld.escrow("one"), 6_000, data);
        town.drain();
        assertEquals(List.of("onHold 6000 explained new_payee"), parts(explained(town)));
    }

    @Test
    void aChainOfAnotherTypeIsNotAskedForItsReasons() {
        LedgerWorld town = new LedgerWorld().settled();
        funded(town, new ChainId("payment", LedgerWorld.DEMO, "pay_1"), 80,
                LedgerWorld.holds().escrow("dispute", 80, null).data());
        town.drain();
        assertEquals(List.of("escrow 80 not_recorded -"), parts(explained(town)));
    }

    @Test
    void beyondItsLimitsItSaysThatItDidNotLook() {
        LedgerWorld town = new LedgerWorld().settled();
        for (int i = 1; i <= 5; i++) {
            town.clock.advance(Duration.ofMinutes(1));
            funded(town, LedgerWorld.escrow("many " + i), i * 100L,
                    LedgerWorld.holds().escrow("not_delivered", i * 100L, null).data());
        }
        town.drain();
        town.explainLimits(5, 2);
        assertEquals(
                List.of("escrow 100 explained not_delivered", "escrow 200 explained not_delivered",
                        "escrow 1200 not_looked_at -"),
                parts(explained(town)));
        town.explainLimits(4, 300);
        assertEquals(List.of("escrow 1500 not_looked_at -"), parts(explained(town)));
        town.explainLimits(5, 300);
        town.memory.pageBytes(300);
        assertTrue(explained(town).get("complete").booleanValue());
    }

    @Test
    void aDebitThatOvertookItsCreditMakesNoNegativePart() {
        LedgerWorld town = new LedgerWorld().settled();
        funded(town, LedgerWorld.escrow("one"), 6_000, LedgerWorld.holds().escrow("dispute", 6_000, null).data());
        funded(town, LedgerWorld.escrow("two"), 900, LedgerWorld.holds().escrow("dispute", 900, null).data());
        town.release(LedgerWorld.escrow("two"), LedgerWorld.ANNA, 900, 9, "EUR");
        town.deliver(town.records().stream()
                .filter(record -> !record.newImage().get("pk").s().contains(LedgerWorld.escrow("two").id())
                        || record.newImage().get("sk").n().equals("2"))
                .toList());
        assertEquals(List.of("escrow 5100 being_posted -"), parts(explained(town)));
    }

    @Test
    void whateverWasPostedByNowTheSumsAreExact() {
        SmallRunner.times(30, (random, _) -> {
            LedgerWorld town = new LedgerWorld().settled();
            for (int i = 0; i < 12; i++) {
                long price = 1 + random.nextInt(9_999);
                long held = random.nextInt(3) == 0 ? price : 1 + random.nextInt(2 * (int) price);
                ChainId escrow = LedgerWorld.escrow("sale " + i);
                funded(town, escrow, price, LedgerWorld.holds().escrow("dispute", held, null).data());
                if (random.nextBoolean()) {
                    matures(town, escrow, price, LedgerWorld.holds().onHold("new_payee", held, UNTIL).data());
                }
            }
            town.deliver(town.records().subList(0, random.nextInt(town.records().size())));
            explained(town);
            town.drain();
            explained(town);
        });
    }
}
