package dev.surety.payouts.domain.bank;

import dev.surety.model.journal.Account;
import dev.surety.model.money.Money;
import java.util.Optional;

/**
 * The facts of a payout by which a bank's line is matched and posted.
 *
 * @param ended whether it failed or was cancelled, so that its money is back at its source
 * @param debit the line that debited it
 * @param credit the line that brought it back
 */
public record PayoutFacts(
        Money amount,
        String bankAccount,
        Account source,
        boolean ended,
        Optional<String> debit,
        Optional<String> credit) {}
