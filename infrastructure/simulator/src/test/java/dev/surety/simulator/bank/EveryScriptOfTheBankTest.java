package dev.surety.simulator.bank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.surety.model.money.Money;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.simulator.bank.BankLine.Direction;
import dev.surety.simulator.bank.PlayBank.Foreign;
import dev.surety.simulator.bank.PlayBank.Return;
import dev.surety.simulator.bank.files.FilePlay.Booked;
import dev.surety.simulator.bank.files.FilePlay.Destination;
import dev.surety.simulator.bank.files.FilePlay.Level;
import dev.surety.simulator.bank.files.FilePlay.NameCheck;
import dev.surety.simulator.bank.files.FilePlay.Reject;
import dev.surety.simulator.bank.files.FilePlay;
import dev.surety.simulator.bank.files.Pain001.Pay;
import dev.surety.simulator.bank.files.Pain001;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever the script, the bank's own books agree: its statements chain, their lines are its transfers less what came
 * back, and no payment is debited twice. {@code -Dsurety.sweep=n} plays n times as many scripts.
 */
class EveryScriptOfTheBankTest {
    private static final int SCRIPTS = 60;
    private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
    private static final int DAYS = 14;

    @Test
    void statementsChainAndTheirLinesAreTheTransfersLessTheReturns() {
        for (int seed = 0; seed < SCRIPTS * Integer.getInteger("surety.sweep", 1); seed++) {
            var round = new Round(seed);
            round.play();
            round.check();
        }
    }

    private static final class Round {
        private final String seed;
        private final Random random;
        private final BankWorld world = new BankWorld();
        private final List<Pain001> files = new ArrayList<>();
        private final List<ReadStatement> statements = new ArrayList<>();
        private int payments;

        Round(long seed) {
            this.seed = "seed " + seed;
            this.random = new Random(seed);
        }

        void play() {
            for (int day = 0; day < DAYS; day++) {
                LocalDate today = MONDAY.plusDays(day);
                at(today, LocalTime.of(10, 20));
                if (day < 4) {
                    script();
                    file(today);
                }
                if (day < 6 && payments > 0 && random.nextInt(3) == 0) {
                    giveBack(day);
                }
                at(today.plusDays(1), LocalTime.of(random.nextInt(1, 6), 0));
                statements.add(statement(today));
            }
        }

        private void at(LocalDate day, LocalTime time) {
            world.at(day.atTime(time).toInstant(ZoneOffset.UTC).toString());
        }

        private void script() {
            if (random.nextInt(4) == 0) {
                world.charge(random.nextInt(50));
            }
            if (random.nextInt(4) == 0) {
                var in = new Foreign(Direction.CREDIT, BankWorld.euro(random.nextInt(1, 9_999)), Optional.of("in"));
                world.play("foreign " + files.size(), BankWorld.booking(in));
            }
            Optional<Reject> reject = random.nextInt(3) > 0
                    ? Optional.empty()
                    : Optional.of(new Reject(
                            Level.values()[random.nextInt(Level.values().length)],
                            random.nextBoolean() ? "AC04" : "AM04",
                            random.nextInt(1, 8)));
            world.file(new FilePlay(
                    reject,
                    Booked.values()[random.nextInt(Booked.values().length)],
                    random.nextBoolean(),
                    random.nextBoolean(),
                    List.of(NameCheck.CLOSE),
                    random.nextBoolean()
                            ? List.of()
                            : List.of(new FilePlay.Return(random.nextInt(1, 5), random.nextInt(4), "MD07", 30)),
                    random.nextBoolean() ? Optional.empty() : Optional.of(new Destination(2, Pain001.IBAN))));
        }

        /** A new file, one that the bank has already, or one with a spoilt sum. */
        private void file(LocalDate today) {
            int kind = random.nextInt(8);
            if (kind == 0 && !files.isEmpty()) {
                world.take("again " + files.size(), files.get(random.nextInt(files.size())));
                return;
            }
            var file = new Pain001("MSG" + files.size());
            for (int group = random.nextInt(1, 4); group > 0; group--) {
                List<Pay> all = new ArrayList<>();
                for (int i = random.nextInt(1, 6); i > 0; i--) {
                    String number = random.nextInt(3) > 0
                            ? Pain001.PAYEE
                            : MagicAccounts.TABLE.get(random.nextInt(16)).number();
                    all.add(new Pay("R" + ++payments, random.nextInt(1, 100_000), number));
                }
                file.group("G" + group, today.plusDays(random.nextInt(3)).toString(), all);
            }
            files.add(file);
            if (kind == 1) {
                byte[] spoilt = file.xml().replaceFirst("<CtrlSum>", "<CtrlSum>1").getBytes(StandardCharsets.UTF_8);
                assertInstanceOf(Outcome.Done.class, world.hand("spoilt " + files.size(), spoilt));
                return;
            }
            world.take("file " + files.size(), file);
        }

        private void giveBack(int day) {
            var back = new Return(
                    BankWorld.ACCOUNT, "R" + random.nextInt(1, payments + 1), "AC06", Optional.empty());
            var _ = world.playing.giveBack(BankWorld.DEMO, back, CommandKey.ofFact("back " + day), _ -> true);
        }

        private ReadStatement statement(LocalDate day) {
            var done = assertInstanceOf(
                    Outcome.Done.class, world.statements.statements(BankWorld.OWN, StatementOrder.of(day, day)));
            var file = assertInstanceOf(BankFile.class, ((List<?>) done.value()).getFirst());
            return ReadStatement.of(new String(file.bytes(), StandardCharsets.UTF_8));
        }

        void check() {
            long balance = 0;
            long moved = 0;
            for (int i = 0; i < statements.size(); i++) {
                ReadStatement statement = statements.get(i);
                assertEquals(Integer.toString(i + 1), statement.number(), seed);
                assertEquals(balance, statement.opening(), seed + ": yesterday's closing is today's opening");
                assertEquals(statement.closing(), statement.opening() + statement.sum(), seed + ": the day's equation");
                balance = statement.closing();
                moved += statement.sum();
            }
            Map<String, Transfer> executed = new HashMap<>();
            for (Transfer transfer : world.bank.transfers(BankWorld.DEMO, BankWorld.ACCOUNT, "", 10_000)) {
                if (transfer.is(Transfer.Status.EXECUTED)) {
                    executed.put(transfer.payout(), transfer);
                }
            }
            long expected = 0;
            Map<String, Integer> debits = new HashMap<>();
            for (BankLine line : world.lines()) {
                boolean isForeign = line.file().isEmpty() && line.direction() == Direction.CREDIT;
                expected -= line.charge().amountMinor();
                expected += isForeign ? line.amount().amountMinor() : 0;
                for (BankLine.Detail detail : line.details()) {
                    boolean isExecuted = executed.containsKey(detail.payout());
                    if (line.direction() == Direction.DEBIT) {
                        debits.merge(detail.payout(), 1, Integer::sum);
                    } else if (isExecuted) {
                        expected += detail.amount().amountMinor();
                    }
                }
            }
            long sent = executed.values().stream()
                    .map(Transfer::amount)
                    .mapToLong(Money::amountMinor)
                    .sum();
            assertEquals(expected - sent, moved, seed + ": lines are transfers less returns");
            executed.keySet().forEach(id -> assertEquals(1, debits.get(id), seed + ": " + id + " is debited once"));
            assertEquals(executed.size(), world.count().executed(), seed);
        }
    }
}
