package dev.surety.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.ledger.domain.posting.Arrival.Reason;
import dev.surety.ledger.domain.posting.EntryRef;
import dev.surety.ledger.store.DynamoParkedEntries;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Entry;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Audit and repair come to their end, and find each kind of difference, under fifty postings a second. */
class DifferencesUnderTrafficTest {
    private static final int PER_SECOND = 50;
    private static final Duration LONG = Duration.ofSeconds(Integer.getInteger("surety.sweep", 1) * 5L);
    private static final String BERT = LedgerWorld.BERT + " EUR";

    private final LedgerWorld town = new LedgerWorld().settled();
    private final LedgerJobsWorld shop = new LedgerJobsWorld(town);

    /** Ten days of sales, the first of which have totals. */
    @BeforeEach
    void trade() {
        for (int day = 1; day <= 10; day++) {
            town.fund(LedgerWorld.escrow("day " + day), LedgerWorld.ANNA, 1_000, "EUR");
            town.release(LedgerWorld.escrow("day " + day), LedgerWorld.ANNA, 1_000, day, "EUR");
            town.clock.advance(Duration.ofDays(1));
        }
        town.drain();
        assertEquals(Map.of(), shop.audit());
    }

    private static Postings moved(AccountKind from, AccountKind to, long minor) {
        return Postings.building()
                .debit(account(from), Money.of(minor, "EUR"))
                .credit(account(to), Money.of(minor, "EUR"))
                .guarded();
    }

    private static Account account(AccountKind kind) {
        return kind.isParticipants()
                ? Account.of(kind, LedgerWorld.BERT)
                : kind.hasHolder() ? Account.of(kind, "sandbox") : Account.of(kind);
    }

    private void post(String name, Postings postings) {
        town.append(LedgerWorld.escrow(name), "escrow.moved.v1", Json.object(), postings);
        town.deliver(town.records().subList(town.records().size() - 1, town.records().size()));
    }

    private void changeLine(String pk, String was, String is) {
        var second = town.item(pk, "line#");
        String line = LedgerWorld.line(second);
        town.meddle(second, line, AttributeValue.fromS(second.get(line).s().replace(was, is)));
    }

    /**
     * What a republish and a repair can put right: an account each, so that none hides another. The line too many is of
     * a closed day, so balance and total differ from their lines, too.
     */
    private void spoilTheBooks(int round) {
        town.fund(LedgerWorld.escrow("parked " + round), LedgerWorld.BERT, 30, "EUR");
        new DynamoParkedEntries(town.memory, SuretyTables.LEDGER)
                .park(EntryRef.of(LedgerWorld.escrow("parked " + round), 1), Reason.UNKNOWN_ACCOUNT);
        town.append(LedgerWorld.escrow("missing " + round), "escrow.moved.v1", Json.object(),
                moved(AccountKind.COSTS, AccountKind.LOSS, 20));
        var second = town.item("fees#demo##EUR#", "line#");
        town.meddle(second, LedgerWorld.line(second).replace("#2", "#9"), second.get(LedgerWorld.line(second)));
        changeLine("escrow#demo#" + LedgerWorld.ANNA + "#EUR", "funded", "refunded");
        town.meddle(
                town.item("payable#demo#" + LedgerWorld.ANNA + "#EUR", "balance"), "amount", AttributeValue.fromN("1"));
        town.meddle(town.item("gateway#demo", "day#"), "amount", AttributeValue.fromN("5"));
    }

    /** Compares differences by account. The sale that is being posted may be among them, and is left out. */
    private static void assertFound(Map<String, String> notes, Map<String, String> wanted) {
        Map<String, String> found = new TreeMap<>(notes);
        found.keySet().removeIf(name -> !name.contains(" ")
                || name.equals("not_yet_posted escrow:" + LedgerWorld.ANNA + " EUR")
                || name.equals("not_yet_posted gateway:sandbox EUR"));
        assertEquals(new TreeMap<>(wanted), found);
    }

