package dev.surety.disputes.app.outage;

import dev.surety.disputes.domain.procedure.Context.Outage;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.marketplace.MarketplaceSettings;
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
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.SideBySide;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The outages of a marketplace, as its operators post them: one chain without end, in which each entry is an outage.
 * The last entry also tells the recent ones, so a deadline needs one consistent read to see them.
 */
public final class Outages {
    public static final String TYPE = "outage";
    public static final String POSTED = "outage.posted.v1";
    public static final String PREFIX = "out";

    /** A deadline that is older has been decided; an outage that is older moves none. */
    public static final Duration OLDEST = Duration.ofDays(30);

    /** So many outages of the last days are told to a deadline; further ones replace the oldest. */
    private static final int MOST_RECENT = 100;

    private final Journal journal;
    private final Marketplaces marketplaces;
    private final Clocks clocks;

    public Outages(Journal journal, Marketplaces marketplaces, Clocks clocks) {
        this.journal = journal;
        this.marketplaces = marketplaces;
        this.clocks = clocks;
    }

    /** @param reason the parties read it; it is no text about persons */
    public record PostOutageRequest(Instant from, Instant to, String reason) {}

    /** As an entry stores it, with the recent ones and itself. */
    public record Stored(String id, Instant from, Instant to, String reason, List<Outage> recent) {
        public Stored {
            recent = List.copyOf(recent);
        }
    }

    public static ChainId chain(MarketplaceId marketplace) {
        return new ChainId(TYPE, marketplace, "outages");
    }

    public static Stored from(Entry entry) {
        return Json.read(entry.data(), Stored.class);
    }

    public Outcome<Entry> post(CommandEnvelope envelope, PostOutageRequest wanted) {
        MarketplaceId marketplace = envelope.caller().marketplace();
        Optional<Mode> mode = marketplaces.find(marketplace).map(MarketplaceSettings::mode);
        if (mode.isEmpty()) {
            return new Outcome.Refused<>(CommonReason.INVALID.with("The marketplace has no settings yet."));
        }
        var command = new StateCommand(journal, chain(marketplace), chain -> {
            Instant now = clocks.now(marketplace, mode.get());
            List<FieldError> wrong = wrong(wanted, now);
            if (!wrong.isEmpty()) {
                return new Verdict.Denied<>(Refusal.of(CommonReason.INVALID, wrong));
            }
            String id = Id.derive(PREFIX, marketplace.value(), envelope.key().hash());
            var stored = new Stored(id, wanted.from(), wanted.to(), wanted.reason(), recent(chain, wanted, now));
            return new Verdict.Allowed<>(
                    Draft.of(POSTED, stored, now, envelope.caller().actor(), envelope.key()));
        });
        return CommandLoop.run("the outages", envelope, command);
    }

    private static List<FieldError> wrong(PostOutageRequest wanted, Instant now) {
        List<FieldError> wrong = new ArrayList<>();
        if (!wanted.from().isBefore(wanted.to())) {
            wrong.add(new FieldError("/to", "not_after_from"));
        }
        // The end of an outage that goes on is not known; it is posted when it is over, or again when it has grown.
        if (wanted.to().isAfter(now)) {
            wrong.add(new FieldError("/to", "in_the_future"));
        }
        if (wanted.from().isBefore(now.minus(OLDEST))) {
            wrong.add(new FieldError("/from", "too_old"));
        }
        return wrong;
    }

    private static List<Outage> recent(StateChain chain, PostOutageRequest wanted, Instant now) {
        List<Outage> recent = new ArrayList<>(
                chain.last().map(last -> recent(from(last).recent(), now)).orElse(List.of()));
        recent.add(new Outage(wanted.from(), wanted.to()));
        return recent.subList(Math.max(0, recent.size() - MOST_RECENT), recent.size());
    }

    private static List<Outage> recent(List<Outage> windows, Instant now) {
        return windows.stream()
                .filter(window -> window.to().isAfter(now.minus(OLDEST)))
                .toList();
    }

    /** The outages of the last thirty days. */
    public List<Outage> recent(MarketplaceId marketplace, Instant now) {
        return journal.last(chain(marketplace))
                .map(last -> recent(from(last).recent(), now))
                .orElse(List.of());
    }

    /**
     * Outages from the newest to the oldest.
     *
     * @param before only those whose entries have smaller numbers
     */
    public List<Entry> list(MarketplaceId marketplace, int limit, Optional<Integer> before) {
        ChainId chain = chain(marketplace);
        int newest = before.map(number -> number - 1)
                .orElseGet(() -> journal.last(chain).map(Entry::number).orElse(0));
        List<Integer> numbers = IntStream.iterate(newest, number -> number > 0, number -> number - 1)
                .limit(limit)
                .boxed()
                .toList();
        return SideBySide.map(Limits.LIST_READS_AT_ONCE, numbers, number -> journal.find(chain, number)).stream()
                .flatMap(Optional::stream)
                .toList();
    }
}
