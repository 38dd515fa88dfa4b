package dev.surety.runtime.marketplace;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Says whether a movement of money is stopped, by whom and why. Every decision reads it anew, because a pause holds at
 * once. A marketplace's operator stops its own movements, {@code pause#<marketplace>#<what>}. The stack's operator
 * stops every marketplace's, {@code stack_pause#stack#<what>}, a type that no request can write. Each is a chain
 * without end, whose last entry is its state. Settings of former releases had a pause, too: it holds until the
 * marketplace's chain has an entry.
 *
 * <p>The reason is no secret and no free text about persons: every refusal tells it to the caller. So it stands in the
 * entry, and a brake never waits for the key service.
 */
public final class Pauses {
    public static final String TYPE = "pause";
    public static final String STACK_TYPE = "stack_pause";
    public static final String SET = "pause.set.v1";
    public static final String LIFTED = "pause.lifted.v1";

    /** Of this word in stored data. */
    private static final int VERSION = 1;

    private static final MarketplaceId STACK = new MarketplaceId("stack");
    private static final String OF_FORMER_SETTINGS = "the settings of a former release say so";

    private final Journal journal;
    private final Marketplaces marketplaces;

    public Pauses(Journal journal, Marketplaces marketplaces) {
        this.journal = journal;
        this.marketplaces = marketplaces;
    }

    /** A movement that can be stopped: {@code money_in}, {@code money_out}, or {@code rail:<name>}. */
    public record What(String name) {
        public static final What MONEY_IN = new What("money_in");
        public static final What MONEY_OUT = new What("money_out");
        private static final Pattern FORM = Pattern.compile("money_in|money_out|rail:[a-z][a-z0-9_]{1,39}");

        public static Optional<What> parse(String name) {
            return FORM.matcher(name).matches() ? Optional.of(new What(name)) : Optional.empty();
        }

        public boolean isRail() {
            return name.startsWith("rail:");
        }

        private String id() {
            return name.replace(':', '-');
        }

        private boolean isIn(MarketplaceSettings settings) {
            return settings.pause().stream().anyMatch(of -> of.name().toLowerCase(Locale.ROOT).equals(name));
        }
    }

    /** As an entry stores it. */
    public record Stored(String what, boolean paused, String reason) {}

    /** The state of a pause: since when, by whom and why. */
    public record Standing(boolean paused, String reason, Actor by, Instant since, int version) {}

    public static ChainId chain(MarketplaceId marketplace, What what) {
        return new ChainId(TYPE, marketplace, what.id());
    }

    public static ChainId stackChain(What what) {
        return new ChainId(STACK_TYPE, STACK, what.id());
    }

    public static Standing from(Entry entry) {
        Stored stored = Json.shared(Json.object(entry.data()), Stored.class, VERSION);
        return new Standing(stored.paused(), stored.reason(), entry.actor(), entry.at(), entry.number());
    }

    /** The marketplace's own, if it was ever set or lifted, here or in settings of a former release. */
    public Optional<Standing> find(MarketplaceId marketplace, What what) {
        Optional<Standing> own = journal.last(chain(marketplace, what)).map(Pauses::from);
        return own.isPresent() ? own : journal.last(Marketplaces.chain(marketplace)).flatMap(of -> former(of, what));
    }

    /** The one of the whole stack, if it was ever set or lifted. */
    public Optional<Standing> ofStack(What what) {
        return journal.last(stackChain(what)).map(Pauses::from);
    }

    public boolean isPaused(MarketplaceId marketplace, What what) {
        return refusal(marketplace, what).isPresent();
    }

    /** The refusal that tells a caller of a pause. A marketplace without settings has allowed no movement yet. */
    public Optional<Refusal> refusal(MarketplaceId marketplace, What what) {
        return refusal(marketplace, what, () -> marketplaces.find(marketplace));
    }

    /** @param settings the marketplace's, for a caller that has read them anyway */
    public Optional<Refusal> refusal(
            MarketplaceId marketplace, What what, Supplier<Optional<MarketplaceSettings>> settings) {
        Optional<Standing> stack = ofStack(what).filter(Standing::paused);
        if (stack.isPresent()) {
            return Optional.of(refusal(what, " for the whole stack", stack.get()));
        }
        Optional<Standing> own = journal.last(chain(marketplace, what)).map(Pauses::from);
        if (own.isEmpty()) {
            Optional<MarketplaceSettings> laidDown = settings.get();
            if (laidDown.isEmpty()) {
                return Optional.of(CommonReason.PAUSED.with("The marketplace has no settings yet."));
            }
            own = what.isIn(laidDown.get()) ? find(marketplace, what) : Optional.empty();
        }
        return own.filter(Standing::paused).map(of -> refusal(what, "", of));
    }

    private static Optional<Standing> former(Entry settings, What what) {
        return what.isIn(Marketplaces.from(settings))
                ? Optional.of(new Standing(true, OF_FORMER_SETTINGS, settings.actor(), settings.at(), 0))
                : Optional.empty();
    }

    private static Refusal refusal(What what, String where, Standing pause) {
        return CommonReason.PAUSED.with("%s is paused%s by %s since %s: %s"
                .formatted(what.name(), where, pause.by(), Times.text(pause.since()), pause.reason()));
    }
}
