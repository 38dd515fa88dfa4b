package dev.surety.onboarding.app;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Attention;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.refusal.CommonReason;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.CommandLoop;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.command.StateCommand;
import dev.surety.runtime.command.Verdict;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.marketplace.Pauses.Stored;
import dev.surety.runtime.marketplace.Pauses.What;
import dev.surety.runtime.marketplace.Pauses;
import dev.surety.runtime.tokens.Caller;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * Stops a movement of money, or lets it go on. Both are accepted in every state, because a brake must never fail. An
 * operator may lift a pause that is not set: this overrules a pause of former settings.
 */
public final class PutPause {
    /** The kind of work that a rail's pause opens. */
    public static final String RAIL_PAUSED = "rail_paused";

    private final Journal journal;
    private final Marketplaces marketplaces;
    private final Clocks worlds;
    private final InstantSource system;

    public PutPause(Journal journal, Marketplaces marketplaces, Clocks worlds, InstantSource system) {
        this.journal = journal;
        this.marketplaces = marketplaces;
        this.worlds = worlds;
        this.system = system;
    }

    /** @param reason every refused caller reads it; empty when a pause is lifted */
    public record PutPauseRequest(What what, boolean paused, String reason) {}

    /** Sets or lifts a marketplace's pause, for the marketplace's operator. */
    public Outcome<Entry> put(CommandEnvelope envelope, PutPauseRequest wanted) {
        MarketplaceId marketplace = envelope.caller().marketplace();
        Optional<Mode> mode = marketplaces.find(marketplace).map(MarketplaceSettings::mode);
        if (mode.isEmpty()) {
            return new Outcome.Refused<>(CommonReason.INVALID.with("The marketplace has no settings yet."));
        }
        return put(Pauses.chain(marketplace, wanted.what()), envelope, wanted, worlds.now(marketplace, mode.get()));
    }

    /**
     * Sets or lifts a pause of the whole stack, for an operator of the stack under an AWS role. No request leads here.
     */
    public Outcome<Entry> putForStack(String person, CommandKey key, PutPauseRequest wanted) {
        ChainId chain = Pauses.stackChain(wanted.what());
        var operator = new Caller(chain.marketplace(), Caller.Kind.STAFF, person, Set.of());
        var envelope =
                new CommandEnvelope(operator, key, Optional.empty(), _ -> true, Optional::empty, false);
        return put(chain, envelope, wanted, system.instant());
    }

    private Outcome<Entry> put(ChainId chain, CommandEnvelope envelope, PutPauseRequest wanted, Instant now) {
        var stored = new Stored(wanted.what().name(), wanted.paused(), wanted.reason());
        Draft draft = Draft.of(
                wanted.paused() ? Pauses.SET : Pauses.LIFTED,
                stored,
                now,
                envelope.caller().actor(),
                envelope.key());
        return CommandLoop.run(
                "a pause",
                envelope,
                new StateCommand(
                        journal,
                        chain,
                        before -> new Verdict.Allowed<>(attention(before, wanted)
                                .map(of -> draft.attention(of.toString()))
                                .orElse(draft))));
    }

    /** A marketplace's paused rail is work for people until it is lifted, for its payouts wait. */
    private static Optional<Attention> attention(StateChain before, PutPauseRequest wanted) {
        boolean was = before.last().map(Pauses::from).filter(Pauses.Standing::paused).isPresent();
        boolean isOfRail = wanted.what().isRail() && before.id().type().equals(Pauses.TYPE);
        return !isOfRail || was == wanted.paused()
                ? Optional.empty()
                : Optional.of(wanted.paused() ? Attention.opens(RAIL_PAUSED) : Attention.closes(RAIL_PAUSED));
    }
}
