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
 * Asks a gateway, once a day and account, what has changed, so that a notice that was lost costs hours and no money.
 * Each payment it names is looked at as if a notice had named it. The cursor moves when what was named has been dealt
 * with, on condition that nobody has moved it; a crash before that asks the same again.
 */
public final class AskGateway {
    private static final Logger LOG = LoggerFactory.getLogger(AskGateway.class);

    /** Of one wake; what is left is for the next, a moment later. */
    private static final int MOST_PAGES = 5;

    private final GatewayAccounts accounts;
    private final Gateways gateways;
    private final WatchPayment watching;
    private final UnmatchedWebhooks parked;
    private final Nudges nudges;
    private final WatchPayment.Present present;
    private final Unheard unheard;

    /** Who is told for how long an account has not been heard to the end. */
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
        // Losing this race means that another instance has asked, which is as good.
        boolean _ = accounts.append(found.get(), after, now, key);
        return TimerResult.DONE;
    }

    /** What cannot be dealt with holds the cursor back, and none of what is named after it. */
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
            // The queue counts it, alarms and keeps it for a person; the other payments do not wait for that.
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
