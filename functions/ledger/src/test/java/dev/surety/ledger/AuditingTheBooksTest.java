package dev.surety.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.ledger.domain.AuditReport;
import dev.surety.model.journal.Postings;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.world.Marketplaces;
import dev.surety.runtime.world.Worlds;
import dev.surety.testkit.EveryFault;
import dev.surety.testkit.SuretyTables;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;

class AuditingTheBooksTest {
    private static Town posted() {
        Town town = new Town().settled();
        town.fund(Town.escrow("one"), Town.ANNA, 6_000, "EUR");
        town.release(Town.escrow("one"), Town.ANNA, 6_000, 720, "EUR");
        town.fund(Town.escrow(Town.OTHER, "one"), Town.BERT, 10, "EUR");
        town.drain();
        town.clock.advance(Duration.ofHours(1));
        return town;
    }

    private static JsonNode audit(Town town) {
        var said = town.ask("POST", Town.OPERATOR, "/v1/ledger/audits", "");
        assertEquals(200, said.status());
        return said.body();
    }

    private static List<String> broken(JsonNode report) {
        return report.get("invariants").valueStream()
                .filter(invariant -> !invariant.get("holds").booleanValue())
                .map(invariant -> invariant.get("name").stringValue())
                .toList();
    }

    private static String only(JsonNode report) {
        assertEquals(1, report.get("differences").size(), Json.text(report));
        JsonNode difference = report.get("differences").get(0);
        return difference.get("class").stringValue() + " " + difference.get("account").stringValue() + " "
                + difference.get("journal").get("amount") + " " + difference.get("ledger").get("amount");
    }

    private static Map<String, AttributeValue> item(Town town, String pk, String sk) {
        return new HashMap<>(town.memory.items(SuretyTables.LEDGER).stream()
                .filter(item -> item.get("pk").s().startsWith(pk) && item.get("sk").s().startsWith(sk))
                .findFirst()
                .orElseThrow());
    }

    @Test
    void soundBooksHoldEveryInvariantAndShowOnlyTheCallersMarketplace() {
        Town town = posted();
        town.memory.pageBytes(500);
        JsonNode report = audit(town);
        assertTrue(report.get("complete").booleanValue());
        assertEquals(5, report.get("entries").intValue(), "settings, two participants, two of the escrow");
        assertEquals(4, report.get("accounts").intValue());
        assertEquals(0, report.get("differences").size());
        assertEquals(List.of(), broken(report));
        assertEquals(7, report.get("invariants").size());
        assertFalse(town.counted("ledger.difference_found", "class"));
    }

    @Test
    void aBalanceThatWasMeddledWithIsFound() {
        Town town = posted();
        var balance = item(town, "payable#demo", "balance");
        balance.put("amount", AttributeValue.fromN("5281"));
        town.memory.plant(SuretyTables.LEDGER, balance);
        JsonNode report = audit(town);
        assertEquals("balance_differs payable:" + Town.ANNA + " 5280 5281", only(report));
        assertEquals(List.of("books-balanced", "ledger-is-fold"), broken(report));
        assertTrue(town.counted("ledger.difference_found", "balance_differs"));
    }

    @Test
    void aLineThatWasAddedIsFound() {
        Town town = posted();
        var line = item(town, "payable#demo", "line#");
        line.put("sk", AttributeValue.fromS(line.get("sk").s().replace("#000002", "#000003")));
        town.memory.plant(SuretyTables.LEDGER, line);
        assertTrue(only(audit(town)).startsWith("extra_line payable:"));
    }

    @Test
    void aLineThatWasChangedIsFoundEvenWhenTheSumIsRight() {
        Town town = posted();
        var line = item(town, "fees#demo##EUR#", "line#");
        line.put("event", AttributeValue.fromS("escrow.refunded.v1"));
        town.memory.plant(SuretyTables.LEDGER, line);
        assertTrue(only(audit(town)).startsWith("line_differs fees 720 720"));
    }

