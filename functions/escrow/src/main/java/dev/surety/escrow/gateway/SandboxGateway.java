package dev.surety.escrow.gateway;

import dev.surety.escrow.app.Gateway;
import dev.surety.escrow.domain.Deadlines;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.id.RefundId;
import dev.surety.simulator.Chargeback;
import dev.surety.simulator.SimulatedGateway;
import dev.surety.simulator.SimulatedGateway.Result;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The gateway of sandbox stacks: the simulated one, in our words. */
public final class SandboxGateway implements Gateway {
    private final SimulatedGateway gateway;

    /**
     * @param present what time it is for a marketplace's payers and banks
     * @param clock what time it is for the gateway's own books, which no test clock moves
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
    public Answer charge(Charge charge) {
        return answer(gateway.charge(new SimulatedGateway.Order(
                charge.marketplace(), charge.reference(), charge.amount(), charge.method(), charge.returnUrl())));
    }

    @Override
    public Optional<Answer> find(MarketplaceId marketplace, PaymentId reference) {
        return gateway.find(marketplace, reference).map(SandboxGateway::answer);
    }

    @Override
    public Answer cancel(MarketplaceId marketplace, PaymentId reference) {
        return answer(gateway.cancel(marketplace, reference));
    }

    @Override
    public Answer refund(Refunding refund) {
        return answer(gateway.refund(new SimulatedGateway.RefundOrder(
                refund.marketplace(), refund.reference(), refund.payment(), refund.amount())));
    }

    @Override
    public Optional<Answer> findRefund(MarketplaceId marketplace, RefundId reference) {
        return gateway.findRefund(marketplace, reference).map(SandboxGateway::answer);
    }

    @Override
    public List<Drawn> chargebacks(MarketplaceId marketplace, PaymentId reference) {
        return gateway.chargeback(marketplace, reference).map(SandboxGateway::drawn).stream()
                .toList();
    }

    @Override
    public Changes changedSince(MarketplaceId marketplace, String cursor) {
        SimulatedGateway.Changes changes = gateway.changedSince(marketplace, cursor);
        return new Changes(changes.payments(), changes.next(), changes.more());
    }

    private static Answer answer(Result result) {
        return switch (result) {
            case Result.Done(String reference) -> new Answer.Done(reference);
            case Result.Declined(String code) -> new Answer.Declined(code);
            case Result.ActionNeeded() -> new Answer.Action();
            case Result.Unknown() -> new Answer.Unknown();
        };
    }

    private static Drawn drawn(Chargeback chargeback) {
        return new Drawn(
                chargeback.id(),
                chargeback.amount(),
                switch (chargeback.status()) {
                    case DRAWN -> Drawn.Bank.DECIDES;
                    case WON -> Drawn.Bank.GAVE_BACK;
                    case LOST -> Drawn.Bank.KEPT;
                });
    }
}
