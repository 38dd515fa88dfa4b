package dev.surety.simulator.bank;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.simulator.bank.AchTransfer.Notice;
import dev.surety.simulator.bank.BankBooks.At;
import dev.surety.simulator.bank.BankFiles.Account;
import dev.surety.simulator.bank.files.WriteNacha;
import dev.surety.simulator.bank.files.WriteNacha.Answer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The simulated bank's NACHA files about entries of a customer's files: returns, and notices of change. They are notes:
 * the money is in the statements. The same order gives the same bytes, once its days are over.
 */
public final class BankNotices {
    private static final int TRANSFERS_AT_ONCE = 500;

    private final BankBooks books;
    private final Function<MarketplaceId, Instant> present;

    public enum Kind {
        RETURNS,
        CHANGES
    }

    /** @param present the time of a marketplace */
    public BankNotices(DynamoDbClient dynamo, String table, Function<MarketplaceId, Instant> present) {
        this.books = new BankBooks(dynamo, table);
        this.present = present;
    }

    private record Told(Instant at, String trace, Answer answer) {}

    /** The same as a command. {@code isSame} tells whether a stored fingerprint is this request's. */
    public Outcome<List<BankFile>> notices(
            Account account, Kind kind, LocalDate from, LocalDate to, CommandKey key, Predicate<String> isSame) {
        return books.once(account.at(), key, isSame, () -> notices(account, kind, from, to));
    }

    /** One file of what came on these days, by UTC; none if nothing came. */
    public Outcome<List<BankFile>> notices(Account account, Kind kind, LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            return new Outcome.Refused<>(
                    Refusal.of(CommonReason.INVALID, List.of(new FieldError("/to", "before_from"))));
        }
        Instant now = present.apply(account.marketplace());
        List<Told> told = new ArrayList<>();
        for (Transfer transfer : transfers(account.at())) {
            transfer.ach().stream()
                    .flatMap(ach -> ach.notices().stream())
                    .filter(notice -> kind == Kind.RETURNS ? notice.isReturn() : notice.isChange())
                    .filter(notice -> !notice.at().isAfter(now))
                    .filter(notice -> isWithin(notice, from, to))
                    .forEach(notice -> told.add(told(transfer, notice)));
        }
        if (told.isEmpty()) {
            return new Outcome.Done<>(List.of(), false);
        }
        told.sort(Comparator.comparing(Told::at).thenComparing(Told::trace));
        byte[] bytes = WriteNacha.write(
                MagicAccounts.ROUTING, to, told.stream().map(Told::answer).toList());
        String name = account.name() + "-" + from + "-" + to + "." + kind.name().toLowerCase(Locale.ROOT) + ".ach";
        return new Outcome.Done<>(List.of(new BankFile(name, bytes)), false);
    }

    private static boolean isWithin(Notice notice, LocalDate from, LocalDate to) {
        LocalDate on = LocalDate.ofInstant(notice.at(), ZoneOffset.UTC);
        return !on.isBefore(from) && !on.isAfter(to);
    }

    private static Told told(Transfer transfer, Notice notice) {
        Money amount = transfer.amount();
        var answer = new Answer(
                transfer.ach().orElseThrow().entry(),
                transfer.reference(),
                amount.amountMinor(),
                notice.code(),
                notice.data());
        return new Told(notice.at(), transfer.trace(), answer);
    }

    private List<Transfer> transfers(At at) {
        List<Transfer> all = new ArrayList<>();
        String after = "";
        List<Transfer> page;
        do {
            page = books.transfers(at, after, TRANSFERS_AT_ONCE);
            all.addAll(page);
            after = page.isEmpty() ? after : page.getLast().payout();
        } while (page.size() == TRANSFERS_AT_ONCE);
        return all;
    }
}
