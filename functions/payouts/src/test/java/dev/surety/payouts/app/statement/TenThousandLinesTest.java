package dev.surety.payouts.app.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.payouts.domain.bank.LineRules;
import dev.surety.payouts.domain.statement.MatchRules;
import dev.surety.payouts.statement.TroubledMonth;
import dev.surety.payouts.statement.TroubledMonth.Trouble;
import dev.surety.testkit.SmallRunner;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand lines of a bank, between which and our payouts each kind of trouble is put. Each is found and named by
 * its class, and nothing else is. {@code -Dsurety.sweep=n} reads n such months; {@code -Dsurety.lines} is their size.
 */
class TenThousandLinesTest {
    private static final int LINES = Integer.getInteger("surety.lines", 10_000);

    @Test
    void eachTroubleIsNamedAndNothingElseIs() {
        SmallRunner.times(1, (random, _) -> check(new TroubledMonth(random, LINES)));
    }

    private static void check(TroubledMonth month) {
        for (Trouble trouble : Trouble.values()) {
            assertTrue(month.counts.getOrDefault(trouble, 0) > 0, "there is none of " + trouble);
        }
        var books = new LinesInMemory(month);
        month.files.forEach(file -> assertEquals(file.problems(), books.read(file.bytes()), file.name()));
        Map<String, List<String>> told = new TreeMap<>();
        Set<String> alarms = new TreeSet<>();
        books.lines.values().forEach(line -> {
            List<String> payouts = line.matched().booking().parts().stream()
                    .map(part -> part.payout())
                    .filter(payout -> !payout.startsWith("pf_"))
                    .toList();
            told.computeIfAbsent(line.reference(), _ -> new ArrayList<>())
                    .add(TroubledMonth.outcome(line.matched().as().word(), line.matched().by(), payouts));
            line.matched().booking().attention().ifPresent(kind -> {
                alarms.add(line.reference());
                assertEquals(kind(line.matched().as().word()), kind, line.reference());
            });
        });
        assertTrue(told.size() >= LINES * 9 / 10, "read " + told.size());
        assertEquals(differing(month.expected, told), differing(told, month.expected));
        assertEquals(month.alarms, alarms);
        Map<String, String> ends = new TreeMap<>();
        month.payouts.forEach(owed -> end(books, owed.name()).ifPresent(end -> ends.put(owed.name(), end)));
        assertEquals(differing(month.ends, ends), differing(ends, month.ends));
        // Each day is shown, so a payout without an end is one that the bank did not debit.
        assertTrue(books.shows(LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 22)));
    }

    private static String kind(String as) {
        return switch (as) {
            case "return_waits" -> LineRules.RETURN_WAITS;
            case "destination" -> MatchRules.DESTINATION;
            default -> LineRules.UNMATCHED;
        };
    }

    private static Optional<String> end(LinesInMemory books, String name) {
        var of = books.payouts.get(TroubledMonth.id(name));
        return of.credit().map(_ -> "returned").or(() -> of.debit().map(_ -> "paid"));
    }

    /** The part of the first that the second has not, so that a failure shows no ten thousand lines. */
    private static <V> Map<String, V> differing(Map<String, V> one, Map<String, V> other) {
        Map<String, V> differing = new TreeMap<>(one);
        differing.entrySet().removeIf(each -> each.getValue().equals(other.get(each.getKey())));
        return differing;
    }
}
