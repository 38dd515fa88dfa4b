package dev.surety.payouts.app.statement;

import dev.surety.messages.camt.AccountNumber;
import dev.surety.messages.camt.Batch;
import dev.surety.messages.camt.Charge;
import dev.surety.messages.camt.Entry;
import dev.surety.messages.camt.Party;
import dev.surety.messages.camt.References;
import dev.surety.messages.camt.StatementHead;
import dev.surety.model.money.Money;
import dev.surety.payouts.domain.statement.ToldLine;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Takes from an entry of a camt message the words by which we know it again and match it. */
final class ToldLines {
    /** Of an entry's payments, more than any line without a group may have. */
    private static final int MOST_DETAILS = 501;

    private ToldLines() {}

    /** Empty if the entry moves nothing, or if nothing in the statement gives it a day. */
    static Optional<ToldLine> of(StatementHead head, Entry entry) {
        Optional<LocalDate> day = entry.bookedOn().or(head::date).or(entry::valueOn);
        return entry.amount().isPositive() ? day.map(on -> line(on, entry)) : Optional.empty();
    }

    private static ToldLine line(LocalDate day, Entry entry) {
        Optional<Batch> batch = entry.batches().stream().findFirst();
        return new ToldLine(
                day,
                entry.isDebit(),
                entry.isReversal(),
                entry.amount(),
                charge(entry, Optional.of(true)),
                charge(entry, Optional.empty()),
                entry.servicerReference().orElse(""),
                batch.flatMap(Batch::messageId).or(() -> entry.totals().messageId()).orElse(""),
                batch.flatMap(Batch::paymentInformationId)
                        .or(() -> entry.totals().paymentInformationId())
                        .orElse(""),
                batch.filter(_ -> entry.batches().size() == 1).flatMap(Batch::count),
                codes(entry),
                Stream.of(entry.text(), entry.entryReference()).flatMap(Optional::stream).toList(),
                entry.details().stream()
                        .limit(MOST_DETAILS)
                        .map(detail -> detail(entry, detail))
                        .toList());
    }

    /**
     * The fees of a debit that are within it, or of which the bank does not say so. Those that it books apart are lines
     * of their own.
     */
    private static Money charge(Entry entry, Optional<Boolean> isIncluded) {
        Money none = Money.zero(entry.amount().currency());
        if (!entry.isDebit()) {
            return none;
        }
        Money all = entry.charges().stream()
                .filter(charge -> charge.isIncluded().equals(isIncluded) && charge.isDebit())
                .map(Charge::amount)
                .filter(amount -> amount.currency().equals(none.currency()) && !amount.isNegative())
                .reduce(none, Money::plus);
        return all.compareTo(entry.amount()) < 0 ? all : none;
    }

    private static List<String> codes(Entry entry) {
        List<String> codes = new ArrayList<>();
        String standard = Stream.of(entry.code().domain(), entry.code().family(), entry.code().subFamily())
                .flatMap(Optional::stream)
                .reduce((one, next) -> one + "/" + next)
                .orElse("");
        if (!standard.isEmpty()) {
            codes.add(standard);
        }
        entry.code().proprietary().ifPresent(codes::add);
        return codes;
    }

    private static ToldLine.Detail detail(Entry entry, dev.surety.messages.camt.Detail detail) {
        Party other = detail.counterparty();
        List<String> words = new ArrayList<>(detail.remittance());
        detail.text().ifPresent(words::add);
        return new ToldLine.Detail(
                references(detail.references()),
                detail.amount()
                        .filter(amount -> amount.currency().equals(entry.amount().currency()))
                        .orElseGet(() -> Money.zero(entry.amount().currency())),
                detail.returned().flatMap(returned -> returned.code()).orElse(""),
                other.account().map(AccountNumber::number).orElse(""),
                other.name().orElse(""),
                words);
    }

    private static List<String> references(References of) {
        List<String> all = new ArrayList<>();
        Stream.of(of.endToEndId(), of.instructionId(), of.transactionId(), of.servicerReference())
                .flatMap(Optional::stream)
                .forEach(all::add);
        all.addAll(of.proprietary());
        return all;
    }
}