    @Test
    void eachKindIsFoundAndPutRight() {
        long end = System.nanoTime() + LONG.toNanos();
        int meanwhile = 0;
        try (Traffic traffic = Traffic.of(town, PER_SECOND)) {
            for (int round = 0; round == 0 || System.nanoTime() < end; round++) {
                int now = round;
                traffic.undisturbed(() -> spoilTheBooks(now));
                town.clock.advance(Duration.ofHours(1));
                traffic.undisturbed(() -> town.append(
                        LedgerWorld.escrow("young " + now), "escrow.moved.v1", Json.object(),
                        moved(AccountKind.TAX, AccountKind.DEBT, 40)));
                int before = traffic.posted();
                Map<String, String> notes = shop.audit();
                meanwhile += traffic.posted() - before;
                assertFound(notes, Map.ofEntries(
                        Map.entry("parked escrow:" + BERT, "1"),
                        Map.entry("parked gateway:sandbox EUR", "1"),
                        Map.entry("missing_line costs:sandbox EUR", "1"),
                        Map.entry("missing_line loss EUR", "1"),
                        Map.entry("extra_line fees EUR", "1"),
                        Map.entry("line_differs escrow:" + LedgerWorld.ANNA + " EUR", "1"),
                        Map.entry("balance_differs payable:" + LedgerWorld.ANNA + " EUR", "1"),
                        Map.entry("balance_differs gateway:sandbox EUR", "1"),
                        Map.entry("balance_differs fees EUR", "2"),
                        Map.entry("not_yet_posted tax:sandbox EUR", "1"),
                        Map.entry("not_yet_posted debt:" + BERT, "1")));
                assertEquals("10", notes.get("ledger-is-fold"), notes.toString());
                shop.done("/v1/ledger/republish");
                assertEquals(
                        Set.of("linesRemoved", "linesChanged", "balancesChanged", "totalsChanged"),
                        shop.repair().keySet());
                assertFound(shop.audit(), Map.of());
                town.clock.advance(Duration.ofDays(1));
            }
        }
        assertTrue(meanwhile > 0, "no sale was posted during any audit");
        town.drain();
        assertEquals(Map.of(), shop.audit());
        town.world().check();
    }

    @Test
    void eachBrokenInvariantOfTheJournalIsFoundAndStays() {
        post("promised", moved(AccountKind.GATEWAY, AccountKind.OUTGOING, 500));
        town.clock.advance(Duration.ofDays(8));
        post("coming", moved(AccountKind.GATEWAY, AccountKind.INCOMING, 70));
        town.plant(
                LedgerWorld.escrow("overdrawn"),
                1,
                Map.of(
                        "postings",
                        AttributeValue.fromL(List.of(
                                LedgerWorld.posting("reserve:" + LedgerWorld.BERT, "EUR", "-60"),
                                LedgerWorld.posting("costs", "EUR", "60")))));
        town.plant(LedgerWorld.escrow("gap"), 3, Map.of());
        town.plant(LedgerWorld.escrow("unbalanced"), 1, Map.of("postings", AttributeValue.fromS("none")));
        town.plant(LedgerWorld.escrow("changed"), 1, Map.of());
        town.plant(LedgerWorld.escrow("changed"), 1, Map.of("data", AttributeValue.fromS("{}")));
        town.drain();
        var loaded = town.journal.load(LedgerWorld.escrow("asleep"));
        town.journal.append(loaded, Draft.of(
                        "escrow.created.v1", Json.object(), town.clock.instant(), Actor.TIMER, CommandKey.ofFact("a"))
                .due(Optional.of(new Entry.Due("escrow#live#0", town.clock.instant().plusSeconds(60)))));
        town.clock.advance(Duration.ofHours(2));
        try (Traffic _ = Traffic.of(town, PER_SECOND)) {
            assertBroken(shop.audit());
            shop.done("/v1/ledger/republish");
            shop.repair();
            assertBroken(shop.audit());
        }
    }

    private static void assertBroken(Map<String, String> notes) {
        assertFound(notes, Map.of("not_cleared outgoing EUR", "1", "in_flight incoming EUR", "1"));
        var invariants = new TreeMap<>(notes);
        invariants.keySet().retainAll(List.of(
                "append-only", "books-balanced", "chain-linear", "clearing-clears", "entry-balanced", "ledger-is-fold",
                "no-overdraft", "timed-exit"));
        assertEquals(
                Map.of(
                        "append-only", "1",
                        "chain-linear", "1",
                        "clearing-clears", "1",
                        "entry-balanced", "1",
                        "no-overdraft", "1",
                        "timed-exit", "1"),
                invariants);
    }
}
