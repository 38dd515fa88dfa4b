package dev.surety.messages.nacha;

import dev.surety.model.money.Money;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Files of credits for tests; the same number gives the same credit. */
final class Credits {
    static final String ODFI = "12104288";
    static final FileHeader HEADER = header("A");
    static final Optional<Offset> OFFSET = Optional.of(
            new Offset(AccountKind.CHECKING, "121042882", "9876543210", "OFFSET", "Market Inc"));
    private static final List<String> BANKS = List.of("231380104", "031300012", "091400606", "021000021");

    private Credits() {}

    static FileHeader header(String modifier) {
        return new FileHeader(
                "031300012", "Federal Reserve Bank", "1234567890", "Market Inc", LocalDate.of(2026, 11, 27),
                LocalTime.of(22, 50), modifier, "");
    }

    static Money dollars(long cents) {
        return Money.of(cents, "USD");
    }

    static Credit credit(int number) {
        boolean prenote = number % 7 == 6;
        return new Credit(
                number % 3 == 0 ? AccountKind.SAVINGS : AccountKind.CHECKING,
                prenote,
                BANKS.get(number % BANKS.size()),
                "10-" + number,
                dollars(prenote ? 0 : 1 + number * 31L % 1_999),
                "REF" + number,
                "Payee " + number);
    }

    static NachaBatch batch(int number, EntryClass entryClass, Optional<Offset> offset, int from, int until) {
        return new NachaBatch(
                number, entryClass, "Market Inc", "", "1234567890", "PAYOUT", "", LocalDate.of(2026, 12, 1), offset,
                until - from,
                dollars(IntStream.range(from, until).mapToLong(i -> credit(i).amount().amountMinor()).sum()),
                () -> IntStream.range(from, until).mapToObj(Credits::credit).iterator());
    }

    static NachaBatch batch(Credit... credits) {
        return new NachaBatch(
                1, EntryClass.PPD, "Market Inc", "", "1234567890", "PAYOUT", "", LocalDate.of(2026, 12, 1),
                Optional.empty(), credits.length,
                List.of(credits).stream().map(Credit::amount).reduce(dollars(0), Money::plus), List.of(credits));
    }

    static NachaFile file(int firstSequence, NachaBatch... batches) {
        return new NachaFile(HEADER, ODFI, firstSequence, LineEnd.LF, List.of(batches));
    }

    static String written(NachaFile file) throws IOException {
        var out = new ByteArrayOutputStream();
        NachaWriter.write(out, file);
        return out.toString(StandardCharsets.US_ASCII);
    }
}