    @Test
    void anEntryThatWasNotPostedIsNewsForTenMinutesAndThenAFault() {
        Town town = posted();
        town.fund(Town.escrow("two"), Town.ANNA, 50, "EUR");
        JsonNode early = audit(town);
        assertEquals("not_yet_posted", early.get("differences").get(0).get("class").stringValue());
        assertEquals(List.of(), broken(early));
        assertFalse(town.counted("ledger.difference_found", "not_yet_posted"));
        town.clock.advance(Duration.ofMinutes(11));
        JsonNode late = audit(town);
        assertEquals("missing_line", late.get("differences").get(0).get("class").stringValue());
        assertEquals(List.of("ledger-is-fold"), broken(late));
        assertTrue(town.counted("ledger.difference_found", "missing_line"));
    }

    @Test
    void whatIsParkedIsSaidToBeParked() {
        Town town = posted();
        var unlinked = AttributeValue.fromL(
                List.of(Town.posting("fees", "EUR", "5"), Town.posting("suspense", "EUR", "-5")));
        town.plant(Town.escrow("bad"), 1, Map.of("postings", AttributeValue.fromS("none")));
        town.plant(Town.escrow("bad"), 2, Map.of("postings", unlinked));
        town.drain();
        JsonNode report = audit(town);
        assertEquals("parked", report.get("differences").get(0).get("class").stringValue());
        assertEquals(List.of("entry-balanced", "ledger-is-fold", "chain-linear"), broken(report));
    }

    @Test
    void aGapInAChainAndAForgedEntryAreFound() {
        Town town = posted();
        town.plant(Town.escrow("gap"), 2, Map.of());
        assertEquals(List.of("chain-linear"), broken(audit(town)));

        Town forged = posted();
        var entry = new HashMap<>(forged.memory.items(SuretyTables.JOURNAL).stream()
                .filter(item -> item.get("pk").s().equals(Town.escrow("one").toString()))
                .findFirst()
                .orElseThrow());
        entry.put("actor", AttributeValue.fromS("staff:mallory"));
        forged.memory.plant(SuretyTables.JOURNAL, entry);
        forged.drain();
        assertEquals(List.of("chain-linear", "append-only"), broken(audit(forged)));
    }

    @Test
    void anOverdraftIsFoundAndMoneyOnItsWayIsNone() {
        Town town = posted();
        town.plant(Town.escrow("over"), 1, Map.of("postings", AttributeValue.fromL(List.of(
                Town.posting("incoming", "EUR", "9000"), Town.posting("payable:" + Town.ANNA, "EUR", "-9000")))));
        town.drain();
        JsonNode report = audit(town);
        assertEquals(List.of("no-overdraft"), broken(report));
        assertEquals("in_flight incoming 9000 9000", only(report));
        assertTrue(town.counted("breach", "no-overdraft"));
    }

    @Test
    void withoutTimeItSaysThatItIsNotCompleteAndJudgesNoBalance() {
        Town town = posted();
        AuditReport report = town.audit().run(Optional.empty(), Duration.ZERO);
        assertFalse(report.complete());
        assertEquals(List.of(), report.differences());
        assertTrue(town.counted("audit.incomplete", "audit"));
    }

    /** A marketplace with a test clock, whose last entries are not posted yet. */
    private static Town sandbox() {
        Town town = new Town();
        var settings = new MarketplaceSettings(
                1, MarketplaceSettings.Mode.SANDBOX, List.of("EUR"), List.of(), List.of(),
                "UTC", Set.of(), Optional.empty());
        town.append(Marketplaces.chain(Town.DEMO), "settings.changed.v1", Marketplaces.data(settings), Postings.NONE);
        town.fund(Town.escrow("one"), Town.ANNA, 6_000, "EUR");
        return town;
    }

    private static void moveClock(Town town, Duration ahead) {
        var item = new HashMap<>(Worlds.TestClock.key(Town.DEMO));
        item.put("base", AttributeValue.fromS(town.clock.instant().plus(ahead).toString()));
        item.put("setAt", AttributeValue.fromS(town.clock.instant().toString()));
        town.memory.plant(SuretyTables.SANDBOX, item);
    }

    @Test
    void aTestClockThatJumpsMakesNoEntryLateWithinTenMinutesOfRealTime() {
        Town town = sandbox();
        moveClock(town, Duration.ofDays(30));
        assertEquals("not_yet_posted", audit(town).get("differences").get(0).get("class").stringValue());
        town.clock.advance(Duration.ofMinutes(9));
        assertEquals("not_yet_posted", audit(town).get("differences").get(0).get("class").stringValue());
        assertFalse(town.counted("ledger.difference_found", "class"));
        town.clock.advance(Duration.ofMinutes(2));
        assertEquals("missing_line", audit(town).get("differences").get(0).get("class").stringValue());
    }

