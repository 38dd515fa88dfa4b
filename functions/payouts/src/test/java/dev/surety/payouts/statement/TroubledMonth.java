package dev.surety.payouts.statement;

import static dev.surety.payouts.statement.StatementPen.entry;
import static dev.surety.payouts.statement.StatementPen.in;
import static dev.surety.payouts.statement.StatementPen.statement;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.money.Money;
import dev.surety.payouts.domain.bank.LineClass;
import dev.surety.payouts.domain.bank.MatchedBy;
import dev.surety.payouts.domain.payout.BankReference;
import dev.surety.simulator.bank.files.Oddity;
import dev.surety.simulator.bank.files.Statement;
import dev.surety.simulator.bank.files.WriteStatement;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Payouts of a month and the files in which a bank tells of them, written by the simulator's pen. Each trouble between
 * the two is put in by hand, with the words by which our books have to name it. All else has to match.
 */
public final class TroubledMonth {
    public static final MarketplaceId DEMO = new MarketplaceId("demo");
    public static final String OURS = Camt.IBAN;
    public static final String FILED = StatementWorld.FILED;
    /** A return of this amount or more needs people. */
    public static final long ALONE = 100_000_000;

    private static final int FIRST_DAY = 2;
    private static final int LAST_DAY = 22;
    private static final int LATER = 23;
    private static final String ELSEWHERE = "FR7630006000011234567890189";
    private static final long GROUPS = 5_000_000;
    /** Of a hundred payouts, so many have a trouble. */
    private static final int TROUBLED = 15;

    /** The ways in which a payout and the bank's line of it may differ, and those that only look so. */
    public enum Trouble {
        /** None, with our reference where it belongs. */
        NONE,
        /** None, with our reference in a text. */
        BY_TEXT,
        /** None: a group that the bank debits without any id, on its day. */
        GROUP_BY_SUM,
        /** The bank booked what we do not know. */
        MISSING_HERE,
        /** The bank never booked what we sent. */
        MISSING_THERE,
        AMOUNT,
        CURRENCY,
        /** A group's debit without ids, on another day than it was ordered for. */
        DATE,
        /** The same payment is debited twice. */
        DUPLICATE,
        /** The same line stands twice, under one reference of the bank. */
        SAME_LINE_TWICE,
        DESTINATION,
        /** No reference, and the amount of a payout that is open. */
        AMOUNT_ALONE,
        RETURN,
        /** Its reason does not give the money back. */
        RETURN_FOR_NO_REASON,
        LARGE_RETURN,
        RETURN_OF_MORE,
        SECOND_RETURN,
        /** A day that was told before is told again with a return more. */
        LATE_RETURN
    }

    /** @param name of the payout in tests */
    public record Owed(String name, Money amount) {}

    /** @param names of the two payouts in it */
    public record Group(String id, LocalDate on, Money sum, List<String> names) {}

    /** @param problems the words by which the whole file is named */
    public record File(String name, byte[] bytes, Set<String> problems) {}

    public final List<Owed> payouts = new ArrayList<>();
    public final List<Group> groups = new ArrayList<>();
    public final List<File> files = new ArrayList<>();
    /** The right outcomes of each line, by the bank's reference: class, match, and the payouts that it names. */
    public final Map<String, List<String>> expected = new TreeMap<>();
    /** The right end of each payout that is not just {@code sent}. */
    public final Map<String, String> ends = new TreeMap<>();
    /** The lines that people have to look at. */
    public final Set<String> alarms = new TreeSet<>();

    public final Map<Trouble, Integer> counts = new EnumMap<>(Trouble.class);
    private final SplittableRandom random;
    private final WriteStatement.Form form;
    private List<Statement.Entry> returns = new ArrayList<>();
    private List<Statement.Entry> today = new ArrayList<>();
    private long balance = 1_000_000_000;
    private int lines;

