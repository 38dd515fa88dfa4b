package dev.surety.escrow.app.payment;

import dev.surety.escrow.domain.payment.Payment;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.id.RefundId;
import dev.surety.runtime.resilience.Outage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The gateways of this stack. A payment is asked about at the gateway that its own intent names and at no other: one
 * that this stack does not have any more knows no answer, so nothing is decided about its payments.
 */
public final class Gateways {
    private final Gateway forNew;
    private final Map<String, Gateway> byName = new HashMap<>();

    /** @param forNew charges payments from now on; {@code others} are asked about those they charged */
    public Gateways(Gateway forNew, Gateway... others) {
        this.forNew = forNew;
        List.of(others).forEach(gateway -> byName.put(gateway.name(), gateway));
        byName.put(forNew.name(), forNew);
    }

    Gateway forNew() {
        return forNew;
    }

    public Gateway of(PaymentChain payment) {
        return of(payment.payment().orElseThrow());
    }

    public Gateway of(Payment payment) {
        return named(payment.requested().gateway());
    }

    public Gateway named(String name) {
        return byName.getOrDefault(name, new Gone(name));
    }

    /** Whether this stack has it, so that it may tell us of news. */
    public boolean has(String name) {
        return byName.containsKey(name);
    }

    /** One that this stack does not have: it may have done anything. */
    private record Gone(String name) implements Gateway {
        @Override
        public GatewayResult charge(Charge charge) {
            return new GatewayResult.Unknown();
        }

        @Override
        public Optional<GatewayResult> find(MarketplaceId marketplace, PaymentId reference) {
            return Optional.of(new GatewayResult.Unknown());
        }

        @Override
        public GatewayResult cancel(MarketplaceId marketplace, PaymentId reference) {
            return new GatewayResult.Unknown();
        }

        @Override
        public GatewayResult refund(Refunding refund) {
            return new GatewayResult.Unknown();
        }

        @Override
        public Optional<GatewayResult> findRefund(MarketplaceId marketplace, RefundId reference) {
            return Optional.of(new GatewayResult.Unknown());
        }

        @Override
        public List<GatewayChargeback> chargebacks(MarketplaceId marketplace, PaymentId reference) {
            throw absent();
        }

        @Override
        public Changes changedSince(MarketplaceId marketplace, String cursor) {
            throw absent();
        }

        private Outage absent() {
            return new Outage("this stack has no gateway " + name);
        }
    }
}
