package dev.surety.payouts.app.single;

import static dev.surety.model.refusal.CommonReason.METHOD_NOT_USABLE;
import static dev.surety.model.refusal.CommonReason.NOT_FOUND;
import static dev.surety.model.refusal.CommonReason.TRANSITION_NOT_ALLOWED;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.Refusal;
import dev.surety.payouts.app.payout.Codes;
import dev.surety.payouts.app.payout.NewOrders;
import dev.surety.payouts.app.payout.PayoutChain;
import dev.surety.payouts.app.payout.Payouts;
import dev.surety.payouts.domain.payout.BankReference;
import dev.surety.payouts.domain.payout.Payout;
import dev.surety.payouts.domain.payout.PayoutOrder;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.command.Verdict;
import java.util.Optional;

/**
 * Repeats a payout that failed or came back, to the same account, with a debit of its own. Only where the bank's reason
 * says that it may work. Each payout has one place for its repetition, so two people do not repeat it twice.
 */
public final class RetryPayout {
    private final Payouts payouts;
    private final BeginPayout beginning;
    private final Codes codes;

    public RetryPayout(Payouts payouts, BeginPayout beginning, Codes codes) {
        this.payouts = payouts;
        this.beginning = beginning;
        this.codes = codes;
    }

    public Outcome<PayoutChain> retry(CommandEnvelope envelope, PayoutId of) {
        MarketplaceId marketplace = envelope.caller().marketplace();
        if (payouts.load(marketplace, of).isEmpty()) {
            return Outcome.refuse(NOT_FOUND);
        }
        PayoutId id = id(of);
        return beginning.begin(envelope, id, new BeginPayout.Wanted() {
            @Override
            public boolean isFree() {
                return false;
            }

            @Override
            public Verdict<PayoutOrder> order(MarketplaceSettings settings) {
                return again(marketplace, of, id, settings);
            }
        });
    }

    static PayoutId id(PayoutId of) {
        return new PayoutId(Id.derive(PayoutId.PREFIX, "retry", of.value()));
    }

    private Verdict<PayoutOrder> again(
            MarketplaceId marketplace, PayoutId of, PayoutId id, MarketplaceSettings settings) {
        Optional<Payout> before = payouts.load(marketplace, of).find();
        if (before.isEmpty()) {
            return new Verdict.Denied<>(NOT_FOUND.with(NOT_FOUND.title()));
        }
        return switch (before.get()) {
            case Payout.Failed failed -> again(failed, failed.order().amount(), of, id, marketplace, settings);
            case Payout.Returned returned when returned.debit().isPresent() ->
                again(returned, returned.credit().credited(), of, id, marketplace, settings);
            case Payout.Returned _,
                    Payout.AwaitingApproval _,
                    Payout.Scheduled _,
                    Payout.Sending _,
                    Payout.Unknown _,
                    Payout.Sent _,
                    Payout.Paid _,
                    Payout.Cancelled _,
                    Payout.Excluded _,
                    Payout.TakenOut _ ->
                denied(TRANSITION_NOT_ALLOWED.with("The payout is " + before.get().state() + "."));
        };
    }

    private Verdict<PayoutOrder> again(
            Payout before,
            Money amount,
            PayoutId of,
            PayoutId id,
            MarketplaceId marketplace,
            MarketplaceSettings settings) {
        String code = before.code().orElse("");
        boolean isUsedUp = codes.isOnceOnly(code) && before.order().retryOf().isPresent();
        if (!codes.isRetryable(code) || isUsedUp) {
            return denied(Refusal.of(METHOD_NOT_USABLE, "The reason " + code + " says that it would fail again."));
        }
        PayoutOrder order = before.order();
        var again = new PayoutOrder(
                Optional.empty(),
                Optional.of(of),
                order.from(),
                amount,
                order.fee(),
                // Instant transfers fail for reasons of their own, and people approve this one first.
                PayoutOrder.Speed.STANDARD,
                order.rail(),
                order.account(),
                order.to(),
                BankReference.of(marketplace, id),
                settings.version());
        return NewOrders.elsewhere(again, settings)
                .map(RetryPayout::denied)
                .orElseGet(() -> new Verdict.Allowed<>(again));
    }

    private static Verdict<PayoutOrder> denied(Refusal refusal) {
        return new Verdict.Denied<>(refusal);
    }
}
