package dev.surety.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.ledger.app.books.BookChains;
import dev.surety.model.id.Id;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Postings;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.money.Money;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.AtOnce;
import dev.surety.testkit.http.HttpWorld;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.node.ObjectNode;

/** One person has a month closed, a worker writes its file, and another person agrees to the file's hash. */
class ClosingAMonthTest {
    private static final String KEY = "close-key-0000000001";
    private static final String SECOND = "close-key-0000000002";
    private static final String THIRD = "close-key-0000000003";

    private final MonthWorld month = MonthWorld.lived();
    private final LedgerWorld town = month.town();

    private String refused(Response answer) {
        return answer.status() + " " + answer.text("reason");
    }

    private String refusedClose() {
        return refused(HttpWorld.refused(town.memory::everything, () -> month.close(SECOND)));
    }

    @Test
    void aMonthIsClosedByTwoPersonsAndItsFileHoldsItsLines() {
        Response asked = month.close(KEY);
        assertEquals(202, asked.status(), asked.bytes());
        assertEquals("closing", asked.text("state"));
        assertEquals("2026-10-31T23:00:00.000Z", asked.text("from"));
        assertEquals("2026-11-30T23:00:00.000Z", asked.text("to"));
        assertEquals("per_maker", asked.text("requestedBy"));
        assertEquals(asked.bytes(), month.close(KEY).bytes(), "the same key is the same close");
        assertTrue(town.finance.work());

        Response waits = month.get(MonthWorld.NOVEMBER);
        assertEquals("awaiting_approval", waits.text("state"));
        Response closed = month.approve(MonthWorld.CHECKER, month.hash(), KEY);
        assertEquals(200, closed.status(), closed.bytes());
        assertEquals("closed", closed.text("state"));
        assertEquals("per_checker", closed.body().at("/decided/person").stringValue());
        assertEquals(
                List.of("period.closing.v1", "period.file_written.v1", "period.closed.v1"), month.events());

        Map<String, String> files = month.files(1);
        assertEquals(
                List.of("lines.csv", "trial-balance.csv", "open-items.csv", "period.json"),
                List.copyOf(files.keySet()));
        String lines = files.get("lines.csv");
        assertTrue(lines.contains("2026-11-01,"), "the first local day has the evening before, by UTC");
        assertFalse(lines.contains("2026-12-01"), "December's are not in it");
        assertTrue(lines.contains(",2026-11-20,2026-11-19,bank_line.booked,"), "booked the day before: " + lines);
        assertEquals(
                waits.body().at("/file/lines").longValue(), lines.lines().count() - 3, "two lines have a break more");
    }

    @Test
    void theTrialBalanceOfTheFileIsTheOneOfTheBooks() {
        month.written();
        Map<String, Long> closing = new TreeMap<>();
        month.files(1).get("trial-balance.csv").lines().skip(1).forEach(row -> {
            String[] cells = row.split(",");
            closing.put(cells[0] + " " + cells[3], Long.parseLong(cells[8]));
        });
        closing.values().removeIf(minor -> minor == 0);
        assertEquals(month.trialBalance("2026-12-01"), closing);
        assertTrue(month.files(1).get("open-items.csv").contains("suspense," + Id.derive("bl", "one")));
    }

    @Test
    void aFileThatIsWrittenAgainHasTheSameBytes() {
        town.clock.set(Instant.parse("2026-11-25T12:00:00Z"));
        sent("one");
        sent("two");
        bankBooks("unnamed");
        town.drain();
        town.clock.set(Instant.parse(MonthWorld.LATE));
        String hash = month.written();
        assertEquals("rejected", month.post(MonthWorld.CHECKER, MonthWorld.NOVEMBER + "/reject", "", KEY)
                .text("state"));
        month.later(Duration.ofDays(3));
        // Entries that come later are of December, and so are accounts that they open, and their news of payouts.
        month.sale("later", 4_000, "EUR");
        month.move("cost", Account.of(AccountKind.COSTS, "bank"), Account.of(AccountKind.SUSPENSE), 7, "EUR");
        town.append(payout("two"), "payout.paid.v1", told("paid"), Postings.NONE);
        town.drain();
        assertEquals(202, month.close(SECOND).status());
        assertTrue(town.finance.work());
        assertEquals(hash, month.hash(), "the file follows from the month's entries");
        assertEquals(month.files(1), month.files(month.events().size() - 1));
    }

