package dev.surety.simulator.bank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.runtime.command.Outcome;
import dev.surety.simulator.bank.BankLine.Direction;
import dev.surety.simulator.bank.BankNotices.Kind;
import dev.surety.simulator.bank.files.Ach;
import dev.surety.simulator.bank.files.Ach.Pay;
import dev.surety.simulator.bank.files.FilePlay;
import dev.surety.simulator.bank.files.FilePlay.Booked;
import dev.surety.simulator.bank.files.FilePlay.Change;
import dev.surety.simulator.bank.files.FilePlay.Level;
import dev.surety.simulator.bank.files.FilePlay.Reject;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The same over NACHA files: lines are the executed entries less the returns, each entry is debited once, and each
 * credit of a return has one addendum 99 with its trace. {@code -Dsurety.sweep=n} plays n times as many scripts.
 */
class EveryScriptOfNachaTest {
    private static final int SCRIPTS = 40;
    private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuMMdd");
    private static final Currency USD = Currency.of("USD");
    private static final List<String> PAYEES = MagicAccounts.TABLE.stream()
            .map(MagicAccounts.Row::number)
            .filter(number -> number.startsWith(Ach.ROUTING))
            .map(number -> number.substring(Ach.ROUTING.length() + 1))
            .toList();

    private final List<String> returned = new ArrayList<>();

    @Test
    void linesAreTheEntriesLessTheReturnsAndEachReturnIsTold() {
        int returns = 0;
        for (int seed = 0; seed < SCRIPTS * Integer.getInteger("surety.sweep", 1); seed++) {
            returned.clear();
            var world = new BankWorld();
            play(world, new Random(seed));
            check(world, "seed " + seed);
            returns += returned.size();
        }
        assertTrue(returns > SCRIPTS, "some entries come back, and these did: " + returns);
    }

    private void play(BankWorld world, Random random) {
        int payments = 0;
        int trace = 1;
        for (int day = 0; day < 12; day++) {
            LocalDate today = MONDAY.plusDays(day);
            world.at(today.atTime(15, 20).toInstant(ZoneOffset.UTC).toString());
            if (day < 4) {
                script(world, random);
                var file = new Ach(today.format(DAY), "A", trace);
                for (int batch = random.nextInt(1, 4); batch > 0; batch--) {
                    List<Pay> all = new ArrayList<>();
                    for (int i = random.nextInt(1, 6); i > 0; i--) {
                        all.add(new Pay(
                                "R" + ++payments,
                                random.nextInt(5) == 0 ? 0 : random.nextInt(1, 100_000),
                                random.nextBoolean() ? Ach.PAYEE : PAYEES.get(random.nextInt(PAYEES.size()))));
                    }
                    boolean balanced = random.nextBoolean() && all.stream().anyMatch(pay -> pay.minor() > 0);
                    file.batch("PPD", today.plusDays(random.nextInt(2)).format(DAY), balanced, all);
                    trace += all.size() + 1;
                }
                assertInstanceOf(Outcome.Done.class, world.hand("file " + day, file.bytes()));
            }
            world.at(today.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC).toString());
            addenda(world, today);
        }
    }

    private static void script(BankWorld world, Random random) {
        Optional<Reject> reject = random.nextInt(3) > 0
                ? Optional.empty()
                : Optional.of(new Reject(
                        Level.values()[random.nextInt(Level.values().length)], "R13", random.nextInt(1, 8)));
        world.file(new FilePlay(
                reject,
                Booked.values()[random.nextInt(Booked.values().length)],
                random.nextBoolean(),
                false,
                List.of(),
                random.nextBoolean() ? List.of() : List.of(new FilePlay.Return(2, random.nextInt(4), "R23", 30)),
                Optional.empty(),
                List.of(new Change(random.nextInt(1, 5), 1, "C01", "1"))));
    }

    private void addenda(BankWorld world, LocalDate day) {
        var done = assertInstanceOf(
                Outcome.Done.class, world.notices.notices(BankWorld.OWN, Kind.RETURNS, day, day));
        for (Object file : assertInstanceOf(List.class, done.value())) {
            new String(assertInstanceOf(BankFile.class, file).bytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> line.startsWith("799"))
                    .forEach(line -> returned.add(line.substring(6, 21)));
        }
    }

    private void check(BankWorld world, String seed) {
        Map<String, Transfer> executed = new HashMap<>();
        List<Transfer> prenotes = new ArrayList<>();
        for (Transfer transfer : world.bank.transfers(BankWorld.DEMO, BankWorld.ACCOUNT, "", 10_000)) {
            if (transfer.isPrenote()) {
                prenotes.add(transfer);
            } else if (transfer.is(Transfer.Status.EXECUTED)) {
                executed.put(transfer.payout(), transfer);
            }
        }
        long moved = 0;
        long back = 0;
        Map<String, Integer> debits = new HashMap<>();
        List<String> credited = new ArrayList<>();
        for (BankLine line : world.lines()) {
            boolean isDebit = line.direction() == Direction.DEBIT;
            moved += isDebit ? -line.amount().amountMinor() : line.amount().amountMinor();
            for (BankLine.Detail detail : line.details()) {
                if (isDebit) {
                    debits.merge(detail.payout(), 1, Integer::sum);
                } else {
                    credited.add(detail.trace());
                    back += executed.containsKey(detail.payout()) ? detail.amount().amountMinor() : 0;
                }
            }
        }
        long sent = executed.values().stream().map(Transfer::amount).mapToLong(Money::amountMinor).sum();
        assertEquals(back - sent, moved, seed + ": lines are entries less returns");
        executed.keySet().forEach(id -> assertEquals(1, debits.get(id), seed + ": " + id + " is debited once"));
        prenotes.forEach(prenote -> assertEquals(null, debits.get(prenote.payout()), seed));
        assertEquals(
                returned.stream().distinct().toList(), returned, seed + ": no entry comes back twice");
        credited.forEach(trace -> assertTrue(returned.contains(trace), seed + ": " + trace + " is told"));
        assertEquals(
                Optional.ofNullable(world.bank.counts(BankWorld.DEMO, BankWorld.ACCOUNT).get(USD))
                        .map(SimulatedBank.Count::executed)
                        .orElse(0L),
                (long) executed.size(),
                seed);
    }
}