    /** @param count of lines, about */
    public TroubledMonth(SplittableRandom random, int count) {
        this.random = random;
        Set<Oddity> habits = EnumSet.noneOf(Oddity.class);
        for (Oddity each : List.of(Oddity.REVERSAL, Oddity.DATE_TIMES, Oddity.NO_NAMESPACE, Oddity.BOM)) {
            if (random.nextBoolean()) {
                habits.add(each);
            }
        }
        String message = random.nextBoolean() ? "camt.053.001.02" : "camt.053.001.08";
        this.form = new WriteStatement.Form(message, StandardCharsets.UTF_8, habits);
        Optional<File> held = Optional.empty();
        for (int day = FIRST_DAY; day <= LAST_DAY; day++) {
            held = day(day, count / (LAST_DAY - FIRST_DAY), held);
        }
    }

    public static PayoutId id(String name) {
        return new PayoutId(Id.derive(PayoutId.PREFIX, name));
    }

    public static String reference(String name) {
        return BankReference.of(DEMO, id(name));
    }

    static LocalDate date(int day) {
        return LocalDate.of(2026, 3, day);
    }

    /**
     * One day's files, the troubles of whole files among them. A day may come only after the next.
     *
     * @param held the file of the day before, if it has not come yet
     */
    private Optional<File> day(int day, int most, Optional<File> held) {
        long opening = balance;
        today = returns;
        returns = new ArrayList<>();
        while (today.size() < most && day < LAST_DAY) {
            trouble(day, draw());
        }
        balance += today.stream().mapToLong(Statement.Entry::minor).sum();
        Statement whole = statement(day, opening, balance, today);
        boolean isAfterGap = held.isPresent();
        File file = file("day " + day, whole, isAfterGap ? Set.of("gap") : Set.of());
        boolean holds = !isAfterGap && day > FIRST_DAY && day < LAST_DAY && random.nextInt(4) == 0;
        if (holds) {
            return Optional.of(file);
        }
        if (!isAfterGap && day < LAST_DAY) {
            before(day, whole);
        }
        files.add(file);
        held.ifPresent(files::add);
        if (!isAfterGap && day < LAST_DAY) {
            after(day, whole);
        }
        return Optional.empty();
    }

    /** Files that have to be refused whole, before the right one comes. */
    private void before(int day, Statement whole) {
        switch (random.nextInt(5)) {
            case 0 -> {
                // A return with the wrong sign may be a reversal, which is then read as it was meant.
                boolean mayTurn = random.nextBoolean() && whole.entries().getFirst().code().isEmpty();
                Oddity spoils = mayTurn ? Oddity.WRONG_SIGN : Oddity.MISSING_LINE;
                files.add(file("spoilt " + day, whole.spoilt(Set.of(spoils)), Set.of("equation_fails")));
            }
            case 1 -> files.add(file("dollars " + day, in(whole, Camt.IBAN, "USD"), Set.of("currency_mismatch")));
            case 2 ->
                files.add(file(
                        "another's " + day, in(whole, "GB29NWBK60161331926819", "EUR"), Set.of("other_account")));
            default -> {}
        }
    }

    /** Files that add nothing, contradict, or tell of a return that the day did not have, as on the first day. */
    private void after(int day, Statement whole) {
        switch (day == FIRST_DAY ? 2 : random.nextInt(5)) {
            case 0 -> files.add(file("again " + day, whole.spoilt(Set.of(Oddity.REISSUE)), Set.of()));
            case 1 -> {
                List<Statement.Entry> more = new ArrayList<>(whole.entries());
                more.add(entry("F" + ++lines, 77_000, day, "", Optional.empty(), ""));
                Statement forged = statement(day, whole.openingMinor(), whole.closingMinor() + 77_000, more);
                files.add(file("forged " + day, forged, Set.of("contradicts")));
            }
            case 2, 3 -> late(day, whole);
            default -> {}
        }
    }

