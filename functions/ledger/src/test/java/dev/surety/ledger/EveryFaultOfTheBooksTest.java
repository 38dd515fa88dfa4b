package dev.surety.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.Trouble;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Every call of the store and of the bucket lost and kept, and the process dying around each. */
class EveryFaultOfTheBooksTest {
    private static final String KEY = "close-key-0000000001";

    private static MonthWorld lived(Faults faults) {
        var month = MonthWorld.of(new LedgerWorld(faults));
        month.town().clock.set(Instant.parse("2026-11-10T12:00:00Z"));
        month.sale("one", 1_000, "EUR");
        month.town().checkPosted();
        month.town().clock.set(Instant.parse(MonthWorld.LATE));
        return month;
    }

    private static MonthWorld asked(Faults faults) {
        MonthWorld month = lived(faults);
        month.close(KEY);
        return month;
    }

    private static void recover(MonthWorld month) {
        assertEquals(202, month.close(KEY).status());
        month.later(Duration.ofMinutes(6));
        month.town().finance.nudged.clear();
        month.town().finance.deadlines();
    }

    private static void isClosable(MonthWorld month) {
        recover(month);
        assertEquals("awaiting_approval", month.get(MonthWorld.NOVEMBER).text("state"));
        assertEquals(200, month.approve(MonthWorld.CHECKER, month.hash(), KEY).status());
        assertEquals(1, month.events().stream().filter("period.file_written.v1"::equals).count());
        assertEquals(1, month.events().stream().filter("period.closed.v1"::equals).count());
        month.town().world().check();
    }

    @Test
    void aCloseThatWasAskedForGetsItsFileWhateverFails() {
        for (Trouble trouble : Trouble.values()) {
            int tried = EveryFault.<MonthWorld>of(
                            "ask for a close under " + trouble,
                            EveryFaultOfTheBooksTest::lived,
                            month -> {
                                int status = month.close(KEY).status();
                                assertTrue(status == 202 || status == 503, "status " + status);
                            })
                    .recovering(EveryFaultOfTheBooksTest::recover)
                    .checking(EveryFaultOfTheBooksTest::isClosable)
                    .withDeaths()
                    .with(trouble)
                    .run();
            assertTrue(tried >= 4, "tried " + tried);
        }
    }

    @Test
    void aFileIsWrittenOnceWhateverFails() {
        int tried = EveryFault.<MonthWorld>of(
                        "write the file of a period",
                        EveryFaultOfTheBooksTest::asked,
                        month -> month.town().finance.work())
                .recovering(EveryFaultOfTheBooksTest::recover)
                .checking(EveryFaultOfTheBooksTest::isClosable)
                .withDeaths()
                .with(Trouble.TIMEOUT)
                .run();
        assertTrue(tried >= 8, "tried " + tried);
    }
}
