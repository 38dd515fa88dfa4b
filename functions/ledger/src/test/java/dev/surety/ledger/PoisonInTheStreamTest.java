package dev.surety.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.StreamRecord;
import dev.surety.dynamo.faults.EveryFault;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class PoisonInTheStreamTest {
    private static final AttributeValue GOOD = AttributeValue.fromL(
            List.of(LedgerWorld.posting("fees", "EUR", "5"), LedgerWorld.posting("suspense", "EUR", "-5")));

    static Stream<Arguments> poisons() {
        String over = Long.toString(Long.MAX_VALUE);
        return Stream.of(
                Arguments.of("unknown_account", list(LedgerWorld.posting("magic", "EUR", "5"))),
                Arguments.of("unknown_account", list(LedgerWorld.posting("loss:me", "EUR", "5"))),
                Arguments.of("unknown_account", list(LedgerWorld.posting("fees", "XXQ", "5"))),
                Arguments.of("unbalanced", list(LedgerWorld.posting("fees", "EUR", "5"))),
                Arguments.of("unbalanced", list(LedgerWorld.posting("fees", "EUR", "0"))),
                Arguments.of("unbalanced", list(
                        LedgerWorld.posting("fees", "EUR", over), LedgerWorld.posting("suspense", "EUR", over))),
                Arguments.of("unreadable", list(LedgerWorld.posting("fees", "EUR", "1.5"))),
                Arguments.of("unreadable", list(LedgerWorld.posting("fees", "EUR", "92233720368547758070"))),
                Arguments.of("unreadable", list(AttributeValue.fromS("fees"))),
                Arguments.of("unreadable", AttributeValue.fromS("none")));
    }

    private static AttributeValue list(AttributeValue... postings) {
        return AttributeValue.fromL(List.of(postings));
    }

    @ParameterizedTest
    @MethodSource("poisons")
    void isParkedWithItsReasonAndTheRestGoesOn(String reason, AttributeValue postings) {
        LedgerWorld town = new LedgerWorld();
        town.fund(LedgerWorld.escrow("before"), LedgerWorld.ANNA, 100, "EUR");
        town.plant(LedgerWorld.escrow("bad"), 1, Map.of("postings", postings));
        town.plant(LedgerWorld.escrow("bad"), 2, Map.of("postings", GOOD));
        town.fund(LedgerWorld.escrow("after"), LedgerWorld.ANNA, 10, "EUR");
        assertEquals(List.of(), town.deliver(town.records()));

        assertEquals(110, town.balance("escrow#demo#" + LedgerWorld.ANNA + "#EUR"));
        assertEquals(5, town.balance("fees#demo##EUR"), "what comes after the poison is posted");
        assertEquals(List.of(LedgerWorld.escrow("bad") + "#000001"), town.keys("parked#demo"));
        assertTrue(town.counted("parked", reason));
    }

    @Test
    void holdsBackNothingOfItsChainBeforeItOrAfterIt() {
        LedgerWorld town = new LedgerWorld();
        town.plant(LedgerWorld.escrow("bad"), 1, Map.of("postings", GOOD));
        town.plant(LedgerWorld.escrow("bad"), 2, Map.of("postings", list(LedgerWorld.posting("magic", "EUR", "5"))));
        town.plant(LedgerWorld.escrow("bad"), 3, Map.of("postings", GOOD));
        town.deliver(town.records().subList(1, 2));
        town.deliver(town.records().subList(2, 3));
        town.deliver(town.records());
        assertEquals(10, town.balance("fees#demo##EUR"));
        assertEquals(List.of(LedgerWorld.escrow("bad") + "#000002"), town.keys("parked#demo"));
    }

    @Test
    void isParkedAlsoWhenItWouldCarryABalanceOutOfItsBounds() {
        LedgerWorld town = new LedgerWorld();
        String most = Long.toString(Long.MAX_VALUE);
        for (String name : List.of("first", "second")) {
            town.plant(LedgerWorld.escrow(name), 1, Map.of("postings", list(
                    LedgerWorld.posting("fees", "EUR", most), LedgerWorld.posting("suspense", "EUR", "-" + most))));
        }
        town.plant(LedgerWorld.escrow("second"), 2, Map.of("postings", GOOD));
        town.plant(LedgerWorld.escrow("third"), 1, Map.of("postings", list(
                LedgerWorld.posting("loss", "EUR", "7"), LedgerWorld.posting("costs", "EUR", "-7"))));
        assertEquals(List.of(), town.deliver(town.records()));
        assertEquals(7, town.balance("loss#demo##EUR"));
        assertEquals(Long.MAX_VALUE, town.balance("fees#demo##EUR"));
        assertTrue(town.counted("parked", "overflow"));
        assertEquals(
                List.of(LedgerWorld.escrow("second") + "#000001", LedgerWorld.escrow("second") + "#000002"),
                town.keys("parked#demo"),
                "the second does not fit either");
    }

    @Test
    void opensOnePlaceInTheWorkQueueHoweverOftenItComes() {
        LedgerWorld town = new LedgerWorld();
        town.plant(LedgerWorld.escrow("bad"), 1, Map.of("postings", list(LedgerWorld.posting("magic", "EUR", "5"))));
        town.plant(LedgerWorld.escrow("bad"), 2, Map.of("postings", GOOD));
        town.plant(LedgerWorld.escrow("worse"), 1, Map.of("postings", AttributeValue.fromS("none")));
        town.drain();
        town.drain();
        assertEquals(
                List.of("opens entry_parked 1 unknown_account", "opens entry_parked 1 unreadable"),
                LedgerJobsWorld.places(town));
        assertEquals(2, town.keys("parked#demo").size(), "the entries that tell of it are posted like any other");
    }

    @Test
    void withAKeyOfNoMarketplaceIsParkedApart() {
        LedgerWorld town = new LedgerWorld();
        town.memory.plant("journal", Map.of(
                "pk", AttributeValue.fromS("nonsense"),
                "sk", AttributeValue.fromN("1"),
                "postings", GOOD));
        assertEquals(List.of(), town.deliver(town.records()));
        assertEquals(List.of("nonsense#000001"), town.keys("parked#-"));
    }

    @Test
    void isNeverLostByAFault() {
        EveryFault.of(
                        "parking",
                        faults -> {
                            LedgerWorld town = new LedgerWorld(faults);
                            town.plant(LedgerWorld.escrow("bad"), 1, Map.of("postings", list(GOOD.l().getFirst())));
                            town.plant(LedgerWorld.escrow("bad"), 2, Map.of("postings", GOOD));
                            town.fund(LedgerWorld.escrow("after"), LedgerWorld.ANNA, 10, "EUR");
                            return town;
                        },
                        (LedgerWorld town) -> town.deliver(town.records()))
                .withDeaths()
                .inPairs()
                .checking(town -> {
                    assertEquals(1, town.keys("parked#demo").size());
                    assertEquals(5, town.balance("fees#demo##EUR"));
                    assertEquals(List.of("opens entry_parked 1 unbalanced"), LedgerJobsWorld.places(town));
                    assertEquals(10, town.balance("escrow#demo#" + LedgerWorld.ANNA + "#EUR"));
                })
                .run();
    }

    @Test
    void aChangedOrRemovedEntryIsABreachThatIsKeptForEver() {
        LedgerWorld town = new LedgerWorld();
        town.fund(LedgerWorld.escrow("one"), LedgerWorld.ANNA, 100, "EUR");
        town.plant(LedgerWorld.escrow("one"), 1, Map.of("postings", GOOD));
        town.fund(LedgerWorld.escrow("two"), LedgerWorld.ANNA, 10, "EUR");
        assertEquals(StreamRecord.Kind.MODIFY, town.records().get(1).kind());
        assertEquals(List.of(), town.deliver(town.records()));
        town.deliver(town.records());
        assertEquals(1, town.keys("breach#demo").size());
        assertTrue(town.counted("breach", "append-only"));
        assertEquals(110, town.balance("escrow#demo#" + LedgerWorld.ANNA + "#EUR"));
        assertFalse(town.counted("parked", "reason"));
    }
}
