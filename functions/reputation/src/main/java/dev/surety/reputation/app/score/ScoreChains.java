package dev.surety.reputation.app.score;

import dev.surety.model.id.EscrowId;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.ledger.Line;
import dev.surety.reputation.domain.score.Role;
import dev.surety.reputation.domain.tally.ScoreEvent;
import dev.surety.reputation.domain.tally.ScoreLine;
import dev.surety.reputation.domain.tally.Tally;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.Chain;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.EventTypes;
import dev.surety.runtime.journal.Journal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The chains of scores, one for each sale, and the lines that their entries make. */
public final class ScoreChains {
    public static final String TYPE = "score";

    public static final EventTypes<ScoreEvent> TYPES = new EventTypes<ScoreEvent>()
            .event("score.ended.v1", ScoreEvent.Ended.class)
            .event("score.weighed.v1", ScoreEvent.Weighed.class)
            .event("score.fact_counted.v1", ScoreEvent.FactCounted.class)
            .event("score.overturned.v1", ScoreEvent.Overturned.class)
            .event("score.reversed.v1", ScoreEvent.Reversed.class)
            .event("score.removed.v1", ScoreEvent.Removed.class)
            .event("score.restored.v1", ScoreEvent.Restored.class);

    private final Journal journal;
    private final Scores scores;

    public ScoreChains(Journal journal, Scores scores) {
        this.journal = journal;
        this.scores = scores;
    }

    static ChainId chain(MarketplaceId marketplace, EscrowId escrow) {
        return new ChainId(TYPE, marketplace, escrow.value());
    }

    /**
     * Appends what is missing, one entry after the other, and makes their lines. A crash may leave the last entry
     * without some of its lines. So its lines are looked for before another entry follows, and all earlier ones have
     * theirs.
     *
     * @param next the next entry that the sale lacks
     * @return whether it lacked one
     */
    boolean complete(
            MarketplaceId marketplace, EscrowId escrow, Instant now, Function<Tally, Optional<ScoreEvent>> next) {
        Optional<Entry> appended = append(marketplace, escrow, now, next);
        boolean isNews = appended.isPresent();
        while (appended.isPresent()) {
            project(appended.get());
            appended = append(marketplace, escrow, now, next);
        }
        return isNews;
    }

    private Optional<Entry> append(
            MarketplaceId marketplace, EscrowId escrow, Instant now, Function<Tally, Optional<ScoreEvent>> next) {
        return Contention.retry("a score", () -> {
            Chain chain = journal.load(chain(marketplace, escrow));
            chain.tip().ifPresent(this::projectIfMissing);
            Optional<ScoreEvent> event = next.apply(tally(chain));
            if (event.isEmpty()) {
                return Optional.of(Optional.<Entry>empty());
            }
            var key = CommandKey.ofFact(chain.id().toString(), Integer.toString(chain.version()));
            Draft draft = Draft.of(TYPES.name(event.get()), event.get(), now, Actor.EVENT, key);
            return journal.append(chain, draft) instanceof Append.Done(var entry, var isFresh) && isFresh
                    ? Optional.of(Optional.of(entry))
                    : Optional.empty();
        });
    }

    public static Tally tally(Chain chain) {
        return Tally.of(chain.entries().stream().map(TYPES::read).toList());
    }

    /** Lines are made in their order, so the last one's presence tells of all. */
    private void projectIfMissing(Entry entry) {
        ScoreEvent event = TYPES.read(entry);
        int last = event.lines().size() - 1;
        if (last >= 0 && !scores.has(source(entry, event, last), event.lines().get(last))) {
            project(entry);
        }
    }

    /** Makes the lines of an entry. Those that are there stay as they are, so a rebuild is this for every entry. */
    public void project(Entry entry) {
        ScoreEvent event = TYPES.read(entry);
        for (int i = 0; i < event.lines().size(); i++) {
            scores.add(source(entry, event, i), event.lines().get(i));
        }
    }

    private static Scores.Source source(Entry entry, ScoreEvent event, int index) {
        return new Scores.Source(
                entry.chain().marketplace(),
                Id.derive("sal", entry.chain().toString()),
                Line.entry(entry.chain(), entry.number()),
                entry.at(),
                index,
                event instanceof ScoreEvent.Weighed(var opinion, var _) ? opinion.commitment() : Optional.empty());
    }

    /** A line as an entry has it. */
    public record Placed(Scores.Source source, ScoreLine line) {}

    /**
     * A sale's lines, as its entries have them.
     *
     * @param entries of the chain
     */
    public record Made(int entries, List<Placed> all) {
        public Made {
            all = List.copyOf(all);
        }

        /** The lines in one score whose entries are older than an instant. */
        public long lines(Role role, ParticipantId about, Instant horizon) {
            return all.stream()
                    .filter(of -> of.line().role() == role && of.line().about().equals(about))
                    .filter(of -> of.source().at().isBefore(horizon))
                    .count();
        }

        /** The fee units that it gave its payer, by hour. */
        public Map<Long, Long> units(ParticipantId payer) {
            Map<Long, Long> units = new HashMap<>();
            all.forEach(of -> of.line().paid().filter(paid -> paid.payer().equals(payer)).ifPresent(paid ->
                    units.merge(of.source().hour(), paid.units(), Math::addExact)));
            return units;
        }
    }

    public Made made(MarketplaceId marketplace, EscrowId escrow) {
        List<Placed> all = new ArrayList<>();
        Chain chain = journal.load(chain(marketplace, escrow));
        for (Entry entry : chain.entries()) {
            ScoreEvent event = TYPES.read(entry);
            for (int i = 0; i < event.lines().size(); i++) {
                all.add(new Placed(source(entry, event, i), event.lines().get(i)));
            }
        }
        return new Made(chain.version(), all);
    }
}