    private void late(int day, Statement whole) {
        counted(Trouble.LATE_RETURN);
        List<Statement.Entry> more = new ArrayList<>(whole.entries());
        Owed of = payouts.stream()
                .filter(payout -> "paid".equals(ends.get(payout.name())))
                .filter(payout -> payout.amount().amountMinor() < GROUPS)
                .reduce((_, later) -> later)
                .orElseThrow();
        long minor = of.amount().amountMinor();
        String line = alarm("return_waits", MatchedBy.REFERENCE, of.name());
        more.add(entry(line, minor, day, reference(of.name()), Optional.empty(), "AC04"));
        more.add(entry(alarm("unmatched", MatchedBy.NOTHING), -minor, day, "", Optional.empty(), ""));
        files.add(file(
                "late " + day, statement(day, whole.openingMinor(), whole.closingMinor(), more), Set.of()));
    }

    private Trouble draw() {
        if (random.nextInt(100) >= TROUBLED) {
            return random.nextInt(8) == 0 ? Trouble.BY_TEXT : Trouble.NONE;
        }
        return Trouble.values()[random.nextInt(Trouble.LATE_RETURN.ordinal())];
    }

    private void trouble(int day, Trouble trouble) {
        counted(trouble);
        switch (trouble) {
            case NONE -> debit(owed(), day);
            case BY_TEXT -> {
                Owed of = owed();
                ends.put(of.name(), "paid");
                String words = "Zahlung " + reference(of.name()).toLowerCase(Locale.ROOT) + " Danke";
                add(line("debit", MatchedBy.TOKEN, of.name()), -of.amount().amountMinor(), day, "", words);
            }
            case GROUP_BY_SUM -> group(day, day);
            case DATE -> group(day, LATER);
            case MISSING_HERE, MISSING_THERE, AMOUNT, CURRENCY, DUPLICATE, SAME_LINE_TWICE, DESTINATION, AMOUNT_ALONE ->
                debited(day, trouble);
            default -> returned(day, trouble);
        }
    }

    private void debited(int day, Trouble trouble) {
        switch (trouble) {
            case MISSING_HERE -> {
                String foreign = random.nextBoolean() ? "" : reference("foreign " + lines);
                long minor = random.nextLong(1, 900);
                String line = alarm("unmatched", MatchedBy.NOTHING);
                add(line, random.nextBoolean() ? minor : -minor, day, foreign, "from the market");
            }
            case MISSING_THERE -> owed();
            case AMOUNT -> {
                Owed of = owed();
                long other = of.amount().amountMinor() + (random.nextBoolean() ? 1 : -1);
                add(alarm("unmatched", MatchedBy.REFERENCE, of.name()), -other, day, reference(of.name()), "");
            }
            case CURRENCY -> {
                Owed of = owed(small(), "USD");
                String line = alarm("unmatched", MatchedBy.REFERENCE, of.name());
                add(line, -of.amount().amountMinor(), day, reference(of.name()), "");
            }
            case DUPLICATE -> {
                Owed of = owed();
                debit(of, day);
                String line = alarm("unmatched", MatchedBy.REFERENCE, of.name());
                add(line, -of.amount().amountMinor(), day, reference(of.name()), "");
            }
            case SAME_LINE_TWICE -> {
                Owed of = owed();
                String line = debit(of, day);
                outcome(line, "unmatched", MatchedBy.REFERENCE, of.name());
                alarms.add(line);
                add(line, -of.amount().amountMinor(), day, reference(of.name()), "");
            }
            case DESTINATION -> {
                Owed of = owed();
                String line = alarm("destination", MatchedBy.REFERENCE, of.name());
                long minor = -of.amount().amountMinor();
                today.add(entry(line, minor, day, reference(of.name()), Optional.of(ELSEWHERE), ""));
            }
            case AMOUNT_ALONE -> {
                Owed of = owed();
                add(alarm("unmatched", MatchedBy.NOTHING), -of.amount().amountMinor(), day, "", "payout");
            }
            default -> throw new AssertionError(trouble);
        }
    }

