package dev.surety.payouts.app.payout;

import static dev.surety.model.refusal.CommonReason.INVALID;
import static dev.surety.model.refusal.CommonReason.METHOD_NOT_USABLE;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.MoneyOut.OwnAccount;
import dev.surety.model.marketplace.MoneyOut.Rail;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.payouts.app.payout.Payees.Looked;
import dev.surety.payouts.app.payout.SinglePayout.OfOwnMoney;
import dev.surety.payouts.app.payout.SinglePayout.ToPayee;
import dev.surety.payouts.domain.payout.BankReference;
import dev.surety.payouts.domain.payout.PayeeChecks;
import dev.surety.payouts.domain.payout.PayoutFee;
import dev.surety.payouts.domain.payout.PayoutOrder;
import dev.surety.payouts.domain.payout.PayoutOrder.Destination;
import dev.surety.payouts.domain.payout.PayoutOrder.Speed;
import dev.surety.runtime.command.Verdict;
import java.util.List;
import java.util.Optional;

/** Makes the order of a single payout from the settings and the payee as they stand. */
public final class NewOrders {
    /** Stands in the order of a payee without an account, which the checks then refuse. */
    private static final Destination NOWHERE = new Destination("", "", "");

    private NewOrders() {}

    public static Verdict<PayoutOrder> of(
            MarketplaceId marketplace,
            PayoutId id,
            SinglePayout wanted,
            Optional<Looked> payee,
            MarketplaceSettings settings) {
        Optional<Rail> rail = Present.rail(settings, wanted.amount().currency());
        if (rail.isEmpty()) {
            return invalid("/amount/currency", "no_rail");
        }
        Optional<Refusal> outside = outside(rail.get(), wanted.amount());
        if (outside.isPresent()) {
            return new Verdict.Denied<>(outside.get());
        }
        return switch (wanted) {
            case ToPayee(var who, var amount, var speed) when payee.isPresent() ->
                new Verdict.Allowed<>(order(
                        marketplace,
                        id,
                        Account.of(AccountKind.PAYABLE, who),
                        amount,
                        PayoutFee.of(settings.moneyOut().payoutFees(), amount),
                        speed,
                        rail.get(),
                        payee.get().standing()
                                .method(amount.currency().code())
                                .map(PayeeChecks::destination)
                                .orElse(NOWHERE),
                        settings));
            case ToPayee _ -> invalid("/payee", "not_found");
            case OfOwnMoney(var from, var to, var amount) ->
                own(settings, to, amount)
                        .<Verdict<PayoutOrder>>map(account -> new Verdict.Allowed<>(order(
                                marketplace,
                                id,
                                from,
                                amount,
                                Money.zero(amount.currency()),
                                Speed.STANDARD,
                                rail.get(),
                                destination(account),
                                settings)))
                        .orElseGet(() -> invalid("/to", "not_found"));
        };
    }

    private static PayoutOrder order(
            MarketplaceId marketplace,
            PayoutId id,
            Account from,
            Money amount,
            Money fee,
            Speed speed,
            Rail rail,
            Destination to,
            MarketplaceSettings settings) {
        return new PayoutOrder(
                Optional.empty(),
                Optional.empty(),
                from.toString(),
                amount,
                fee,
                speed,
                rail.name(),
                rail.account(),
                to,
                BankReference.of(marketplace, id),
                settings.version());
    }

    private static Optional<Refusal> outside(Rail rail, Money amount) {
        Optional<Money> least = in(rail.minimums(), amount).filter(of -> amount.compareTo(of) < 0);
        Optional<Money> most = in(rail.maximums(), amount).filter(of -> amount.compareTo(of) > 0);
        return least.map(of -> Refusal.bounded(
                        INVALID,
                        "The rail takes no payout that small.",
                        "/amount",
                        "minimum",
                        of.amountMinor(),
                        amount.amountMinor()))
                .or(() -> most.map(of -> Refusal.bounded(
                        CommonReason.LIMIT_EXCEEDED,
                        "The rail takes no payout that large.",
                        "/amount",
                        "above_rail_maximum",
                        of.amountMinor(),
                        amount.amountMinor())));
    }

    private static Optional<Money> in(List<Money> amounts, Money like) {
        return amounts.stream()
                .filter(of -> of.currency().equals(like.currency()))
                .findFirst();
    }

    private static Optional<OwnAccount> own(MarketplaceSettings settings, String name, Money amount) {
        return settings.moneyOut().ownAccounts().stream()
                .filter(own -> own.name().equals(name)
                        && own.currency().equals(amount.currency().code()))
                .findFirst();
    }

    static Destination destination(OwnAccount own) {
        return new Destination(own.name(), own.fingerprint(), own.words());
    }

    /** Why an order of own money no longer goes to an account of the settings. */
    public static Optional<Refusal> elsewhere(PayoutOrder order, MarketplaceSettings settings) {
        boolean isThere = settings.moneyOut().ownAccounts().stream()
                .anyMatch(own -> destination(own).equals(order.to()));
        return order.payee().isPresent() || isThere
                ? Optional.empty()
                : Optional.of(METHOD_NOT_USABLE.with("The settings do not name this account any more."));
    }

    private static <T> Verdict<T> invalid(String pointer, String reason) {
        return new Verdict.Denied<>(Refusal.of(INVALID, List.of(new FieldError(pointer, reason))));
    }
}
