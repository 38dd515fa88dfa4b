package dev.surety.simulator.bank;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.resilience.Outage;
import dev.surety.simulator.bank.BankBooks.At;
import dev.surety.simulator.bank.Behaviour.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The bank of sandbox stacks, which sends a marketplace's money and books what it sent. It executes a payout at most
 * once. At each full hour of the marketplace's clock it books the transfers it has got, many to a line. Some account
 * numbers have a behaviour of their own ({@link MagicAccounts}), and an operator gives it others ({@link PlayBank}).
 *
 * <p>If the store does not answer a call about a transfer, the result is {@link Result.Unknown}. The other calls throw.
 */
public final class SimulatedBank {
    private static final Duration REFUSES_FOR = Duration.ofHours(1);

    /** Of a cancelled transfer. */
    private static final String NOT_EXECUTED = "AB05";

    private static final int LAST_DIGITS = 4;
    private static final int LINES_AT_ONCE = 10;
    private static final int TRANSFERS_AT_ONCE = 500;

    private final BankBooks books;
    private final Booking booking;
    private final Function<MarketplaceId, Instant> present;

    /** @param number an IBAN, or a routing number and an account number */
    public record Order(
            MarketplaceId marketplace,
            String account,
            PayoutId payout,
            String reference,
            Money amount,
            String number) {}

    /** The result of a call. */
    public sealed interface Result {
        /** The bank executes it. The trace is the bank's own name of it. */
        record Accepted(String trace) implements Result {}

        /** The bank has not executed it, and never will under this id. */
        record Declined(String code) implements Result {}

        /** No answer: the bank may execute it or not. */
        record Unknown() implements Result {}
    }

    /**
     * @param next the cursor after these lines
     * @param more whether further lines are booked
     * @param expected when the bank books next, as far as it knows
     */
    public record Lines(List<BankLine> lines, String next, boolean more, Optional<Instant> expected) {
        public Lines {
            lines = List.copyOf(lines);
        }
    }

    /** The bank's own count of one currency's transfers. The sum is of the executed, whatever came back later. */
    public record Count(long executed, long declined, Money sum) {
        Count and(Transfer transfer) {
            return transfer.is(Transfer.Status.EXECUTED)
                    ? new Count(executed + 1, declined, sum.plus(transfer.amount()))
                    : new Count(executed, declined + 1, sum);
        }
    }

    /** @param present the time of a marketplace */
    public SimulatedBank(DynamoDbClient dynamo, String table, Function<MarketplaceId, Instant> present) {
        this.books = new BankBooks(dynamo, table);
        this.booking = new Booking(books);
        this.present = present;
    }

    /** @throws Outage as a server's error, with some accounts: the bank has executed the transfer all the same */
    public Result send(Order order) {
        var at = new At(order.marketplace(), order.account());
        Answer answer;
        Result result;
        try {
            Sent sent = Contention.retry("an account at the bank", () -> sendOnce(at, order));
            answer = sent.answer;
            result = sent.result;
        } catch (Outage unanswered) {
            return new Result.Unknown();
        }
        if (answer == Answer.EXECUTES_AND_FAILS) {
            throw new Outage("the sandbox's bank answers with an error");
        }
        return answer == Answer.EXECUTES_SILENTLY ? new Result.Unknown() : result;
    }

    private record Sent(Answer answer, Result result) {}

    private Optional<Sent> sendOnce(At at, Order order) {
        Optional<Transfer> before = books.transfer(at, order.payout().value());
        Instant now = present.apply(order.marketplace());
        if (before.isPresent()) {
            return Optional.of(
                    new Sent(MagicAccounts.named(before.get().played()).answer(), result(before.get(), now)));
        }
        Script script = books.script(at);
        boolean refuses = script.refusesUntil().filter(now::isBefore).isPresent();
        boolean scripted = !refuses && !script.next().isEmpty();
        Behaviour plays = refuses
                ? MagicAccounts.named("refuses_all")
                : scripted ? MagicAccounts.named(script.next().getFirst()) : MagicAccounts.of(order.number());
        Optional<Script> after = scripted ? Optional.of(script.played()) : Optional.empty();
        if (plays.answer() == Answer.DECLINES_ALL && !refuses) {
            after = Optional.of(after.orElse(script).refusing(now.plus(REFUSES_FOR)));
        }
        if (plays.answer() == Answer.IS_NOT_REACHED) {
            return after.isEmpty() || books.change(at, after.get())
                    ? Optional.of(new Sent(plays.answer(), new Result.Unknown()))
                    : Optional.empty();
        }
        Transfer transfer = transfer(order, plays, now);
        return books.open(at, transfer, pending(transfer, plays), after)
                ? Optional.of(new Sent(plays.answer(), result(transfer, now)))
                : Optional.empty();
    }

