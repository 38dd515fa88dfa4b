package dev.surety.simulator.bank;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.FaultyDynamo;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.money.Money;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.JournalIndexes.Deadline;
import dev.surety.simulator.bank.PlayBank.Acts;
import dev.surety.simulator.bank.PlayBank.Foreign;
import dev.surety.simulator.bank.SimulatedBank.Order;
import dev.surety.simulator.bank.SimulatedBank.Result;
import dev.surety.simulator.bank.files.FilePlay;
import dev.surety.simulator.bank.files.Pain001;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A bank over the strict store, with a clock of its own. It starts at 10:20. */
final class BankWorld {
    static final MarketplaceId DEMO = new MarketplaceId("demo");
    static final String ACCOUNT = "sandbox";
    static final String ORDINARY = "DE02120300000000202051";
    static final Money TEN = euro(1_000);

    static final BankFiles.Account OWN = new BankFiles.Account(DEMO, ACCOUNT, Pain001.IBAN);

    final MemoryDynamo store;
    final FixedClock clock = new FixedClock(Instant.parse("2026-03-02T10:20:00Z"));
    final SimulatedBank bank;
    final PlayBank playing;
    final BankFiles files;
    final BankStatements statements;
    final BankReports reports;
    final BankNotices notices;
    /** Hints that an account has news, in order. */
    final List<Deadline> told = new ArrayList<>();

    private int plays;

    BankWorld() {
        this(Faults.none());
    }

    BankWorld(Faults faults) {
        store = MemoryDynamo.surety(clock);
        var dynamo = new FaultyDynamo(store, faults);
        bank = new SimulatedBank(dynamo, SuretyTables.SANDBOX, _ -> clock.instant());
        files = new BankFiles(dynamo, SuretyTables.SANDBOX, _ -> clock.instant());
        statements = new BankStatements(dynamo, SuretyTables.SANDBOX, _ -> clock.instant());
        reports = new BankReports(dynamo, SuretyTables.SANDBOX);
        notices = new BankNotices(dynamo, SuretyTables.SANDBOX, _ -> clock.instant());
        playing = new PlayBank(dynamo, SuretyTables.SANDBOX, _ -> clock.instant(), told::addAll);
    }

    static Money euro(long minor) {
        return Money.of(minor, "EUR");
    }

    static PayoutId payout(String name) {
        return new PayoutId(Id.derive(PayoutId.PREFIX, name));
    }

    static Order order(String name, Money amount, String number) {
        return new Order(DEMO, ACCOUNT, payout(name), "REF" + name, amount, number);
    }

    Result send(String name, String number) {
        return bank.send(order(name, TEN, number));
    }

    Optional<Result> find(String name) {
        return bank.find(DEMO, ACCOUNT, payout(name));
    }

    void at(String time) {
        clock.set(Instant.parse(time));
    }

    /** Every line, read page by page. */
    List<BankLine> lines() {
        List<BankLine> all = new ArrayList<>();
        String cursor = "";
        SimulatedBank.Lines page;
        do {
            page = bank.lines(DEMO, ACCOUNT, cursor);
            all.addAll(page.lines());
            cursor = page.next();
        } while (page.more());
        return all;
    }

    SimulatedBank.Count count() {
        return bank.count(DEMO, ACCOUNT, euro(0));
    }

    Outcome<Acts> play(String key, Acts acts) {
        return playing.act(DEMO, acts, CommandKey.ofFact(key), _ -> true);
    }

    static Acts next(String... names) {
        return new Acts(ACCOUNT, Optional.empty(), List.of(names), Optional.empty(), List.of(), Optional.empty());
    }

    static Acts holding(long minor) {
        return new Acts(
                ACCOUNT, Optional.of(euro(minor)), List.of(), Optional.empty(), List.of(), Optional.empty());
    }

    static Acts booking(Foreign... lines) {
        return new Acts(
                ACCOUNT, Optional.empty(), List.of(), Optional.empty(), List.of(lines), Optional.empty());
    }

    /** The play of the next file. */
    void file(FilePlay play) {
        var acts = new Acts(
                ACCOUNT, Optional.empty(), List.of(), Optional.empty(), List.of(), Optional.of(play));
        assertInstanceOf(Outcome.Done.class, play("a play of file " + ++plays, acts));
    }

    void charge(long minor) {
        var acts = new Acts(
                ACCOUNT, Optional.empty(), List.of(), Optional.of(euro(minor)), List.of(), Optional.empty());
        assertInstanceOf(Outcome.Done.class, play("a charge " + ++plays, acts));
    }

    Outcome<TakenFile> hand(String key, byte[] bytes) {
        return files.take(OWN, bytes, CommandKey.ofFact(key), _ -> true);
    }

    TakenFile take(String key, Pain001 order) {
        var done = assertInstanceOf(Outcome.Done.class, hand(key, order.bytes()));
        return assertInstanceOf(TakenFile.class, done.value());
    }

    TakenFile take(Pain001 order) {
        return take("a file", order);
    }

    /** The beginnings of the addenda of the return file of some days, which a command orders. */
    String returns(String key, String from, String to) {
        var done = assertInstanceOf(Outcome.Done.class, notices.notices(
                OWN, BankNotices.Kind.RETURNS, LocalDate.parse(from), LocalDate.parse(to), CommandKey.ofFact(key),
                _ -> true));
        var file = assertInstanceOf(BankFile.class, ((List<?>) done.value()).getFirst());
        return new String(file.bytes(), StandardCharsets.US_ASCII)
                .lines()
                .filter(line -> line.startsWith("7"))
                .map(line -> line.substring(0, 21))
                .collect(Collectors.joining(" "));
    }
}
