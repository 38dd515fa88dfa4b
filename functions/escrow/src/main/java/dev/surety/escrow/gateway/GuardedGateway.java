package dev.surety.escrow.gateway;

import dev.surety.escrow.app.payment.Gateway;
import dev.surety.escrow.app.payment.GatewayResult;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.id.RefundId;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.Outage;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a failing gateway from using up every function's time, with one circuit breaker for each marketplace.
 * Exceptions count as failures and become {@code Unknown}. Answers, {@code Unknown} included, concern one charge and do
 * not count. While the breaker is open, a charge is declined without a call. This decline is certain, because only the
 * writer of the payment's intent charges, and only once. Questions and cancellations are {@code Unknown} then. This
 * class never retries: the reconciler asks again.
 */
public final class GuardedGateway implements Gateway {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedGateway.class);

    private final Gateway gateway;
    private final CircuitBreakerRegistry breakers;

    public GuardedGateway(Gateway gateway) {
        this.gateway = gateway;
        this.breakers = CircuitBreakerRegistry.of(
                CircuitBreakerConfig.custom()
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(Limits.GATEWAY_BREAKER_WINDOW_CALLS)
                        .minimumNumberOfCalls(Limits.GATEWAY_BREAKER_WINDOW_CALLS)
                        .failureRateThreshold(Limits.GATEWAY_BREAKER_FAILURE_PERCENT)
                        .waitDurationInOpenState(Limits.GATEWAY_BREAKER_OPEN)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .automaticTransitionFromOpenToHalfOpenEnabled(false)
                        .build());
    }

    @Override
    public String name() {
        return gateway.name();
    }

    @Override
    public GatewayResult charge(Charge charge) {
        return guarded(
                charge.marketplace(),
                () -> gateway.charge(charge),
                new GatewayResult.Declined("gateway_unavailable"),
                new GatewayResult.Unknown());
    }

    @Override
    public Optional<GatewayResult> find(MarketplaceId marketplace, PaymentId reference) {
        return guarded(
                marketplace, () -> gateway.find(marketplace, reference), Optional.of(new GatewayResult.Unknown()));
    }

    @Override
    public GatewayResult cancel(MarketplaceId marketplace, PaymentId reference) {
        return guarded(marketplace, () -> gateway.cancel(marketplace, reference), new GatewayResult.Unknown());
    }

    /** Any call may send the refund under its reference, so a call that failed here decides nothing. */
    @Override
    public GatewayResult refund(Refunding refund) {
        return guarded(refund.marketplace(), () -> gateway.refund(refund), new GatewayResult.Unknown());
    }

    @Override
    public Optional<GatewayResult> findRefund(MarketplaceId marketplace, RefundId reference) {
        return guarded(
                marketplace,
                () -> gateway.findRefund(marketplace, reference),
                Optional.of(new GatewayResult.Unknown()));
    }

    /** If the gateway fails, the outage makes the sender of the hint try again. */
    @Override
    public List<GatewayChargeback> chargebacks(MarketplaceId marketplace, PaymentId reference) {
        return heard(
                marketplace,
                () -> gateway.chargebacks(marketplace, reference),
                "the gateway does not say what was charged back");
    }

    /** Any call may answer under its reference, so a call that failed here decides nothing. */
    @Override
    public GatewayResult answer(ChargebackReply reply) {
        return guarded(reply.marketplace(), () -> gateway.answer(reply), new GatewayResult.Unknown());
    }

    @Override
    public Changes changedSince(MarketplaceId marketplace, String cursor) {
        return heard(
                marketplace,
                () -> gateway.changedSince(marketplace, cursor),
                "the gateway does not say what has changed");
    }

    @Override
    public boolean listsChanges() {
        return gateway.listsChanges();
    }

    private <T> T heard(MarketplaceId marketplace, Supplier<T> call, String otherwise) {
        try {
            return breaker(marketplace).executeSupplier(call);
        } catch (RuntimeException unheard) {
            throw new Outage(otherwise, unheard);
        }
    }

    private CircuitBreaker breaker(MarketplaceId marketplace) {
        return breakers.circuitBreaker(gateway.name() + "/" + marketplace);
    }

    private <T> T guarded(MarketplaceId marketplace, Supplier<T> call, T unknown) {
        return guarded(marketplace, call, unknown, unknown);
    }

    private <T> T guarded(MarketplaceId marketplace, Supplier<T> call, T whenOpen, T unknown) {
        try {
            return breaker(marketplace).executeSupplier(call);
        } catch (CallNotPermittedException open) {
            return whenOpen;
        } catch (RuntimeException thrown) {
            LOG.atWarn().setCause(thrown).log("a gateway's answer is unknown");
            return unknown;
        }
    }
}
