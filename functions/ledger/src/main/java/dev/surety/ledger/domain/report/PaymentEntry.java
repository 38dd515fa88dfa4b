package dev.surety.ledger.domain.report;

import dev.surety.ledger.domain.account.LinePlace;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Postings;
import dev.surety.model.ledger.Line;
import dev.surety.model.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An entry of a payment, as reports read it.
 *
 * @param shares each escrow's share of the money that the entry moved; empty if the entry does not tell them
 * @param chargeback the chargeback that the entry is about
 */
public record PaymentEntry(
        ChainId payment,
        int number,
        String event,
        Instant at,
        Postings postings,
        List<Share> shares,
        Optional<Said> chargeback) {
    public PaymentEntry {
        shares = List.copyOf(shares);
    }

    /** In minor units of the entry's currency, not signed. */
    public record Share(ChainId escrow, long amountMinor) {}

    /** The bank's word on a chargeback. */
    public record Said(String chargeback, Chargeback.State state) {}

    /**
     * The rows of the payer's statement: one for each escrow's share. Shares that are not the sum, or are not told, are
     * one row without an escrow. A debit of the gateway's account is money that the payer paid.
     */
    public List<StatementRow> ofPayer() {
        List<StatementRow> rows = new ArrayList<>();
        for (Line line : Line.of(payment, number, event, at, postings)) {
            if (line.account().kind() == AccountKind.GATEWAY && line.amountMinor() != 0) {
                Money paid = line.money().negated();
                if (isSharedOut(paid)) {
                    shares.forEach(share -> rows.add(row(line, share, paid.isNegative(), rows.size())));
                } else {
                    rows.add(new StatementRow(line, paid, Optional.empty(), place(line, rows.size())));
                }
            }
        }
        return rows;
    }

    private boolean isSharedOut(Money paid) {
        long sum = shares.stream().mapToLong(Share::amountMinor).reduce(0, Math::addExact);
        return !shares.isEmpty() && sum == Math.absExact(paid.amountMinor());
    }

    private static StatementRow row(Line line, Share share, boolean back, int number) {
        Money money = line.account().money(share.amountMinor());
        return new StatementRow(
                line, back ? money.negated() : money, Optional.of(share.escrow()), place(line, number));
    }

    private static LinePlace place(Line line, int row) {
        return new LinePlace(
                LinePlace.key(line) + "#" + LinePlace.padded(row),
                line.account().currency().code());
    }
}
