package dev.surety.escrow.domain.escrow;

import dev.surety.escrow.domain.funds.EscrowAmounts;
import dev.surety.escrow.domain.terms.Agreement;
import dev.surety.escrow.domain.terms.Fee;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Maps the places of an escrow's money to accounts. An entry posts the difference that its event makes, so books and
 * balances cannot differ. The payment's own chain brings a capture to {@code incoming}. It also books a refund out of
 * {@code outgoing}, once a gateway has sent it.
 */
final class PostingRules {
    private PostingRules() {}

    static Postings between(Escrow before, EscrowEvent event, Escrow after) {
        Money none = Money.zero(after.agreement().price().currency());
        Map<Account, Money> were = accounts(before);
        Postings.Builder postings = Postings.building();
        accounts(after)
                .forEach((account, sum) -> postings.credit(account, sum.minus(were.getOrDefault(account, none))));
        return isCharged(event) ? postings.guarded() : postings.build();
    }

    /** Whether the event may debit the payee's {@code payable}, which a transaction with its balance must do. */
    private static boolean isCharged(EscrowEvent event) {
        return event instanceof EscrowEvent.RefundStarted(var back) && back.charge().isPresent();
    }

    /** The sums of all postings of an escrow so far; credits are positive. Fees and taxes have accounts by name. */
    private static Map<Account, Money> accounts(Escrow escrow) {
        Map<Account, Money> accounts = new TreeMap<>();
        escrow.fundsNow().ifPresent(funds -> {
            EscrowAmounts amounts = funds.amounts();
            Agreement agreement = amounts.agreement();
            ParticipantId payee = agreement.payee();
            Money held = amounts.uncommitted().plus(amounts.frozen().gross(agreement));
            Money sent = amounts.inFlight().gross(agreement).plus(amounts.refundedGross());
            Money onHold = funds.onHold();
            Money reserve = funds.reserve().kept();
            Money debt = funds.owed();
            Money undeliverable = funds.undeliverable();
            Money wonLate = funds.holds().wonLate(agreement);
            accounts.put(Account.of(AccountKind.INCOMING), amounts.funded().negated());
            accounts.put(Account.of(AccountKind.ESCROW, payee), held);
            accounts.put(Account.of(AccountKind.OUTGOING), sent.minus(undeliverable));
            accounts.put(Account.of(AccountKind.ON_HOLD, payee), onHold);
            accounts.put(
                    Account.of(AccountKind.PAYABLE, payee),
                    amounts.releasedNet()
                            .minus(onHold)
                            .minus(reserve)
                            .plus(debt)
                            .minus(funds.feesKept().fees()));
            accounts.put(Account.of(AccountKind.RESERVE, payee), reserve);
            accounts.put(Account.of(AccountKind.DEBT, payee), debt.negated());
            List<Fee> fees = agreement.fees();
            for (int i = 0; i < fees.size(); i++) {
                Fee fee = fees.get(i);
                Money taken = funds.feesTaken().get(i);
                Money tax = fee.taxIn(taken);
                accounts.merge(Account.ofFee(fee.name()), taken.minus(tax), Money::plus);
                fee.taxIncluded()
                        .ifPresent(of -> accounts.merge(Account.ofTax(of.name()), tax, Money::plus));
            }
            accounts.put(Account.of(AccountKind.DISPUTE), amounts.lost().gross(agreement).minus(wonLate));
            accounts.put(Account.of(AccountKind.SUSPENSE), undeliverable.plus(wonLate));
        });
        return accounts;
    }
}
