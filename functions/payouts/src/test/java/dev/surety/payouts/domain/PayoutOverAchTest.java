package dev.surety.payouts.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.model.id.FileId;
import dev.surety.model.id.Id;
import dev.surety.payouts.domain.payout.Payout;
import dev.surety.payouts.domain.payout.PayoutEvent.Debit;
import dev.surety.payouts.domain.payout.PayoutEvent.StatusNoted;
import dev.surety.payouts.domain.payout.PayoutEvent;
import dev.surety.payouts.domain.payout.PayoutTimes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * A payout over ACH, where no bank says that the payee has it. After its debit it stays {@code sent} until the days in
 * which a return comes are over. The columns and marks are those of {@link PayoutChartTest}.
 */
class PayoutOverAchTest {
    private static final String CHART =
            """
            command    | sent     | debited    | overdue    | announced
            approve    | !        | !          | !          | !
            agree      | !        | !          | !          | !
            reject     | !        | !          | !          | !
            cancel     | !        | !          | !          | !
            give up    | -        | -          | -          | -
            expire     | -        | -          | -          | -
            send       | -        | -          | -          | -
            wait       | -        | -          | -          | -
            accepted   | sent+?   | sent+?     | sent+?     | sent+?
            declined   | sent+?   | sent+?     | sent+?     | sent+?
            duplicate  | sent+?   | sent+?     | sent+?     | sent+?
            no answer  | sent+?   | sent+?     | sent+?     | sent+?
            not found  | sent+?   | sent+?     | sent+?     | sent+?
            void       | failed$  | -          | -          | -
            booked     | sent+    | sent+?     | sent+?     | sent+?
            returned   | ~        | returned   | returned   | returned
            too early  | returned | returned$  | returned$  | returned$
            recredited | ~        | sent+?     | sent+?     | sent+?
            waits      | sent+    | sent+      | sent+      | sent+
            reported   | sent+    | sent+      | sent+      | sent+
            refused    | sent+    | sent+      | sent+      | sent+
            repeated   | unknown? | sent+      | sent+      | sent+
            shown      | -        | -          | -          | -
            stayed     | -        | -          | paid       | sent+?
            noticed    | sent+?   | sent+?     | sent+?     | sent+?
            """;

    private static final Instant BEGUN = Instant.parse("2026-11-17T10:00:00Z");
    private static final String TRACE = "091000010000001";

    private static Payout after(PayoutEvent... events) {
        var file = new FileId(Id.derive(FileId.PREFIX, "file"));
        return PlayedPayouts.after(
                BEGUN,
                Stream.concat(
                        Stream.of(
                                new PayoutEvent.Scheduled(PlayedPayouts.order("USD", "fed", "usd")),
                                new PayoutEvent.SendingByFile(file, "group", Optional.empty(), Optional.of(2)),
                                new PayoutEvent.Sent(TRACE)),
                        Stream.of(events)));
    }

    private static PayoutEvent debit(String day) {
        var debit = new Debit("bl_first", LocalDate.parse(day));
        return new StatusNoted("debit", Optional.of(debit), Optional.empty());
    }

    private static Map<String, Payout> states() {
        var returned = new PayoutEvent.RefusalAnnounced("R03", "uploader");
        Map<String, Payout> states = new LinkedHashMap<>();
        states.put("sent", after());
        states.put("debited", after(debit("2026-11-23")));
        states.put("overdue", after(debit("2026-11-18")));
        states.put("announced", after(debit("2026-11-18"), returned));
        return states;
    }

    @TestFactory
    List<DynamicTest> everyCommandInEveryStateHasOneOutcome() {
        return StateChart.tests(
                StateChart.cells(CHART), states(), PayoutChartTest.commands(), PayoutChartTest::outcome);
    }

    /** Two days of the Fed, of which Thanksgiving is none, and the morning after. */
    @Test
    void theDeadlineIsTheDayAfterTheSecondBankDay() {
        for (List<String> each : List.of(
                List.of("2026-11-23", "2026-11-26"),
                List.of("2026-11-25", "2026-12-01"),
                List.of("2026-11-20", "2026-11-25"))) {
            assertEquals(
                    Optional.of(Instant.parse(each.get(1) + "T00:00:00Z")),
                    PayoutTimes.due(after(debit(each.getFirst())), Instant.parse(each.getFirst() + "T20:00:00Z")));
        }
        assertEquals(Optional.empty(), PayoutTimes.due(after(), BEGUN));
    }
}
