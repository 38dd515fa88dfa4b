package dev.surety.onboarding.app;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.refusal.CommonReason;
import dev.surety.onboarding.app.StateLoop.Decision;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.world.Marketplaces;
import dev.surety.runtime.world.Pauses;
import dev.surety.runtime.world.Pauses.Stored;
import dev.surety.runtime.world.Pauses.What;
import dev.surety.runtime.world.Worlds;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Stops a movement of money, or lets it go on. Both are always taken, whatever stands: a brake has no state in which it
 * fails, and lifting what is not set is how a pause of former settings is overruled.
 */
public final class PutPause {
    private final StateLoop loop;
    private final Marketplaces marketplaces;
    private final Worlds worlds;
    private final InstantSource system;

    public PutPause(Journal journal, Marketplaces marketplaces, Worlds worlds, InstantSource system) {
        this.loop = new StateLoop(journal);
        this.marketplaces = marketplaces;
        this.worlds = worlds;
        this.system = system;
    }

    /** @param reason told to everyone who is refused; empty when a pause is lifted */
    public record Wanted(What what, boolean paused, String reason, Optional<Integer> ifMatch) {}

    /** A marketplace's own. Its operator asks. */
    public Outcome put(
            MarketplaceId marketplace, Wanted wanted, Actor actor, CommandKey key, Predicate<Entry> isSame) {
        Optional<Mode> mode = marketplaces.find(marketplace).map(MarketplaceSettings::mode);
        if (mode.isEmpty()) {
            return new Outcome.Refused(CommonReason.INVALID.with("The marketplace has no settings yet."));
        }
        Instant now = worlds.now(marketplace, mode.get());
        return put(Pauses.chain(marketplace, wanted.what()), wanted, actor, key, isSame, now);
    }

    /** The whole stack's. No request comes here: an operator of the stack does, under a role of AWS. */
    public Outcome putForStack(Wanted wanted, Actor actor, CommandKey key) {
        return put(Pauses.stackChain(wanted.what()), wanted, actor, key, _ -> true, system.instant());
    }

    private Outcome put(
            ChainId chain, Wanted wanted, Actor actor, CommandKey key, Predicate<Entry> isSame, Instant now) {
        var stored = new Stored(wanted.what().name(), wanted.paused(), wanted.reason());
        String event = wanted.paused() ? Pauses.SET : Pauses.LIFTED;
        return loop.run(chain, wanted.ifMatch(), key, isSame, _ ->
                new Decision.Write(Draft.of(event, stored, now, actor, key)));
    }
}