    private static List<String> told(Town town, String marketplace) {
        return town.memory.items(SuretyTables.JOURNAL).stream()
                .filter(item -> item.get("pk").s().startsWith("audit#" + marketplace + "#"))
                .map(item -> item.get("pk").s().substring(("audit#" + marketplace + "#").length()) + " "
                        + item.get("attention").s() + " " + item.get("data").s())
                .toList();
    }

    @Test
    void whatIsFoundOpensOnePlaceInTheWorkQueueAndTheNextCleanAuditClosesIt() {
        Town town = posted();
        town.fund(Town.escrow("two"), Town.ANNA, 50, "EUR");
        audit(town);
        assertEquals(List.of(), told(town, "demo"), "what is young is no difference yet");
        town.clock.advance(Duration.ofHours(1));
        audit(town);
        audit(town);
        String opened = "differences-2026 opens difference_found {\"classes\":{\"missing_line\":2}}";
        assertEquals(List.of(opened), told(town, "demo"), "the same finding is not told twice");
        town.drain();
        var balance = item(town, "payable#demo", "balance");
        balance.put("amount", AttributeValue.fromN("5281"));
        town.memory.plant(SuretyTables.LEDGER, balance);
        audit(town);
        balance.put("amount", AttributeValue.fromN("5280"));
        town.memory.plant(SuretyTables.LEDGER, balance);
        audit(town);
        audit(town);
        assertEquals(
                List.of(opened, "differences-2026 opens difference_found {\"classes\":{\"balance_differs\":1}}",
                        "differences-2026 closes difference_found {}"),
                told(town, "demo"));
        town.drain();
        assertEquals(List.of(), broken(audit(town)), "the entries that tell of it are sound themselves");
    }

    @Test
    void aPlaceOpenedBeforeTheTurnOfTheYearIsClosedAfterIt() {
        Town town = posted();
        town.fund(Town.escrow("two"), Town.ANNA, 50, "EUR");
        town.clock.advance(Duration.ofHours(1));
        audit(town);
        town.clock.advance(Duration.ofDays(60));
        town.drain();
        audit(town);
        assertTrue(told(town, "demo").getLast().startsWith("differences-2026 closes"));
    }

    @Test
    void theScheduledAuditTellsEveryMarketplaceOfItsOwnAndNobodyOfAnothers() {
        Town town = posted();
        town.fund(Town.escrow(Town.OTHER, "two"), Town.BERT, 50, "EUR");
        town.clock.advance(Duration.ofHours(1));
        town.audit().run(Optional.empty(), Duration.ofMinutes(1));
        assertEquals(1, told(town, "other").size());
        assertEquals(List.of(), told(town, "demo"));
        town.audit().run(Optional.empty(), Duration.ZERO);
        assertEquals(1, told(town, "other").size(), "an audit without time closes nothing");
        town.drain();
        town.audit().run(Optional.empty(), Duration.ofMinutes(1));
        assertEquals(2, told(town, "other").size());
    }

    @Test
    void everyWriteThatFailsLeavesThePlaceOpenedOnce() {
        EveryFault.of(
                        "auditing",
                        faults -> {
                            Town town = new Town(faults).settled();
                            town.fund(Town.escrow("one"), Town.ANNA, 50, "EUR");
                            town.clock.advance(Duration.ofHours(1));
                            return town;
                        },
                        (Town town) -> town.ask("POST", Town.OPERATOR, "/v1/ledger/audits", ""))
                .withDeaths()
                .checking(town -> assertEquals(1, told(town, "demo").size()))
                .run();
    }

    @Test
    void theScheduledAuditLooksAtEveryMarketplace() {
        Town town = posted();
        var balance = item(town, "escrow#other", "balance");
        balance.put("amount", AttributeValue.fromN("11"));
        town.memory.plant(SuretyTables.LEDGER, balance);
        assertEquals(1, town.audit().run(Optional.empty(), Duration.ofMinutes(1)).differences().size());
        assertEquals(0, audit(town).get("differences").size());
    }
}
