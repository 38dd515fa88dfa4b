package dev.surety.reputation.app.score;

import dev.surety.model.id.EscrowId;
import dev.surety.model.id.MarketplaceId;
import dev.surety.reputation.domain.sale.FactRules.Decision;
import dev.surety.reputation.domain.sale.Sale;
import java.time.Instant;
import java.util.Optional;

/** Sales and decisions about them, as other functions' entries tell. */
public interface Sales {
    Optional<Sale> find(MarketplaceId marketplace, EscrowId escrow);

    /** Whether the payer's bank called the payment a fraud. */
    boolean isFraud(MarketplaceId marketplace, EscrowId escrow, String chargeback);

    /** A dispute that the escrow has carried out. */
    record Enforced(EscrowId escrow, Decision decision, Instant at) {}

    Optional<Enforced> enforced(MarketplaceId marketplace, String dispute);
}
