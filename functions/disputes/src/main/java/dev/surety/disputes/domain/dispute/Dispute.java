package dev.surety.disputes.domain.dispute;

import dev.surety.model.Invariants;
import dev.surety.model.dispute.DisputeDemands;
import dev.surety.model.dispute.Division;
import dev.surety.model.money.Allocation;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A dispute in its present state; each entry of its chain carries it.
 *
 * @param since when the stage began
 * @param deadline of the stage, or of its present step; empty in a stage that is not open
 * @param frozen the amount that is disputed now, before fees
 * @param drawn the part of it that a bank has
 * @param outcome present once it is closed
 * @param at the time of its last entry
 * @param attention the kinds of attention that its entries have opened and not closed
 */
public record Dispute(
        Opening opening,
        Stage stage,
        Instant since,
        Optional<Instant> deadline,
        Money frozen,
        Money drawn,
        Parties parties,
        List<Offer> offers,
        Evidence evidence,
        Bench bench,
        Judgement judgement,
        Optional<Suspension> suspension,
        Optional<Enforcement> enforcement,
        Optional<Outcome> outcome,
        Delays delays,
        Instant at,
        List<String> attention) {
    /**
     * The stage that a bank interrupted.
     *
     * @param left of that stage's deadline
     */
    public record Suspension(Stage from, Duration left, Instant since) {}

    /**
     * The moves of deadlines.
     *
     * @param outages the time that outages have added in all
     * @param counted outages before this time have moved a deadline already
     * @param hasWaitedForNotice whether the first deadline moved because the respondent had no notice
     */
    public record Delays(Duration outages, Optional<Instant> counted, boolean hasWaitedForNotice) {
        static final Delays NONE = new Delays(Duration.ZERO, Optional.empty(), false);
    }

    public Dispute {
        offers = List.copyOf(offers);
        attention = List.copyOf(attention);
    }

    public static Dispute opened(Opening opening, Instant at) {
        return new Dispute(
                opening,
                Stage.AWAITING_RESPONSE,
                at,
                Optional.of(at.plus(opening.terms().timers().respond())),
                opening.claim(),
                Money.zero(opening.claim().currency()),
                Parties.NEW.noticed(opening.opener(), at, "command"),
                List.of(),
                Evidence.NONE,
                Bench.NONE,
                Judgement.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Delays.NONE,
                at,
                List.of());
    }

    /** @param at the time of the entry */
    public Dispute after(DisputeEvent event, Instant at) {
        return DisputeFold.after(this, event, at);
    }

    public String state() {
        return stage.code();
    }

    public boolean isClosed() {
        return stage == Stage.CLOSED;
    }

    /** The stage that counts for the parties: the one that a bank has interrupted, or the present one. */
    public Stage interrupted() {
        return suspension.map(Suspension::from).orElse(stage);
    }

    /** The work of the deadline if no party and no person acts, as the API names it. */
    public Optional<String> then() {
        return deadline.map(_ -> switch (stage) {
            case AWAITING_RESPONSE -> "default";
            case NEGOTIATING -> isTooSmall() ? "refund" : Stage.EVIDENCE.code();
            case EVIDENCE -> Stage.REBUTTAL.code();
            case REBUTTAL -> afterEvidence().code();
            case MEDIATION -> Stage.RULING.code();
            case RULING -> bench.isOverdue() ? Stage.RULED.code() : "reassign";
            case RULED -> Stage.ENFORCING.code();
            case APPEAL -> isHeard() ? Stage.ENFORCING.code() : Stage.RULING.code();
            case ENFORCING, SUSPENDED, CLOSED -> throw new Invariants.Breach("only an open stage has a deadline");
        });
    }

    /** Whether the claim ends after the negotiation, whatever a bank has taken of it since. */
    public boolean isTooSmall() {
        return opening.terms().isTooSmall(opening.claim());
    }

    public Stage afterEvidence() {
        return opening.terms().isMediated(opening.claim()) ? Stage.MEDIATION : Stage.RULING;
    }

    /** Whether an appeal's time for new evidence is over. */
    public boolean isHeard() {
        return judgement.appeal().flatMap(Judgement.Appeal::heardAt).isPresent();
    }

    /** The role that has to act in this stage, or prepares for the next one. */
    public Optional<Role> role() {
        return switch (stage) {
            case EVIDENCE, REBUTTAL ->
                Optional.of(afterEvidence() == Stage.MEDIATION ? Role.MEDIATOR : Role.ARBITER);
            case MEDIATION -> judgement.proposal().isPresent() ? Optional.empty() : Optional.of(Role.MEDIATOR);
            case RULING ->
                Optional.of(
                        switch (judgement.drafts().size()) {
                            case 0 -> Role.ARBITER;
                            case 1 -> Role.CONFIRMER;
                            default -> Role.THIRD;
                        });
            case APPEAL -> Optional.of(Role.APPEAL_ARBITER);
            case AWAITING_RESPONSE, NEGOTIATING, RULED, ENFORCING, SUSPENDED, CLOSED -> Optional.empty();
        };
    }

    /** The role that has to act and that no person has. */
    public Optional<Role> vacancy() {
        return role().filter(role -> bench.person(role).isEmpty());
    }

    public Optional<Offer> standing(Side side) {
        return offers.stream()
                .filter(offer -> offer.side() == side && offer.isStanding())
                .findFirst();
    }

    public Optional<Offer> offer(String id) {
        return offers.stream().filter(offer -> offer.id().equals(id)).findFirst();
    }

    /** The last ruling: the appeal's, or else the first. */
    public Optional<Judgement.Ruling> ruling() {
        return judgement.appeal().flatMap(Judgement.Appeal::ruling).or(judgement::ruling);
    }

    /** The division that the opener asks for, of the amount that is disputed now. */
    public Division asks() {
        return divide(opening.asks());
    }

    /** A division of another amount in the same proportion; a rest goes by largest remainder, a tie to the payee. */
    Division divide(Division former) {
        return divide(former, frozen);
    }

    public static Division divide(Division former, Money amount) {
        if (former.sum().equals(amount) || former.sum().isZero()) {
            return former;
        }
        List<Money> parts = Allocation.largestRemainder(
                amount,
                Stream.of(former.toPayee(), former.toPayer()).map(Money::amountMinor).toList());
        return new Division(parts.getFirst(), parts.getLast());
    }

    /** The demands on the escrow, which each entry carries. */
    public DisputeDemands demands() {
        Optional<DisputeDemands.Enforce> enforce = enforcement
                .filter(of -> stage == Stage.ENFORCING && of.done().isEmpty())
                .map(of -> new DisputeDemands.Enforce(of.n(), of.division()));
        return new DisputeDemands(
                DisputeDemands.VERSION, opening.escrow(), opening.id(), delays.outages(), enforce);
    }
}
