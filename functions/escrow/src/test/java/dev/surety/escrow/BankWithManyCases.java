package dev.surety.escrow;

import dev.surety.escrow.app.Gateway;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A gateway that has heard of as many chargebacks of a payment as a test says; the sandbox knows one a charge. */
record BankWithManyCases(Gateway gateway, Map<String, Drawn> cases) implements AroundGateway {
    BankWithManyCases(Gateway gateway) {
        this(gateway, new TreeMap<>());
    }

    void says(Drawn drawn) {
        cases.put(drawn.id(), drawn);
    }

    @Override
    public List<Drawn> chargebacks(MarketplaceId marketplace, PaymentId reference) {
        return List.copyOf(cases.values());
    }
}
