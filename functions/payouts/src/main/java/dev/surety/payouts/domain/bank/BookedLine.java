package dev.surety.payouts.domain.bank;

import dev.surety.model.money.Money;
import dev.surety.payouts.domain.bank.Part.As;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A line of the bank as our books have it.
 *
 * @param at when the bank booked it
 * @param amount of the whole line; positive
 */
public record BookedLine(
        String account,
        String reference,
        LocalDate bookedOn,
        Instant at,
        boolean isDebit,
        Money amount,
        Money charge,
        String code,
        List<Part> parts) {
    public BookedLine {
        parts = List.copyOf(parts);
    }

    public static BookedLine of(LineBooking booking) {
        StatementLine line = booking.line();
        return new BookedLine(
                line.account(),
                line.reference(),
                line.bookedOn(),
                line.at(),
                line.isDebit(),
                line.amount(),
                line.charge(),
                line.code(),
                booking.parts());
    }

    /** The credit that a part of this line is for its payout; empty if it is none. */
    public Optional<BookedCredit> credit(String id, Part part) {
        return way(part.as())
                .map(way -> new BookedCredit(
                        id, bookedOn, at, amount, Money.of(part.amountMinor(), amount.currency()), code, way));
    }

    private static Optional<Way> way(As as) {
        return switch (as) {
            case RETURNED -> Optional.of(Way.RETURNED);
            case BEFORE_ITS_DEBIT -> Optional.of(Way.BEFORE_ITS_DEBIT);
            case RECREDITED -> Optional.of(Way.RECREDITED);
            case WAITS -> Optional.of(Way.WAITS);
            case DEBITED, GROUP, UNMATCHED -> Optional.empty();
        };
    }
}
