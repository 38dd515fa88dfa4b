package dev.surety.escrow.app;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.marketplace.MarketplaceSettings.Pause;
import dev.surety.runtime.world.Marketplaces;

/** Whether a marketplace has stopped money. Read anew every time: a pause holds at once. */
public final class Pauses {
    private final Marketplaces marketplaces;

    public Pauses(Marketplaces marketplaces) {
        this.marketplaces = marketplaces;
    }

    /** A marketplace without settings has not said that money may go out. */
    boolean isMoneyOutPaused(MarketplaceId marketplace) {
        return marketplaces.find(marketplace).filter(of -> !of.pause().contains(Pause.MONEY_OUT)).isEmpty();
    }
}
