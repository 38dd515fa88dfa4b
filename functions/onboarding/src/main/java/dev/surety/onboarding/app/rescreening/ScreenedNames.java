package dev.surety.onboarding.app.rescreening;

import dev.surety.model.journal.ChainId;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.ScreeningRules;
import dev.surety.onboarding.app.Participant;
import dev.surety.onboarding.app.rescreening.IndexChanges.Subject;
import dev.surety.onboarding.app.screening.IndexQueries;
import dev.surety.onboarding.app.screening.Names.Named;
import dev.surety.onboarding.app.screening.Names;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.vault.Vault;
import java.util.List;
import java.util.Optional;

/** Reads from the vault all names that a participant is screened by, and the thresholds from its marketplace. */
public final class ScreenedNames implements IndexChanges.Subjects {
    private final Marketplaces marketplaces;
    private final Vault vault;

    public ScreenedNames(Marketplaces marketplaces, Vault vault) {
        this.marketplaces = marketplaces;
        this.vault = vault;
    }

    @Override
    public Optional<Subject> find(Participant participant) {
        ChainId id = participant.entry().chain();
        Optional<List<Named>> names = Names.of(id, participant.state(), vault);
        return names.map(of -> new Subject(
                of.stream().flatMap(named -> IndexQueries.of(named.query()).stream()).toList(),
                least(rules(id), of),
                participant.state().screening().isPresent()));
    }

    /** A business and its persons may have thresholds of their own. The lower one screens some of them in vain. */
    private static int least(ScreeningRules rules, List<Named> names) {
        return names.stream()
                .mapToInt(named -> rules.least(named.query().kind()))
                .min()
                .orElseThrow();
    }

    private ScreeningRules rules(ChainId id) {
        return ScreeningRules.orShipped(
                marketplaces.find(id.marketplace()).flatMap(MarketplaceSettings::screening));
    }
}
