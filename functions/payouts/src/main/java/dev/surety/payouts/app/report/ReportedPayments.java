package dev.surety.payouts.app.report;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;
import dev.surety.payouts.domain.report.PaymentFacts;
import java.util.Optional;

/** The money that our journal says gateways moved for payments. */
public interface ReportedPayments {
    /** Empty if the marketplace has no such payment. */
    Optional<PaymentFacts> find(MarketplaceId marketplace, PaymentId payment);
}
