package dev.surety.ledger.domain;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;

/**
 * An account of one marketplace in one currency: what has a balance and lines.
 *
 * @param generation of the books it belongs to; whoever has read one reads its lines and its balance in the same
 */
public record LedgerAccount(MarketplaceId marketplace, Account account, Currency currency, int generation)
        implements Comparable<LedgerAccount> {

    /** The partition key of its balance; that of a platform account has an empty holder. */
    public String key() {
        return account.kind().code() + "#" + books(marketplace, generation) + "#" + account.holder() + "#" + currency;
    }

    /** How keys name the books of a generation. No marketplace is called so. */
    public static String books(MarketplaceId marketplace, int generation) {
        return generation == 0 ? marketplace.value() : marketplace + "~" + generation;
    }

    public LedgerAccount in(int other) {
        return new LedgerAccount(marketplace, account, currency, other);
    }

    public AccountKind kind() {
        return account.kind();
    }

    public Money money(long amountMinor) {
        return Money.of(amountMinor, currency);
    }

    @Override
    public int compareTo(LedgerAccount other) {
        int byMarketplace = marketplace.value().compareTo(other.marketplace.value());
        int byAccount = byMarketplace == 0 ? account.compareTo(other.account) : byMarketplace;
        int byCurrency = byAccount == 0 ? currency.compareTo(other.currency) : byAccount;
        return byCurrency == 0 ? Integer.compare(generation, other.generation) : byCurrency;
    }
}
