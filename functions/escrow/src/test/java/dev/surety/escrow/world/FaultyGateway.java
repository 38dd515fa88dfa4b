package dev.surety.escrow.world;

import dev.surety.dynamo.faults.Fate;
import dev.surety.dynamo.faults.Faults;
import dev.surety.escrow.app.payment.Gateway;
import dev.surety.escrow.app.payment.GatewayResult;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.id.RefundId;
import java.util.List;
import java.util.Optional;

/** A gateway whose calls are numbered among the faults; its errors are the runtime kind that means unknown. */
public record FaultyGateway(Gateway gateway, Faults faults) implements Gateway {
    @Override
    public String name() {
        return gateway.name();
    }

    @Override
    public GatewayResult charge(Charge charge) {
        return faults.around("gateway charge", () -> gateway.charge(charge), FaultyGateway::silence);
    }

    @Override
    public Optional<GatewayResult> find(MarketplaceId marketplace, PaymentId reference) {
        return faults.around("gateway find", () -> gateway.find(marketplace, reference), FaultyGateway::silence);
    }

    @Override
    public GatewayResult cancel(MarketplaceId marketplace, PaymentId reference) {
        return faults.around("gateway cancel", () -> gateway.cancel(marketplace, reference), FaultyGateway::silence);
    }

    @Override
    public GatewayResult refund(Refunding refund) {
        return faults.around("gateway refund", () -> gateway.refund(refund), FaultyGateway::silence);
    }

    @Override
    public Optional<GatewayResult> findRefund(MarketplaceId marketplace, RefundId reference) {
        return faults.around(
                "gateway find refund", () -> gateway.findRefund(marketplace, reference), FaultyGateway::silence);
    }

    @Override
    public List<GatewayChargeback> chargebacks(MarketplaceId marketplace, PaymentId reference) {
        return faults.around(
                "gateway chargebacks", () -> gateway.chargebacks(marketplace, reference), FaultyGateway::silence);
    }

    @Override
    public GatewayResult answer(ChargebackReply reply) {
        return faults.around("gateway answer", () -> gateway.answer(reply), FaultyGateway::silence);
    }

    @Override
    public Changes changedSince(MarketplaceId marketplace, String cursor) {
        return faults.around(
                "gateway changes", () -> gateway.changedSince(marketplace, cursor), FaultyGateway::silence);
    }

    private static RuntimeException silence(Fate fate) {
        return new IllegalStateException("the gateway did not answer: " + fate);
    }
}
