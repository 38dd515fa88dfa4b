package dev.surety.escrow.app.webhook;

import dev.surety.escrow.app.payment.Gateway.Changes;
import dev.surety.escrow.app.payment.GatewayAccounts;
import dev.surety.escrow.app.payment.Gateways;
import dev.surety.escrow.app.payment.Nudges;
import dev.surety.escrow.app.payment.TimerResult;
import dev.surety.escrow.app.payment.UnmatchedWebhooks;
import dev.surety.escrow.app.payment.WebhookNotice;
import dev.surety.escrow.app.process.WatchPayment;
import dev.surety.escrow.domain.payment.GatewayAccount;
import dev.surety.model.Invariants;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.resilience.Outage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a gateway once a day, for each account, for the payments that have changed. A lost webhook then delays news by
 * hours and loses no money. We look at each named payment as if a webhook had named it. The cursor moves once those
 * payments are dealt with, unless another call has moved it. A crash before that repeats the question.
 */
public final class AskGateway {
    private static final Logger LOG = LoggerFactory.getLogger(AskGateway.class);

    /** Of one wake. The next wake, a moment later, reads the rest. */
    private static final int MOST_PAGES = 5;

    private final GatewayAccounts accounts;
    private final Gateways gateways;
    private final WatchPayment watching;
    private final UnmatchedWebhooks parked;
    private final Nudges nudges;
    private final WatchPayment.Present present;
    private final Unheard unheard;

    /** The metric of how long an account has not been heard to the end. */
    public interface Unheard {
        void unheard(Duration since);
    }

    public AskGateway(
            GatewayAccounts accounts,
            Gateways gateways,
            WatchPayment watching,
            UnmatchedWebhooks parked,
            Nudges nudges,
            WatchPayment.Present present,
            Unheard unheard) {
        this.accounts = accounts;
        this.gateways = gateways;
        this.watching = watching;
        this.parked = parked;
        this.nudges = nudges;
        this.present = present;
        this.unheard = unheard;
    }

    public TimerResult wake(ChainId id, int number) {
        Optional<GatewayAccounts.Stored> found = accounts.find(id.marketplace(), id.id());
        if (found.isEmpty() || found.get().last().number() != number) {
            return TimerResult.MOVED_ON;
        }
        Instant now = present.now(id.marketplace());
        Optional<Entry.Due> due = found.get().last().due();
        if (due.isEmpty()) {
            return TimerResult.MOVED_ON;
        }
        if (now.isBefore(due.get().at())) {
            return TimerResult.TOO_EARLY;
        }
        GatewayAccount after = heard(id.marketplace(), id.id(), found.get().account(), now);
        unheard.unheard(Duration.between(after.heardAt(), now));
        CommandKey key = CommandKey.ofFact("asked", id.toString(), Integer.toString(number));
        // A lost race means that another instance has asked, which serves as well.
        boolean _ = accounts.append(found.get(), after, now, key);
        return TimerResult.DONE;
    }

    /** A payment that cannot be dealt with holds back the cursor. The payments named after it are still dealt with. */
    private GatewayAccount heard(MarketplaceId marketplace, String gateway, GatewayAccount from, Instant now) {
        String read = from.cursor();
        String dealtWith = from.cursor();
        boolean heldBack = false;
        try {
            for (int page = 0; page < MOST_PAGES; page++) {
                Changes changes = gateways.named(gateway).changedSince(marketplace, read);
                for (String reference : changes.references()) {
                    heldBack |= !isDealtWith(marketplace, gateway, reference, now);
                }
                read = changes.next();
                dealtWith = heldBack ? dealtWith : read;
                if (!changes.more()) {
                    return heldBack ? from.unheard(dealtWith) : from.heard(read, now);
                }
            }
        } catch (Outage outage) {
            LOG.atWarn().setCause(outage).log("a gateway does not say what has changed");
        }
        return from.unheard(dealtWith);
    }

    private boolean isDealtWith(MarketplaceId marketplace, String gateway, String reference, Instant now) {
        try {
            boolean ours = Id.isWellFormed(PaymentId.PREFIX, reference)
                    && watching.look(marketplace, new PaymentId(reference));
            if (!ours) {
                parked.park(marketplace, misfit(marketplace, gateway, reference), now);
            }
            return true;
        } catch (Outage outage) {
            LOG.atWarn().setCause(outage).log("news of a payment waits");
            return false;
        } catch (Invariants.Breach breach) {
            // The nudge's queue retries it, alarms and keeps it for a person. The other payments do not wait for that.
            LOG.atError().setCause(breach).log("news of a payment breaks a rule");
            nudges.nudge(marketplace, new PaymentId(reference));
            return true;
        }
    }

    private static WebhookNotice misfit(MarketplaceId marketplace, String gateway, String reference) {
        return new WebhookNotice(
                gateway,
                marketplace.value(),
                "changed " + reference,
                "changed",
                WebhookNotice.account(gateway, marketplace),
                reference,
                Optional.empty());
    }
}
