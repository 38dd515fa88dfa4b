package dev.surety.simulator.bank;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.simulator.bank.BankBooks.At;
import dev.surety.simulator.bank.BankFiles.Account;
import dev.surety.simulator.bank.BankLine.Direction;
import dev.surety.simulator.bank.files.Oddity;
import dev.surety.simulator.bank.files.Statement;
import dev.surety.simulator.bank.files.Statement.Batch;
import dev.surety.simulator.bank.files.Statement.Entry;
import dev.surety.simulator.bank.files.Statement.Payment;
import dev.surety.simulator.bank.files.Statement.Reversal;
import dev.surety.simulator.bank.files.WriteStatement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The simulated bank's statements of an account, from its booked lines. Balances count from zero at the first line.
 * Statements (camt.053) of new periods are numbered as they are asked for; one period keeps its number.
 */
public final class BankStatements {
    /** The most lines of a statement. */
    static final int MOST_LINES = 3_000;

    private static final LocalTime WRITTEN_AT = LocalTime.of(5, 0);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMdd");

    private final BankBooks books;
    private final Booking booking;
    private final Function<MarketplaceId, Instant> present;

    /** @param present the time of a marketplace */
    public BankStatements(DynamoDbClient dynamo, String table, Function<MarketplaceId, Instant> present) {
        this.books = new BankBooks(dynamo, table);
        this.booking = new Booking(books);
        this.present = present;
    }

    /** The same as a command. {@code isSame} tells whether a stored fingerprint is this request's. */
    public Outcome<List<BankFile>> statements(
            Account account, StatementOrder order, CommandKey key, Predicate<String> isSame) {
        return books.once(account.at(), key, isSame, () -> statements(account, order));
    }

    /** Books what is due, and writes the statement of a period, a file for each page. */
    public Outcome<List<BankFile>> statements(Account account, StatementOrder order) {
        At at = account.at();
        Instant now = present.apply(account.marketplace());
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (order.to().isBefore(order.from())) {
            return refuse("/to", "before_from");
        }
        if (order.isStatement() && !order.to().isBefore(today)) {
            return refuse("/to", "not_past");
        }
        booking.bookDue(at, now);
        LocalDate from = order.with().contains(Oddity.OVERLAP) ? order.from().minusDays(1) : order.from();
        long first = firstOn(at, from);
        long next = firstOn(at, order.to().plusDays(1));
        if (next - first > MOST_LINES) {
            return refuse("/to", "too_many_lines");
        }
        List<Entry> entries = new ArrayList<>(books.lines(at, first - 1, Math.toIntExact(Math.max(1, next - first)))
                .stream()
                .filter(line -> line.number() < next)
                .filter(line -> line.amount().currency().equals(order.currency()))
                .map(BankStatements::entry)
                .toList());
        if (order.message().startsWith("camt.052")) {
            entries.addAll(expected(at, order));
        }
        var statement = new Statement(
                order.from().format(DAY) + "-" + order.to().format(DAY),
                order.isStatement() ? Optional.of(number(at, order)) : Optional.empty(),
                order.to().plusDays(1).atTime(WRITTEN_AT).toInstant(ZoneOffset.UTC),
                from,
                order.to(),
                account.iban(),
                order.currency(),
                balance(at, first - 1, order.currency()),
                balance(at, next - 1, order.currency()),
                entries,
                1,
                1);
        var form = new WriteStatement.Form(order.message(), order.encoding(), order.with());
        return new Outcome.Done<>(
                statement.spoilt(order.with()).split(order.pages()).stream()
                        .map(page -> new BankFile(name(account, order, page), WriteStatement.write(page, form)))
                        .toList(),
                false);
    }

    private static <T> Outcome<T> refuse(String pointer, String reason) {
        return new Outcome.Refused<>(Refusal.of(CommonReason.INVALID, List.of(new FieldError(pointer, reason))));
    }

    private static String name(Account account, StatementOrder order, Statement page) {
        return account.name() + "-" + order.from() + "-" + order.to() + "-" + page.page() + "." + order.message()
                + ".xml";
    }

    /** The number of the first line of a day or of a later one: days never go back from line to line. */
    private long firstOn(At at, LocalDate day) {
        long low = 1;
        long high = books.last(at).map(BankLine::number).orElse(0L) + 1;
        while (low < high) {
            long middle = (low + high) / 2;
            if (line(at, middle).date().isBefore(day)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private BankLine line(At at, long number) {
        return books.lines(at, number - 1, 1).getFirst();
    }

    private long balance(At at, long number, Currency currency) {
        return number == 0 ? 0 : line(at, number).balanceMinor(currency);
    }

    /** Of two first questions about one period at once, both get the same number. */
    private long number(At at, StatementOrder order) {
        String period = order.currency() + "#" + order.from() + "#" + order.to();
        return Contention.retry("an account at the bank", () -> books.statement(at, period)
                .or(() -> books.number(at, order.currency(), period)));
    }

    private static Entry entry(BankLine line) {
        return entry(
                line.reference(),
                true,
                line.date(),
                line.direction() == Direction.DEBIT ? -line.amount().amountMinor() : line.amount().amountMinor(),
                line.charge(),
                line.file().map(file -> new Batch(file.messageId(), file.groupId(), line.payments())),
                line.details(),
                line.code());
    }

    private List<Entry> expected(At at, StatementOrder order) {
        Instant until = order.to().plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        return books.due(at, until, MOST_LINES).stream()
                .filter(each -> each.at().isBefore(until))
                .filter(each -> each.amount().currency().equals(order.currency()))
                .map(each -> entry(
                        Id.derive("due", BankItems.name(each)),
                        false,
                        LocalDate.ofInstant(each.at(), ZoneOffset.UTC),
                        each.direction() == Direction.DEBIT
                                ? -each.amount().plus(each.charge()).amountMinor()
                                : each.amount().amountMinor(),
                        each.charge(),
                        each.file().map(file -> new Batch(file.messageId(), file.groupId(), each.payments())),
                        each.details(),
                        each.code()))
                .toList();
    }

    private static Entry entry(
            String reference,
            boolean isBooked,
            LocalDate date,
            long minor,
            Money charge,
            Optional<Batch> batch,
            List<BankLine.Detail> details,
            String code) {
        return new Entry(
                reference,
                minor,
                Reversal.NONE,
                isBooked,
                date,
                charge.amountMinor(),
                batch,
                details.stream().map(BankStatements::payment).toList(),
                code,
                text(charge, batch, details, code));
    }

    private static String text(Money charge, Optional<Batch> batch, List<BankLine.Detail> details, String code) {
        if (details.isEmpty() && batch.isEmpty() && charge.isPositive()) {
            return "GEBÜHREN";
        }
        if (charge.currency().code().equals("USD") && batch.isPresent()) {
            return code.isEmpty() ? "ACH SETTLEMENT" : "ACH RETURN";
        }
        return batch.filter(of -> of.payments() > 1).isPresent() ? "SAMMELÜBERWEISUNG" : "ÜBERWEISUNG";
    }

    /** A movement that is none of ours has words only: the bank's books keep them as both names of it. */
    private static Payment payment(BankLine.Detail of) {
        boolean isForeign = of.payout().equals(of.reference());
        return new Payment(
                isForeign ? "" : of.reference(),
                of.amount().amountMinor(),
                of.number(),
                isForeign ? of.reference() : "",
                of.trace());
    }
}
