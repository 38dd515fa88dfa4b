package dev.surety.payouts.domain.report;

import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The rows of one settlement, added up.
 *
 * @param reference the gateway's id of the pay-out
 * @param kinds by the word of the kind, those that have rows
 * @param gross all that the gateway held for us, without its fees
 * @param fees all that the gateway kept; below zero if it gave some back
 * @param paidOut the sum that went to our bank, as the report says; empty without such a row
 * @param on the day of the pay-out, or else of the last row
 */
public record SettlementSums(
        String reference,
        Currency currency,
        Map<String, Kind> kinds,
        Money gross,
        Money fees,
        Optional<Money> paidOut,
        LocalDate on) {
    public SettlementSums {
        kinds = Map.copyOf(kinds);
    }

    public record Kind(int rows, Money gross) {
        private Kind plus(Kind other) {
            return new Kind(rows + other.rows, gross.plus(other.gross));
        }
    }

    public static SettlementSums empty(String reference, Currency currency) {
        Money zero = Money.zero(currency);
        return new SettlementSums(reference, currency, Map.of(), zero, zero, Optional.empty(), LocalDate.MIN);
    }

    public SettlementSums plus(ReportRow row) {
        Map<String, Kind> all = new TreeMap<>(kinds);
        all.merge(row.kind().word(), new Kind(1, row.gross()), Kind::plus);
        boolean isPayout = row.kind() == RowKind.PAYOUT;
        boolean isFee = row.kind() == RowKind.FEE;
        boolean isLater = paidOut.isEmpty() && row.date().isAfter(on);
        return new SettlementSums(
                reference,
                currency,
                all,
                isPayout || isFee ? gross : gross.plus(row.gross()),
                isFee ? fees.plus(row.fee()).minus(row.gross()) : fees.plus(row.fee()),
                isPayout
                        ? Optional.of(paidOut.orElse(Money.zero(currency)).minus(row.gross()))
                        : paidOut,
                isPayout || isLater ? row.date() : on);
    }

    /** The money that reaches our bank. */
    public Money net() {
        return gross.minus(fees);
    }

    /** Whether the rows make what the report says was paid out. */
    public boolean addsUp() {
        return paidOut.filter(of -> !of.equals(net())).isEmpty();
    }

    /** Contracts, section 6: {@code gateway +x, settling −(x−k), costs −k}. */
    public Postings postings(String gateway) {
        return Postings.building()
                .credit(Account.of(AccountKind.GATEWAY, gateway), gross)
                .debit(Account.of(AccountKind.SETTLING, gateway), net())
                .debit(Account.of(AccountKind.COSTS, gateway), fees)
                .build();
    }
}
