package dev.surety.payouts.statement;

import static dev.surety.payouts.statement.StatementWorld.DEMO;
import static dev.surety.payouts.statement.StatementWorld.euro;
import static dev.surety.payouts.statement.StatementWorld.reference;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.messages.pain.CreditTransferMessage;
import dev.surety.messages.pain.CreditTransferWriter;
import dev.surety.messages.pain.Creditor;
import dev.surety.messages.pain.Debtor;
import dev.surety.messages.pain.Party;
import dev.surety.messages.pain.Payment;
import dev.surety.messages.pain.PaymentGroup;
import dev.surety.payouts.app.statement.LineChains;
import dev.surety.payouts.domain.bank.LineState;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.simulator.bank.BankFile;
import dev.surety.simulator.bank.BankFiles;
import dev.surety.simulator.bank.BankLine.Direction;
import dev.surety.simulator.bank.BankLine;
import dev.surety.simulator.bank.BankReports;
import dev.surety.simulator.bank.BankStatements;
import dev.surety.simulator.bank.PlayBank;
import dev.surety.simulator.bank.ReportOrder;
import dev.surety.simulator.bank.SimulatedBank;
import dev.surety.simulator.bank.StatementOrder;
import dev.surety.simulator.bank.TakenFile;
import dev.surety.simulator.bank.Transfer;
import dev.surety.simulator.bank.files.FilePlay.Booked;
import dev.surety.simulator.bank.files.FilePlay.Level;
import dev.surety.simulator.bank.files.FilePlay.Reject;
import dev.surety.simulator.bank.files.FilePlay;
import dev.surety.simulator.bank.files.Oddity;
import dev.surety.testkit.SmallRunner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * We write a file, the bank plays a script, and we read its statements. Whatever the script and the bank's habits are,
 * the sum at the rail is the sum that the bank booked and the sum in the journal. No transfer is made twice, and no
 * payout is forgotten. {@code -Dsurety.sweep=n} plays n times as many scripts.
 */
class AnyScriptOfTheBankTest {
    private static final int SCRIPTS = 12;
    private static final int BARE = 6;
    private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
    private static final int DAYS = 12;

    @Test
    void theRailTheBankAndTheJournalAgree() {
        SmallRunner.times(SCRIPTS, (random, _) -> played(new Round(random, Set.of())).check());
    }

    @Test
    void aLineWithoutReferencesIsParkedWithItsMoneyAndNoPayoutIsGuessed() {
        SmallRunner.times(BARE, (random, round) -> {
            Oddity bare = round % 2 == 0 ? Oddity.TEXT_ONLY : Oddity.NO_REFERENCES;
            played(new Round(random, Set.of(bare))).checkParked();
        });
    }

    private static Round played(Round round) {
        round.handIn();
        round.handIn();
        round.statements();
        return round;
    }

    private static final class Round {
        private static final List<String> WORDS = List.of(
                "accepted", "accepted", "accepted", "declined_closed", "slow", "returned_closed", "returned_less_fee");

        private final SplittableRandom random;
        private final StatementWorld world = new StatementWorld();
        private final FixedClock clock = FixedClock.at("2026-03-02T10:20:00Z");
        private final BankFiles.Account account = new BankFiles.Account(DEMO, "main", Camt.IBAN);
        private final BankFiles files = new BankFiles(world.store, SuretyTables.SANDBOX, _ -> clock.instant());
        private final BankReports reports = new BankReports(world.store, SuretyTables.SANDBOX);
        private final BankStatements statements =
                new BankStatements(world.store, SuretyTables.SANDBOX, _ -> clock.instant());
        private final SimulatedBank bank = new SimulatedBank(world.store, SuretyTables.SANDBOX, _ -> clock.instant());
        private final PlayBank playing =
                new PlayBank(world.store, SuretyTables.SANDBOX, _ -> clock.instant(), _ -> {});
        /**
         * A bank's own habits are the same in all its statements. Batches without names or payments are not played: the
         * half of a group is then nothing that we may guess, and a person has to say it. With {@code TEXT_ONLY} and
         * {@code NO_REFERENCES} that holds of more lines. So these two are played by themselves, and a payout may wait
         * there for a line that is parked.
         */
        private final StatementOrder habit;

        private final Set<Oddity> bare;

        /**
         * Each page of a statement ends with a balance, and only the last shows that lines are wrong. So a bank of
         * pages does not tell lines wrongly here.
         */
        private final int pages;

        private final Map<String, Long> payouts = new HashMap<>();
        private int handedIn;
        private int read;

