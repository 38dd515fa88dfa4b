package dev.surety.payouts.domain.bank;

import dev.surety.model.journal.Account;
import dev.surety.model.money.Money;
import java.util.Optional;

/**
 * A payout as far as the bank's lines depend on it.
 *
 * @param bankAccount the account of ours that it is sent from
 * @param source the account that its money came from: a payee's {@code payable}, or one of the marketplace's own
 * @param ended whether it failed or was cancelled, so that the money is back on its source
 * @param debit the line that debited it
 * @param credit the line that brought its money back
 * @param unsent whether no rail has been told of it, so that no line can be about it
 * @param refused the code with which the bank announced that it does not make it; a code that gives the money back
 * @param payeeClosed whether its payee is closed, so that nothing is credited to it any more
 * @param returnCode the reason that a return file of ACH has announced
 */
public record PayoutFacts(
        Money amount,
        String bankAccount,
        Account source,
        boolean ended,
        Optional<String> debit,
        Optional<String> credit,
        boolean unsent,
        Optional<String> refused,
        boolean payeeClosed,
        Optional<String> returnCode) {
    /** Of a payout that was sent, and that the bank has not refused. */
    public PayoutFacts(
            Money amount,
            String bankAccount,
            Account source,
            boolean ended,
            Optional<String> debit,
            Optional<String> credit) {
        this(amount, bankAccount, source, ended, debit, credit, false, Optional.empty(), false, Optional.empty());
    }
}
