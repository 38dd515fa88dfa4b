package dev.surety.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.testkit.AtOnce;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlayingTheBankTest {
    private static final String KEY = "chargeback-000000001";
    private static final String NEWS = "payment#demo#" + OutsideWorld.CHARGE + " 0";
    private static final Map<String, String> OPERATOR = SandboxWorld.operator(OutsideWorld.DEMO);

    private final OutsideWorld world = new OutsideWorld();

    private static String drawn(String more) {
        return "{\"payment\":\"" + OutsideWorld.CHARGE + "\",\"outcome\":\"drawn\"" + more + "}";
    }

    private static String amount(long minor, String currency) {
        return ",\"amount\":{\"amount\":" + minor + ",\"currency\":\"" + currency + "\"}";
    }

    @Test
    void theBankDrawsAllOfItAndTheEscrowFunctionIsTold() {
        world.charge("captured");

        Response answer = world.post(OutsideWorld.BANK, drawn(""), KEY);

        assertEquals(202, answer.status());
        assertEquals(
                "{\"id\":\"cb_" + OutsideWorld.CHARGE + "\",\"payment\":\"" + OutsideWorld.CHARGE
                        + "\",\"amount\":{\"amount\":6000,\"currency\":\"EUR\"},\"outcome\":\"drawn\"}",
                answer.bytes());
        assertEquals("drawn 6000 EUR", world.bank());
        assertEquals(List.of(NEWS), world.told);
        assertFalse(answer.isReplay());
    }

    @Test
    void theBankDrawsAPartAndDecidesAboutThat() {
        world.charge("captured");

        assertEquals(
                202,
                world.post(OutsideWorld.BANK, drawn(amount(2000, "EUR")), KEY).status());
        Response won = world.bank("won");

        assertEquals("won 2000 EUR", world.bank());
        assertEquals(2000, won.body().at("/amount/amount").asInt());
        assertEquals("won", won.body().path("outcome").asString());
        assertEquals(List.of(NEWS, NEWS), world.told);
    }

    @ParameterizedTest(name = "{0}, {1}, {2}: {3}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "charge        | before     | now   | becomes                | because",
                "captured      |            | drawn | drawn                  | it was paid",
                "captured      |            | won   | transition_not_allowed | nothing was drawn",
                "captured      |            | lost  | transition_not_allowed | nothing was drawn",
                "captured      | drawn      | drawn | transition_not_allowed | once a charge",
                "captured      | drawn      | won   | won                    | the bank decides",
                "captured      | drawn      | lost  | lost                   | the bank decides",
                "captured      | drawn won  | drawn | transition_not_allowed | once a charge",
                "captured      | drawn won  | won   | transition_not_allowed | once",
                "captured      | drawn won  | lost  | transition_not_allowed | once",
                "captured      | drawn lost | drawn | transition_not_allowed | once a charge",
                "captured      | drawn lost | won   | won                    | it gives back what it kept",
                "captured      | drawn lost won | lost | transition_not_allowed | once",
                "captured      |            | warned | warned                | it asks first",
                "captured      |            | closed | transition_not_allowed | nothing was asked",
                "captured      | warned     | warned | transition_not_allowed | once a charge",
                "captured      | warned     | closed | closed                 | the bank takes nothing",
                "captured      | warned     | drawn | drawn                  | the warning comes true",
                "captured      | warned     | won   | transition_not_allowed | nothing was drawn",
                "captured      | warned     | lost  | transition_not_allowed | nothing was drawn",
                "captured      | warned closed | drawn | transition_not_allowed | it is closed",
                "captured      | drawn      | warned | transition_not_allowed | once a charge",
                "captured      | drawn      | closed | transition_not_allowed | it is no warning",
                "captured      | drawn lost | lost  | transition_not_allowed | once",
                "action_needed |            | drawn | transition_not_allowed | nothing was paid",
                "processing    |            | drawn | transition_not_allowed | nothing was paid yet",
                "declined      |            | drawn | transition_not_allowed | nothing was paid",
                "cancelled     |            | drawn | transition_not_allowed | nothing was paid",
            })
    void aBankActsInItsOrder(String charge, String before, String now, String becomes, String because) {
        world.charge(charge);
        for (String word :
                Optional.ofNullable(before).map(words -> words.split(" ")).orElse(new String[0])) {
            assertEquals(202, world.bank(word).status());
        }
        String body = "{\"payment\":\"" + OutsideWorld.CHARGE + "\",\"outcome\":\"" + now + "\"}";
        if (becomes.equals("transition_not_allowed")) {
            Response answer = world.refused(OutsideWorld.BANK, body, OPERATOR);
            assertEquals(409, answer.status(), because);
            assertEquals(becomes, answer.reason(), because);
        } else {
            assertEquals(202, world.post(OutsideWorld.BANK, body, KEY).status(), because);
            assertEquals(becomes + " 6000 EUR", world.bank(), because);
        }
    }

    @ParameterizedTest(name = "{0}: {1} {2} {3}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "body                                                             | status | pointer          | reason",
                "{}                                                               | 400    | /payment         |"
                        + " missing",
                "{'payment':null,'outcome':'drawn'}                               | 400    | /payment         | type",
                "{'payment':7,'outcome':'drawn'}                                  | 400    | /payment         | type",
                "{'payment':'esc_abcdefghijklmnopqrstuvwx27','outcome':'drawn'}   | 400    | /payment         | format",
                "{'payment':'CHARGE'}                                             | 400    | /outcome         |"
                        + " missing",
                "{'payment':'CHARGE','outcome':'DRAWN'}                           | 400    | /outcome         | format",
                "{'payment':'CHARGE','outcome':'refunded'}                        | 400    | /outcome         | format",
                "{'payment':'CHARGE','outcome':['drawn']}                         | 400    | /outcome         | type",
                "{'payment':'CHARGE','outcome':'drawn','amount':null}             | 400    | /amount          | type",
                "{'payment':'CHARGE','outcome':'drawn','amount':2000}             | 400    | /amount          | type",
                "{'payment':'CHARGE','outcome':'drawn','amount':MONEY(0,'EUR')}   | 400    | /amount/amount   | bound",
                "{'payment':'CHARGE','outcome':'drawn','amount':MONEY(-1,'EUR')}  | 400    | /amount/amount   | bound",
                "{'payment':'CHARGE','outcome':'drawn','amount':MONEY(1.0,'EUR')} | 400    | /amount/amount   | type",
                "{'payment':'CHARGE','outcome':'drawn','amount':MONEY(1,'XXQ')}   | 400    | /amount/currency | format",
                "{'payment':'CHARGE','outcome':'won','amount':MONEY(1,'EUR')}     | 400    | /amount          |"
                        + " unknown",
                "{'payment':'CHARGE','outcome':'drawn','reason':'theft'}          | 400    | /reason          | format",
                "{'payment':'CHARGE','outcome':'lost','reason':'general'}         | 400    | /reason          |"
                        + " unknown",
                "{'payment':'CHARGE','outcome':'drawn','evidenceDueBy':'soon'}    | 400    | /evidenceDueBy   | format",
                "{'payment':'CHARGE','outcome':'drawn','status':'captured'}       | 400    | /status          |"
                        + " unknown",
                "{'payment':'NOBODYS','outcome':'drawn'}                          | 422    | /payment         |"
                        + " not_found",
                "{'payment':'CHARGE','outcome':'drawn','amount':MONEY(1,'USD')}   | 422    | /amount          |"
                        + " another_currency",
            })
    void aBodyThatIsWrongSaysWhereAndChangesNothing(String body, int status, String pointer, String reason) {
        world.charge("captured");
        String json = body.replaceAll("MONEY\\(([^,]*),('[A-Z]*')\\)", "{'amount':$1,'currency':$2}")
                .replace("CHARGE", OutsideWorld.CHARGE.value())
                .replace("NOBODYS", OutsideWorld.NOBODYS.value())
                .replace('\'', '"');
        Response answer = world.refused(OutsideWorld.BANK, json, OPERATOR);
        assertEquals(
                status + " " + pointer + " " + reason,
                answer.status() + " " + answer.pointer() + " " + answer.fieldReason());
    }

    @Test
    void theBankGivesItsReasonAndTheTimeForEvidence() {
        world.charge("captured");
        world.post(OutsideWorld.BANK, drawn(""), KEY);
        assertEquals("general", booked(world, "reason"));
        assertEquals(SandboxWorld.START.plus(Duration.ofDays(14)), Instant.parse(booked(world, "evidenceDueBy")));

        var other = new OutsideWorld().charge("captured");
        String more = ",\"reason\":\"fraudulent\",\"evidenceDueBy\":\"2026-12-24T18:00:00Z\"";
        assertEquals(202, other.post(OutsideWorld.BANK, drawn(more), KEY).status());
        assertEquals("fraudulent", booked(other, "reason"));
        assertEquals("2026-12-24T18:00:00.000Z", booked(other, "evidenceDueBy"));
        assertEquals(202, other.bank("won").status());
        assertEquals("fraudulent", booked(other, "reason"));
    }

    private static String booked(OutsideWorld at, String what) {
        return at.book(OutsideWorld.DEMO, "cb_" + OutsideWorld.CHARGE).orElseThrow().get(what).s();
    }

    @Test
    void noMoreIsDrawnThanWasPaid() {
        world.charge("captured");

        Response answer = world.refused(OutsideWorld.BANK, drawn(amount(6001, "EUR")), OPERATOR);
        assertEquals(422, answer.status());
        assertEquals("amount_exceeds", answer.reason());
        assertEquals(
                202,
                world.post(OutsideWorld.BANK, drawn(amount(6000, "EUR")), KEY).status());
        Response twice = world.refused(OutsideWorld.BANK, drawn(amount(6001, "EUR")), OPERATOR);
        assertEquals("transition_not_allowed", twice.reason(), "comes before");
    }

    @Test
    void aChargeOfAnotherMarketplaceIsNoneAtAll() {
        world.charge(OutsideWorld.OTHER, "captured", Optional.empty());

        assertEquals(
                "not_found",
                world.refused(OutsideWorld.BANK, drawn(""), OPERATOR).fieldReason());
        Map<String, String> other = SandboxWorld.operator(OutsideWorld.OTHER);
        assertEquals(202, world.post(OutsideWorld.BANK, drawn(""), KEY, other).status());
        assertTrue(world.book(OutsideWorld.DEMO, "cb_" + OutsideWorld.CHARGE).isEmpty());
    }

    @Test
    void onlyAnOperatorOfTheMarketplacePlaysTheBank() {
        world.charge("captured");
        Map<String, String> unscoped = new TreeMap<>(OPERATOR);
        unscoped.put("scope", "escrows:write escrows:operate");
        assertEquals(403, world.refused(OutsideWorld.BANK, drawn(""), unscoped).status());
        Map<String, String> participant = new TreeMap<>(OPERATOR);
        participant.put("participant", "par_abcdefghijklmnopqrstuvwx27");
        assertEquals(
                403, world.refused(OutsideWorld.BANK, drawn(""), participant).status());
        assertEquals(401, world.refused(OutsideWorld.BANK, drawn(""), Map.of()).status());
        assertEquals(
                "idempotency_key_missing",
                world.post(OutsideWorld.BANK, drawn(""), "").reason());
        assertEquals("", world.bank());
    }

    @Test
    void theSameKeyGetsTheSameBytesAndTellsAgain() {
        world.charge("captured");
        Response first = world.post(OutsideWorld.BANK, drawn(amount(2000, "EUR")), KEY);
        world.bank("lost");
        Map<String, ?> before = world.store.everything();

        Response again = world.post(OutsideWorld.BANK, drawn(amount(2000, "EUR")), KEY);

        assertEquals(first.bytes(), again.bytes());
        assertEquals(202, again.status());
        assertTrue(again.isReplay());
        assertEquals(before, world.store.everything());
        assertEquals(List.of(NEWS, NEWS, NEWS), world.told);
    }

    @Test
    void anotherRequestUnderTheSameKeyIsRefusedWhateverItIsAbout() {
        world.charge("captured");
        world.post(OutsideWorld.BANK, drawn(""), KEY);
        List<String> others = List.of(
                drawn(amount(6000, "EUR")),
                drawn("").replace("drawn", "won"),
                drawn("").replace(OutsideWorld.CHARGE.value(), OutsideWorld.NOBODYS.value()));
        for (String other : others) {
            Response answer = world.post(OutsideWorld.BANK, other, KEY);
            assertEquals(422, answer.status());
            assertEquals("idempotency_key_reused", answer.reason());
        }
        assertEquals("drawn 6000 EUR", world.bank());
        assertEquals(List.of(NEWS), world.told);
    }

    @Test
    void aRefusalLeavesTheKeyFree() {
        world.charge("captured");
        String won = drawn("").replace("drawn", "won");
        assertEquals(409, world.post(OutsideWorld.BANK, won, KEY).status());
        assertEquals(202, world.bank("drawn").status());
        assertEquals(202, world.post(OutsideWorld.BANK, won, KEY).status());
    }

    @Test
    void ofManyWhoDrawAtOnceOneDoes() throws Exception {
        world.charge("captured");

        List<Response> answers = AtOnce.call(
                16, caller -> world.post(OutsideWorld.BANK, drawn(amount(1000 + caller, "EUR")), KEY + caller));

        List<Response> done =
                answers.stream().filter(answer -> answer.status() == 202).toList();
        assertEquals(1, done.size());
        assertEquals(
                15, answers.stream().filter(answer -> answer.status() == 409).count());
        assertEquals("drawn " + done.getFirst().body().at("/amount/amount").asInt() + " EUR", world.bank());
    }

    @Test
    void ofManyRetriesAtOnceAllGetTheSameAnswer() throws Exception {
        world.charge("captured");

        List<Response> answers = AtOnce.call(16, _ -> world.post(OutsideWorld.BANK, drawn(""), KEY));

        assertEquals(1, answers.stream().map(Response::bytes).distinct().count());
        assertTrue(answers.stream().allMatch(answer -> answer.status() == 202));
        assertEquals(1, answers.stream().filter(answer -> !answer.isReplay()).count(), "one of them has played");
    }
}
