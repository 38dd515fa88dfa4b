package dev.surety.disputes.domain.dispute;

import dev.surety.model.dispute.Division;
import dev.surety.model.marketplace.DisputeTerms;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One step from a dispute to the next: a copy whose parts are replaced, then made a dispute again. */
final class DisputeEdit {
    /** A deadline that comes back after a bank's case leaves at least this time. */
    static final Duration LEAST_LEFT = Duration.ofHours(24);

    private final Opening opening;
    private final Instant at;
    private Stage stage;
    private Instant since;
    private Optional<Instant> deadline;
    private Money frozen;
    private Money drawn;
    private Parties parties;
    private List<Offer> offers;
    private Evidence evidence;
    private Bench bench;
    private Judgement judgement;
    private Optional<Dispute.Suspension> suspension;
    private Optional<Enforcement> enforcement;
    private Optional<Outcome> outcome;
    private Dispute.Delays delays;
    private final List<String> attention;

    DisputeEdit(Dispute of, Instant at) {
        this.opening = of.opening();
        this.at = at;
        this.stage = of.stage();
        this.since = of.since();
        this.deadline = of.deadline();
        this.frozen = of.frozen();
        this.drawn = of.drawn();
        this.parties = of.parties();
        this.offers = of.offers();
        this.evidence = of.evidence();
        this.bench = of.bench();
        this.judgement = of.judgement();
        this.suspension = of.suspension();
        this.enforcement = of.enforcement();
        this.outcome = of.outcome();
        this.delays = of.delays();
        this.attention = of.attention();
    }

    Dispute done() {
        return new Dispute(
                opening, stage, since, deadline, frozen, drawn, parties, offers, evidence, bench, judgement,
                suspension, enforcement, outcome, delays, at, attention);
    }

    /** Begins a stage, with its own deadline. */
    DisputeEdit enter(Stage to) {
        DisputeTerms.Timers timers = opening.terms().timers();
        if (stage == Stage.EVIDENCE && to == Stage.REBUTTAL) {
            evidence = evidence.ended(Evidence.Round.FIRST, at);
        }
        if (stage == Stage.REBUTTAL && (to == Stage.MEDIATION || to == Stage.RULING)) {
            evidence = evidence.ended(Evidence.Round.REBUTTAL, at);
        }
        if (stage == Stage.RULING && to == Stage.RULED && evidence.moreUntil().isPresent()) {
            evidence = evidence.ended(Evidence.Round.MORE, at).until(Optional.empty());
        }
        stage = to;
        since = at;
        deadline = switch (to) {
            case AWAITING_RESPONSE -> Optional.of(at.plus(timers.respond()));
            case NEGOTIATING -> Optional.of(at.plus(timers.negotiate()));
            case EVIDENCE -> Optional.of(at.plus(timers.evidence()));
            case REBUTTAL -> Optional.of(at.plus(timers.rebuttal()));
            case MEDIATION -> Optional.of(at.plus(timers.propose()));
            case RULING -> Optional.of(at.plus(timers.rule()));
            case RULED -> Optional.of(at.plus(timers.appealWindow()));
            case APPEAL -> Optional.of(at.plus(timers.appealEvidence()));
            case ENFORCING, SUSPENDED, CLOSED -> Optional.empty();
        };
        return this;
    }

    DisputeEdit deadline(Instant to) {
        deadline = Optional.of(to);
        return this;
    }

    DisputeEdit acted(Side side) {
        parties = parties.acted(side, at);
        return this;
    }

    DisputeEdit parties(UnaryOperator<Parties> change) {
        parties = change.apply(parties);
        return this;
    }

    DisputeEdit evidence(UnaryOperator<Evidence> change) {
        evidence = change.apply(evidence);
        return this;
    }

    DisputeEdit bench(UnaryOperator<Bench> change) {
        bench = change.apply(bench);
        return this;
    }

    DisputeEdit judgement(UnaryOperator<Judgement> change) {
        judgement = change.apply(judgement);
        return this;
    }

    /** The side's new offer takes the place of its former one. */
    DisputeEdit offered(Offer offer) {
        List<Offer> more = new ArrayList<>(offers.stream()
                .map(one -> one.side() == offer.side() && one.isStanding() ? one.as(Offer.Status.REPLACED) : one)
                .toList());
        more.add(offer);
        offers = more;
        return this;
    }

    DisputeEdit accepted(String id) {
        offers = offers.stream()
                .map(one -> one.id().equals(id) ? one.as(Offer.Status.ACCEPTED) : one)
                .toList();
        return this;
    }

    /** Each division keeps its proportion; an offer was of another amount and is void. */
    DisputeEdit money(Money nowFrozen, Money nowDrawn) {
        drawn = nowDrawn;
        if (!nowFrozen.equals(frozen)) {
            frozen = nowFrozen;
            UnaryOperator<Division> divide = of -> Dispute.divide(of, nowFrozen);
            offers = offers.stream()
                    .map(one -> one.isStanding() ? one.as(Offer.Status.VOIDED) : one)
                    .toList();
            judgement = judgement.divided(opening.id(), divide);
            enforcement = enforcement.map(
                    of -> of.division().isPresent() ? of.next(of.division().map(divide), at) : of);
        }
        return this;
    }

    /** Remembers the stage, and how much of its time is left. */
    DisputeEdit suspend() {
        Duration left = deadline.map(until -> Duration.between(at, until))
                .filter(time -> !time.isNegative())
                .orElse(Duration.ZERO);
        suspension = Optional.of(new Dispute.Suspension(stage, left, at));
        stage = Stage.SUSPENDED;
        since = at;
        deadline = Optional.empty();
        return this;
    }

    /** Goes back to the stage with the time that was left, or with a day. */
    DisputeEdit resume() {
        Dispute.Suspension was = suspension.orElseThrow();
        Duration left = was.left().compareTo(LEAST_LEFT) < 0 ? LEAST_LEFT : was.left();
        suspension = Optional.empty();
        stage = was.from();
        since = at;
        deadline = stage.isOpen() ? Optional.of(at.plus(left)) : Optional.empty();
        // An arbiter's request stood still as the deadline did.
        Duration stoodStill = Duration.between(was.since(), at);
        evidence = evidence.until(evidence.moreUntil().map(until -> until.plus(stoodStill)));
        enforcement = enforcement.map(of -> of.again(at));
        return this;
    }

    DisputeEdit enforce(Outcome how, Optional<Division> division) {
        enforcement = Optional.of(Enforcement.of(how, division, at));
        suspension = Optional.empty();
        return enter(Stage.ENFORCING);
    }

    DisputeEdit enforcement(UnaryOperator<Enforcement> change) {
        enforcement = enforcement.map(change);
        return this;
    }

    /** The escrow may carry it out before it tells that a bank's case has ended. */
    DisputeEdit enforced(Enforcement.Done done) {
        enforcement = enforcement.map(of -> of.done(done));
        suspension = Optional.empty();
        drawn = Money.zero(drawn.currency());
        return stage == Stage.ENFORCING ? this : enter(Stage.ENFORCING);
    }

    DisputeEdit close(Outcome how) {
        outcome = Optional.of(how);
        suspension = Optional.empty();
        drawn = Money.zero(drawn.currency());
        bench = bench.lacking(Optional.empty());
        return enter(Stage.CLOSED);
    }

    DisputeEdit delays(UnaryOperator<Dispute.Delays> change) {
        delays = change.apply(delays);
        return this;
    }
}
