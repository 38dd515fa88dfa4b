package dev.surety.payouts.store;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.payouts.app.payout.Destinations;
import dev.surety.payouts.app.payout.PayoutChain;
import dev.surety.payouts.app.payout.Payouts;
import dev.surety.payouts.app.statement.KnownPayouts;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.journal.JournalIndexes.By;
import dev.surety.runtime.journal.JournalIndexes.Found;
import java.util.Locale;
import java.util.Optional;

/** Payouts by the index of references, and their accounts by the vault. */
public final class JournalKnownPayouts implements KnownPayouts {
    private final JournalIndexes indexes;
    private final Payouts payouts;
    private final Destinations destinations;

    public JournalKnownPayouts(JournalIndexes indexes, Payouts payouts, Destinations destinations) {
        this.indexes = indexes;
        this.payouts = payouts;
        this.destinations = destinations;
    }

    @Override
    public Optional<PayoutId> find(MarketplaceId marketplace, String reference) {
        return indexes
                .list(By.REFERENCE, JournalPayouts.TYPE + "#" + marketplace + "#" + reference, 1, Optional.empty())
                .stream()
                .map(Found::chain)
                .filter(chain -> Id.isWellFormed(PayoutId.PREFIX, chain.id()))
                .map(chain -> new PayoutId(chain.id()))
                .findFirst();
    }

    @Override
    public boolean goesElsewhere(MarketplaceId marketplace, PayoutId payout, String number) {
        PayoutChain chain = payouts.load(marketplace, payout);
        return !chain.isEmpty()
                && destinations
                        .find(marketplace, chain.order())
                        .filter(account -> !plain(account.number()).equals(plain(number)))
                        .isPresent();
    }

    /** Of a routing number and an account, a bank may tell the account alone. */
    private static String plain(String number) {
        String plain = number.replace(" ", "").toUpperCase(Locale.ROOT);
        return plain.substring(plain.indexOf('/') + 1);
    }
}
