package dev.surety.simulator.bank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.runtime.resilience.Outage;
import dev.surety.simulator.bank.BankLine.Direction;
import dev.surety.simulator.bank.SimulatedBank.Result;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the published table, as a caller of the bank meets it. */
class MagicAccountsTest {
    private static final String MONTH_LATER = "2026-04-02T00:00:00Z";

    /** The answer, the answer to the question afterwards, and what the bank has booked a month later. */
    private record Row(String number, String answer, String found, String booked) {}

    static Stream<Row> rows() {
        String back = "debit 1000, credit 1000 ";
        return Stream.of(
                new Row("DE87900000000000000001", "accepted", "accepted", "debit 1000"),
                new Row("DE60900000000000000002", "AC01", "AC01", ""),
                new Row("DE33900000000000000003", "AC04", "AC04", ""),
                new Row("DE06900000000000000004", "BE01", "BE01", ""),
                new Row("DE76900000000000000005", "AM04", "AM04", ""),
                new Row("DE49900000000000000006", "accepted", "accepted", "debit 1000"),
                new Row("DE22900000000000000007", "unknown", "accepted", "debit 1000"),
                new Row("DE92900000000000000008", "unknown", "nothing", ""),
                new Row("DE65900000000000000009", "error", "accepted", "debit 1000"),
                new Row("DE38900000000000000010", "accepted", "accepted", back + "AC04"),
                new Row("DE11900000000000000011", "accepted", "accepted", back + "MD07"),
                new Row("DE81900000000000000012", "accepted", "accepted", "debit 1000, credit 750 AC06"),
                new Row("DE54900000000000000013", "unknown", "unknown", "debit 1000"),
                new Row("DE27900000000000000014", "AB08", "AB08", ""),
                new Row("DE97900000000000000015", "accepted", "accepted", back + "AM05"),
                new Row("DE70900000000000000016", "FR01", "FR01", ""),
                new Row("120000003/000000000001", "accepted", "accepted", "debit 1000"),
                new Row("120000003/000000000002", "R03", "R03", ""),
                new Row("120000003/000000000003", "R02", "R02", ""),
                new Row("120000003/000000000007", "unknown", "accepted", "debit 1000"),
                new Row("120000003/000000000008", "unknown", "nothing", ""),
                new Row("120000003/000000000010", "accepted", "accepted", back + "R02"),
                new Row("120000003/000000000016", "accepted", "accepted", back + "R16"),
                new Row("120000003/000000000004", "accepted", "accepted", back + "R03"),
                new Row("120000003/000000000011", "accepted", "accepted", back + "R01"),
                new Row("120000003/000000000021", "accepted", "accepted", "debit 1000"),
                new Row("120000003/000000000022", "accepted", "accepted", "debit 1000"),
                new Row("120000003/000000000023", "accepted", "accepted", "debit 1000"),
                new Row("120000003/000000000025", "accepted", "accepted", "debit 1000"),
                new Row("120000003/000000000026", "accepted", "accepted", "debit 1000"),
                new Row("120000003/000000000027", "accepted", "accepted", "debit 1000"),
                new Row("120000003/000000000029", "accepted", "accepted", "debit 1000"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theBankDoesAsTheTableSays(Row row) {
        var world = new BankWorld();
        assertEquals(row.answer, answer(world, row.number));
        assertEquals(row.answer, answer(world, row.number), "the same id is the same transfer");
        assertEquals(row.found, world.find("one").map(MagicAccountsTest::word).orElse("nothing"));
        world.at(MONTH_LATER);
        assertEquals(row.booked, booked(world.lines()));
        assertEquals(row.booked.startsWith("debit") ? 1 : 0, world.count().executed());
    }

    @Test
    void theTestKnowsEveryRow() {
        assertEquals(
                MagicAccounts.TABLE.stream().map(MagicAccounts.Row::number).sorted().toList(),
                rows().map(Row::number).sorted().toList());
    }

    @Test
    void theReadmePublishesEveryRow() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        for (MagicAccounts.Row row : MagicAccounts.TABLE) {
            assertTrue(
                    readme.contains("| `" + row.number() + "` | `" + row.behaviour().name() + "` |"),
                    row + " is missing in the README");
        }
    }

    @Test
    void everyNumberHasItsCheckDigits() {
        for (MagicAccounts.Row row : MagicAccounts.TABLE) {
            if (row.number().startsWith("DE")) {
                assertEquals(22, row.number().length());
                String turned = row.number().substring(4) + "1314" + row.number().substring(2, 4);
                assertEquals(BigInteger.ONE, new BigInteger(turned).mod(BigInteger.valueOf(97)), row.number());
            }
        }
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += (MagicAccounts.ROUTING.charAt(i) - '0') * List.of(3, 7, 1).get(i % 3);
        }
        assertEquals(0, sum % 10);
    }

    @Test
    void aSlowTransferIsBookedTwoDaysLater() {
        var world = new BankWorld();
        world.send("one", "DE49900000000000000006");
        world.at("2026-03-04T10:59:59Z");
        assertEquals("", booked(world.lines()));
        world.at("2026-03-04T11:00:00Z");
        assertEquals("debit 1000", booked(world.lines()));
    }

    @Test
    void aReturnComesThreeDaysAfterTheBooking() {
        var world = new BankWorld();
        world.send("one", "DE38900000000000000010");
        world.at("2026-03-05T10:59:59Z");
        assertEquals("debit 1000", booked(world.lines()));
        world.at("2026-03-05T11:00:00Z");
        assertEquals("debit 1000, credit 1000 AC04", booked(world.lines()));
    }

    @Test
    void aPendingTransferIsAcceptedWhenItIsBooked() {
        var world = new BankWorld();
        world.send("one", "DE54900000000000000013");
        world.at("2026-03-02T11:00:00Z");
        assertEquals(Optional.of("accepted"), world.find("one").map(MagicAccountsTest::word));
    }

    @Test
    void oneAccountMakesTheBankRefuseEverythingForAnHour() {
        var world = new BankWorld();
        world.send("one", "DE27900000000000000014");
        world.at("2026-03-02T11:19:59Z");
        assertEquals("AB08", word(world.send("two", BankWorld.ORDINARY)));
        world.at("2026-03-02T11:20:00Z");
        assertEquals("accepted", word(world.send("three", BankWorld.ORDINARY)));
        assertEquals("AB08", word(world.send("two", BankWorld.ORDINARY)), "an answer stands");
        assertEquals(new SimulatedBank.Count(1, 2, BankWorld.TEN), world.count());
    }

    private static String answer(BankWorld world, String number) {
        if (number.equals("DE65900000000000000009")) {
            assertThrows(Outage.class, () -> world.send("one", number));
            return "error";
        }
        return word(world.send("one", number));
    }

    static String word(Result result) {
        return switch (result) {
            case Result.Accepted(var trace) -> trace.isEmpty() ? "no trace" : "accepted";
            case Result.Declined(var code) -> code;
            case Result.Unknown() -> "unknown";
        };
    }

    static String booked(List<BankLine> lines) {
        return String.join(
                ", ",
                lines.stream()
                        .map(line -> (line.direction() == Direction.DEBIT ? "debit " : "credit ")
                                + line.amount().amountMinor()
                                + (line.code().isEmpty() ? "" : " " + line.code()))
                        .toList());
    }
}