    private static ChainId payout(String name) {
        return new ChainId("payout", LedgerWorld.DEMO, Id.derive("po", name));
    }

    private static ObjectNode told(String state) {
        ObjectNode data = Json.object();
        data.putObject("tells").put("state", state);
        return data;
    }

    private void sent(String name) {
        town.append(payout(name), "payout.sent.v1", told("sent"), Postings.building()
                .debit(Account.of(AccountKind.FEES, "commission"), Money.of(100, "EUR"))
                .credit(Account.of(AccountKind.TRANSIT, "main"), Money.of(100, "EUR"))
                .build());
    }

    /** A debit that names no payout. */
    private void bankBooks(String name) {
        var line = new ChainId("bank_line", LedgerWorld.DEMO, Id.derive("bl", name));
        town.append(line, "bank_line.booked.v1", told("booked"), Postings.building()
                .debit(Account.of(AccountKind.TRANSIT, "main"), Money.of(100, "EUR"))
                .credit(Account.of(AccountKind.BANK, "main"), Money.of(100, "EUR"))
                .build());
    }

    @Test
    void itIsTooEarlyUntilAQuarterOfAnHourPastTheEnd() {
        town.clock.set(Instant.parse("2026-11-30T23:14:59.999Z"));
        assertEquals("409 too_early", refusedClose());
        town.clock.set(Instant.parse(MonthWorld.LATE));
        assertEquals(202, month.close(KEY).status());
    }

    @Test
    void statementsHaveToReachTheLastBankDayWithoutAGap() {
        month.settings(MonthWorld.banked(), List.of());
        // Those of today hold from today on; November was under the settings of its last day.
        assertEquals(202, month.close(KEY).status());

        var other = MonthWorld.of(new LedgerWorld());
        other.settings(MonthWorld.banked(), List.of());
        other.live();
        assertEquals("409 statement_gap", refused(other.close(KEY)));
        other.statements("2026-10-01", "2026-11-29");
        assertEquals("409 statement_gap", refused(other.close(KEY)));
        other.statements("2026-10-01", "2026-11-10", "2026-11-12", "2026-12-02");
        Response gap = other.close(KEY);
        assertEquals("409 statement_gap", refused(gap));
        assertEquals(
                "Statements of the account main are missing from 2026-11-10 to 2026-11-12.", gap.text("detail"));
        other.statements("2026-10-01", "2026-11-30", "2026-12-02", "2026-12-02");
        assertEquals(202, other.close(KEY).status(), "a gap of December is December's");
    }

    @Test
    void nothingMayBeParkedAndTheFormerMonthComesFirst() {
        town.plant(
                LedgerWorld.escrow("odd"), 1,
                Map.of("postings", AttributeValue.fromL(List.of(
                        LedgerWorld.posting("nowhere", "EUR", "1")))));
        town.drain();
        assertEquals("409 items_open", refusedClose());

        var other = MonthWorld.of(new LedgerWorld());
        other.town().clock.set(Instant.parse("2026-09-30T12:00:00Z"));
        other.sale("of September", 100, "EUR");
        other.live();
        Response refused = other.close(KEY);
        assertEquals("409 items_open", refused(refused));
        assertEquals("The period 2026-10 is not closed.", refused.text("detail"));
        for (String former : List.of("2026-09", "2026-10", "2026-11")) {
            String path = "/v1/ledger/periods/" + former;
            assertEquals(202, other.post(MonthWorld.MAKER, path + "/close", "", KEY).status(), former);
            assertTrue(other.town().finance.work());
            String hash = other.get(path).body().at("/file/sha256").stringValue();
            assertEquals(
                    200,
                    other.post(MonthWorld.CHECKER, path + "/approve", "{\"hash\":\"" + hash + "\"}", KEY).status());
        }
    }

