package dev.surety.payouts.app.bank;

import dev.surety.model.id.MarketplaceId;
import dev.surety.payouts.domain.bank.BookedLine;
import dev.surety.payouts.domain.bank.LineBooking;
import java.time.Instant;
import java.util.Optional;

/** Booked lines of the bank. Each is a chain whose id is the line's identity. */
public interface LineStore {
    Optional<BookedLine> find(MarketplaceId marketplace, String id);

    /** Books a line and its postings. Returns the line as it was booked first, by this call or by another. */
    BookedLine book(MarketplaceId marketplace, LineBooking booking, Instant now);
}
