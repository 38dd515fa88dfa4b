package dev.surety.ledger.domain;

import dev.surety.model.id.MarketplaceId;
import java.util.Collection;
import java.util.List;

/** The list of accounts and their balances. */
public interface Accounts {
    /** The generation that answers come from. Asked once an answer, so that an answer is of one generation. */
    int live(MarketplaceId marketplace);

    /** Every account of a marketplace that ever had a line. */
    List<LedgerAccount> all(MarketplaceId marketplace, int generation);

    /** Those of one holder; an empty holder means the accounts of the platform that have no name. */
    List<LedgerAccount> heldBy(MarketplaceId marketplace, int generation, String holder);

    /** The balances of those of the accounts that have one, in order of account. */
    List<Balance> balances(Collection<LedgerAccount> accounts);
}
