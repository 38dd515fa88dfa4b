package dev.surety.model.ledger;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;

/** An account of one marketplace in one currency. It has a balance and lines. */
public record LedgerAccount(MarketplaceId marketplace, Account account, Currency currency)
        implements Comparable<LedgerAccount> {

    /** The partition key of its balance; that of a platform account has an empty holder. */
    public String key() {
        return account.kind().code() + "#" + marketplace + "#" + account.holder() + "#" + currency;
    }

    /** The account of a partition key, of a balance or of lines. */
    public static LedgerAccount parse(String pk) {
        String[] parts = pk.split("#", -1);
        if (parts.length < 4) {
            throw new IllegalArgumentException("no key of an account: " + pk);
        }
        String name = parts[2].isEmpty() ? parts[0] : parts[0] + ":" + parts[2];
        Account account = Account.parse(name)
                .orElseThrow(() -> new IllegalArgumentException("no such account: " + name));
        return new LedgerAccount(new MarketplaceId(parts[1]), account, Currency.of(parts[3]));
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
        return byAccount == 0 ? currency.compareTo(other.currency) : byAccount;
    }
}
