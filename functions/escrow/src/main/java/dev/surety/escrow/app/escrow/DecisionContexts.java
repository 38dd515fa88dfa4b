package dev.surety.escrow.app.escrow;

import dev.surety.escrow.domain.escrow.DecisionContext;
import dev.surety.escrow.domain.terms.Agreement;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.marketplace.MarketplaceSettings.NewPayeeHold;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.standing.SalesRecord;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.marketplace.Marketplaces;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Loads the circumstances of a decision: the marketplace's time, its reserve, and whether the payee is new. */
public final class DecisionContexts {
    private final Marketplaces marketplaces;
    private final Participants participants;
    private final Clocks worlds;

    public DecisionContexts(Marketplaces marketplaces, Participants participants, Clocks worlds) {
        this.marketplaces = marketplaces;
        this.participants = participants;
        this.worlds = worlds;
    }

    public Instant now(MarketplaceId marketplace, Agreement agreement) {
        return now(marketplace, agreement.mode());
    }

    public Instant now(MarketplaceId marketplace, Mode mode) {
        return worlds.now(marketplace, mode);
    }

    /** The marketplace's time for callers that have no agreement at hand. */
    public Instant now(MarketplaceId marketplace) {
        return worlds.now(
                marketplace,
                marketplaces.find(marketplace).map(MarketplaceSettings::mode).orElse(Mode.LIVE));
    }

    /**
     * For commands that may release money. Reads the payee's record only if the marketplace holds new payees' money.
     */
    public DecisionContext atRelease(MarketplaceId marketplace, Agreement agreement) {
        Instant now = now(marketplace, agreement);
        Optional<MarketplaceSettings> settings = marketplaces.find(marketplace);
        Optional<Duration> matures = settings.flatMap(MarketplaceSettings::newPayees)
                .filter(hold -> isNew(marketplace, agreement, hold, now))
                .map(NewPayeeHold::matures);
        return new DecisionContext(now, matures, settings.flatMap(of -> of.moneyOut().reserve()));
    }

    /** For disputes, which have a procedure of their own where the settings name arbiters. */
    public DecisionContext atDispute(MarketplaceId marketplace, Agreement agreement) {
        DecisionContext when = DecisionContext.at(now(marketplace, agreement));
        boolean hasArbiters = marketplaces.find(marketplace).filter(MarketplaceSettings::hasArbiters).isPresent();
        return hasArbiters ? when.withArbiters() : when;
    }

    private boolean isNew(MarketplaceId marketplace, Agreement agreement, NewPayeeHold hold, Instant now) {
        Optional<SalesRecord> record = participants.sales(marketplace, agreement.payee());
        return record.filter(of -> !now.isBefore(of.since().plus(Duration.ofDays(hold.days())))
                        && of.settledEscrows() >= hold.settledEscrows())
                .isEmpty();
    }
}
