package dev.surety.payouts.domain.payout;

import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import dev.surety.payouts.domain.bank.Way;
import dev.surety.payouts.domain.payout.PayoutEvent.Credit;
import dev.surety.payouts.domain.payout.PayoutEvent.StatusNoted;
import java.util.Optional;

/** The money that each event of a payout moves. The bank's lines post what the bank moves. */
public final class PayoutPostings {
    private static final Account FEE = Account.ofFee("payout");

    private PayoutPostings() {}

    /** @param before nothing for the first event */
    public static Postings of(Optional<Payout> before, PayoutEvent event) {
        return switch (event) {
            case PayoutEvent.Requested(var order, var _, var _, var _) -> debit(order);
            case PayoutEvent.Scheduled(var order) -> debit(order);
            case PayoutEvent.Failed _, PayoutEvent.Cancelled _ -> back(before.orElseThrow().order());
            case PayoutEvent.Returned(var credit) ->
                isDebited(before.orElseThrow()) && credit.way() == Way.BEFORE_ITS_DEBIT
                        ? fromTransit(before.get().order(), credit)
                        : Postings.NONE;
            case StatusNoted noted when noted.note().equals(StatusNoted.DEBIT) ->
                before.orElseThrow() instanceof Payout.Returned returned
                                && returned.debit().isEmpty()
                        ? fromTransit(returned.order(), returned.credit())
                        : Postings.NONE;
            case PayoutEvent.Excluded _,
                    PayoutEvent.TakenOut _,
                    PayoutEvent.Approved _,
                    PayoutEvent.Sending _,
                    PayoutEvent.SendingByFile _,
                    PayoutEvent.Sent _,
                    PayoutEvent.Unknown _,
                    PayoutEvent.Paid _,
                    PayoutEvent.RefusalAnnounced _,
                    PayoutEvent.ChangeNoticed _,
                    StatusNoted _ ->
                Postings.NONE;
        };
    }

    private static boolean isDebited(Payout payout) {
        return payout instanceof Payout.Paid
                || payout.open().flatMap(Payout.Asked::debit).isPresent();
    }

    private static Postings debit(PayoutOrder order) {
        return move(order, order.amount(), order.fee()).guarded();
    }

    private static Postings back(PayoutOrder order) {
        return move(order, order.amount().negated(), order.fee().negated()).build();
    }

    private static Postings.Builder move(PayoutOrder order, Money amount, Money fee) {
        return Postings.building()
                .debit(order.source(), amount.plus(fee))
                .credit(transit(order), amount)
                .credit(FEE, fee);
    }

    private static Postings fromTransit(PayoutOrder order, Credit credit) {
        return Postings.building()
                .debit(transit(order), credit.credited())
                .credit(order.source(), credit.credited())
                .build();
    }

    private static Account transit(PayoutOrder order) {
        return Account.of(AccountKind.TRANSIT, order.account());
    }
}
