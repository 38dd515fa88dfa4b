package dev.surety.payouts.app.payout;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.money.Money;
import dev.surety.payouts.app.payout.Payees.Looked;
import dev.surety.payouts.domain.payout.PayeeChecks;
import dev.surety.payouts.domain.payout.Payout;
import dev.surety.payouts.domain.payout.PayoutOrder;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.SideBySide;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The earlier payouts of an account. Those of today are read from the account's lines, which a debit writes in its own
 * transaction. So none is missing, however fast they follow one another.
 */
public final class PayeesPayouts {
    /** So many a day, of each account. */
    public static final int MOST_A_DAY = 100;

    private static final int RECENT = 20;

    private final Payouts payouts;
    private final Accounts accounts;

    public PayeesPayouts(Payouts payouts, Accounts accounts) {
        this.payouts = payouts;
        this.accounts = accounts;
    }

    /** Of a local day, at most one more than {@value #MOST_A_DAY}. */
    public List<PayoutChain> today(LedgerAccount account, MarketplaceSettings settings, Instant now) {
        var zone = ZoneId.of(settings.timeZone());
        Instant from = LocalDate.ofInstant(now, zone).atStartOfDay(zone).toInstant();
        return SideBySide.map(
                Limits.LIST_READS_AT_ONCE,
                accounts.payouts(account, from, now.plusMillis(1), MOST_A_DAY + 1),
                id -> payouts.load(account.marketplace(), id));
    }

    /** The sum of the day that counts for approval: this order, and what was asked for singly and not undone. */
    public static Money sum(List<PayoutChain> today, PayoutOrder order) {
        return today.stream()
                .filter(each -> each.order().run().isEmpty() && stands(each.payout()))
                .map(each -> each.order().amount())
                .reduce(order.amount(), Money::plus);
    }

    /** A new account takes one payout before it is verified. */
    public Optional<PayeeChecks.Problem> problem(
            MarketplaceId marketplace,
            PayoutId id,
            Looked looked,
            PayoutOrder order,
            MarketplaceSettings settings,
            Instant now) {
        boolean isNew = looked.standing()
                .method(order.amount().currency().code())
                .filter(PayeeChecks::isNew)
                .isPresent();
        if (!isNew) {
            return Optional.empty();
        }
        var payable = new LedgerAccount(marketplace, order.source(), order.amount().currency());
        Map<String, PayoutChain> all = new LinkedHashMap<>();
        today(payable, settings, now).forEach(each -> all.put(each.id().value(), each));
        payouts.ofPayee(marketplace, order.payee().orElseThrow(), RECENT, Optional.empty())
                .payouts()
                .forEach(each -> all.put(each.id().value(), each));
        return all.values().stream()
                        .filter(each -> !each.id().equals(id))
                        .filter(each -> each.order().to().fingerprint().equals(order.to().fingerprint()))
                        .anyMatch(each -> stands(each.payout()))
                ? Optional.of(PayeeChecks.secondToNewMethod())
                : Optional.empty();
    }

    private static boolean stands(Payout payout) {
        return switch (payout) {
            case Payout.Failed _, Payout.Cancelled _, Payout.Excluded _, Payout.TakenOut _, Payout.Returned _ -> false;
            case Payout.AwaitingApproval _,
                    Payout.Scheduled _,
                    Payout.Sending _,
                    Payout.Unknown _,
                    Payout.Sent _,
                    Payout.Paid _ ->
                true;
        };
    }
}