        /** @param bare how the bank leaves out our references; empty if it tells them */
        Round(SplittableRandom random, Set<Oddity> bare) {
            this.random = random;
            this.bare = bare;
            this.pages = random.nextInt(3) == 0 ? random.nextInt(2, 5) : 1;
            var habits = EnumSet.noneOf(Oddity.class);
            habits.addAll(bare);
            for (Oddity each : List.of(
                    Oddity.REVERSAL,
                    Oddity.DATE_TIMES,
                    Oddity.NO_NAMESPACE,
                    Oddity.BOM,
                    Oddity.SAME_ENTRY_REFERENCE)) {
                if (random.nextInt(3) == 0) {
                    habits.add(each);
                }
            }
            this.habit = StatementOrder.of(MONDAY, MONDAY)
                    .as(random.nextBoolean() ? "camt.053.001.02" : "camt.053.001.08")
                    .with(habits);
        }

        void handIn() {
            script();
            var payments = new ArrayList<PaymentGroup>();
            String file = "pf-" + ++handedIn;
            long all = 0;
            long count = 0;
            for (int number = random.nextInt(1, 3); number > 0; number--) {
                String id = file + "-" + number;
                int day = random.nextInt(2, 5);
                List<String> names = new ArrayList<>();
                List<Payment> of = new ArrayList<>();
                long sum = 0;
                for (int i = random.nextInt(1, 7); i > 0; i--) {
                    String name = "p" + payouts.size();
                    long minor = random.nextLong(1, 200_000);
                    payouts.put(name, minor);
                    names.add(name);
                    world.sent(name, minor);
                    of.add(new Payment(
                            reference(name),
                            euro(minor),
                            new Creditor("Ada Example", StatementWorld.FILED, Optional.empty(), Optional.empty()),
                            "payout"));
                    sum += minor;
                }
                world.groups.add(id, day, sum, names.toArray(String[]::new));
                payments.add(new PaymentGroup(
                        id, LocalDate.parse(Camt.day(day)), false, true, of.size(), euro(sum), of));
                all += sum;
                count += of.size();
            }
            byte[] bytes = written(file, count, all, payments);
            TakenFile taken = take("a file " + handedIn, bytes);
            assertEquals(Optional.empty(), taken.fault(), "the bank reads what we write");
            assertEquals("DU01", take("again " + handedIn, bytes).fault().orElseThrow().code());
            var report = assertInstanceOf(
                    Outcome.Done.class, reports.report(account, taken.id(), ReportOrder.STATUS));
            world.read("report " + handedIn, assertInstanceOf(BankFile.class, report.value()).bytes());
        }

