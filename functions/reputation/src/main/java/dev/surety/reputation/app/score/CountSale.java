package dev.surety.reputation.app.score;

import dev.surety.model.id.EscrowId;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.reputation.domain.sale.Sale;
import dev.surety.reputation.domain.score.Reading;
import dev.surety.reputation.domain.score.Role;
import dev.surety.reputation.domain.score.ScoreRule;
import dev.surety.reputation.domain.score.Weights;
import dev.surety.reputation.domain.tally.How;
import dev.surety.reputation.domain.tally.ScoreEvent.Opinion;
import dev.surety.reputation.domain.tally.ScoreEvent;
import dev.surety.reputation.domain.tally.Tally;
import dev.surety.reputation.domain.tally.TallyRules;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Counts what becomes of a sale: its end, its opinions, facts, and fees that go back. Every call reads the causes from
 * the journal and appends what is missing, so calls may come twice, late, and in any order.
 */
public final class CountSale {
    /** An opinion is weighed so long after it was published, or after that. */
    private static final Duration WEIGHED_AFTER = Duration.ofHours(2);

    private final ScoreChains chains;
    private final Scores scores;
    private final Sales sales;
    private final TypicalFees fees;
    private final PairPlaces places;
    private final Accounts accounts;
    private final ScoreRule rule;
    private final TallyRules rules;

    public CountSale(
            ScoreChains chains,
            Scores scores,
            Sales sales,
            TypicalFees fees,
            PairPlaces places,
            Accounts accounts,
            ScoreRule rule) {
        this.chains = chains;
        this.scores = scores;
        this.sales = sales;
        this.fees = fees;
        this.places = places;
        this.accounts = accounts;
        this.rule = rule;
        this.rules = new TallyRules(rule);
    }

    /**
     * Counts a sale's end, changes of its fees after it, and banks' decisions, as the escrow tells them by now.
     *
     * @return the sale, if it has ended
     */
    public Optional<Sale> escrow(MarketplaceId marketplace, EscrowId escrow) {
        Optional<Sale> ended =
                sales.find(marketplace, escrow).filter(sale -> sale.end().isPresent());
        ended.ifPresent(sale -> {
            boolean _ = chains.complete(
                    marketplace, escrow, fees.now(marketplace), tally -> next(marketplace, escrow, sale, tally));
        });
        return ended;
    }

    private Optional<ScoreEvent> next(MarketplaceId marketplace, EscrowId escrow, Sale sale, Tally tally) {
        if (tally.ended().isEmpty()) {
            return Optional.of(rules.ended(sale, unit(marketplace, sale)));
        }
        Optional<ScoreEvent> reversed = sale.reversals().stream()
                .filter(change -> !tally.reversed().contains(change.entry()))
                .findFirst()
                .map(change -> rules.reversed(tally, change.entry(), change.fees()));
        return reversed.or(() -> sale.chargebacks().stream()
                .map(decided -> rules.chargedBack(
                        tally, sale, decided, sales.isFraud(marketplace, escrow, decided.chargeback())))
                .flatMap(Optional::stream)
                .findFirst());
    }

    private long unit(MarketplaceId marketplace, Sale sale) {
        return fees.unit(marketplace, sale.price().currency()).orElse(0);
    }

    /**
     * Counts a dispute once its decision is carried out.
     *
     * @return whether it was news
     */
    public boolean dispute(MarketplaceId marketplace, String dispute) {
        return sales.enforced(marketplace, dispute)
                .filter(enforced -> sales.find(marketplace, enforced.escrow())
                        .filter(sale -> disputed(marketplace, sale, dispute, enforced))
                        .isPresent())
                .isPresent();
    }

    private boolean disputed(MarketplaceId marketplace, Sale sale, String dispute, Sales.Enforced enforced) {
        return chains.complete(
                marketplace,
                enforced.escrow(),
                fees.now(marketplace),
                tally -> rules.disputed(
                        tally, sale, unit(marketplace, sale), dispute, enforced.decision(), enforced.at()));
    }

    /**
     * Weighs an opinion, once. The reviewer is read as of the full hour before the last one, counted from when this
     * was due. So the moment of this call changes nothing, however late it is.
     *
     * @return empty if the sale has not ended or gives nothing to weigh yet
     */
    public boolean weigh(MarketplaceId marketplace, EscrowId escrow, Opinion opinion, Instant now) {
        Optional<Sale> sale = escrow(marketplace, escrow);
        if (sale.isEmpty()) {
            return false;
        }
        boolean _ = chains.complete(marketplace, escrow, now, tally -> tally.ended().isEmpty()
                        || tally.opinions().containsKey(opinion.reviewer())
                ? Optional.empty()
                : Optional.of(rules.weighed(tally, opinion, trust(marketplace, escrow, sale.get(), opinion, now))));
        return true;
    }

    private How.Trust trust(MarketplaceId marketplace, EscrowId escrow, Sale sale, Opinion opinion, Instant now) {
        Role role = opinion.reviewer();
        ParticipantId reviewer = sale.party(role);
        Instant due = opinion.at().plus(WEIGHED_AFTER);
        Instant hour = due.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(1));
        long recent = Reading.recent(
                rule, scores.before(marketplace, role, reviewer, hour).buckets(), hour);
        long units = scores.unitsBefore(marketplace, reviewer, hour);
        int place = places.take(marketplace, reviewer, sale.party(role.other()), escrow, now);
        boolean sharesAccount =
                opinion.isGood() && accounts.isShared(marketplace, sale.payer(), sale.payee());
        long k = sharesAccount ? 0 : Weights.ofPayer(rule, units, recent);
        return new How.Trust(k, place, hour, sharesAccount);
    }

    /** A moderator's tombstone takes the opinion's weight away. */
    public void remove(MarketplaceId marketplace, EscrowId escrow, Role reviewer, Instant now) {
        boolean _ = chains.complete(marketplace, escrow, now, tally -> tally.opinions().containsKey(reviewer)
                        && !tally.removed().contains(reviewer)
                ? Optional.of(rules.removed(tally, reviewer))
                : Optional.empty());
    }

    /** Gives it back, under the fees that are kept by now. */
    public void restore(MarketplaceId marketplace, EscrowId escrow, Role reviewer, Instant now) {
        boolean _ = chains.complete(marketplace, escrow, now, tally -> tally.removed().contains(reviewer)
                ? Optional.of(rules.restored(tally, reviewer))
                : Optional.empty());
    }
}
