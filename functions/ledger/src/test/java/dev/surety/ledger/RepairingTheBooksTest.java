package dev.surety.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Whatever was done to the books, a republish and a repair make them what the journal says. */
class RepairingTheBooksTest {
    private static final String PAYABLE = "payable#demo#" + LedgerWorld.ANNA + "#EUR";

    private static LedgerJobsWorld posted(Faults faults) {
        LedgerWorld town = new LedgerWorld(faults).settled();
        for (int i = 0; i < 3; i++) {
            town.fund(LedgerWorld.escrow("sale " + i), LedgerWorld.ANNA, 6_000, "EUR");
            town.release(LedgerWorld.escrow("sale " + i), LedgerWorld.ANNA, 6_000, 720, "EUR");
            town.clock.advance(Duration.ofSeconds(5));
        }
        town.fund(LedgerWorld.escrow(LedgerWorld.OTHER, "sale"), LedgerWorld.BERT, 10, "EUR");
        town.checkPosted();
        town.clock.advance(Duration.ofHours(1));
        return new LedgerJobsWorld(town);
    }

    private static void addLine(LedgerWorld town, String pk) {
        var second = town.item(pk, "line#");
        String line = LedgerWorld.line(second);
        town.meddle(second, line.replaceFirst("#[0-9]+$", "#9"), second.get(line));
    }

    private static void changeLine(LedgerWorld town, String pk, String was, String is) {
        var second = town.item(pk, "line#");
        String line = LedgerWorld.line(second);
        town.meddle(second, line, AttributeValue.fromS(second.get(line).s().replace(was, is)));
    }

    private static void changeBalance(LedgerWorld town, String pk) {
        town.meddle(town.item(pk, "balance"), "amount", AttributeValue.fromN("99"));
    }

    @Test
    void soundBooksAreLeftAsTheyAre() {
        LedgerJobsWorld shop = posted(Faults.none());
        assertEquals(Map.of(), shop.repair());
        shop.town.checkPosted();
    }

    @Test
    void aBalanceBecomesTheSumOfItsLines() {
        LedgerJobsWorld shop = posted(Faults.none());
        changeBalance(shop.town, PAYABLE);
        assertEquals(Map.of("balancesChanged", "1"), shop.repair());
        assertEquals(3 * 5_280, shop.town.balance(PAYABLE));
        assertEquals(Map.of(), shop.repair());
        assertEquals(Map.of(), shop.audit());
        shop.town.checkPosted();
    }

    @Test
    void aBalanceThatIsGoneComesBack() {
        LedgerJobsWorld shop = posted(Faults.none());
        shop.town.meddle(
                Map.of("pk", AttributeValue.fromS(PAYABLE), "sk", AttributeValue.fromS("balance")),
                "lines",
                AttributeValue.fromN("0"));
        assertEquals(Map.of("balancesChanged", "1"), shop.repair());
        assertEquals(3 * 5_280, shop.town.balance(PAYABLE));
        assertEquals(Map.of(), shop.audit());
    }

    @Test
    void aLineThatNoEntryHasGoesAndTheBalanceWithIt() {
        LedgerJobsWorld shop = posted(Faults.none());
        addLine(shop.town, PAYABLE);
        var balance = shop.town.item(PAYABLE, "balance");
        shop.town.meddle(balance, "amount", AttributeValue.fromN(Integer.toString(4 * 5_280)));
        shop.town.meddle(shop.town.item(PAYABLE, "balance"), "lines", AttributeValue.fromN("4"));
        assertEquals(Map.of("linesRemoved", "1"), shop.repair());
        assertEquals(3 * 5_280, shop.town.balance(PAYABLE));
        assertEquals(Map.of(), shop.audit());
        shop.town.checkPosted();
    }

    @Test
    void aLineThatNoBalanceCountsGoesAlone() {
        LedgerJobsWorld shop = posted(Faults.none());
        addLine(shop.town, PAYABLE);
        assertEquals(Map.of("linesRemoved", "1", "balancesChanged", "1"), shop.repair());
        assertEquals(3 * 5_280, shop.town.balance(PAYABLE));
        assertEquals(Map.of(), shop.audit());
        shop.town.checkPosted();
    }

