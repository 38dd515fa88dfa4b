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
            List.of(Town.posting("fees", "EUR", "5"), Town.posting("suspense", "EUR", "-5")));

    static Stream<Arguments> poisons() {
        String over = Long.toString(Long.MAX_VALUE);
        return Stream.of(
                Arguments.of("unknown_account", list(Town.posting("magic", "EUR", "5"))),
                Arguments.of("unknown_account", list(Town.posting("fees:me", "EUR", "5"))),
                Arguments.of("unknown_account", list(Town.posting("fees", "XXQ", "5"))),
                Arguments.of("unbalanced", list(Town.posting("fees", "EUR", "5"))),
                Arguments.of("unbalanced", list(Town.posting("fees", "EUR", "0"))),
                Arguments.of("unbalanced", list(
                        Town.posting("fees", "EUR", over), Town.posting("suspense", "EUR", over))),
                Arguments.of("unreadable", list(Town.posting("fees", "EUR", "1.5"))),
                Arguments.of("unreadable", list(Town.posting("fees", "EUR", "92233720368547758070"))),
                Arguments.of("unreadable", list(AttributeValue.fromS("fees"))),
                Arguments.of("unreadable", AttributeValue.fromS("none")));
    }

    private static AttributeValue list(AttributeValue... postings) {
        return AttributeValue.fromL(List.of(postings));
    }

    @ParameterizedTest
    @MethodSource("poisons")
    void isParkedWithItsReasonAndTheRestGoesOn(String reason, AttributeValue postings) {
        Town town = new Town();
        town.fund(Town.escrow("before"), Town.ANNA, 100, "EUR");
        town.plant(Town.escrow("bad"), 1, Map.of("postings", postings));
        town.plant(Town.escrow("bad"), 2, Map.of("postings", GOOD));
        town.fund(Town.escrow("after"), Town.ANNA, 10, "EUR");
        assertEquals(List.of(), town.deliver(town.records()));

        assertEquals(110, town.balance("escrow#demo#" + Town.ANNA + "#EUR"));
        assertEquals(5, town.balance("fees#demo##EUR"), "what comes after the poison is posted");
        assertEquals(List.of(Town.escrow("bad") + "#000001"), town.keys("parked#demo"));
        assertTrue(town.counted("parked", reason));
    }

    @Test
    void holdsBackNothingOfItsChainBeforeItOrAfterIt() {
        Town town = new Town();
        town.plant(Town.escrow("bad"), 1, Map.of("postings", GOOD));
        town.plant(Town.escrow("bad"), 2, Map.of("postings", list(Town.posting("magic", "EUR", "5"))));
        town.plant(Town.escrow("bad"), 3, Map.of("postings", GOOD));
        town.deliver(town.records().subList(1, 2));
        town.deliver(town.records().subList(2, 3));
        town.deliver(town.records());
        assertEquals(10, town.balance("fees#demo##EUR"));
        assertEquals(List.of(Town.escrow("bad") + "#000002"), town.keys("parked#demo"));
    }

    @Test
    void isParkedAlsoWhenItWouldCarryABalanceOutOfItsBounds() {
        Town town = new Town();
        String most = Long.toString(Long.MAX_VALUE);
        for (String name : List.of("first", "second")) {
            town.plant(Town.escrow(name), 1, Map.of("postings", list(
                    Town.posting("fees", "EUR", most), Town.posting("suspense", "EUR", "-" + most))));
        }
        town.plant(Town.escrow("second"), 2, Map.of("postings", GOOD));
        town.plant(Town.escrow("third"), 1, Map.of("postings", list(
                Town.posting("loss", "EUR", "7"), Town.posting("costs", "EUR", "-7"))));
        assertEquals(List.of(), town.deliver(town.records()));
        assertEquals(7, town.balance("loss#demo##EUR"));
        assertEquals(Long.MAX_VALUE, town.balance("fees#demo##EUR"));
        assertTrue(town.counted("parked", "overflow"));
        assertEquals(
                List.of(Town.escrow("second") + "#000001", Town.escrow("second") + "#000002"),
                town.keys("parked#demo"),
                "the second does not fit either");
    }

    @Test
    void opensOnePlaceInTheWorkQueueHoweverOftenItComes() {
        Town town = new Town();
        town.plant(Town.escrow("bad"), 1, Map.of("postings", list(Town.posting("magic", "EUR", "5"))));
        town.plant(Town.escrow("bad"), 2, Map.of("postings", GOOD));
        town.plant(Town.escrow("worse"), 1, Map.of("postings", AttributeValue.fromS("none")));
        town.drain();
        town.drain();
        assertEquals(
                List.of("opens entry_parked 1 unknown_account", "opens entry_parked 1 unreadable"),
                Workshop.places(town));
        assertEquals(2, town.keys("parked#demo").size(), "the entries that tell of it are posted like any other");
    }

    @Test
    void withAKeyOfNoMarketplaceIsParkedApart() {
        Town town = new Town();
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
                            Town town = new Town(faults);
                            town.plant(Town.escrow("bad"), 1, Map.of("postings", list(GOOD.l().getFirst())));
                            town.plant(Town.escrow("bad"), 2, Map.of("postings", GOOD));
                            town.fund(Town.escrow("after"), Town.ANNA, 10, "EUR");
                            return town;
                        },
                        (Town town) -> town.deliver(town.records()))
                .withDeaths()
                .inPairs()
                .checking(town -> {
                    assertEquals(1, town.keys("parked#demo").size());
                    assertEquals(5, town.balance("fees#demo##EUR"));
                    assertEquals(List.of("opens entry_parked 1 unbalanced"), Workshop.places(town));
                    assertEquals(10, town.balance("escrow#demo#" + Town.ANNA + "#EUR"));
                })
                .run();
    }

    @Test
    void aChangedOrRemovedEntryIsABreachThatIsKeptForEver() {
        Town town = new Town();
        town.fund(Town.escrow("one"), Town.ANNA, 100, "EUR");
        town.plant(Town.escrow("one"), 1, Map.of("postings", GOOD));
        town.fund(Town.escrow("two"), Town.ANNA, 10, "EUR");
        assertEquals(StreamRecord.Kind.MODIFY, town.records().get(1).kind());
        assertEquals(List.of(), town.deliver(town.records()));
        town.deliver(town.records());
        assertEquals(1, town.keys("breach#demo").size());
        assertTrue(town.counted("breach", "append-only"));
        assertEquals(110, town.balance("escrow#demo#" + Town.ANNA + "#EUR"));
        assertFalse(town.counted("parked", "reason"));
    }
}