    @Test
    void aBankLineThatWaitsForAPersonStandsInTheWay() {
        ObjectNode begun = Json.object();
        ChainId statement = new ChainId("bank_statement", LedgerWorld.DEMO, Id.derive("bs", "one"));
        month.indexed(statement, "bank_statement.begun.v1", begun, "bank_statement#demo#all", "");
        ObjectNode parked = Json.object();
        parked.putObject("tells").put("state", "parked");
        ChainId line = new ChainId("bank_line", LedgerWorld.DEMO, Id.derive("bl", "odd"));
        month.indexed(
                line, "bank_line.parked.v1", parked, "bank_line#demo#" + statement.id(),
                "bank_line#demo#" + statement.id() + "#reversal");
        assertEquals("409 items_open", refusedClose());

        ObjectNode resolved = Json.object();
        resolved.putObject("tells").put("state", "resolved");
        town.append(line, "bank_line.resolved.v1", resolved, Postings.NONE);
        assertEquals(202, month.close(KEY).status());
    }

    @Test
    void theMakerApprovesNothingNorDoesAnotherNameOfTheMaker() {
        month.settings(MonthWorld.staffed("per_maker", "per_checker", "per_alias"), List.of());
        String hash = month.written();
        assertEquals("403 approver_is_maker", refused(month.approve(MonthWorld.MAKER, hash, KEY)));
        String alias = LedgerFinance.staff("per_alias", "ledger:approve");
        assertEquals("403 approver_is_maker", refused(month.approve(alias, hash, KEY)));
        String stranger = LedgerFinance.staff("per_stranger", "ledger:approve");
        assertEquals("403 forbidden", refused(month.approve(stranger, hash, KEY)));
        String backend = LedgerWorld.backend("demo", "ledger:approve");
        assertEquals("403 forbidden", refused(month.approve(backend, hash, KEY)));
        assertEquals("409 hash_mismatch", refused(month.approve(MonthWorld.CHECKER, "0".repeat(64), KEY)));
        assertEquals(400, month.approve(MonthWorld.CHECKER, "0", KEY).status());
        assertEquals(200, month.approve(MonthWorld.CHECKER, hash, KEY).status());
        assertEquals("409 period_closed", refused(month.approve(MonthWorld.CHECKER, hash, SECOND)));
        assertEquals("409 period_closed", refused(month.close(SECOND)));
        assertEquals("409 period_closed", refused(month.post(
                MonthWorld.CHECKER, MonthWorld.NOVEMBER + "/reject", "", SECOND)));
    }

    @Test
    void aCloseThatNoOtherPersonMayApproveIsNotBegun() {
        month.settings(MonthWorld.staffed("per_maker", "per_alias"), List.of());
        assertEquals("409 no_eligible_approver", refusedClose());
    }

    @Test
    void aRejectedCloseIsAskedAgainAndOneThatIsWrittenCanBeWithdrawn() {
        assertEquals(202, month.close(KEY).status());
        assertEquals("409 transition_not_allowed", refused(month.close(SECOND)));
        assertEquals("409 transition_not_allowed", refused(month.approve(MonthWorld.CHECKER, "0".repeat(64), KEY)));
        Response withdrawn = month.post(MonthWorld.MAKER, MonthWorld.NOVEMBER + "/reject", "", KEY);
        assertEquals("rejected", withdrawn.text("state"));
        assertTrue(town.finance.work(), "the worker passes it by");
        assertEquals(0, town.finance.files.writes());
        assertEquals(202, month.close(SECOND).status());
        assertTrue(town.finance.work());
        assertEquals("awaiting_approval", month.get(MonthWorld.NOVEMBER).text("state"));
    }

    @Test
    void twoWhoCloseAtOnceAreOneClose() throws Exception {
        List<Integer> statuses = AtOnce.call(2, caller -> month.post(
                        caller == 0 ? MonthWorld.MAKER : MonthWorld.CHECKER, MonthWorld.NOVEMBER + "/close", "", KEY)
                .status());
        assertEquals(List.of(202, 409), statuses.stream().sorted().toList());
        assertEquals(List.of("period.closing.v1"), month.events());
    }

    @Test
    void twoWhoApproveAtOnceCloseItOnce() throws Exception {
        String hash = month.written();
        String third = LedgerFinance.staff("per_third", "ledger:approve");
        List<Integer> statuses = AtOnce.call(
                2, caller -> month.approve(caller == 0 ? MonthWorld.CHECKER : third, hash, KEY).status());
        assertEquals(List.of(200, 409), statuses.stream().sorted().toList());
        assertEquals(1, month.events().stream().filter("period.closed.v1"::equals).count());
    }

