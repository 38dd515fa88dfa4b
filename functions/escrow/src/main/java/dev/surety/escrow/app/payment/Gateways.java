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
 * The gateways of this stack. We ask about a payment only at the gateway that its intent names. If this stack no longer
 * has that gateway, the answer is {@code Unknown} and decides nothing.
 */
public final class Gateways {
    private final Gateway forNew;
    private final Map<String, Gateway> byName = new HashMap<>();

    /** @param forNew charges new payments; {@code others} only answer for the payments they charged */
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

    /** Whether this stack has the gateway. We accept webhooks only from such gateways. */
    public boolean has(String name) {
        return byName.containsKey(name);
    }

    /** A gateway that this stack no longer has. It may have charged and refunded, so every answer is unknown. */
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
        public GatewayResult answer(ChargebackReply reply) {
            return new GatewayResult.Unknown();
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