    private static Transfer transfer(Order order, Behaviour plays, Instant now) {
        String number = order.number();
        return new Transfer(
                order.payout().value(),
                order.reference(),
                order.amount(),
                number.substring(Math.max(0, number.length() - LAST_DIGITS)),
                plays.name(),
                plays.isExecuted() ? Transfer.Status.EXECUTED : Transfer.Status.DECLINED,
                plays.code(),
                now,
                now.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1)).plus(plays.later()),
                plays.back().isPresent(),
                Optional.empty(),
                Optional.empty());
    }

    private static List<Pending> pending(Transfer transfer, Behaviour plays) {
        if (!plays.isExecuted()) {
            return List.of();
        }
        List<Pending> all = new ArrayList<>();
        all.add(Pending.gathered(transfer));
        plays.back().ifPresent(back ->
                all.add(Pending.returned(transfer, transfer.readyAt().plus(back.after()), back)));
        return all;
    }

    /** The state of a transfer; empty if the bank does not know it. */
    public Optional<Result> find(MarketplaceId marketplace, String account, PayoutId payout) {
        try {
            return books.transfer(new At(marketplace, account), payout.value())
                    .map(transfer -> result(transfer, present.apply(marketplace)));
        } catch (Outage unanswered) {
            return Optional.of(new Result.Unknown());
        }
    }

    /** Tells the bank never to execute a payout. Returns Accepted if it has executed it, Declined if it never will. */
    public Result cancel(MarketplaceId marketplace, String account, PayoutId payout, Money amount) {
        var at = new At(marketplace, account);
        try {
            return Contention.retry("a transfer at the bank", () -> {
                Instant now = present.apply(marketplace);
                var never = new Transfer(
                        payout.value(),
                        "",
                        amount,
                        "",
                        "cancelled",
                        Transfer.Status.CANCELLED,
                        NOT_EXECUTED,
                        now,
                        now,
                        false,
                        Optional.empty(),
                        Optional.empty());
                return books.transfer(at, payout.value())
                        .map(known -> result(known, now))
                        .or(() -> books.open(at, never, List.of(), Optional.empty())
                                ? Optional.of(result(never, now))
                                : Optional.empty());
            });
        } catch (Outage unanswered) {
            return new Result.Unknown();
        }
    }

    private static Result result(Transfer transfer, Instant now) {
        if (!transfer.is(Transfer.Status.EXECUTED)) {
            return new Result.Declined(transfer.code());
        }
        boolean undecided = MagicAccounts.named(transfer.played()).answer() == Answer.DECIDES_LATER
                && now.isBefore(transfer.readyAt());
        return undecided ? new Result.Unknown() : new Result.Accepted("sandbox_" + transfer.payout());
    }

    /**
     * Lists the booked lines after a cursor, which is empty for the first question. Books what is due first.
     *
     * @throws Outage if the store does not answer
     */
    public Lines lines(MarketplaceId marketplace, String account, String cursor) {
        var at = new At(marketplace, account);
        booking.bookDue(at, present.apply(marketplace));
        long after = cursor.isEmpty() ? 0 : Long.parseLong(cursor);
        List<BankLine> page = books.lines(at, after, LINES_AT_ONCE + 1);
        List<BankLine> lines = page.subList(0, Math.min(page.size(), LINES_AT_ONCE));
        return new Lines(
                lines,
                lines.isEmpty() ? cursor : lines.getLast().cursor(),
                page.size() > lines.size(),
                books.next(at).map(Pending::at));
    }

    /** Transfers by id, from the one after {@code after}, whatever became of them. */
    public List<Transfer> transfers(MarketplaceId marketplace, String account, String after, int most) {
        return books.transfers(new At(marketplace, account), after, most);
    }

    /** @param zero of the currency whose transfers count */
    public Count count(MarketplaceId marketplace, String account, Money zero) {
        return counts(marketplace, account).getOrDefault(zero.currency(), new Count(0, 0, zero));
    }

    /** Counts every transfer of an account, by currency. */
    public Map<Currency, Count> counts(MarketplaceId marketplace, String account) {
        var at = new At(marketplace, account);
        Map<Currency, Count> counts = new TreeMap<>();
        String after = "";
        List<Transfer> page;
        do {
            page = books.transfers(at, after, TRANSFERS_AT_ONCE);
            for (Transfer transfer : page) {
                after = transfer.payout();
                if (transfer.isPrenote()) {
                    continue;
                }
                Currency currency = transfer.amount().currency();
                Count before = counts.getOrDefault(currency, new Count(0, 0, Money.zero(currency)));
                counts.put(currency, before.and(transfer));
            }
        } while (page.size() == TRANSFERS_AT_ONCE);
        return counts;
    }

    /**
     * The account's money: as a script set it or, without one, as the gateways hold it, less all that was sent since.
     *
     * @throws Outage if the store does not answer
     */
    public Money atBank(MarketplaceId marketplace, String account, Money atGateways) {
        return booking.holds(new At(marketplace, account), atGateways);
    }
}
