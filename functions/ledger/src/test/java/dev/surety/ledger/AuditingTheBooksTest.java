package dev.surety.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.ledger.domain.AuditReport;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.SuretyTables;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    void anOverdraftIsFoundAndMoneyInClearingIsReported() {
        Town town = posted();
        town.plant(Town.escrow("over"), 1, Map.of("postings", AttributeValue.fromL(List.of(
                Town.posting("incoming", "EUR", "9000"), Town.posting("payable:" + Town.ANNA, "EUR", "-9000")))));
        town.drain();
        assertEquals(List.of("no-overdraft", "clearing-clears"), broken(audit(town)));
        assertTrue(town.counted("breach", "no-overdraft"));
        assertFalse(town.counted("breach", "clearing-clears"));
    }

    @Test
    void withoutTimeItSaysThatItIsNotCompleteAndJudgesNoBalance() {
        Town town = posted();
        AuditReport report = town.audit().run(Optional.empty(), Duration.ZERO);
        assertFalse(report.complete());
        assertEquals(List.of(), report.differences());
        assertTrue(town.counted("audit.incomplete", "audit"));
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
