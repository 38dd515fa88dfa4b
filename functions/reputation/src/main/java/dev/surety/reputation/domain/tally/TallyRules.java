package dev.surety.reputation.domain.tally;

import dev.surety.model.Invariants.Breach;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.money.Money;
import dev.surety.reputation.domain.sale.FactRules.Fact;
import dev.surety.reputation.domain.sale.FactRules;
import dev.surety.reputation.domain.sale.Sale;
import dev.surety.reputation.domain.score.Count;
import dev.surety.reputation.domain.score.Kind;
import dev.surety.reputation.domain.score.Role;
import dev.surety.reputation.domain.score.ScoreRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Weighs what a sale tells. A line's weight is always the whole weight now, less what its cause weighed before. */
public final class TallyRules {
    private static final String SALE = "sale";
    private static final String END = "end";

    private final ScoreRule rule;

    public TallyRules(ScoreRule rule) {
        this.rule = rule;
    }

    public static String cause(Role reviewer) {
        return "opinion:" + reviewer.code();
    }

    private static String chargeback(String id) {
        return "chargeback:" + id;
    }

    private static String dispute(String id) {
        return "dispute:" + id;
    }

    /** @param unit the fee of a typical sale; 0 where the marketplace has set none */
    public ScoreEvent.Ended ended(Sale sale, long unit) {
        Sale.End end = sale.end().orElseThrow();
        int bucket = rule.bucket(end.at());
        long settled = end.isSettled() ? 1 : 0;
        Map<Count, Long> ofPayee = new TreeMap<>();
        ofPayee.put(Count.SETTLED, settled);
        ofPayee.put(Count.UNPRICED, unit == 0 ? 1L : 0);
        Optional<Fact> fact = FactRules.ofEnd(sale);
        ofPayee.put(Count.LATE, sale.isOwned() && end.ends().late() ? 1L : 0);
        ofPayee.put(
                Count.CANCELLED,
                fact.filter(of -> of.kind() == Kind.CANCELLED_AFTER_FUNDING).isPresent() ? 1L : 0);
        List<ScoreLine> lines = new ArrayList<>();
        lines.add(counting(sale, Role.PAYEE, bucket, ofPayee));
        lines.add(counting(sale, Role.PAYER, bucket, Map.of(Count.SETTLED, settled)));
        fact.ifPresent(of -> lines.add(line(
                END, sale.party(of.about()), of, bucket, sale.quotedFees().amountMinor(), unit)));
        return new ScoreEvent.Ended(
                sale.payer(), sale.payee(), end.ends().feesRetained(), unit, lines);
    }

    private static ScoreLine counting(Sale sale, Role role, int bucket, Map<Count, Long> counts) {
        var line = new ScoreLine(
                SALE + ":" + role.code(),
                sale.party(role),
                role,
                Kind.SALE,
                true,
                bucket,
                0,
                coded(counts),
                Optional.empty(),
                Optional.empty());
        return sale.end()
                .filter(Sale.End::isSettled)
                .map(end -> line.telling(
                        new ScoreLine.Deal(sale.party(role.other()), Optional.of(sale.price()), end.at())))
                .orElse(line);
    }

    /** The fact of an enforced dispute; nothing if there is none, or if it is counted. */
    public Optional<ScoreEvent> disputed(
            Tally tally, Sale sale, long unit, String dispute, FactRules.Decision decision, Instant at) {
        String cause = dispute(dispute);
        return tally.standing().containsKey(cause)
                ? Optional.empty()
                : FactRules.ofDispute(sale, decision).map(fact -> fact(sale, unit, cause, fact, at));
    }

    /** The next bank's decision that is not counted yet. */
    public Optional<ScoreEvent> chargedBack(Tally tally, Sale sale, Sale.Decided decided, boolean isFraud) {
        String cause = chargeback(decided.chargeback()) + (decided.isWon() ? ":won" : ":lost");
        String other = chargeback(decided.chargeback()) + (decided.isWon() ? ":lost" : ":won");
        ScoreLine wrong = tally.standing().get(other);
        if (wrong != null && wrong.how().isPresent()) {
            return Optional.of(new ScoreEvent.Overturned(other, List.of(without(wrong))));
        }
        return tally.standing().containsKey(cause)
                ? Optional.empty()
                : FactRules.ofChargeback(sale, decided.isWon(), isFraud)
                        .map(fact -> fact(sale, tally.end().unit(), cause, fact, decided.at()));
    }

    private ScoreEvent fact(Sale sale, long unit, String cause, Fact fact, Instant at) {
        ScoreLine line = line(
                cause,
                sale.party(fact.about()),
                fact,
                rule.bucket(at),
                sale.quotedFees().amountMinor(),
                unit);
        return new ScoreEvent.FactCounted(cause, List.of(line));
    }

    private ScoreLine line(String cause, ParticipantId about, Fact fact, int bucket, long fee, long unit) {
        long share = rule.facts().getOrDefault(fact.kind().code(), 0L);
        How how = How.fact(rule, fee, unit, share, new How.Part(fact.part(), fact.whole()));
        Map<Count, Long> counts = new TreeMap<>(Map.of(Count.WEIGHED, 1L));
        if (fact.kind() == Kind.RULED_AGAINST
                || fact.kind() == Kind.DEFAULTED
                || fact.kind() == Kind.CHARGEBACK_LOST) {
            counts.put(Count.DISPUTES_LOST, 1L);
        }
        return new ScoreLine(
                cause,
                about,
                fact.about(),
                fact.kind(),
                false,
                bucket,
                how.weight(rule),
                coded(counts),
                Optional.of(how),
                Optional.empty());
    }

