package dev.surety.escrow.world;

import dev.surety.escrow.app.payment.Gateway;
import dev.surety.escrow.app.payment.GatewayResult;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.id.RefundId;
import java.util.List;
import java.util.Optional;

/** A gateway that passes every call on, for tests that disturb some. */
public interface AroundGateway extends Gateway {
    Gateway gateway();

    @Override
    default String name() {
        return gateway().name();
    }

    @Override
    default GatewayResult charge(Charge charge) {
        return gateway().charge(charge);
    }

    @Override
    default Optional<GatewayResult> find(MarketplaceId marketplace, PaymentId reference) {
        return gateway().find(marketplace, reference);
    }

    @Override
    default GatewayResult cancel(MarketplaceId marketplace, PaymentId reference) {
        return gateway().cancel(marketplace, reference);
    }

    @Override
    default GatewayResult refund(Refunding refund) {
        return gateway().refund(refund);
    }

    @Override
    default Optional<GatewayResult> findRefund(MarketplaceId marketplace, RefundId reference) {
        return gateway().findRefund(marketplace, reference);
    }

    @Override
    default List<GatewayChargeback> chargebacks(MarketplaceId marketplace, PaymentId reference) {
        return gateway().chargebacks(marketplace, reference);
    }

    @Override
    default GatewayResult answer(ChargebackReply reply) {
        return gateway().answer(reply);
    }

    @Override
    default Changes changedSince(MarketplaceId marketplace, String cursor) {
        return gateway().changedSince(marketplace, cursor);
    }
}
