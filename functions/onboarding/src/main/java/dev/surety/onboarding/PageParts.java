package dev.surety.onboarding;

import dev.surety.files.StoredFiles;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.onboarding.app.document.WatchDocuments;
import dev.surety.onboarding.app.identity.IdentityProviders;
import dev.surety.onboarding.app.link.CreateLink;
import dev.surety.onboarding.app.link.FollowLink;
import dev.surety.onboarding.app.link.LinkTokens;
import dev.surety.onboarding.http.link.OnboardingLinkRoutes;
import dev.surety.onboarding.http.page.IdentityStep;
import dev.surety.onboarding.http.page.PageRoutes;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.wiring.Platform;
import java.util.List;

/** Wires links to the hosted page, and the page. */
record PageParts(Platform with, IdentityProviders providers, StoredFiles files, WatchDocuments watching) {
    private FollowLink following() {
        return new FollowLink(with.journal(), with.marketplaces(), with.clocks());
    }

    OnboardingLinkRoutes links() {
        return new OnboardingLinkRoutes(
                new CreateLink(with.journal(), with.marketplaces(), with.clocks()),
                following(),
                new LinkTokens(with.secrets()),
                with.keys(),
                IdentityParts.publicUrl());
    }

    /** @param commands the routes by which the page acts for the participant */
    PageRoutes page(List<Route<?>> commands) {
        return new PageRoutes(new PageRoutes.Parts(
                with.journal(),
                with.marketplaces(),
                with.vault(),
                following(),
                new LinkTokens(with.secrets()),
                commands,
                new IdentityStep(this::hasProvider, files, watching, with.clock(), IdentityParts.publicUrl()),
                IdentityParts.publicUrl()));
    }

    private boolean hasProvider(Mode mode) {
        return providers.of(mode).isPresent();
    }
}
