package dev.surety.disputes.app.dispute;

import dev.surety.disputes.app.dispute.DisputeChains.Stored;
import dev.surety.disputes.domain.dispute.Opening;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.model.dispute.DisputedMoney;
import dev.surety.model.dispute.EscrowDisputes;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.marketplace.MarketplaceSettings;
import java.util.Optional;

/**
 * Opens the dispute that an escrow tells of. The same dispute of the same escrow always gets the same chain, so opening
 * it twice meets itself.
 */
public final class OpenDispute {
    private final DisputeChains disputes;
    private final Follow follow;

    public OpenDispute(DisputeChains disputes, Follow follow) {
        this.disputes = disputes;
        this.follow = follow;
    }

    /**
     * The dispute; nothing if there is none and none is to be opened. Such a dispute ended before it got here, or the
     * marketplace names no arbiters.
     *
     * @param ordinal 1 for the escrow's first dispute, 2 for its second
     */
    Optional<Stored> find(MarketplaceId marketplace, EscrowId escrow, EscrowDisputes told, int ordinal) {
        DisputedMoney money = told.disputes().get(ordinal - 1);
        return disputes.find(marketplace, money.id())
                .or(() -> money.isOpen() ? open(marketplace, escrow, told, ordinal) : Optional.empty());
    }

    private Optional<Stored> open(MarketplaceId marketplace, EscrowId escrow, EscrowDisputes told, int ordinal) {
        MarketplaceSettings settings = disputes.present().settings(marketplace);
        if (!settings.hasArbiters()) {
            return Optional.empty();
        }
        DisputedMoney money = told.disputes().get(ordinal - 1);
        var opening = new Opening(
                money.id(),
                escrow,
                ordinal,
                told.reference(),
                told.preset(),
                told.terms(),
                told.payer(),
                told.payee(),
                Side.PAYER,
                money.openedAt(),
                money.reason(),
                money.words(),
                money.asks(),
                money.claim(),
                settings.version(),
                settings.disputeTerms());
        Stored opened = disputes.open(marketplace, opening, disputes.present().now(marketplace));
        follow.after(opened);
        return Optional.of(opened);
    }
}
