package dev.surety.reputation.app.score;

import dev.surety.model.id.EscrowId;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.ledger.Line;
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
import java.util.List;
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
     * Appends what is missing, one entry after the other, and makes their lines. A crash between an entry and its lines
     * leaves the lines to the next call: one that has nothing to append makes all of them.
     *
     * @param next the next entry that the sale lacks
     */
    void complete(MarketplaceId marketplace, EscrowId escrow, Instant now, Function<Tally, Optional<ScoreEvent>> next) {
        boolean isFresh = false;
        while (true) {
            Optional<Entry> appended = append(marketplace, escrow, now, next);
            if (appended.isEmpty()) {
                break;
            }
            isFresh = true;
            project(appended.get());
        }
        if (!isFresh) {
            journal.load(chain(marketplace, escrow)).entries().forEach(this::project);
        }
    }

    private Optional<Entry> append(
            MarketplaceId marketplace, EscrowId escrow, Instant now, Function<Tally, Optional<ScoreEvent>> next) {
        return Contention.retry("a score", () -> {
            Chain chain = journal.load(chain(marketplace, escrow));
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

    /** Makes the lines of an entry. Those that are there stay as they are, so a rebuild is this for every entry. */
    public void project(Entry entry) {
        ScoreEvent event = TYPES.read(entry);
        List<ScoreLine> lines = event.lines();
        Optional<String> commitment = event instanceof ScoreEvent.Weighed(var opinion, var _)
                ? opinion.commitment()
                : Optional.empty();
        for (int i = 0; i < lines.size(); i++) {
            var source = new Scores.Source(
                    entry.chain().marketplace(),
                    Id.derive("sal", entry.chain().toString()),
                    Line.entry(entry.chain(), entry.number()),
                    entry.at(),
                    i,
                    commitment);
            scores.add(source, lines.get(i));
        }
    }
}
