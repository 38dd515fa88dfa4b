package dev.surety.escrow.gateway;

import dev.surety.escrow.app.payment.Gateway;
import dev.surety.escrow.app.payment.GatewayResult;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.id.RefundId;
import java.util.List;
import java.util.Optional;

/**
 * Stands for the gateway of a stack that has none. It declines every charge, because it can make none. It knows no
 * payment, which proves nothing about payments of an earlier gateway.
 */
public final class AbsentGateway implements Gateway {
    private static final GatewayResult DECLINED = new GatewayResult.Declined("gateway_not_configured");

    @Override
    public String name() {
        return "none";
    }

    @Override
    public GatewayResult charge(Charge charge) {
        return DECLINED;
    }

    @Override
    public Optional<GatewayResult> find(MarketplaceId marketplace, PaymentId reference) {
        return Optional.empty();
    }

    @Override
    public GatewayResult cancel(MarketplaceId marketplace, PaymentId reference) {
        return DECLINED;
    }

    @Override
    public GatewayResult refund(Refunding refund) {
        return new GatewayResult.Unknown();
    }

    @Override
    public Optional<GatewayResult> findRefund(MarketplaceId marketplace, RefundId reference) {
        return Optional.empty();
    }

    @Override
    public List<GatewayChargeback> chargebacks(MarketplaceId marketplace, PaymentId reference) {
        return List.of();
    }

    @Override
    public GatewayResult answer(ChargebackReply reply) {
        return new GatewayResult.Unknown();
    }

    @Override
    public Changes changedSince(MarketplaceId marketplace, String cursor) {
        return new Changes(List.of(), cursor, false);
    }

    @Override
    public boolean listsChanges() {
        return false;
    }
}
