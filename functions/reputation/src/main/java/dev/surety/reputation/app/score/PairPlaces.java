package dev.surety.reputation.app.score;

import dev.surety.model.id.EscrowId;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.reputation.domain.score.ScoreRule;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.Chain;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import java.time.Instant;
import java.util.Optional;

/**
 * The places of one reviewer's opinions on one participant. There are as many as count for anything; a sale keeps the
 * place that it took first.
 */
public final class PairPlaces {
    public static final String TYPE = "pair";
    private static final String TAKEN = "pair.taken.v1";

    private final Journal journal;
    private final int places;

    /** A place weighs something, so the rule's last one, which weighs nothing, is not taken. */
    public PairPlaces(Journal journal, ScoreRule rule) {
        this.journal = journal;
        this.places = rule.pairs().size() - 1;
    }

    /** @return the number of opinions before this one; the number of places if none is left */
    public int take(
            MarketplaceId marketplace, ParticipantId reviewer, ParticipantId about, EscrowId escrow, Instant now) {
        var id = new ChainId(TYPE, marketplace, reviewer.value() + "-" + about.value());
        CommandKey key = CommandKey.ofFact(TYPE, escrow.value());
        return Contention.retry("a pair", () -> {
            Chain chain = journal.load(id);
            Optional<Integer> mine = chain.seen(key).map(entry -> entry.number() - 1);
            if (mine.isPresent() || chain.version() >= places) {
                return Optional.of(mine.orElse(places));
            }
            Draft draft =
                    Draft.of(TAKEN, Json.object().put("escrow", escrow.value()), now, Actor.EVENT, key);
            return journal.append(chain, draft) instanceof Append.Done(var entry, var _)
                    ? Optional.of(entry.number() - 1)
                    : Optional.empty();
        });
    }
}
