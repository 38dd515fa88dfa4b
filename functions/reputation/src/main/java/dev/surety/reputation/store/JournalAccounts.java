package dev.surety.reputation.store;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.standing.Standing.MethodInForce;
import dev.surety.model.standing.Standing;
import dev.surety.reputation.app.score.Accounts;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Participants;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Accounts by the fingerprints in participants' standings. We compare them and keep none. */
public final class JournalAccounts implements Accounts {
    private static final String VERIFIED = "verified";

    private final Journal journal;

    public JournalAccounts(Journal journal) {
        this.journal = journal;
    }

    @Override
    public boolean isShared(MarketplaceId marketplace, ParticipantId one, ParticipantId other) {
        return !Collections.disjoint(verified(marketplace, one), verified(marketplace, other));
    }

    private Set<String> verified(MarketplaceId marketplace, ParticipantId of) {
        return journal.last(new ChainId(Participants.TYPE, marketplace, of.value())).stream()
                .map(entry -> Json.object(entry.data()).path("standing"))
                .filter(standing -> standing.isObject())
                .map(standing -> Json.shared(standing, Standing.class, Standing.VERSION))
                .flatMap(standing -> standing.methods().orElse(List.of()).stream())
                .filter(method -> method.state().equals(VERIFIED))
                .map(MethodInForce::fingerprint)
                .collect(Collectors.toUnmodifiableSet());
    }
}
