package dev.surety.model.marketplace;

import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Maps our accounts to those of the general ledger. A row for a kind and its holder comes before a row for the kind,
 * and this before what Surety ships. Participants' accounts are mapped by kind only.
 */
public final class ChartOfAccounts {
    /** An account's number in the general ledger. */
    public static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,19}");

    /** As beancount names accounts: one of five roots, then words that begin with a capital or a digit. */
    public static final Pattern NAME =
            Pattern.compile("(Assets|Liabilities|Equity|Income|Expenses)(:[A-Z0-9][A-Za-z0-9-]{0,39}){1,5}");

    /** @param account a kind, or a kind and its holder, as our books name it */
    public record Row(String account, String code, String name) {}

    private static final List<Row> SHIPPED = List.of(
            new Row("gateway", "1100", "Assets:Gateway"),
            new Row("bank", "1200", "Assets:Bank"),
            new Row("settling", "1300", "Assets:Settling"),
            new Row("dispute", "1400", "Assets:Disputes"),
            new Row("debt", "1500", "Assets:Debts"),
            new Row("incoming", "2100", "Liabilities:Incoming"),
            new Row("outgoing", "2200", "Liabilities:Outgoing"),
            new Row("transit", "2300", "Liabilities:Transit"),
            new Row("escrow", "2400", "Liabilities:Escrow"),
            new Row("onHold", "2410", "Liabilities:OnHold"),
            new Row("payable", "2420", "Liabilities:Payable"),
            new Row("reserve", "2430", "Liabilities:Reserve"),
            new Row("tax", "2500", "Liabilities:Tax"),
            new Row("suspense", "2900", "Liabilities:Suspense"),
            new Row("capital", "3000", "Equity:Capital"),
            new Row("fees", "4000", "Income:Fees"),
            new Row("costs", "5000", "Expenses:Costs"),
            new Row("loss", "5900", "Expenses:Loss"));

    private final Map<String, Row> rows = new HashMap<>();

    /** @param own rows of the marketplace, each account at most once */
    public ChartOfAccounts(List<Row> own) {
        SHIPPED.forEach(row -> rows.put(row.account(), row));
        own.forEach(row -> rows.put(row.account(), row));
    }

    /** The row that holds for an account of ours. */
    public Row of(Account account) {
        Row ofKind = Optional.ofNullable(rows.get(account.kind().code())).orElseThrow();
        return account.kind().isParticipants() ? ofKind : rows.getOrDefault(account.toString(), ofKind);
    }

    /** Whether a row may name this account: a kind, or a kind with a holder that is no participant. */
    public static boolean isMappable(String account) {
        boolean isKind = List.of(AccountKind.values()).stream().anyMatch(kind -> kind.code().equals(account));
        return isKind
                || Account.parse(account)
                        .filter(named -> !named.kind().isParticipants())
                        .filter(named -> named.toString().equals(account))
                        .isPresent();
    }
}
