package dev.surety.ledger.app.period;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.marketplace.MarketplaceSettings;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The journal's word on the statements of the marketplace's bank accounts, as payouts read them. */
public interface BankBooks {
    /** Days that statements of one account show without a gap. */
    record Shown(LocalDate from, LocalDate to) {}

    /** In order of their days; between two of them is a gap. */
    List<Shown> statements(MarketplaceId marketplace, String account);

    /** The settings that were in force just before an instant. */
    Optional<MarketplaceSettings> settings(MarketplaceId marketplace, Instant until);

    /** The id of a line of statements since a day that nothing is posted for yet, if there is one. */
    Optional<String> parkedLine(MarketplaceId marketplace, Instant since);
}
