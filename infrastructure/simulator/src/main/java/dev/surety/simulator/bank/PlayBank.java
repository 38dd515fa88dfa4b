package dev.surety.simulator.bank;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.JournalIndexes.Deadline;
import dev.surety.runtime.timers.TimerMessages;
import dev.surety.simulator.bank.BankBooks.At;
import dev.surety.simulator.bank.BankLine.Direction;
import dev.surety.simulator.bank.Behaviour.Back;
import dev.surety.simulator.bank.files.FilePlay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Gives an account at the simulated bank a behaviour that no account number has, and returns payouts. A command and its
 * key are one transaction. It then hints to the payouts function that the account has news, which else asks at a full
 * hour only. A repeated command repeats the hint.
 */
public final class PlayBank {
    private static final int TRANSFERS_AT_ONCE = 500;

    private final BankBooks books;
    private final Booking booking;
    private final Function<MarketplaceId, Instant> present;
    private final TimerMessages wakes;

    public PlayBank(
            DynamoDbClient dynamo, String table, Function<MarketplaceId, Instant> present, TimerMessages wakes) {
        this.books = new BankBooks(dynamo, table);
        this.booking = new Booking(books);
        this.present = present;
        this.wakes = wakes;
    }

    /**
     * @param atBank what the account holds from now on, less what is sent from now on
     * @param next the names of behaviours for the next transfers, whatever their accounts are
     * @param charge the fee that each later debit line carries
     * @param lines that the bank books now
     * @param file the play of the next file
     */
    public record Acts(
            String account,
            Optional<Money> atBank,
            List<String> next,
            Optional<Money> charge,
            List<Foreign> lines,
            Optional<FilePlay> file) {
        public Acts {
            next = List.copyOf(next);
            lines = List.copyOf(lines);
        }
    }

    /** A line that no payout of ours explains. Without a text it names no payment. */
    public record Foreign(BankLine.Direction direction, Money amount, Optional<String> text) {}

    /**
     * @param payout our id or, of a file's payment, its reference. The first such payment comes back
     * @param fee the most that the bank keeps of it; never more than half
     */
    public record Return(String account, String payout, String code, Optional<Money> fee) {}

    /** {@code isSame} tells whether a stored fingerprint is this request's. */
    public Outcome<Acts> act(MarketplaceId marketplace, Acts acts, CommandKey key, Predicate<String> isSame) {
        var at = new At(marketplace, acts.account());
        return told(at, Contention.retry("an account at the bank", () -> {
            Script script = books.script(at);
            Map<String, Long> openings = new HashMap<>();
            acts.atBank().ifPresent(holds -> openings.put(
                    holds.currency().code(),
                    Math.subtractExact(holds.amountMinor(), booking.moved(at, holds.currency()))));
            Map<String, Long> charges = new HashMap<>();
            acts.charge().ifPresent(charge -> charges.put(charge.currency().code(), charge.amountMinor()));
            Script after = script.with(acts.next(), openings, charges).filing(acts.file());
            // The key is read last: a reader that saw the new script sees its key, too.
            return seen(at, key, isSame, acts)
                    .or(() -> books.play(at, after, lines(marketplace, acts, key), key)
                            ? Optional.of(new Outcome.Done<>(acts, false))
                            : Optional.empty());
        }));
    }

    /** Number 0 names no entry: it hints at news. */
    private <T> Outcome<T> told(At at, Outcome<T> outcome) {
        if (outcome instanceof Outcome.Done) {
            var account = new ChainId("bank", at.marketplace(), at.account());
            wakes.send(List.of(new Deadline(account, 0, present.apply(at.marketplace()))));
        }
        return outcome;
    }

    private List<Pending> lines(MarketplaceId marketplace, Acts acts, CommandKey key) {
        Instant now = present.apply(marketplace);
        List<Pending> all = new ArrayList<>();
        for (Foreign line : acts.lines()) {
            String id = key.hash() + "-" + all.size();
            all.add(Pending.foreign(now, line.direction(), id, line.amount(), line.text()));
        }
        return all;
    }

    /** Returns a payout now, before or after its debit. The outcome is the amount that comes back. */
    public Outcome<Money> giveBack(MarketplaceId marketplace, Return back, CommandKey key, Predicate<String> isSame) {
        var at = new At(marketplace, back.account());
        return told(at, Contention.retry("a transfer at the bank", () -> {
            Optional<Transfer> found = find(at, back.payout());
            Optional<Outcome<Money>> seen =
                    found.flatMap(transfer -> seen(at, key, isSame, returned(marketplace, transfer, back).amount()));
            return seen.or(() -> refused(found, back)).or(() -> {
                Transfer transfer = found.orElseThrow();
                Pending pending = returned(marketplace, transfer, back);
                return books.giveBack(at, transfer.returned(pending.at(), back.code()), pending, key)
                        ? Optional.of(new Outcome.Done<>(pending.amount(), false))
                        : Optional.empty();
            });
        }));
    }

    private Optional<Transfer> find(At at, String payout) {
        return books.transfer(at, payout).or(() -> {
            List<Transfer> page = books.transfers(at, "", TRANSFERS_AT_ONCE);
            while (!page.isEmpty()) {
                Optional<Transfer> found = page.stream()
                        .filter(transfer -> transfer.file().isPresent())
                        .filter(transfer -> transfer.reference().equals(payout))
                        .findFirst();
                if (found.isPresent()) {
                    return found;
                }
                page = books.transfers(at, page.getLast().payout(), TRANSFERS_AT_ONCE);
            }
            return Optional.empty();
        });
    }

    private Pending returned(MarketplaceId marketplace, Transfer transfer, Return back) {
        long fee = back.fee().map(Money::amountMinor).orElse(0L);
        return Pending.returned(
                transfer, present.apply(marketplace), new Back(Duration.ZERO, back.code(), fee));
    }

    private static Optional<Outcome<Money>> refused(Optional<Transfer> found, Return back) {
        if (found.isEmpty()) {
            return Optional.of(invalid("/payout", "not_found"));
        }
        Transfer transfer = found.get();
        if (back.fee().filter(fee -> !fee.currency().equals(transfer.amount().currency())).isPresent()) {
            return Optional.of(invalid("/fee", "another_currency"));
        }
        if (!transfer.is(Transfer.Status.EXECUTED)) {
            return Optional.of(notAllowed("Only a transfer that the bank has executed can be returned."));
        }
        if (transfer.isPrenote()) {
            return Optional.of(notAllowed("A prenote moves no money. A script of its file returns it."));
        }
        return transfer.isReturned()
                ? Optional.of(notAllowed("This transfer is returned already, or will be."))
                : Optional.empty();
    }

    /** The outcome that another call played under this key, if one did. */
    private <T> Optional<Outcome<T>> seen(At at, CommandKey key, Predicate<String> isSame, T played) {
        return books.played(at, key)
                .map(fingerprint -> isSame.test(fingerprint)
                        ? new Outcome.Done<>(played, true)
                        : Outcome.refuse(CommonReason.IDEMPOTENCY_KEY_REUSED));
    }

    private static <T> Outcome<T> invalid(String pointer, String reason) {
        return new Outcome.Refused<>(Refusal.of(CommonReason.INVALID, List.of(new FieldError(pointer, reason))));
    }

    private static <T> Outcome<T> notAllowed(String detail) {
        return new Outcome.Refused<>(CommonReason.TRANSITION_NOT_ALLOWED.with(detail));
    }
}
