package dev.surety.onboarding.app;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.marketplace.Preset;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.Chain;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.resilience.Contended;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.LostRace;
import dev.surety.runtime.world.Marketplaces;
import dev.surety.runtime.world.Sandboxes;
import dev.surety.runtime.world.Worlds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Lays down a marketplace's settings anew, whole; every version stays, and decisions name the one they used. */
public final class PutSettings {
    public static final String CHANGED = "settings.changed.v1";

    private final Journal journal;
    private final Worlds worlds;

    public PutSettings(Journal journal, Worlds worlds) {
        this.journal = journal;
        this.worlds = worlds;
    }

    public Outcome put(
            MarketplaceId marketplace,
            MarketplaceSettings wanted,
            Optional<Integer> ifMatch,
            Actor actor,
            CommandKey key,
            Predicate<Entry> isSame) {
        for (int race = 0; race < Limits.LOST_RACES; race++) {
            LostRace.pause(race);
            Chain chain = journal.load(Marketplaces.chain(marketplace));
            Optional<Entry> seen = chain.seen(key);
            if (seen.isPresent()) {
                return isSame.test(seen.get())
                        ? new Outcome.Stands(seen.get(), true)
                        : refuse(CommonReason.IDEMPOTENCY_KEY_REUSED);
            }
            if (ifMatch.isPresent() && ifMatch.get() != chain.version()) {
                return refuse(CommonReason.VERSION_CONFLICT);
            }
            List<FieldError> wrong = wrong(chain, wanted);
            if (!wrong.isEmpty()) {
                return new Outcome.Refused(Refusal.of(CommonReason.INVALID, wrong));
            }
            if (chain.version() >= Journal.MOST_BY_PARTIES) {
                return refuse(CommonReason.LIMIT_EXCEEDED);
            }
            var now = worlds.now(marketplace, wanted.mode());
            Draft draft = Draft.of(CHANGED, Marketplaces.data(wanted), now, actor, key);
            if (chain.isEmpty() && wanted.mode() == Mode.SANDBOX) {
                draft = draft.indexed(new Entry.Index(Sandboxes.OWNER, "", ""));
            }
            if (journal.append(chain, draft) instanceof Append.Done(var entry, var fresh)) {
                return new Outcome.Stands(entry, !fresh);
            }
        }
        throw new Contended("the settings are being written by too many");
    }

    /** Mode is for ever, because time runs differently; so is a published version of terms, because it is used. */
    private static List<FieldError> wrong(Chain chain, MarketplaceSettings wanted) {
        List<FieldError> wrong = new ArrayList<>();
        if (chain.isEmpty()) {
            return wrong;
        }
        MarketplaceSettings before = Marketplaces.from(chain.last());
        if (before.mode() != wanted.mode()) {
            wrong.add(new FieldError("/mode", "cannot_change"));
        }
        for (Preset published : before.presets()) {
            boolean same = wanted.find(published.preset(), published.version())
                    .filter(published::equals)
                    .isPresent();
            if (!same) {
                wrong.add(new FieldError("/presets", "published_version_changed"));
            }
        }
        return wrong;
    }

    private static Outcome refuse(CommonReason reason) {
        return new Outcome.Refused(reason.with(reason.title()));
    }
}