    private void returned(int day, Trouble trouble) {
        switch (trouble) {
            case RETURN -> returned(day, owed(), 0, LineClass.RETURN, random.nextBoolean() ? "AC04" : "MD07");
            case RETURN_FOR_NO_REASON ->
                returned(day, owed(), 0, LineClass.RETURN_WAITS, random.nextBoolean() ? "AM05" : "XX99");
            case LARGE_RETURN ->
                returned(day, owed(ALONE + small(), "EUR"), 0, LineClass.RETURN_WAITS, "AC04");
            case RETURN_OF_MORE -> returned(day, owed(), 1, LineClass.UNMATCHED, "AC04");
            case SECOND_RETURN -> {
                Owed of = owed();
                returned(day, of, 0, LineClass.RETURN, "AC04");
                back(day, of, 0, LineClass.UNMATCHED, "AC04");
            }
            default -> throw new AssertionError("no trouble of a return: " + trouble);
        }
    }

    /** @param orderedFor the day that we gave for it */
    private void group(int day, int orderedFor) {
        Owed one = owed(GROUPS + small(), "EUR");
        Owed two = owed(GROUPS + small(), "EUR");
        Money sum = one.amount().plus(two.amount());
        String id = "G" + groups.size();
        groups.add(new Group(id, date(orderedFor), sum, List.of(one.name(), two.name())));
        boolean isOfItsDay = day == orderedFor;
        if (isOfItsDay) {
            ends.put(one.name(), "paid");
            ends.put(two.name(), "paid");
        }
        String line = isOfItsDay ? line("batch", MatchedBy.GROUP_SUM) : alarm("unmatched", MatchedBy.NOTHING);
        add(line, -sum.amountMinor(), day, "", "");
    }

    private void returned(int day, Owed of, long more, LineClass as, String code) {
        debit(of, day);
        back(day, of, more, as, code);
    }

    /** The return comes on the day after. */
    private void back(int day, Owed of, long more, LineClass as, String code) {
        String line = as == LineClass.RETURN
                ? line(as.word(), MatchedBy.REFERENCE, of.name())
                : alarm(as.word(), MatchedBy.REFERENCE, of.name());
        if (as == LineClass.RETURN) {
            ends.put(of.name(), "returned");
        }
        returns.add(entry(
                line, of.amount().amountMinor() + more, day + 1, reference(of.name()), Optional.empty(), code));
    }

    private String debit(Owed of, int day) {
        ends.put(of.name(), "paid");
        String line = line("debit", MatchedBy.REFERENCE, of.name());
        add(line, -of.amount().amountMinor(), day, reference(of.name()), "");
        return line;
    }

    /** No two payouts have the same amount, so a match by amount alone would be seen. */
    private long small() {
        return 1_000 + 3L * payouts.size();
    }

    private Owed owed() {
        return owed(small(), "EUR");
    }

    private Owed owed(long minor, String currency) {
        var of = new Owed("p" + payouts.size(), Money.of(minor, currency));
        payouts.add(of);
        return of;
    }

    private void counted(Trouble trouble) {
        counts.merge(trouble, 1, Integer::sum);
    }

    private String line(String as, MatchedBy by, String... names) {
        String line = "L" + ++lines;
        outcome(line, as, by, names);
        return line;
    }

    private String alarm(String as, MatchedBy by, String... names) {
        String line = line(as, by, names);
        alarms.add(line);
        return line;
    }

    private void outcome(String line, String as, MatchedBy by, String... names) {
        List<String> payoutsOfIt = List.of(names).stream().map(name -> id(name).value()).toList();
        expected.computeIfAbsent(line, _ -> new ArrayList<>()).add(outcome(as, by, payoutsOfIt));
    }

    /** A line's class, what it was matched by, and the payouts that it names. */
    public static String outcome(String as, MatchedBy by, List<String> payouts) {
        return as + " by " + by.name().toLowerCase(Locale.ROOT) + " " + payouts;
    }

    private void add(String line, long minor, int day, String reference, String words) {
        boolean isBare = reference.isEmpty() && words.isEmpty();
        List<Statement.Payment> payments = isBare
                ? List.of()
                : List.of(new Statement.Payment(
                        reference, Math.abs(minor), reference.isEmpty() || minor > 0 ? "" : FILED, words));
        today.add(entry(line, minor, day, payments, ""));
    }

    private File file(String name, Statement statement, Set<String> problems) {
        return new File(name, WriteStatement.write(statement.spoilt(form.with()), form), problems);
    }
}