        private static byte[] written(String file, long count, long sum, List<PaymentGroup> groups) {
            var bytes = new ByteArrayOutputStream();
            var shop = new Party("Shop", Optional.empty());
            var debtor = new Debtor("Shop", Camt.IBAN, Optional.empty(), Optional.empty());
            var at = Instant.parse("2026-03-02T10:00:00Z");
            try {
                CreditTransferWriter.write(
                        bytes, new CreditTransferMessage(file, at, shop, debtor, count, euro(sum)), groups);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }

        private TakenFile take(String key, byte[] bytes) {
            var done = assertInstanceOf(
                    Outcome.Done.class, files.take(account, bytes, CommandKey.ofFact(key), _ -> true));
            return assertInstanceOf(TakenFile.class, done.value());
        }

        private void script() {
            List<String> words = new ArrayList<>();
            for (int i = random.nextInt(8); i > 0; i--) {
                words.add(WORDS.get(random.nextInt(WORDS.size())));
            }
            Optional<Reject> reject = random.nextInt(3) > 0
                    ? Optional.empty()
                    : Optional.of(new Reject(
                            random.nextBoolean() ? Level.GROUP : Level.PAYMENT, "AC06", random.nextInt(1, 6)));
            var play = new FilePlay(
                    reject,
                    Booked.values()[random.nextInt(Booked.values().length)],
                    random.nextBoolean(),
                    random.nextBoolean(),
                    List.of(),
                    random.nextBoolean()
                            ? List.of()
                            : List.of(new FilePlay.Return(random.nextInt(1, 5), random.nextInt(4), "MD07", 0)),
                    Optional.empty());
            var acts = new PlayBank.Acts(
                    "main",
                    Optional.empty(),
                    words,
                    Optional.of(euro(random.nextBoolean() ? 35 : 0)),
                    List.of(),
                    Optional.of(play));
            assertInstanceOf(
                    Outcome.Done.class,
                    playing.act(DEMO, acts, CommandKey.ofFact("script " + handedIn), _ -> true));
        }

        /** Each day's statement comes once as it is; before or after it, others come. */
        void statements() {
            clock.set(MONDAY.plusDays(DAYS + 1).atStartOfDay().toInstant(ZoneOffset.UTC));
            for (int day = 0; day < DAYS; day++) {
                LocalDate on = MONDAY.plusDays(day);
                if (pages == 1 && random.nextInt(4) == 0) {
                    // The first statement of an account is trusted: of what it leaves out, a return needs people.
                    Oddity last = day == 0 ? Oddity.WRONG_SIGN : Oddity.GAP;
                    read(on, Set.of(one(Oddity.MISSING_LINE, Oddity.DUPLICATE_LINE, Oddity.WRONG_SIGN, last)));
                }
                read(on, Set.of());
                if (random.nextInt(4) == 0) {
                    read(on, Set.of(pages > 1 ? Oddity.REISSUE : one(Oddity.REISSUE, Oddity.OVERLAP)));
                }
            }
        }

        private Oddity one(Oddity... of) {
            return of[random.nextInt(of.length)];
        }

        private void read(LocalDate on, Set<Oddity> more) {
            Set<Oddity> with = EnumSet.noneOf(Oddity.class);
            with.addAll(habit.with());
            with.addAll(more);
            var order = StatementOrder.of(on, on).as(habit.message()).pages(pages).with(with);
            var done = assertInstanceOf(Outcome.Done.class, statements.statements(account, order));
            for (Object file : (List<?>) done.value()) {
                world.read("statement " + ++read, assertInstanceOf(BankFile.class, file).bytes());
            }
            world.timers();
        }

        void check() {
            Map<String, String> expected = ends();
            Map<String, String> states = new HashMap<>();
            long[] waiting = {0};
            payouts.forEach((name, minor) -> {
                String state = world.state(name);
                // A refused payment that was debited alone was paid by then, and comes back. One that was never debited
                // waits for the proof that days without a debit give.
                boolean isRefused = expected.get(name).equals("failed") && Set.of("returned", "sent").contains(state);
                states.put(name, isRefused ? "failed" : state);
                waiting[0] += state.equals("sent") ? minor : 0;
            });
            assertEquals(expected, states, () -> "each payout has come to its end " + shown());
            assertEquals(booked(), world.balance("bank:main"), () -> "the bank and the journal agree " + shown());
            assertEquals(waiting[0], world.balance("transit:main"), () -> "only refusals are on their way " + shown());
            world.check();
        }

        /** A payout has come to its end, or stands on the way to it while a line waits for people. */
        void checkParked() {
            Map<String, Set<String>> onTheWay = Map.of(
                    "paid", Set.of("sent"), "returned", Set.of("sent", "paid"), "failed", Set.of("sent", "returned"));
            boolean isParked = world.classes().containsKey("unmatched");
            ends().forEach((name, end) -> {
                String state = world.state(name);
                boolean waits = onTheWay.get(end).contains(state) && (isParked || end.equals("failed"));
                assertTrue(state.equals(end) || waits, () -> name + " is " + state + ", not " + end + " " + shown());
            });
            assertEquals(booked(), world.balance("bank:main"), () -> "the bank and the journal agree " + shown());
            List<LineState> parked = world.lines().stream()
                    .map(LineChains.Stored::state)
                    .filter(line -> line.as().isException())
                    .toList();
            long sum = parked.stream().mapToLong(line -> line.suspense().amountMinor()).sum();
            assertEquals(sum, world.balance("suspense"), () -> "the money of each parked line is there " + shown());
            long work = world.attention().entrySet().stream()
                    .filter(kind -> kind.getKey().startsWith("bank_line "))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            assertEquals(parked.size(), work, () -> "people are told of each " + shown());
            world.check();
        }

        /** The state that the bank gave each payout in the end. No payout has two transfers. */
        private Map<String, String> ends() {
            Map<String, String> expected = new HashMap<>();
            Map<String, Transfer> transfers = new HashMap<>();
            for (Transfer transfer : bank.transfers(DEMO, "main", "", 10_000)) {
                assertEquals(null, transfers.put(transfer.reference(), transfer), "no transfer twice");
            }
            payouts.forEach((name, minor) -> {
                Transfer transfer = transfers.get(reference(name));
                assertEquals(minor, transfer.amount().amountMinor(), name);
                expected.put(name, !transfer.is(Transfer.Status.EXECUTED)
                        ? "failed"
                        : transfer.isReturned() ? "returned" : "paid");
            });
            return expected;
        }

        /** The sum that the bank has debited. */
        private long booked() {
            List<BankLine> lines = new ArrayList<>();
            SimulatedBank.Lines page = bank.lines(DEMO, "main", "");
            lines.addAll(page.lines());
            while (page.more()) {
                page = bank.lines(DEMO, "main", page.next());
                lines.addAll(page.lines());
            }
            return lines.stream()
                    .mapToLong(line -> line.direction() == Direction.DEBIT
                            ? line.amount().amountMinor()
                            : -line.amount().amountMinor())
                    .sum();
        }

        private String shown() {
            List<String> parked = world.lines().stream()
                    .filter(line -> line.state().as().word().equals("unmatched"))
                    .map(line -> line.state().toString())
                    .toList();
            return habit + " " + pages + " pages " + world.classes() + " " + world.attention() + " " + parked;
        }
    }
}
