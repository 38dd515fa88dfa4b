package dev.surety.ledger.domain.account;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.ledger.LedgerAccount;
import java.util.Collection;
import java.util.List;

/** The list of accounts and their balances. */
public interface Accounts {
    /** Every account of a marketplace that ever had a line. */
    List<LedgerAccount> all(MarketplaceId marketplace);

    /** At most so many of them, after a place that an earlier page gave; from the beginning where that is empty. */
    Page page(MarketplaceId marketplace, String after, int most);

    /** Those of one holder; an empty holder means the accounts of the platform that have no name. */
    List<LedgerAccount> heldBy(MarketplaceId marketplace, String holder);

    /** The balances of those of the accounts that have one, in order of account. */
    List<Balance> balances(Collection<LedgerAccount> accounts);

    /** An account in its place in the list. */
    record Listed(String place, LedgerAccount account) {}

    /** @param isLast whether no account follows */
    record Page(List<Listed> accounts, boolean isLast) {
        public Page {
            accounts = List.copyOf(accounts);
        }
    }
}
