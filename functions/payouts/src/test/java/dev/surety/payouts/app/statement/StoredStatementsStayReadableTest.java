package dev.surety.payouts.app.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.payouts.app.upload.UploadChains;
import dev.surety.payouts.domain.bank.LineState;
import dev.surety.payouts.domain.bank.LineState.Phase;
import dev.surety.payouts.domain.statement.AccountBook.Joined;
import dev.surety.payouts.domain.statement.StatementFile;
import dev.surety.runtime.journal.Chain;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import dev.surety.testkit.GoldenLine;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/**
 * The golden files hold stored entries of statements, of an account's book, of groups and of lines, for ever: lines are
 * added, none is changed. Each is read as it is, and as a newer release may write it, to the same.
 */
class StoredStatementsStayReadableTest {
    private static final MarketplaceId DEMO = new MarketplaceId("demo");

    private static List<GoldenLine> golden(String file) throws IOException {
        return GoldenLine.all("payouts", file);
    }

    private static Set<String> names(String file) throws IOException {
        return golden(file).stream().map(GoldenLine::name).collect(Collectors.toSet());
    }

    /** A member of the stored data, as the type that reads it would write it. */
    private static String stored(GoldenLine line, String member) {
        return Json.canonical(Json.object(line.data()).path(member));
    }

    @Test
    void eachStatementIsReadAndWouldBeWrittenTheSame() throws IOException {
        for (GoldenLine line : golden("statement")) {
            StatementFile file = UploadChains.read(line.entry(), StatementFile.class);
            assertEquals(stored(line, "file"), Json.canonical(Json.tree(file)), line.name());
            assertEquals(
                    file,
                    UploadChains.read(withoutMoreWords(line.newer()).entry(), StatementFile.class),
                    line.name());
        }
    }

    /** The words of lines are keys of a map, and no members that a reader may pass over. */
    private static GoldenLine withoutMoreWords(GoldenLine newer) {
        ObjectNode data = Json.object(newer.data());
        ((ObjectNode) data.path("file").path("lines")).remove("memberOfALaterRelease");
        return new GoldenLine(newer.name(), Json.canonical(data));
    }

    @Test
    void eachBookIsReadAndWouldBeWrittenTheSame() throws IOException {
        for (GoldenLine line : golden("book")) {
            if (!line.name().startsWith("bank_group.")) {
                Joined joined = BookChains.read(line.entry());
                assertEquals(stored(line, "joined"), Json.canonical(Json.tree(joined)), line.name());
                assertEquals(joined, BookChains.read(line.newer().entry()), line.name());
            }
        }
    }

    @Test
    void theClaimsOfAGroupAreRead() throws IOException {
        for (GoldenLine line : golden("book")) {
            if (line.name().startsWith("bank_group.")) {
                assertEquals(1, claims(line).size());
                assertEquals(claims(line), claims(line.newer()));
            }
        }
    }

    private static Journal journal() {
        return new Journal(MemoryDynamo.surety(FixedClock.at("2026-11-30T10:00:00Z")), SuretyTables.JOURNAL);
    }

    private static Draft draft(GoldenLine line) {
        return Draft.of(
                line.name(), Json.object(line.data()), Instant.EPOCH, Actor.EVENT, CommandKey.ofFact(line.name()));
    }

    private static List<String> claims(GoldenLine line) {
        Journal journal = journal();
        var claims = new GroupClaims(journal);
        journal.append(claims.find(DEMO, "golden").chain(), draft(line));
        return claims.find(DEMO, "golden").lines();
    }

    /** The news of a line's chain: its state, and the news for the payout that people named. */
    private record Told(LineState state, Optional<?> debit, Optional<?> credit) {}

    /** @param before the entry that a line begins with; empty if this is one */
    private static Told told(Optional<GoldenLine> before, GoldenLine line) {
        Journal journal = journal();
        var id = LineChains.chain(DEMO, "golden");
        before.ifPresent(first -> journal.append(new Chain(id), draft(first)));
        journal.append(journal.load(id), draft(line));
        LineChains.Stored stored = LineChains.stored(journal.load(id)).orElseThrow();
        return new Told(stored.state(), LineChains.debit(stored), LineChains.credit(stored));
    }

    @Test
    void eachEntryOfALineIsReadToItsPhase() throws IOException {
        Map<String, Phase> phases = Map.of(
                LineChains.BOOKED, Phase.BOOKED,
                LineChains.PARKED, Phase.PARKED,
                LineChains.TOLD, Phase.BOOKED,
                LineChains.ASKED, Phase.RESOLVING,
                LineChains.DECLINED, Phase.BOOKED,
                LineChains.RESOLVED, Phase.RESOLVED);
        GoldenLine first = golden("line").getFirst();
        Map<String, Integer> news = new TreeMap<>();
        for (GoldenLine line : golden("line")) {
            boolean begins = Set.of(LineChains.BOOKED, LineChains.PARKED).contains(line.name());
            Told told = told(Optional.of(first).filter(_ -> !begins), line);
            assertEquals(phases.get(line.name()), told.state().phase(), line.name());
            assertEquals(told, told(Optional.of(first.newer()).filter(_ -> !begins), line.newer()), line.name());
            told.debit().ifPresent(_ -> news.merge("debit", 1, Integer::sum));
            told.credit().ifPresent(_ -> news.merge("credit", 1, Integer::sum));
        }
        assertEquals(Map.of("debit", 1, "credit", 1), news);
    }

    @Test
    void eachEventIsThere() throws IOException {
        assertEquals(
                Set.of(
                        "bank_statement.uploading.v1",
                        "bank_statement.surveyed.v1",
                        "bank_statement.joined.v1",
                        "bank_statement.read.v1",
                        "bank_statement.matched.v1",
                        "bank_statement.matched_with_exceptions.v1",
                        "bank_statement.rejected.v1",
                        "bank_statement.looked.v1",
                        "bank_statement.reopened.v1"),
                names("statement"));
        assertEquals(
                Set.of(
                        "bank_statement.joined.v1",
                        "bank_statement.gap_found.v1",
                        "bank_statement.gap_closed.v1",
                        "bank_group.claimed.v1"),
                names("book"));
        assertEquals(
                Set.of(
                        LineChains.BOOKED,
                        LineChains.PARKED,
                        LineChains.TOLD,
                        LineChains.ASKED,
                        LineChains.DECLINED,
                        LineChains.RESOLVED),
                names("line"));
    }

    @Test
    void anEventOfALaterReleaseWaits() throws IOException {
        GoldenLine first = golden("line").getFirst();
        var later = new GoldenLine("bank_line.split.v1", "{}");
        assertThrows(Outage.class, () -> told(Optional.empty(), later));
        assertThrows(Outage.class, () -> told(Optional.of(first), later));
    }
}
