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
    private static Town twoReleases(Town town) {
        for (String name : List.of("one", "two")) {
            town.fund(Town.escrow(name), Town.ANNA, 6_000, "EUR");
            town.clock.advance(Duration.ofMinutes(1));
            town.release(Town.escrow(name), Town.ANNA, 6_000, 720, "EUR");
        }
        town.fund(Town.escrow("other"), Town.BERT, 50, "JPY");
        return town;
    }

    @Test
    void everyBalanceIsTheFoldOfItsLinesAndOfTheJournal() {
        Town town = twoReleases(new Town());
        town.drain();
        town.world().check();
        assertEquals(10_560, town.balance("payable#demo#" + Town.ANNA + "#EUR"));
        assertEquals(1_440, town.balance("fees#demo##EUR"));
        assertEquals(-12_000, town.balance("gateway#demo#sandbox#EUR"));
        assertEquals(0, town.balance("escrow#demo#" + Town.ANNA + "#EUR"));
    }

    @Test
    void theSameRecordsOnceMoreChangeNothing() {
        Town town = twoReleases(new Town());
        town.drain();
        var before = town.memory.everything();
        town.drain();
        town.deliver(town.records().subList(1, 2));
        assertEquals(before, town.memory.everything());
    }

    @Test
    void aRecordThatCameAloneIsPassedByWhenItComesInItsBatch() {
        Town town = twoReleases(new Town());
        town.deliver(town.records().subList(2, 3));
        town.drain();
        town.world().check();
    }

    @Test
    void anEntryWithTheFormerNameOfAnAccountIsPostedUnderTodays() {
        Town town = new Town();
        town.plant(Town.escrow("old"), 1, Map.of("postings", AttributeValue.fromL(List.of(
                Town.posting("maturing:" + Town.ANNA, "EUR", "5"), Town.posting("gateway:sandbox", "EUR", "-5")))));
        assertEquals(List.of(), town.deliver(town.records()));
        assertEquals(5, town.balance("onHold#demo#" + Town.ANNA + "#EUR"));
    }

    @Test
    void aRecordThatIsTwiceInOneBatchIsPostedOnce() {
        Town town = twoReleases(new Town());
        List<StreamRecord> doubled = new ArrayList<>(town.records());
        doubled.addAll(town.records());
        assertEquals(List.of(), town.deliver(doubled));
        town.world().check();
    }

    @Test
    void anyOrderOfDeliveryEndsInTheSameBalances() {
        Town town = twoReleases(new Town());
        List<StreamRecord> records = new ArrayList<>(town.records());
        records.addAll(town.records());
        Collections.shuffle(records, new Random(7));
        records.forEach(record -> town.deliver(List.of(record)));
        town.world().check();
    }

    private static EveryFault<Town> everyFault() {
        return EveryFault.of(
                        "posting", faults -> twoReleases(new Town(faults)), (Town town) -> town.deliver(town.records()))
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
        Town town = twoReleases(new Town());
        // Six accounts are listed first; then gateway, escrow and payable are written, in this order.
        town.faults.fail(9, Fate.LOST);
        List<String> again = town.deliver(town.records());
        assertEquals(List.of(town.records().get(1).sequenceNumber()), again, "the first release credits payable");
        assertEquals(-12_000, town.balance("gateway#demo#sandbox#EUR"));
        assertEquals(0, town.balance("payable#demo#" + Town.ANNA + "#EUR"));
        town.drain();
        town.world().check();
    }

    @Test
    void aHotAccountCostsOneBalanceWriteABatch() {
        Town town = new Town();
        for (int i = 0; i < 49; i++) {
            town.fund(Town.escrow("hot " + i), Town.ANNA, 100 + i, "EUR");
        }
        town.deliver(town.records());
        var before = town.memory.units().snapshot();
        for (int i = 0; i < 49; i++) {
            town.release(Town.escrow("hot " + i), Town.ANNA, 100 + i, 10, "EUR");
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
        Town town = new Town();
        town.fund(Town.escrow("first"), Town.ANNA, 100, "EUR");
        town.release(Town.escrow("first"), Town.ANNA, 100, 10, "EUR");
        town.fund(Town.escrow("second"), Town.ANNA, 100, "EUR");
        town.release(Town.escrow("second"), Town.ANNA, 100, 10, "EUR");
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
        Town town = new Town();
        for (int i = 0; i < 230; i++) {
            town.fund(Town.escrow("many " + i), i % 2 == 0 ? Town.ANNA : Town.BERT, 1 + i, "EUR");
        }
        var before = town.memory.units().snapshot();
        assertEquals(List.of(), town.deliver(town.records()));
        assertEquals(3 + 2 + 2, town.memory.units().since(before).transactions());
        town.world().check();
    }

    @Test
    void aRepeatedDeliveryCostsNoWriteThatChangesAnything() {
        Town town = twoReleases(new Town());
        town.drain();
        var before = town.memory.units().snapshot();
        town.drain();
        assertEquals(0, town.memory.units().since(before).transactions());
    }
}
