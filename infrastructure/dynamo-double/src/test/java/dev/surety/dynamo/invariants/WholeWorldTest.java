package dev.surety.dynamo.invariants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.clock.FixedClock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Every invariant, once broken, is named. */
class WholeWorldTest {
    private static final String AT = "2026-11-22T10:00:00.000Z";
    private final MemoryDynamo db = MemoryDynamo.surety(FixedClock.at("2026-11-22T10:00:00Z"));

    private static Map<String, AttributeValue> entry(String pk, int sk, String postings, String... more) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("pk", AttributeValue.fromS(pk));
        item.put("sk", AttributeValue.fromN(Integer.toString(sk)));
        item.put("event", AttributeValue.fromS("thing.happened.v1"));
        item.put("at", AttributeValue.fromS(AT));
        item.put("key", AttributeValue.fromS("key-" + sk));
        if (sk > 1) {
            item.put("prev", AttributeValue.fromS("hash-" + (sk - 1)));
        }
        List<AttributeValue> lines = new ArrayList<>();
        for (String posting : postings.isBlank() ? new String[0] : postings.split(",")) {
            String[] parts = posting.strip().split(" ");
            lines.add(AttributeValue.fromM(Map.of(
                    "a", AttributeValue.fromS(parts[0]),
                    "c", AttributeValue.fromS("EUR"),
                    "m", AttributeValue.fromN(parts[1]))));
        }
        if (!lines.isEmpty()) {
            item.put("postings", AttributeValue.fromL(lines));
        }
        for (int i = 0; i < more.length; i += 2) {
            item.put(more[i], AttributeValue.fromS(more[i + 1]));
        }
        return item;
    }

    private WholeWorld world() {
        return WholeWorld.of(db).hashing(item -> "hash-" + item.get("sk").n());
    }

    private void append(Map<String, AttributeValue> item) {
        db.putItem(put -> put.tableName("journal").item(item).conditionExpression("attribute_not_exists(pk)"));
    }

    private void broken(String invariant, WholeWorld world) {
        AssertionError error = assertThrows(AssertionError.class, world::check);
        assertTrue(error.getMessage().startsWith(invariant + ":"), error.getMessage());
    }

    private void funded() {
        append(entry("escrow#demo#esc_1", 1, "", "owner", "escrow#demo#par_a"));
        append(entry("escrow#demo#esc_1", 2, "gateway:sandbox -6000, escrow:par_b 6000"));
    }

    private void released() {
        funded();
        append(entry("escrow#demo#esc_1", 3, "escrow:par_b -6000, payable:par_b 5280, fees 720"));
    }

    @Test
    void aGoodWorldPasses() {
        released();
        world().idle().check();
        WholeWorld.check(db);
    }

    @Test
    void brokenEntriesAreNamed() {
        append(entry("escrow#demo#esc_1", 1, "gateway:sandbox -6000, escrow:par_b 5999"));
        broken("entry-balanced", world());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "escrow:par_b -6001, payable:par_b 6001 | no-overdraft",
                "onHold:par_b -1, payable:par_b 1 | no-overdraft",
                "escrow:par_b -6000, payable:par_b 6000, payable:par_b 1, fees -1 | entry-balanced",
                "incoming 5, fees -5 | clearing-clears",
            })
    void wrongPostingsAreNamed(String postings, String invariant) {
        funded();
        append(entry("escrow#demo#esc_1", 3, postings));
        broken(invariant, world().idle());
    }

    @Test
    void oneChainMayNotSpendWhatAnotherHolds() {
        funded();
        append(entry("escrow#demo#esc_2", 1, "escrow:par_b -1, payable:par_b 1"));
        broken("no-overdraft", world());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "key | key-2 | at-most-once",
                "prev | hash-1 | chain-linear",
                "at | 2026-11-22T09:59:59.999Z | chain-linear",
                "owner | escrow#other#par_a | tenant-sealed",
                "due | payout#demo | tenant-sealed",
                "due | escrow#demo | timed-exit",
                "note | write to ann@example.org | secret-kept",
                "data | {\"to\":\"DE89 3704 0044 0532 0130 00\"} | secret-kept",
            })
    void wrongAttributesAreNamed(String attribute, String value, String invariant) {
        funded();
        append(entry("escrow#demo#esc_1", 3, "", attribute, value));
        broken(invariant, world());
    }

    @Test
    void gapsAnswersTwiceAndOverwritesAreNamed() {
        funded();
        MemoryDynamo other = MemoryDynamo.surety(FixedClock.at("2026-11-22T10:00:00Z"));
        other.plant("journal", entry("escrow#demo#esc_1", 2, ""));
        broken("chain-linear", WholeWorld.of(other));
        append(entry("escrow#demo#esc_1", 3, "", "answers", "k"));
        append(entry("escrow#demo#esc_1", 4, "", "answers", "k"));
        broken("at-most-once", world());
        db.plant("journal", entry("escrow#demo#esc_1", 4, "", "answers", "k2"));
        broken("append-only", world());
    }

    @Test
    void aDebitOfThePayeeNeedsItsBalanceInTheSameTransaction() {
        released();
        Map<String, AttributeValue> payout = entry("payout#demo#po_1", 1, "payable:par_b -5280, transit:sepa 5280");
        MemoryDynamo plain = MemoryDynamo.surety(FixedClock.at("2026-11-22T10:00:00Z"));
        db.items("journal").forEach(item -> plain.plant("journal", item));
        plain.plant("journal", payout);
        broken("guarded", WholeWorld.of(plain));
        db.transactWriteItems(write -> write.clientRequestToken("t")
                .transactItems(
                        TransactWriteItem.builder()
                                .put(put -> put.tableName("journal")
                                        .item(payout)
                                        .conditionExpression("attribute_not_exists(pk)"))
                                .build(),
                        TransactWriteItem.builder()
                                .update(update -> update.tableName("ledger")
                                        .key(Map.of(
                                                "pk", AttributeValue.fromS("payable#demo#par_b#EUR"),
                                                "sk", AttributeValue.fromS("balance")))
                                        .updateExpression("ADD minor :m")
                                        .expressionAttributeValues(Map.of(":m", AttributeValue.fromN("-5280"))))
                                .build()));
        world().check();
    }

    private void book(String pk, long minor) {
        book(pk, "balance", "amount", AttributeValue.fromN(Long.toString(minor)));
    }

    private void line(String pk, long minor) {
        book(pk, "line#" + AT, "escrow#esc_1#1", AttributeValue.fromS(minor + " 0 0 escrow.funded.v1"));
    }

    private void book(String pk, String sk, String name, AttributeValue value) {
        db.putItem(put -> put.tableName("ledger")
                .item(Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk), name, value)));
    }

    @Test
    void theLedgerIsTheFoldOfTheJournal() {
        funded();
        book("escrow#demo#par_b#EUR", 6000);
        line("escrow#demo#par_b#EUR", 6000);
        book("gateway#demo#sandbox#EUR", -6000);
        broken("ledger-is-fold", world().drained());
        line("gateway#demo#sandbox#EUR#2026-11-22#0", -6000);
        world().drained().check();
        book("escrow#other#par_b#EUR", 1);
        broken("ledger-is-fold", world().drained());
    }

    @Test
    void checksOfAFunctionAreNamedToo() {
        broken("escrow-conserved", world().with("escrow-conserved", _ -> assertEquals(1, 2)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "esc_7kq2m4z5w3x6y7a2b3c4d5e6f7",
                "2026-11-22T10:00:00.000Z",
                "{\"amount\":4111111111111111,\"currency\":\"EUR\"}",
                "DE00370400440532013000",
                "DE4583HXYHQTD27",
                "paid as DE4583HXYHQTD27 to Ada",
                "DE893704004405320130001",
                "US89370400440532013000",
                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            })
    void whatIsNoSecretIsLeftAlone(String text) {
        assertEquals(Optional.empty(), Secrets.in(Map.of("x", AttributeValue.fromS(text))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111 1111 1111 1111",
                "{\"card\":\"4111111111111111\"}",
                "[\"GB82WEST12345698765432\"]",
                "to DE89 3704 0044 0532 0130 00 FOR ADA",
                "NO9386011117947",
                "MT84MALT011000012345MTLCAST001S.",
                "bearer abcdefghijklmnopqrst",
                "a.b@c.example",
            })
    void secretsAreFound(String text) {
        assertTrue(Secrets.in(Map.of("x", AttributeValue.fromS(text))).isPresent());
    }

    @Test
    void onlyTheIbanOfAnAccountInSettingsIsNoSecret() {
        String account = "{\"payingOut\":{\"bankAccounts\":[{\"name\":\"%s\",\"iban\":\"%s\"}]}}";
        String iban = "DE89370400440532013000";
        assertTrue(Secrets.in(item(account.formatted("main", iban))).isEmpty());
        assertTrue(Secrets.in(item(account.formatted(iban, "none"))).isPresent());
        assertTrue(Secrets.in(item("{\"iban\":\"" + iban + "\"}")).isPresent());
    }

    private static Map<String, AttributeValue> item(String data) {
        return Map.of("data", AttributeValue.fromS(data));
    }

    @Test
    void theKeyOfAnErasedParticipantIsGone() {
        String erased = "{\"state\":{\"closing\":{\"destroyed\":[\"profile\"]}}}";
        append(entry("participant#demo#par_1", 1, "", "data", "{}"));
        append(entry("participant#demo#par_1", 2, "", "data", erased));
        db.putItem(put -> put.tableName("vault-keys")
                .item(Map.of(
                        "pk", AttributeValue.fromS("participant#demo#par_1"),
                        "destroyedAt", AttributeValue.fromS(AT))));
        world().check();
        db.putItem(put -> put.tableName("vault-keys")
                .item(Map.of(
                        "pk", AttributeValue.fromS("participant#demo#par_2"),
                        "wrapped", AttributeValue.fromS("a key"))));
        world().check();
        append(entry("participant#demo#par_2", 1, "", "data", erased));
        AssertionError broken = assertThrows(AssertionError.class, () -> world().check());
        assertTrue(broken.getMessage().startsWith("erasable"), broken.getMessage());
    }
}
