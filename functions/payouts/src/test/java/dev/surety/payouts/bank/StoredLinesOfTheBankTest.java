package dev.surety.payouts.bank;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.payouts.domain.bank.BankAccount;
import dev.surety.payouts.domain.bank.BookedLine;
import dev.surety.payouts.store.JournalBankAccounts;
import dev.surety.payouts.store.JournalBankLines;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.testkit.GoldenLine;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Lines are added to the golden file, and none is changed. Each is read, also as a newer release may write it. */
class StoredLinesOfTheBankTest {
    private static List<GoldenLine> golden() throws IOException {
        return GoldenLine.all("payouts", "bank");
    }

    private static Object read(GoldenLine line) {
        var journal = new Journal(MemoryDynamo.surety(FixedClock.at("2026-11-22T10:00:00Z")), SuretyTables.JOURNAL);
        String type = line.name().substring(0, line.name().indexOf('.'));
        var id = new ChainId(type, BankingWorld.DEMO, "golden");
        journal.append(
                journal.load(id),
                Draft.of(
                        line.name(),
                        Json.object(line.data()),
                        Instant.EPOCH,
                        Actor.EVENT,
                        CommandKey.ofFact("golden")));
        if (type.equals("bank_line")) {
            BookedLine booked = new JournalBankLines(journal).find(BankingWorld.DEMO, "golden").orElseThrow();
            return booked;
        }
        BankAccount account = new JournalBankAccounts(journal, new Marketplaces(journal))
                .load(BankingWorld.DEMO, "golden")
                .account()
                .orElseThrow();
        return account;
    }

    @Test
    void everyGoldenEntryIsReadWithAMemberThatNobodyKnows() throws IOException {
        Set<String> events = new TreeSet<>();
        for (GoldenLine line : golden()) {
            assertEquals(line.data(), Json.canonical(Json.object(line.data())), "a golden line is canonical");
            assertEquals(read(line), read(line.newer()), line.name());
            events.add(line.name());
        }
        assertEquals(
                Set.of("bank.opened.v1", "bank.expected.v1", "bank.asked.v1", "bank_line.booked.v1"), events);
    }

    @Test
    void whatIsWrittenTodayIsTheGoldenFile() throws IOException {
        var world = new BankingWorld();
        world.send("one", BankingWorld.ORDINARY);
        world.send("two", "DE81900000000000000012");
        world.run("2026-03-05T11:00:00Z");
        world.at("2026-03-05T15:30:00Z");
        world.accounts.expect(BankingWorld.DEMO, BankingWorld.ACCOUNT);
        Set<GoldenLine> written = new TreeSet<>();
        world.bankLines().forEach(entry -> written.add(GoldenLine.of(entry)));
        world.journal.load(BankingWorld.BANK).entries().forEach(entry -> written.add(GoldenLine.of(entry)));
        assertEquals(new TreeSet<>(golden()), written);
    }
}
