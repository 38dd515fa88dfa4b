package dev.surety.disputes.domain.figures;

import dev.surety.disputes.domain.dispute.Dispute;
import dev.surety.disputes.domain.dispute.Enforcement;
import dev.surety.disputes.domain.dispute.Evidence.Round;
import dev.surety.disputes.domain.dispute.Evidence;
import dev.surety.disputes.domain.dispute.Finding;
import dev.surety.disputes.domain.dispute.Judgement.Appeal;
import dev.surety.disputes.domain.dispute.Judgement.Ruling;
import dev.surety.disputes.domain.dispute.Judgement;
import dev.surety.disputes.domain.dispute.Outcome;
import dev.surety.disputes.domain.dispute.Role;
import dev.surety.disputes.domain.dispute.Stage;
import dev.surety.model.dispute.DisputeReason;
import dev.surety.model.dispute.Division;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The facts that figures take from one dispute's last state.
 *
 * @param end present once it is closed
 * @param took the steps that are over
 * @param byTerms the finding, if the terms decided in the first instance
 * @param won by the division that was carried out, if it was imposed and not agreed
 * @param ruled by a person, in the first instance
 */
public record DisputeFacts(
        DisputeReason reason,
        Optional<End> end,
        Map<Step, Duration> took,
        Optional<Finding> byTerms,
        Optional<Won> won,
        Optional<Ruled> ruled) {
    public DisputeFacts {
        took = Map.copyOf(took);
    }

    /** A part of the way, between two times that the state keeps. */
    public enum Step {
        /** Until the respondent answered. */
        RESPONSE,
        /** From the answer until the evidence of both sides is open: negotiation and evidence. */
        POSITIONS,
        REBUTTAL,
        /** Mediation and ruling, until the first ruling. */
        DECISION,
        /** From the appeal to its ruling. */
        APPEAL,
        ENFORCING,
        /** From the opening to the close. */
        WHOLE;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Won {
        PAYER,
        PAYEE,
        DIVIDED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param stage the last one that the state shows it to have reached before it was decided */
    public record End(Outcome outcome, Stage stage) {}

    /** @param isReversed whether a ruling on appeal divides the money otherwise */
    public record Ruled(String by, boolean isReversed) {}

    public static DisputeFacts of(Dispute dispute) {
        Optional<End> end = dispute.outcome().map(outcome -> new End(outcome, reached(dispute)));
        return new DisputeFacts(
                dispute.opening().reason(),
                end,
                took(dispute),
                byTerms(dispute),
                end.flatMap(of -> won(dispute, of.outcome())),
                dispute.judgement().ruling().flatMap(ruling -> ruling.by()
                        .map(by -> new Ruled(by, isReversed(ruling, dispute.judgement().appeal())))));
    }

    private static Stage reached(Dispute dispute) {
        Judgement judgement = dispute.judgement();
        Evidence evidence = dispute.evidence();
        if (judgement.appeal().isPresent()) {
            return Stage.APPEAL;
        }
        if (judgement.ruling().isPresent()) {
            return Stage.RULED;
        }
        if (!evidence.isSealed(Round.REBUTTAL)) {
            return isPastMediation(dispute) ? Stage.RULING : Stage.MEDIATION;
        }
        if (!evidence.isSealed(Round.FIRST)) {
            return Stage.REBUTTAL;
        }
        // The first person is assigned as soon as evidence begins.
        if (!dispute.bench().assignments().isEmpty() || !evidence.submissions().isEmpty()) {
            return Stage.EVIDENCE;
        }
        return dispute.parties().respondedAt().isPresent() ? Stage.NEGOTIATING : Stage.AWAITING_RESPONSE;
    }

    private static boolean isPastMediation(Dispute dispute) {
        boolean isDeclined = dispute.judgement().proposal().stream()
                .flatMap(one -> Stream.of(one.payer(), one.payee()))
                .flatMap(Optional::stream)
                .anyMatch(yes -> !yes);
        return isDeclined
                || dispute.bench().assignments().stream().anyMatch(one -> one.role() == Role.ARBITER)
                || dispute.afterEvidence() == Stage.RULING;
    }

    private static Map<Step, Duration> took(Dispute dispute) {
        Map<Step, Duration> took = new EnumMap<>(Step.class);
        Optional<Instant> opened = Optional.of(dispute.opening().openedAt());
        Optional<Instant> responded = dispute.parties().respondedAt();
        Optional<Instant> first = ended(dispute, Round.FIRST);
        Optional<Instant> rebuttal = ended(dispute, Round.REBUTTAL);
        Optional<Appeal> appeal = dispute.judgement().appeal();
        put(took, Step.RESPONSE, opened, responded);
        put(took, Step.POSITIONS, responded, first);
        put(took, Step.REBUTTAL, first, rebuttal);
        put(took, Step.DECISION, rebuttal, dispute.judgement().ruling().map(Ruling::at));
        put(took, Step.APPEAL, appeal.map(Appeal::at), appeal.flatMap(Appeal::ruling).map(Ruling::at));
        put(
                took,
                Step.ENFORCING,
                dispute.enforcement().map(Enforcement::since),
                dispute.enforcement().flatMap(Enforcement::done).map(Enforcement.Done::at));
        put(took, Step.WHOLE, opened, Optional.of(dispute.since()).filter(_ -> dispute.isClosed()));
        return took;
    }

    /** A round ends when its second side has submitted, or with the time. */
    private static Optional<Instant> ended(Dispute dispute, Round round) {
        return dispute.evidence().isSealed(round)
                ? Optional.empty()
                : dispute.evidence().submissions().stream()
                        .filter(one -> one.round() == round)
                        .map(Evidence.Submission::at)
                        .max(Instant::compareTo);
    }

    private static void put(Map<Step, Duration> took, Step step, Optional<Instant> from, Optional<Instant> to) {
        from.flatMap(start -> to.map(end -> Duration.between(start, end)))
                .filter(time -> !time.isNegative())
                .ifPresent(time -> took.put(step, time));
    }

    private static Optional<Finding> byTerms(Dispute dispute) {
        boolean isDefault = dispute.enforcement()
                .filter(of -> of.outcome() == Outcome.DEFAULTED)
                .isPresent();
        if (isDefault) {
            return Optional.of(
                    dispute.parties().respondedAt().isPresent() ? Finding.BELOW_LEAST : Finding.NO_RESPONSE);
        }
        return dispute.judgement().ruling().map(Ruling::finding).filter(Finding::isAutomated);
    }

    private static Optional<Won> won(Dispute dispute, Outcome outcome) {
        return switch (outcome) {
            case DEFAULTED, RULED, APPEALED ->
                dispute.enforcement().flatMap(Enforcement::division).map(DisputeFacts::won);
            case WITHDRAWN, CONCEDED, AGREED, MEDIATED, BANK, OUTSIDE, TIMED_OUT -> Optional.empty();
        };
    }

    private static Won won(Division division) {
        if (division.toPayee().isZero()) {
            return Won.PAYER;
        }
        return division.toPayer().isZero() ? Won.PAYEE : Won.DIVIDED;
    }

    /** A bank may have taken a part between the two rulings, so their proportions count. */
    private static boolean isReversed(Ruling first, Optional<Appeal> appeal) {
        return appeal.flatMap(Appeal::ruling)
                .map(Ruling::division)
                .filter(last -> !last.equals(Dispute.divide(first.division(), last.sum())))
                .isPresent();
    }
}
