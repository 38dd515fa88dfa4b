package dev.surety.sandbox;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.Chain;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.world.Marketplaces;
import dev.surety.runtime.world.Worlds;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;

/**
 * Tells a test clock to move: one entry. The moving itself is the mover's, when the entry's event reaches it, so that
 * a crash here leaves either nothing or a move that will be made.
 */
final class AdvanceClock {
    private static final Duration FURTHEST = Duration.ofDays(3_660);

    private final Journal journal;
    private final Marketplaces marketplaces;
    private final Worlds worlds;
    private final ClockPositions positions;
    private final InstantSource clock;

    AdvanceClock(
            Journal journal,
            Marketplaces marketplaces,
            Worlds worlds,
            ClockPositions positions,
            InstantSource clock) {
        this.journal = journal;
        this.marketplaces = marketplaces;
        this.worlds = worlds;
        this.positions = positions;
        this.clock = clock;
    }

    sealed interface Outcome {
        record Stands(Entry entry, boolean replayed) implements Outcome {}

        record Refused(Refusal refusal) implements Outcome {}
    }

    Outcome advance(
            MarketplaceId marketplace, Instant to, Actor actor, CommandKey key, Predicate<Entry> isSame) {
        Chain chain = journal.load(ClockAdvanced.chain(marketplace, key.hash()));
        if (!chain.isEmpty()) {
            return replay(chain.first(), isSame);
        }
        boolean sandbox = marketplaces
                .find(marketplace)
                .filter(settings -> settings.mode() == Mode.SANDBOX)
                .isPresent();
        Instant now = worlds.now(marketplace, Mode.SANDBOX);
        String wrong = "";
        if (!to.isAfter(now)) {
            wrong = "not_forward";
        } else if (to.isAfter(now.plus(FURTHEST))) {
            wrong = "too_far";
        }
        // In the order of precedence: what is wrong in itself comes before what the marketplace is not.
        if (!wrong.isEmpty()) {
            return new Outcome.Refused(
                    Refusal.of(CommonReason.INVALID, List.of(new FieldError("/advanceTo", wrong))));
        }
        if (!sandbox) {
            return new Outcome.Refused(
                    CommonReason.CLOCK_NOT_SANDBOX.with(CommonReason.CLOCK_NOT_SANDBOX.title()));
        }
        Draft draft = Draft.of(ClockAdvanced.NAME, new ClockAdvanced(to), now, actor, key);
        return switch (journal.append(chain, draft)) {
            case Append.Done(var entry, _) -> {
                positions.aim(marketplace, worlds.read(marketplace), clock.instant(), to);
                yield new Outcome.Stands(entry, false);
            }
            case Append.Lost(var other) -> replay(other, isSame);
        };
    }

    private static Outcome replay(Entry stored, Predicate<Entry> isSame) {
        return isSame.test(stored)
                ? new Outcome.Stands(stored, true)
                : new Outcome.Refused(
                        CommonReason.IDEMPOTENCY_KEY_REUSED.with(CommonReason.IDEMPOTENCY_KEY_REUSED.title()));
    }
}