    /** @param trust of the reviewer, frozen here */
    public ScoreEvent.Weighed weighed(Tally tally, ScoreEvent.Opinion opinion, How.Trust trust) {
        ScoreEvent.Ended end = tally.end();
        Role about = opinion.reviewer().other();
        long share = opinion.isSilence() ? rule.silence() : rule.one();
        How how = How.opinion(rule, tally.fee(), end.unit(), share, trust);
        var line = new ScoreLine(
                cause(opinion.reviewer()),
                about == Role.PAYER ? end.payer() : end.payee(),
                about,
                opinion.isSilence() ? Kind.SILENCE : Kind.OPINION,
                opinion.isGood(),
                rule.bucket(opinion.at()),
                how.weight(rule),
                coded(counts(opinion, 1)),
                Optional.of(how),
                opinion.reviewer() == Role.PAYER
                        ? Optional.of(new ScoreLine.Paid(end.payer(), how.units()))
                        : Optional.empty());
        ParticipantId reviewer = about == Role.PAYER ? end.payee() : end.payer();
        var deal = new ScoreLine.Deal(reviewer, Optional.empty(), opinion.at());
        return new ScoreEvent.Weighed(opinion, List.of(line.telling(deal)));
    }

    private static Map<Count, Long> counts(ScoreEvent.Opinion opinion, long by) {
        Map<Count, Long> counts = new TreeMap<>(Map.of(Count.WEIGHED, by));
        if (!opinion.isSilence()) {
            counts.put(Count.REVIEWED, by);
            counts.put(opinion.isGood() ? Count.GOOD : Count.BAD, by);
        }
        return counts;
    }

    /** The change of fees takes from each opinion what the lost fees had given it, in the opinion's own bucket. */
    public ScoreEvent.Reversed reversed(Tally tally, int entry, Money change) {
        Tally after = tally.after(new ScoreEvent.Reversed(entry, change, List.of()));
        List<ScoreLine> lines = new ArrayList<>();
        for (Role reviewer : tally.ended().isPresent() ? tally.opinions().keySet() : List.<Role>of()) {
            ScoreLine was = standing(tally, reviewer);
            boolean isRemoved = tally.removed().contains(reviewer);
            How next = frozen(tally, reviewer).withFee(rule, after.fee());
            long weight = isRemoved ? 0 : next.weight(rule) - weight(was);
            Optional<ScoreLine.Paid> paid = reviewer == Role.PAYER
                    ? Optional.of(new ScoreLine.Paid(after.end().payer(), next.units() - tally.paid()))
                            .filter(of -> of.units() != 0)
                    : Optional.empty();
            if (weight != 0 || paid.isPresent()) {
                lines.add(changed(
                        was, weight, Map.of(), isRemoved ? Optional.empty() : Optional.of(next), paid));
            }
        }
        return new ScoreEvent.Reversed(entry, change, lines);
    }

    public ScoreEvent.Removed removed(Tally tally, Role reviewer) {
        ScoreLine was = standing(tally, reviewer);
        return new ScoreEvent.Removed(
                reviewer,
                List.of(changed(
                        was, -weight(was), counts(opinion(tally, reviewer).opinion(), -1), Optional.empty(),
                        Optional.empty())));
    }

    public ScoreEvent.Restored restored(Tally tally, Role reviewer) {
        ScoreLine was = standing(tally, reviewer);
        How how = frozen(tally, reviewer).withFee(rule, tally.fee());
        return new ScoreEvent.Restored(
                reviewer,
                List.of(changed(
                        was, how.weight(rule), counts(opinion(tally, reviewer).opinion(), 1), Optional.of(how),
                        Optional.empty())));
    }

    /** The numbers under which an opinion was first weighed: its reviewer and place stay. */
    private static How frozen(Tally tally, Role reviewer) {
        return opinion(tally, reviewer).lines().getFirst().how().orElseThrow();
    }

    private static ScoreEvent.Weighed opinion(Tally tally, Role reviewer) {
        return Optional.ofNullable(tally.opinions().get(reviewer))
                .orElseThrow(() -> new Breach("only an opinion that was weighed changes"));
    }

    private static ScoreLine standing(Tally tally, Role reviewer) {
        return Optional.ofNullable(tally.standing().get(cause(reviewer)))
                .orElseThrow(() -> new Breach("an opinion that was weighed has a line"));
    }

    private long weight(ScoreLine line) {
        return line.how().map(of -> of.weight(rule)).orElse(0L);
    }

    private ScoreLine without(ScoreLine line) {
        Map<Count, Long> counts = new TreeMap<>();
        line.counted().forEach((count, by) -> counts.put(count, -by));
        return changed(line, -weight(line), counts, Optional.empty(), Optional.empty());
    }

    private static ScoreLine changed(
            ScoreLine line, long weight, Map<Count, Long> counts, Optional<How> how, Optional<ScoreLine.Paid> paid) {
        return new ScoreLine(
                line.cause(),
                line.about(),
                line.role(),
                line.kind(),
                line.isGood(),
                line.bucket(),
                weight,
                coded(counts),
                how,
                paid);
    }

    private static Map<String, Long> coded(Map<Count, Long> counts) {
        Map<String, Long> coded = new TreeMap<>();
        counts.forEach((count, by) -> {
            if (by != 0) {
                coded.put(count.code(), by);
            }
        });
        return coded;
    }
}
