package dev.surety.escrow.domain.escrow;

import dev.surety.escrow.domain.funds.EscrowAmounts;
import dev.surety.escrow.domain.terms.Agreement;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import java.util.EnumMap;
import java.util.Map;

/**
 * Maps the places of an escrow's money to accounts. An entry posts the difference that its event makes, so books and
 * balances cannot differ. The payment's own chain brings a capture to {@code incoming}. It also books a refund out of
 * {@code outgoing}, once a gateway has sent it.
 */
final class PostingRules {
    private PostingRules() {}

    static Postings between(Escrow before, Escrow after) {
        Money none = Money.zero(after.agreement().price().currency());
        Map<AccountKind, Money> were = accounts(before);
        Postings.Builder postings = Postings.building();
        accounts(after).forEach((kind, sum) -> {
            Account account = kind.isParticipants()
                    ? Account.of(kind, after.agreement().payee())
                    : Account.of(kind);
            postings.credit(account, sum.minus(were.getOrDefault(kind, none)));
        });
        return postings.build();
    }

    /** The sums of all postings of an escrow so far; credits are positive. */
    private static Map<AccountKind, Money> accounts(Escrow escrow) {
        Map<AccountKind, Money> accounts = new EnumMap<>(AccountKind.class);
        escrow.custodyNow().ifPresent(funds -> {
            EscrowAmounts amounts = funds.amounts();
            Agreement agreement = amounts.agreement();
            Money held = amounts.uncommitted().plus(amounts.frozen().gross(agreement));
            Money sent = amounts.inFlight().gross(agreement).plus(amounts.refundedGross());
            Money onHold = funds.allMaturing().net(agreement);
            Money debt = funds.owed();
            Money undeliverable = funds.undeliverable();
            Money wonLate = funds.cases().wonLate(agreement);
            accounts.put(AccountKind.INCOMING, amounts.funded().negated());
            accounts.put(AccountKind.ESCROW, held);
            accounts.put(AccountKind.OUTGOING, sent.minus(undeliverable));
            accounts.put(AccountKind.ON_HOLD, onHold);
            accounts.put(AccountKind.PAYABLE, amounts.releasedNet().minus(onHold).plus(debt));
            accounts.put(AccountKind.DEBT, debt.negated());
            accounts.put(AccountKind.FEES, amounts.fees());
            accounts.put(AccountKind.DISPUTE, amounts.lost().gross(agreement).minus(wonLate));
            accounts.put(AccountKind.SUSPENSE, undeliverable.plus(wonLate));
        });
        return accounts;
    }
}
