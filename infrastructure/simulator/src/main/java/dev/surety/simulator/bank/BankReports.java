package dev.surety.simulator.bank;

import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.simulator.bank.BankBooks.At;
import dev.surety.simulator.bank.BankFiles.Account;
import dev.surety.simulator.bank.BankLine.FileRef;
import dev.surety.simulator.bank.ReportOrder.Mistake;
import dev.surety.simulator.bank.files.Fault;
import dev.surety.simulator.bank.files.FilePlay.NameCheck;
import dev.surety.simulator.bank.files.StatusReport.Payment;
import dev.surety.simulator.bank.files.StatusReport.Total;
import dev.surety.simulator.bank.files.StatusReport;
import dev.surety.simulator.bank.files.WriteStatusReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The simulated bank's reports (pain.002) about files that it has taken. The same order gives the same bytes. */
public final class BankReports {
    private static final int TRANSFERS_AT_ONCE = 500;
    private static final int CHECKED_AFTER_SECONDS = 30;
    private static final int DECIDED_AFTER_SECONDS = 60;

    private final BankBooks books;

    public BankReports(DynamoDbClient dynamo, String table) {
        this.books = new BankBooks(dynamo, table);
    }

    /** The same as a command. {@code isSame} tells whether a stored fingerprint is this request's. */
    public Outcome<BankFile> report(
            Account account, String file, ReportOrder order, CommandKey key, Predicate<String> isSame) {
        return books.once(account.at(), key, isSame, () -> report(account, file, order));
    }

    /** @param file the bank's own id of it */
    public Outcome<BankFile> report(Account account, String file, ReportOrder order) {
        Optional<TakenFile> found = books.file(account.at(), file).map(FileRecord::taken);
        if (found.isEmpty()) {
            return refuse("not_found");
        }
        TakenFile taken = found.get();
        if (taken.messageId().isEmpty()) {
            return refuse("no_message");
        }
        StatusReport report = order.isNameCheck() && taken.fault().isEmpty()
                ? nameCheck(account.at(), taken, order)
                : status(account.at(), taken, order);
        String name = account.name() + "-" + report.id() + "." + order.message() + ".xml";
        return new Outcome.Done<>(new BankFile(name, WriteStatusReport.write(report, order.message())), false);
    }

    private static Outcome<BankFile> refuse(String reason) {
        return new Outcome.Refused<>(Refusal.of(CommonReason.INVALID, List.of(new FieldError("/file", reason))));
    }

    private StatusReport status(At at, TakenFile taken, ReportOrder order) {
        Map<String, List<Payment>> refused = new HashMap<>();
        for (Transfer transfer : taken.fault().isPresent() ? List.<Transfer>of() : transfers(at, taken)) {
            if (!transfer.is(Transfer.Status.EXECUTED)) {
                refused.computeIfAbsent(group(transfer), _ -> new ArrayList<>())
                        .add(new Payment(transfer.reference(), "RJCT", Optional.of(transfer.code())));
            }
        }
        List<StatusReport.Group> groups = taken.groups().stream()
                .map(group -> new StatusReport.Group(
                        group.id(),
                        new Total(group.payments(), group.sum()),
                        word(group.status()),
                        group.fault().map(Fault::code),
                        group.fault().isPresent() ? List.of() : refused.getOrDefault(group.id(), List.of())))
                .toList();
        return report(
                taken,
                DECIDED_AFTER_SECONDS,
                order,
                word(taken.status()),
                taken.fault().map(Fault::code),
                groups);
    }

    private StatusReport nameCheck(At at, TakenFile taken, ReportOrder order) {
        Map<String, List<Payment>> other = new HashMap<>();
        for (Transfer transfer : taken.names().isEmpty() ? List.<Transfer>of() : transfers(at, taken)) {
            Optional.ofNullable(taken.names().get(transfer.reference()))
                    .ifPresent(result -> other.computeIfAbsent(group(transfer), _ -> new ArrayList<>())
                            .add(new Payment(transfer.reference(), result.status(), Optional.empty())));
        }
        List<StatusReport.Group> groups = taken.groups().stream()
                .map(group -> new StatusReport.Group(
                        group.id(),
                        new Total(group.payments(), group.sum()),
                        completed(!other.containsKey(group.id())),
                        Optional.empty(),
                        other.getOrDefault(group.id(), List.of())))
                .toList();
        return report(
                taken, CHECKED_AFTER_SECONDS, order, completed(other.isEmpty()), Optional.empty(), groups);
    }

    private static StatusReport report(
            TakenFile taken,
            int seconds,
            ReportOrder order,
            String status,
            Optional<String> code,
            List<StatusReport.Group> groups) {
        Money sum = taken.sum();
        var total = new Total(
                taken.payments() - (order.with().contains(Mistake.WRONG_COUNT) ? 1 : 0),
                order.with().contains(Mistake.WRONG_SUM) ? sum.plus(Money.of(1, sum.currency())) : sum);
        return new StatusReport(
                taken.id().replace('_', '-') + (order.isNameCheck() ? "-V" : "-S"),
                taken.at().plusSeconds(seconds),
                taken.messageId().orElseThrow(),
                sum.currency().code().equals("USD") ? "NACHA" : "pain.001.001.09",
                taken.payments() > 0 ? Optional.of(total) : Optional.empty(),
                status,
                code,
                taken.fault().map(Fault::rule).orElse(""),
                groups);
    }

    private List<Transfer> transfers(At at, TakenFile taken) {
        List<Transfer> all = new ArrayList<>();
        String after = "";
        List<Transfer> page;
        do {
            page = books.transfersOf(at, taken.messageId().orElseThrow(), after, TRANSFERS_AT_ONCE);
            all.addAll(page);
            after = page.isEmpty() ? after : page.getLast().payout();
        } while (page.size() == TRANSFERS_AT_ONCE);
        return all;
    }

    private static String group(Transfer transfer) {
        return transfer.file().map(FileRef::groupId).orElseThrow();
    }

    private static String word(TakenFile.Status status) {
        return switch (status) {
            case ACCEPTED -> "ACCP";
            case PARTLY -> "PART";
            case REFUSED -> "RJCT";
        };
    }

    /** The word for a group whose names all match, or for one with others. */
    private static String completed(boolean allMatch) {
        return allMatch ? NameCheck.MATCH.status() : "RVCM";
    }
}
