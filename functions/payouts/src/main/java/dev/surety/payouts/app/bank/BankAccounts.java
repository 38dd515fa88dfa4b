package dev.surety.payouts.app.bank;

import dev.surety.model.id.MarketplaceId;
import dev.surety.payouts.domain.bank.BankAccount;
import dev.surety.runtime.command.Contention;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Makes sure that an account's bank is asked at the next full hour. A sender says so before a transfer and after it:
 * the first starts the daily question, the second brings the transfer's line within the hour.
 */
public final class BankAccounts {
    /** The most accounts that one instance remembers. A forgotten account costs one more read. */
    private static final int MOST_REMEMBERED = 10_000;

    private final AccountStore accounts;
    private final Function<MarketplaceId, Instant> present;
    private final Map<String, Instant> remembered = new ConcurrentHashMap<>();

    public BankAccounts(AccountStore accounts, Function<MarketplaceId, Instant> present) {
        this.accounts = accounts;
        this.present = present;
    }

    public void expect(MarketplaceId marketplace, String account) {
        Instant now = present.apply(marketplace);
        Instant hour = BankAccount.nextHour(now);
        String name = marketplace + "#" + account;
        if (hour.equals(remembered.get(name))) {
            return;
        }
        boolean _ = Contention.retry("an account at the bank", () -> once(marketplace, account, now));
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.clear();
        }
        remembered.put(name, hour);
    }

    private Optional<Boolean> once(MarketplaceId marketplace, String account, Instant now) {
        AccountStore.Stored stored = accounts.load(marketplace, account);
        if (stored.account().isEmpty()) {
            return appended(stored, BankAccount.opened(now), "opened", now);
        }
        BankAccount before = stored.account().get();
        BankAccount after = before.expecting(now);
        return after.equals(before) ? Optional.of(true) : appended(stored, after, "expected", now);
    }

    private Optional<Boolean> appended(AccountStore.Stored stored, BankAccount after, String why, Instant now) {
        return accounts.append(stored, after, why, now) ? Optional.of(true) : Optional.empty();
    }
}
