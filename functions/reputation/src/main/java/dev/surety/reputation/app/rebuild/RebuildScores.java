package dev.surety.reputation.app.rebuild;

import dev.surety.model.id.EscrowId;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.ChainId;
import dev.surety.reputation.app.score.CountSale;
import dev.surety.reputation.app.score.ScoreChains.Made;
import dev.surety.reputation.app.score.ScoreChains.Placed;
import dev.surety.reputation.app.score.ScoreChains;
import dev.surety.reputation.app.score.Scores;
import dev.surety.reputation.domain.score.Reading;
import dev.surety.reputation.domain.score.Role;
import dev.surety.reputation.domain.score.ScoreRule;
import dev.surety.runtime.journal.JournalIndexes.By;
import dev.surety.runtime.journal.JournalIndexes.Found;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.marketplace.Participants;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes every score of a marketplace again from entries, participant by participant and sale by sale. It counts sales
 * and disputes that no news has told of, and opens their reviews. It adds missing lines, corrects lines that differ
 * from their entry, and makes the sums again from the lines. Each part may be done twice.
 */
public final class RebuildScores {
    private static final int SALES = 25;
    private static final int PAGE = 100;
    private static final int MOST_LOOKS = 5;
    private static final String ESCROW = "escrow";
    private static final String DISPUTE = "dispute";

    private final Participants participants;
    private final JournalIndexes indexes;
    private final CountSale counting;
    private final ScoreChains chains;
    private final Scores scores;
    private final Repairs repairs;
    private final Reviews reviews;
    private final ScoreRule rule;

    public RebuildScores(
            Participants participants,
            JournalIndexes indexes,
            CountSale counting,
            ScoreChains chains,
            Scores scores,
            Repairs repairs,
            Reviews reviews,
            ScoreRule rule) {
        this.participants = participants;
        this.indexes = indexes;
        this.counting = counting;
        this.chains = chains;
        this.scores = scores;
        this.repairs = repairs;
        this.reviews = reviews;
        this.rule = rule;
    }

    /** Opens the reviews of a sale that has ended, if that has not been done. */
    public interface Reviews {
        void open(ChainId escrow);
    }

    /** The next part of the work; a rebuild without a further part is finished. */
    Rebuild step(MarketplaceId marketplace, Rebuild at, Instant now) {
        if (at.shard() >= Participants.SHARDS) {
            return at.finished(now);
        }
        List<Found> next = participants.page(marketplace, at.shard(), 1, at.participant().map(Found::parse));
        return next.isEmpty() ? at.inShard(at.shard() + 1) : participant(marketplace, at, next.getFirst(), now);
    }

    private Rebuild participant(MarketplaceId marketplace, Rebuild at, Found found, Instant now) {
        var id = new ParticipantId(found.chain().id());
        List<Found> some = indexes.list(
                By.COUNTERPARTY, key(ESCROW, marketplace, id), SALES, at.sale().map(Found::parse));
        Rebuild after = at;
        for (Found sale : some) {
            after = sale(marketplace, after, sale, id);
        }
        return some.size() == SALES ? after : whole(marketplace, after, id, now).after(found.place());
    }

    private static String key(String type, MarketplaceId marketplace, ParticipantId of) {
        return type + "#" + marketplace + "#" + of;
    }

    private Rebuild sale(MarketplaceId marketplace, Rebuild at, Found sale, ParticipantId payee) {
        var escrow = new EscrowId(sale.chain().id());
        Made before = chains.made(marketplace, escrow);
        Rebuild after = made(at, before);
        var _ = counting.escrow(marketplace, escrow);
        reviews.open(sale.chain());
        Made made = chains.made(marketplace, escrow);
        return after.counting("sales", 1)
                .counting("entriesAdded", made.entries() - before.entries())
                .atSale(sale.place(), made.lines(Role.PAYEE, payee, at.startedAt()));
    }

    /** Adds missing lines, and corrects those that differ from their entry. */
    private Rebuild made(Rebuild at, Made made) {
        int added = 0;
        int changed = 0;
        for (Placed of : made.all()) {
            if (!scores.has(of.source(), of.line())) {
                scores.add(of.source(), of.line());
                added++;
            } else if (repairs.correct(of.source(), of.line())) {
                changed++;
            }
        }
        return at.counting("linesAdded", added).counting("linesChanged", changed);
    }

    /** All of a participant's sales are right: now its disputes, its purchases and its sums. */
    private Rebuild whole(MarketplaceId marketplace, Rebuild at, ParticipantId id, Instant now) {
        long decided = indexes.all(By.COUNTERPARTY, key(DISPUTE, marketplace, id), PAGE)
                .filter(found -> counting.dispute(marketplace, found.chain().id()))
                .count();
        Purchases purchases = purchases(marketplace, at, id);
        Rebuild after = at.counting("participants", 1)
                .counting("entriesAdded", decided)
                .counting("unitsDiffered", purchases.differed() ? 1 : 0);
        after = summed(marketplace, after, Role.PAYEE, id, at.own(), now);
        return summed(marketplace, after, Role.PAYER, id, purchases.lines(), now);
    }

    private Rebuild summed(
            MarketplaceId marketplace, Rebuild at, Role role, ParticipantId id, long lines, Instant now) {
        Repairs.Summed summed = repairs.sum(marketplace, role, id, at.startedAt());
        Rebuild after = at.counting("linesWithoutEntry", Math.max(0, summed.lines() - lines));
        return summed.differed()
                ? after.telling(new Rebuild.Differing(
                        id.value(),
                        role.code(),
                        Reading.of(rule, summed.was().buckets(), now, 1).rank(),
                        Reading.of(rule, summed.is().buckets(), now, 1).rank()))
                : after;
    }

    /** @param lines in the score of the payer */
    private record Purchases(long lines, boolean differed) {}

    /** If an opinion is counted meanwhile, the units are compared once more. */
    private Purchases purchases(MarketplaceId marketplace, Rebuild at, ParticipantId payer) {
        long lines = 0;
        for (int looks = 0; looks < MOST_LOOKS; looks++) {
            lines = 0;
            Map<Long, Long> stored = repairs.units(marketplace, payer);
            Map<Long, Long> right = new HashMap<>();
            for (Found sale : indexes.all(By.OWNER, key(ESCROW, marketplace, payer), PAGE).toList()) {
                Made made = chains.made(marketplace, new EscrowId(sale.chain().id()));
                lines += made.lines(Role.PAYER, payer, at.startedAt());
                made.units(payer).forEach((hour, units) -> right.merge(hour, units, Math::addExact));
            }
            right.values().removeIf(units -> units == 0);
            if (repairs.units(marketplace, payer).equals(stored)) {
                boolean differed = !right.equals(stored);
                if (differed) {
                    repairs.addUnits(marketplace, payer, right, stored);
                }
                return new Purchases(lines, differed);
            }
        }
        return new Purchases(lines, false);
    }
}
