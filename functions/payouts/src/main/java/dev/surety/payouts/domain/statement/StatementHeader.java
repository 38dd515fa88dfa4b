package dev.surety.payouts.domain.statement;

import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A statement of an account of ours, without its lines.
 *
 * @param account the settings' name of the account
 * @param id the bank's; banks use an id again, so it identifies nothing
 * @param number the bank's sequence number of the year
 * @param from the first day, if the bank says it
 * @param to the last day, if the bank says it
 * @param page of a statement in several pages; the first tells {@code from}, and the last {@code to}
 */
public record StatementHeader(
        String account,
        Currency currency,
        String id,
        Optional<Long> number,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        Optional<Money> opening,
        Optional<Money> closing,
        Optional<Integer> page) {}
