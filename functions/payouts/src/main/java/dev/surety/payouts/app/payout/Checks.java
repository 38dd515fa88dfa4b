package dev.surety.payouts.app.payout;

import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.model.standing.Standing;
import dev.surety.payouts.app.payout.Payees.Looked;
import dev.surety.payouts.domain.approval.Approvals;
import dev.surety.payouts.domain.payout.PayeeChecks;
import dev.surety.payouts.domain.payout.PayoutOrder;
import java.time.Instant;
import java.util.Optional;

/** The checks of a payee that a payout passes when it is debited, and once more before it is sent. */
public final class Checks {
    private static final long FIRST_PAYOUT_UNITS = 250;

    private Checks() {}

    /** Why this order cannot be paid to the account that it names. */
    static Optional<PayeeChecks.Problem> problem(
            Looked looked, PayoutOrder order, MarketplaceSettings settings, Instant now) {
        return PayeeChecks.standing(looked.standing(), order.speed())
                .or(() -> method(looked.standing(), order, settings, now));
    }

    /** Why this order cannot be paid to the account that it names, whatever the payee may do. */
    public static Optional<PayeeChecks.Problem> method(
            Standing standing, PayoutOrder order, MarketplaceSettings settings, Instant now) {
        Currency currency = order.amount().currency();
        return PayeeChecks.method(
                        standing, Optional.of(order.to()), order.amount(), firstAtMost(settings, currency), now)
                .or(() -> standing.method(currency.code())
                        .filter(inForce -> isOfAnotherRail(settings, order.rail(), inForce.kind()))
                        .map(_ -> PayeeChecks.railMismatch()));
    }

    private static boolean isOfAnotherRail(MarketplaceSettings settings, String rail, String methodKind) {
        return settings.moneyOut().rails().stream()
                .anyMatch(of -> of.name().equals(rail) && !PayeeChecks.takes(of.kind(), methodKind));
    }

    /** Why a debit that was made earlier may go no further: its payee owes money that could not be collected. */
    public static Optional<String> debt(PayoutChain payout, Debts debts) {
        PayoutOrder order = payout.order();
        String cause = payout.id() + "#" + payout.version();
        return order.payee()
                .filter(payee -> debts.collect(payout.marketplace(), payee, order.amount().currency(), cause))
                .map(_ -> "debt");
    }

    public static Money firstAtMost(MarketplaceSettings settings, Currency currency) {
        return Approvals.orShipped(settings.moneyOut().firstPayoutAtMost(), FIRST_PAYOUT_UNITS, currency);
    }
}
