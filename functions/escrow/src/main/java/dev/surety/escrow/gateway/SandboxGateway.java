package dev.surety.escrow.gateway;

import dev.surety.escrow.app.payment.Gateway;
import dev.surety.escrow.app.payment.GatewayResult;
import dev.surety.escrow.domain.escrow.Deadlines;
import dev.surety.model.dispute.PaymentChargebacks.Phase;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.id.RefundId;
import dev.surety.simulator.Chargeback;
import dev.surety.simulator.SimulatedGateway.Result;
import dev.surety.simulator.SimulatedGateway;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The gateway of sandbox stacks: adapts the simulated gateway to our port. */
public final class SandboxGateway implements Gateway {
    private final SimulatedGateway gateway;

    /**
     * @param present the time of a marketplace's payers and banks
     * @param clock the time of the gateway's own books, which no test clock moves
     */
    public SandboxGateway(
            DynamoDbClient dynamo,
            String table,
            Function<MarketplaceId, Instant> present,
            InstantSource clock,
            SimulatedGateway.Notices notices) {
        var slowDebit = new SimulatedGateway.SlowDebit(Deadlines.SLOW_DEBIT, Deadlines.SLOW_DEBIT_TAKES);
        this.gateway = new SimulatedGateway(dynamo, table, present, clock, notices, slowDebit);
    }

    @Override
    public String name() {
        return "sandbox";
    }

    @Override
    public GatewayResult charge(Charge charge) {
        return answer(gateway.charge(new SimulatedGateway.Order(
                charge.marketplace(), charge.reference(), charge.amount(), charge.method(), charge.returnUrl())));
    }

    @Override
    public Optional<GatewayResult> find(MarketplaceId marketplace, PaymentId reference) {
        return gateway.find(marketplace, reference).map(SandboxGateway::answer);
    }

    @Override
    public GatewayResult cancel(MarketplaceId marketplace, PaymentId reference) {
        return answer(gateway.cancel(marketplace, reference));
    }

    @Override
    public GatewayResult refund(Refunding refund) {
        return answer(gateway.refund(new SimulatedGateway.RefundOrder(
                refund.marketplace(), refund.reference(), refund.payment(), refund.amount())));
    }

    @Override
    public Optional<GatewayResult> findRefund(MarketplaceId marketplace, RefundId reference) {
        return gateway.findRefund(marketplace, reference).map(SandboxGateway::answer);
    }

    @Override
    public List<GatewayChargeback> chargebacks(MarketplaceId marketplace, PaymentId reference) {
        return gateway.chargeback(marketplace, reference).map(SandboxGateway::drawn).stream()
                .toList();
    }

    @Override
    public GatewayResult answer(ChargebackReply reply) {
        var kind = Chargeback.Kind.valueOf(reply.kind().name());
        return answer(gateway.answer(
                reply.marketplace(),
                reply.payment(),
                new Chargeback.Answer(reply.reference(), kind, reply.sha256().orElse(""))));
    }

    @Override
    public Changes changedSince(MarketplaceId marketplace, String cursor) {
        SimulatedGateway.Changes changes = gateway.changedSince(marketplace, cursor);
        return new Changes(changes.payments(), changes.next(), changes.more());
    }

    private static GatewayResult answer(Result result) {
        return switch (result) {
            case Result.Done(String reference) -> new GatewayResult.Done(reference);
            case Result.Declined(String code) -> new GatewayResult.Declined(code);
            case Result.ActionNeeded() -> new GatewayResult.Action();
            case Result.Unknown() -> new GatewayResult.Unknown();
        };
    }

    private static GatewayChargeback drawn(Chargeback chargeback) {
        return new GatewayChargeback(
                chargeback.id(),
                chargeback.amount(),
                phase(chargeback),
                chargeback.reason().orElse(""),
                chargeback.evidenceDueBy(),
                chargeback.answer().map(Chargeback.Answer::reference));
    }

    private static Phase phase(Chargeback chargeback) {
        boolean isAnswered = chargeback.answer().isPresent();
        return switch (chargeback.status()) {
            case WARNED -> isAnswered ? Phase.WARNING_UNDER_REVIEW : Phase.WARNING_NEEDS_RESPONSE;
            case CLOSED -> Phase.WARNING_CLOSED;
            case DRAWN -> isAnswered ? Phase.UNDER_REVIEW : Phase.NEEDS_RESPONSE;
            case WON -> Phase.WON;
            case LOST -> Phase.LOST;
        };
    }
}