    @Test
    void eachDownloadIsAnEntryWithPersonAndHash() {
        String path = MonthWorld.NOVEMBER + "/download";
        assertEquals(404, month.post(MonthWorld.CHECKER, path, "", KEY).status());
        month.close(KEY);
        assertEquals("409 transition_not_allowed", refused(month.post(MonthWorld.CHECKER, path, "", KEY)));
        town.finance.work();
        Response given = month.post(MonthWorld.CHECKER, path, "", KEY);
        assertEquals(200, given.status(), given.bytes());
        assertTrue(given.text("url").contains("periods/demo/2026-11-1.zip"));
        assertEquals("2026-11-1.zip", given.text("name"));
        assertTrue(month.post(MonthWorld.CHECKER, path, "", KEY).body().get("url").isNull(), "a replay has no link");
        var last = town.journal.last(BookChains.period(LedgerWorld.DEMO, "2026-11"))
                .orElseThrow();
        assertEquals("period.linked.v1", last.event());
        ObjectNode data = Json.object(last.data());
        assertEquals("per_checker", data.get("by").stringValue());
        assertEquals(given.text("sha256"), data.get("sha256").stringValue());
        assertFalse(last.data().contains("https://"), "a link is stored nowhere");
        assertEquals(200, month.approve(MonthWorld.MAKER.replace("per_maker", "per_third"), month.hash(), THIRD)
                .status());
    }

    @Test
    void periodsAreListedAndMonthsThatAreNoneAreNotFound() {
        month.written();
        assertEquals("2026-11", month.get("/v1/ledger/periods").body().at("/data/0/period").stringValue());
        for (String path : List.of("2026-12", "2026-13", "1999-01", "x", "2026-1")) {
            assertEquals(404, month.get("/v1/ledger/periods/" + path).status(), path);
        }
        assertEquals(404, month.post(MonthWorld.MAKER, "/v1/ledger/periods/2026-00/close", "", KEY).status());
        assertEquals(400, month.get("/v1/ledger/periods?cursor=x").status());
    }

    @Test
    void aMonthBeginsWhereTheClosedOneBeforeEndedWhateverTheTimeZoneIsNow() {
        month.approve(MonthWorld.CHECKER, month.written(), KEY);
        month.settings(MoneyOut.SHIPPED, List.of(), "America/New_York");
        town.clock.set(Instant.parse("2027-01-01T05:15:00Z"));
        Response december = month.post(MonthWorld.MAKER, "/v1/ledger/periods/2026-12/close", "", KEY);
        assertEquals("2026-11-30T23:00:00.000Z", december.text("from"), "no entry is in neither");
        assertEquals("2027-01-01T05:00:00.000Z", december.text("to"));
        Response export = month.post(
                LedgerWorld.READER, MonthWorld.EXPORTS, "{\"format\":\"csv\",\"period\":\"2026-11\"}", KEY);
        assertEquals("2026-11-30T23:00:00.000Z", export.text("to"), "a closed month stays as it was");
    }

    @Test
    void aMarketplaceWithoutSettingsAnswers() {
        var bare = new MonthWorld(new LedgerWorld());
        bare.town().clock.set(Instant.parse("2026-12-05T12:00:00Z"));
        assertEquals(202, bare.close(KEY).status());
        assertTrue(bare.town().finance.work());
        assertEquals("UTC", bare.get(MonthWorld.NOVEMBER).text("timeZone"));
    }

    @Test
    void booksThatDoNotSumToZeroAreNotWritten() {
        assertEquals(202, month.close(KEY).status());
        var line = town.item("fees#demo##EUR#", "line#2026-11-10");
        String name = LedgerWorld.line(line);
        String[] words = line.get(name).s().split(" ", 2);
        town.meddle(line, name, AttributeValue.fromS(
                (Long.parseLong(words[0]) + 1) + " " + words[1]));
        assertFalse(town.finance.work(), "the message comes again");
        assertEquals("closing", month.get(MonthWorld.NOVEMBER).text("state"));
        assertNotEquals(2, month.events().size());
    }
}
