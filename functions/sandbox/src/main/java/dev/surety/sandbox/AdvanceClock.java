package dev.surety.sandbox;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.CommandLoop;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.command.StateCommand;
import dev.surety.runtime.command.Verdict;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.marketplace.Marketplaces;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Orders a test clock to move, by one entry. The mover moves the clock when the entry's event reaches it. A crash here
 * leaves either nothing or a move that will be made.
 */
final class AdvanceClock {
    private static final Duration FURTHEST = Duration.ofDays(3_660);

    private final Journal journal;
    private final Marketplaces marketplaces;
    private final Clocks worlds;
    private final ClockPositions positions;
    private final InstantSource clock;

    AdvanceClock(
            Journal journal,
            Marketplaces marketplaces,
            Clocks worlds,
            ClockPositions positions,
            InstantSource clock) {
        this.journal = journal;
        this.marketplaces = marketplaces;
        this.worlds = worlds;
        this.positions = positions;
        this.clock = clock;
    }

    Outcome<Entry> advance(CommandEnvelope envelope, Instant to) {
        MarketplaceId marketplace = envelope.caller().marketplace();
        ChainId move = ClockAdvanced.chain(marketplace, envelope.key().hash());
        Outcome<Entry> outcome = CommandLoop.run(
                "a clock", envelope, new StateCommand(journal, move, _ -> decide(envelope, to)));
        if (outcome instanceof Outcome.Done<Entry>(_, var replayed) && !replayed) {
            positions.aim(marketplace, worlds.read(marketplace), clock.instant(), to);
        }
        return outcome;
    }

    /** Checks in the order of precedence: errors of the request come before the marketplace's mode. */
    private Verdict<Draft> decide(CommandEnvelope envelope, Instant to) {
        MarketplaceId marketplace = envelope.caller().marketplace();
        boolean sandbox = marketplaces
                .find(marketplace)
                .filter(settings -> settings.mode() == Mode.SANDBOX)
                .isPresent();
        Instant now = worlds.now(marketplace, Mode.SANDBOX);
        if (!to.isAfter(now)) {
            return wrong("not_forward");
        }
        if (to.isAfter(now.plus(FURTHEST))) {
            return wrong("too_far");
        }
        if (!sandbox) {
            return new Verdict.Denied<>(CommonReason.CLOCK_NOT_SANDBOX.with(CommonReason.CLOCK_NOT_SANDBOX.title()));
        }
        return new Verdict.Allowed<>(Draft.of(
                ClockAdvanced.NAME,
                new ClockAdvanced(to),
                now,
                envelope.caller().actor(),
                envelope.key()));
    }

    private static Verdict<Draft> wrong(String reason) {
        return new Verdict.Denied<>(Refusal.of(CommonReason.INVALID, List.of(new FieldError("/advanceTo", reason))));
    }
}
