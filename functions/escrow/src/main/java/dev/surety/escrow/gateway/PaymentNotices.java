package dev.surety.escrow.gateway;

import dev.surety.escrow.app.payment.Nudges;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.journal.JournalIndexes.Deadline;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.timers.TimerMessages;
import dev.surety.simulator.SimulatedGateway;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends hints about payments, the sandbox gateway's and our own, as wakes. A lost hint costs time only. */
public final class PaymentNotices implements SimulatedGateway.Notices, Nudges {
    private static final Logger LOG = LoggerFactory.getLogger(PaymentNotices.class);

    private final TimerMessages wakes;
    private final InstantSource clock;

    public PaymentNotices(TimerMessages wakes, InstantSource clock) {
        this.wakes = wakes;
        this.clock = clock;
    }

    @Override
    public void tell(MarketplaceId marketplace, PaymentId payment) {
        try {
            wakes.send(List.of(
                    new Deadline(new ChainId("payment", marketplace, payment.value()), 0, clock.instant())));
        } catch (Outage lost) {
            LOG.atWarn().setCause(lost).log("news of a payment is lost");
        }
    }

    @Override
    public void nudge(MarketplaceId marketplace, PaymentId payment) {
        tell(marketplace, payment);
    }
}
