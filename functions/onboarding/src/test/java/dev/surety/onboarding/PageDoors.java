package dev.surety.onboarding;

import dev.surety.onboarding.app.link.CreateLink;
import dev.surety.onboarding.app.link.FollowLink;
import dev.surety.onboarding.app.link.LinkTokens;
import dev.surety.onboarding.http.link.OnboardingLinkRoutes;
import dev.surety.onboarding.http.page.IdentityStep;
import dev.surety.onboarding.http.page.PageRoutes;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.journal.Fingerprints;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.runtime.vault.Vault;
import java.time.InstantSource;
import java.util.List;

/** The parts of a test's world that have to do with the hosted page. */
record PageDoors(
        Journal journal,
        Vault vault,
        Secrets secrets,
        Clocks worlds,
        InstantSource clock,
        DocumentDoors documents) {
    private FollowLink following() {
        return new FollowLink(journal, new Marketplaces(journal), worlds);
    }

    OnboardingLinkRoutes links() {
        return new OnboardingLinkRoutes(
                new CreateLink(journal, new Marketplaces(journal), worlds),
                following(),
                new LinkTokens(secrets),
                new RequestKeys(new Fingerprints(secrets)),
                IdentityDoors.PUBLIC);
    }

    PageRoutes page(List<Route<?>> own) {
        return new PageRoutes(new PageRoutes.Parts(
                journal,
                new Marketplaces(journal),
                vault,
                following(),
                new LinkTokens(secrets),
                own,
                new IdentityStep(
                        _ -> true, documents.files(), documents.watching(), clock, IdentityDoors.PUBLIC),
                IdentityDoors.PUBLIC));
    }
}
