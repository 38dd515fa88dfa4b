package dev.surety.escrow.world;

import dev.surety.escrow.app.payment.Gateway;
import dev.surety.escrow.app.payment.GatewayResult;
import dev.surety.escrow.domain.funds.ChargebackStatus;
import dev.surety.model.dispute.PaymentChargebacks.Phase;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.id.RefundId;
import dev.surety.model.money.Money;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A gateway behind which a test plays the payer's bank, with any number of cases beside those in the gateway's own
 * books, and what becomes of refunds.
 */
public final class PlayedBank {
    private final Map<String, Gateway.GatewayChargeback> drawn = new TreeMap<>();

    /** What every refund is answered; empty where the gateway below answers. */
    private Optional<GatewayResult> refunds = Optional.empty();

    public void says(String chargeback, long amountMinor, ChargebackStatus word) {
        says(chargeback, Money.of(amountMinor, "EUR"), word);
    }

    public void says(String chargeback, Money amount, ChargebackStatus word) {
        Phase phase =
                switch (word) {
                    case OPEN -> Phase.NEEDS_RESPONSE;
                    case WON -> Phase.WON;
                    case LOST -> Phase.LOST;
                };
        drawn.put(
                chargeback,
                new Gateway.GatewayChargeback(chargeback, amount, phase, "", Optional.empty(), Optional.empty()));
    }

    /** From now on every refund is answered so. */
    public void refundsAre(GatewayResult answer) {
        refunds = Optional.of(answer);
    }

    public void refundsGoThrough() {
        refunds = Optional.empty();
    }

    public Gateway before(Gateway gateway) {
        return new Played(gateway, this);
    }

    private record Played(Gateway gateway, PlayedBank bank) implements AroundGateway {
        @Override
        public List<GatewayChargeback> chargebacks(MarketplaceId marketplace, PaymentId reference) {
            return Stream.concat(gateway.chargebacks(marketplace, reference).stream(), bank.drawn.values().stream())
                    .toList();
        }

        @Override
        public GatewayResult refund(Refunding refund) {
            return bank.refunds.orElseGet(() -> gateway.refund(refund));
        }

        @Override
        public Optional<GatewayResult> findRefund(MarketplaceId marketplace, RefundId reference) {
            return bank.refunds.isPresent() ? bank.refunds : gateway.findRefund(marketplace, reference);
        }
    }
}
