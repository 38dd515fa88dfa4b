package dev.surety.payouts.domain.report;

import dev.surety.model.calendar.TargetDays;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Money that a gateway has paid out to our bank.
 *
 * @param report the report that told it first
 * @param bank the bank's line that brought it; empty while it is awaited
 * @param overdue whether people were told that it stays away
 */
public record Settlement(
        String gateway, SettlementSums sums, String report, Optional<Bank> bank, boolean overdue) {
    /** So many days of TARGET after its day the bank must have booked it. */
    public static final int BANK_DAYS = 5;

    public record Bank(String line, LocalDate bookedOn) {}

    /** A settlement of nothing moves nothing, so no line comes. */
    public boolean isAwaited() {
        return bank.isEmpty() && !sums.net().isZero();
    }

    /** The start of the day after the last on which the bank may book it without a question. */
    public Instant answerBy() {
        LocalDate last = TargetDays.plus(sums.on(), BANK_DAYS);
        return last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    public Settlement arrived(Bank by) {
        return new Settlement(gateway, sums, report, Optional.of(by), overdue);
    }

    public Settlement late() {
        return new Settlement(gateway, sums, report, bank, true);
    }
}
