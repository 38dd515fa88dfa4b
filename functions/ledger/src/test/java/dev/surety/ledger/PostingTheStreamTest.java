package dev.surety.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.StreamBytes;
import dev.surety.dynamo.StreamRecord;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Fate;
import dev.surety.dynamo.faults.Trouble;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class PostingTheStreamTest {
    private static LedgerWorld twoReleases(LedgerWorld town) {
        for (String name : List.of("one", "two")) {
            town.fund(LedgerWorld.escrow(name), LedgerWorld.ANNA, 6_000, "EUR");
            town.clock.advance(Duration.ofMinutes(1));
            town.release(LedgerWorld.escrow(name), LedgerWorld.ANNA, 6_000, 720, "EUR");
        }
        town.fund(LedgerWorld.escrow("other"), LedgerWorld.BERT, 50, "JPY");
        return town;
    }

    @Test
    void everyBalanceIsTheFoldOfItsLinesAndOfTheJournal() {
        LedgerWorld town = twoReleases(new LedgerWorld());
        town.drain();
        town.world().check();
        assertEquals(10_560, town.balance("payable#demo#" + LedgerWorld.ANNA + "#EUR"));
        assertEquals(1_440, town.balance("fees#demo##EUR"));
        assertEquals(-12_000, town.balance("gateway#demo#sandbox#EUR"));
        assertEquals(0, town.balance("escrow#demo#" + LedgerWorld.ANNA + "#EUR"));
    }

    @Test
    void theSameRecordsOnceMoreChangeNothing() {
        LedgerWorld town = twoReleases(new LedgerWorld());
        town.drain();
        var before = town.memory.everything();
        town.drain();
        town.deliver(town.records().subList(1, 2));
        assertEquals(before, town.memory.everything());
    }

    @Test
    void aRecordThatCameAloneIsPassedByWhenItComesInItsBatch() {
        LedgerWorld town = twoReleases(new LedgerWorld());
        town.deliver(town.records().subList(2, 3));
        town.drain();
        town.world().check();
    }

    @Test
    void anEntryWithTheFormerNameOfAnAccountIsPostedUnderTodays() {
        LedgerWorld town = new LedgerWorld();
        town.plant(
                LedgerWorld.escrow("old"),
                1,
                Map.of(
                        "postings",
                        AttributeValue.fromL(List.of(
                                LedgerWorld.posting("maturing:" + LedgerWorld.ANNA, "EUR", "5"),
                                LedgerWorld.posting("gateway:sandbox", "EUR", "-5")))));
        assertEquals(List.of(), town.deliver(town.records()));
        assertEquals(5, town.balance("onHold#demo#" + LedgerWorld.ANNA + "#EUR"));
    }

    @Test
    void aRecordThatIsTwiceInOneBatchIsPostedOnce() {
        LedgerWorld town = twoReleases(new LedgerWorld());
        List<StreamRecord> doubled = new ArrayList<>(town.records());
        doubled.addAll(town.records());
        assertEquals(List.of(), town.deliver(doubled));
        town.world().check();
    }

    @Test
    void anyOrderOfDeliveryEndsInTheSameBalances() {
        LedgerWorld town = twoReleases(new LedgerWorld());
        List<StreamRecord> records = new ArrayList<>(town.records());
        records.addAll(town.records());
        Collections.shuffle(records, new Random(7));
        records.forEach(record -> town.deliver(List.of(record)));
        town.world().check();
    }

    private static EveryFault<LedgerWorld> everyFault() {
        return EveryFault.of(
                        "posting",
                        faults -> twoReleases(new LedgerWorld(faults)),
                        (LedgerWorld town) -> town.deliver(town.records()))
                .withDeaths()
                .checking(town -> town.world().check());
    }

    @Test
    void everyTwoWritesLostAndKeptEndInTheSameBooks() {
        int schedules = everyFault().inPairs().run();
        assertTrue(schedules > 500, "schedules: " + schedules);
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void everyWriteThatFailsInAnyWayEndsInTheSameBooks(Trouble trouble) {
        int schedules = everyFault().with(trouble).run();
        assertTrue(schedules >= 40, "schedules: " + schedules);
    }

    @Test
    void anOutageNamesTheFirstRecordThatIsNotWhollyPosted() {
        LedgerWorld town = twoReleases(new LedgerWorld());
        // Six accounts are listed first; then gateway, escrow and payable are written, in this order.
        town.faults.fail(9, Fate.LOST);
        List<String> again = town.deliver(town.records());
        assertEquals(List.of(town.records().get(1).sequenceNumber()), again, "the first release credits payable");
        assertEquals(-12_000, town.balance("gateway#demo#sandbox#EUR"));
        assertEquals(0, town.balance("payable#demo#" + LedgerWorld.ANNA + "#EUR"));
        town.drain();
        town.world().check();
    }

    @Test
    void aHotAccountCostsOneBalanceWriteABatch() {
        LedgerWorld town = new LedgerWorld();
        for (int i = 0; i < 49; i++) {
            town.fund(LedgerWorld.escrow("hot " + i), LedgerWorld.ANNA, 100 + i, "EUR");
        }
        town.deliver(town.records());
        var before = town.memory.units().snapshot();
        for (int i = 0; i < 49; i++) {
            town.release(LedgerWorld.escrow("hot " + i), LedgerWorld.ANNA, 100 + i, 10, "EUR");
        }
        town.deliver(town.records().subList(49, 98));
        var spent = town.memory.units().since(before);
        assertEquals(3, spent.transactions(), "one transaction an account");
        // Of one second 49 lines take 5 KB of a payee's account, and 1 or 2 KB of each of a platform account's 4
        // partitions; 3 balances; all doubled by the transaction. Payable and fees are new.
        assertEquals((5 + 5 + 5 + 3) * 2 + 2, spent.by(SuretyTables.LEDGER));
        town.world().check();
    }

    @Test
    void aLineThatComesAloneCostsFourUnitsOnceItsAccountIsListed() {
        LedgerWorld town = new LedgerWorld();
        town.fund(LedgerWorld.escrow("first"), LedgerWorld.ANNA, 100, "EUR");
        town.release(LedgerWorld.escrow("first"), LedgerWorld.ANNA, 100, 10, "EUR");
        town.fund(LedgerWorld.escrow("second"), LedgerWorld.ANNA, 100, "EUR");
        town.release(LedgerWorld.escrow("second"), LedgerWorld.ANNA, 100, 10, "EUR");
        var poster = town.poster();
        List<Long> spent = new ArrayList<>();
        for (StreamRecord record : town.records()) {
            var before = town.memory.units().snapshot();
            poster.apply(new ByteArrayInputStream(StreamBytes.of(List.of(record))));
            spent.add(town.memory.units().since(before).by(SuretyTables.LEDGER));
        }
        // Two accounts, then two more, are new at first; 4 units an account and entry remain.
        assertEquals(List.of(8L + 2, 12L + 2, 8L, 12L), spent);
    }

    @Test
    void moreLinesThanATransactionHoldsTakeSeveral() {
        LedgerWorld town = new LedgerWorld();
        for (int i = 0; i < 230; i++) {
            town.fund(LedgerWorld.escrow("many " + i), i % 2 == 0 ? LedgerWorld.ANNA : LedgerWorld.BERT, 1 + i, "EUR");
        }
        var before = town.memory.units().snapshot();
        assertEquals(List.of(), town.deliver(town.records()));
        assertEquals(3 + 2 + 2, town.memory.units().since(before).transactions());
        town.world().check();
    }

    @Test
    void aRepeatedDeliveryCostsNoWriteThatChangesAnything() {
        LedgerWorld town = twoReleases(new LedgerWorld());
        town.drain();
        var before = town.memory.units().snapshot();
        town.drain();
        assertEquals(0, town.memory.units().since(before).transactions());
    }
}