    @Test
    void aLineThatSaysSomethingElseIsSetRight() {
        LedgerJobsWorld shop = posted(Faults.none());
        changeLine(shop.town, "fees#demo##EUR#", "720", "1");
        changeLine(shop.town, PAYABLE, "released", "refunded");
        assertEquals(Map.of("linesChanged", "2", "balancesChanged", "1"), shop.repair());
        assertEquals(Map.of(), shop.audit());
        shop.town.checkPosted();
    }

    @Test
    void whatIsNoLineGoesAndWhatIsMissingIsTheRepublishs() {
        LedgerJobsWorld shop = posted(Faults.none());
        var second = shop.town.item("escrow#demo", "line#");
        shop.town.meddle(second, LedgerWorld.line(second), AttributeValue.fromN("6000"));
        assertEquals(Map.of("linesRemoved", "1", "balancesChanged", "1"), shop.repair());
        assertTrue(shop.audit().containsKey("missing_line"));
        shop.done("/v1/ledger/republish");
        assertEquals(Map.of(), shop.audit());
        shop.town.checkPosted();
    }

    @Test
    void anothersBooksAreLeftAlone() {
        LedgerJobsWorld shop = posted(Faults.none());
        changeBalance(shop.town, "escrow#other");
        assertEquals(Map.of(), shop.repair());
        assertEquals(99, shop.town.balance("escrow#other#" + LedgerWorld.BERT + "#EUR"));
    }

    @Test
    void everyCallThatFailsInAnyWayEndsInTheSameBooks() {
        int schedules = EveryFault.of(
                        "repairing",
                        faults -> {
                            LedgerJobsWorld shop = posted(faults);
                            changeBalance(shop.town, "gateway#demo");
                            addLine(shop.town, PAYABLE);
                            changeLine(shop.town, "fees#demo##EUR#", "720", "1");
                            shop.ask("/v1/ledger/repairs", "repair-key-0000001");
                            return shop;
                        },
                        LedgerJobsWorld::run)
                .withDeaths()
                .inPairs()
                .checking(shop -> {
                    assertEquals(Map.of(), new LedgerJobsWorld(shop.town.quiet()).audit());
                    shop.town.checkPosted();
                })
                .run();
        assertTrue(schedules > 300, "schedules: " + schedules);
    }

    /** What an entry of an account says is posted while it is put right counts once. */
    @Test
    void linesThatArriveBetweenAnyTwoCallsAreNeitherLostNorCountedTwice() {
        for (int pause = 1; pause < 40; pause++) {
            var posting = new Posting(pause);
            LedgerJobsWorld shop = posted(Faults.none());
            posting.town = shop.town;
            changeBalance(shop.town, PAYABLE);
            addLine(shop.town, PAYABLE);
            shop.ask("/v1/ledger/repairs", "repair-key-0000001");
            shop.hear();
            while (!shop.work.isEmpty()) {
                assertTrue(shop.take(shop.worker(posting.before(shop.town.memory))));
            }
            assertEquals(Map.of(), shop.audit(), "posted before call " + pause);
            shop.town.checkPosted();
            assertEquals(3 * 5_280 + (posting.done ? 9 : 0), shop.town.balance(PAYABLE));
        }
    }

    /** A store before whose n-th call a sale is posted. */
    private static final class Posting {
        private final int call;
        private int calls;
        private boolean done;
        private LedgerWorld town = new LedgerWorld();

        private Posting(int call) {
            this.call = call;
        }

        private EveryCall before(software.amazon.awssdk.services.dynamodb.DynamoDbClient store) {
            return new EveryCall(store, () -> {
                if (++calls == call) {
                    done = true;
                    town.fund(LedgerWorld.escrow("meanwhile"), LedgerWorld.ANNA, 10, "EUR");
                    town.release(LedgerWorld.escrow("meanwhile"), LedgerWorld.ANNA, 10, 1, "EUR");
                    town.drain();
                }
            });
        }
    }
}
