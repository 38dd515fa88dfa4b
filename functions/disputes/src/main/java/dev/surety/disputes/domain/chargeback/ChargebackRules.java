package dev.surety.disputes.domain.chargeback;

import dev.surety.disputes.domain.chargeback.ChargebackCase.State;
import dev.surety.disputes.domain.chargeback.ChargebackCase.Wish;
import dev.surety.disputes.domain.chargeback.ChargebackCommand.Accept;
import dev.surety.disputes.domain.chargeback.ChargebackCommand.AddEvidence;
import dev.surety.disputes.domain.chargeback.ChargebackCommand.ApproveSubmit;
import dev.surety.disputes.domain.chargeback.ChargebackCommand.EvidenceArrived;
import dev.surety.disputes.domain.chargeback.ChargebackCommand.GatewaySaid;
import dev.surety.disputes.domain.chargeback.ChargebackCommand.Submit;
import dev.surety.disputes.domain.chargeback.ChargebackCommand.Time;
import dev.surety.disputes.domain.chargeback.ChargebackDecision.Append;
import dev.surety.disputes.domain.chargeback.ChargebackDecision.Nothing;
import dev.surety.disputes.domain.chargeback.ChargebackDecision.Refused;
import dev.surety.disputes.domain.chargeback.ChargebackEvent.Turn;
import dev.surety.disputes.domain.evidence.EvidenceItem;
import dev.surety.disputes.domain.evidence.EvidenceLimits;
import dev.surety.model.dispute.ChargebackAnswer;
import dev.surety.model.dispute.PaymentChargebacks.Answer;
import dev.surety.model.dispute.PaymentChargebacks.Phase;
import dev.surety.model.dispute.PaymentChargebacks.Told;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** The one place that decides what people, time and the bank do to a case. */
public final class ChargebackRules {
    private ChargebackRules() {}

    /**
     * @param needs of the case's reason
     * @param byTwo whether a second person has to agree to the evidence
     * @param isSamePerson whether two names are one person's, or linked
     */
    public record Context(
            Instant now, EvidenceNeeds needs, boolean byTwo, BiPredicate<String, String> isSamePerson) {}

    public static ChargebackDecision decide(ChargebackCase state, ChargebackCommand command, Context context) {
        return switch (command) {
            case AddEvidence add -> add(state, add, context);
            case EvidenceArrived arrived -> arrived(state, arrived, context.now());
            case Submit submit -> submit(state, submit, context);
            case ApproveSubmit approve -> approve(state, approve, context);
            case Accept(var by) ->
                barred(state, context.now())
                        .<ChargebackDecision>map(Refused::new)
                        .orElseGet(() -> new Append(new ChargebackEvent.Accepting(state.answers() + 1, by)));
            case GatewaySaid(var facts) -> said(state, facts);
            case Time _ -> time(state, context);
        };
    }

    /** Why the bank cannot be answered any more. */
    private static Optional<Refusal> barred(ChargebackCase state, Instant now) {
        if (!state.state().isAnswerable()) {
            return Optional.of(notIn(state));
        }
        return state.dueBy()
                .filter(due -> !now.isBefore(due))
                .map(due -> CommonReason.WINDOW_CLOSED.with("The bank took answers before " + due + "."));
    }

    private static ChargebackDecision add(ChargebackCase state, AddEvidence add, Context context) {
        List<FieldError> never = add.items().stream()
                .filter(item -> context.needs().never().contains(item.kind()))
                .map(_ -> new FieldError("/kind", "never_sent"))
                .toList();
        if (!never.isEmpty()) {
            return refused(Refusal.of(CommonReason.INVALID, never));
        }
        List<EvidenceItem> all =
                new ArrayList<>(state.evidence().stream().map(ChargebackCase.Item::item).toList());
        for (EvidenceItem item : add.items()) {
            Optional<Refusal> limit = EvidenceLimits.refused(all, item);
            if (limit.isPresent()) {
                return refused(limit.get());
            }
            all.add(item);
        }
        if (state.state() == State.SUBMITTING || state.state() == State.UNDER_REVIEW) {
            return refused(CommonReason.EVIDENCE_LOCKED.with("The bank has the evidence of this case."));
        }
        return barred(state, context.now())
                .<ChargebackDecision>map(Refused::new)
                .orElseGet(() -> new Append(new ChargebackEvent.EvidenceAdded(add.by(), add.of(), add.items())));
    }

    private static ChargebackDecision arrived(ChargebackCase state, EvidenceArrived arrived, Instant now) {
        return state.evidence().stream()
                .map(ChargebackCase.Item::item)
                .filter(item -> item.id().equals(arrived.item()) && item.state().isOpen())
                .findFirst()
                .<ChargebackDecision>map(item -> new Append(new ChargebackEvent.EvidenceChecked(
                        item.after(arrived.outcome(), barred(state, now).isEmpty()))))
                .orElseGet(Nothing::new);
    }

    private static ChargebackDecision submit(ChargebackCase state, Submit submit, Context context) {
        Optional<Refusal> barred = barred(state, context.now());
        if (barred.isPresent()) {
            return refused(barred.get());
        }
        if (state.wish().isPresent()) {
            return refused(CommonReason.TRANSITION_NOT_ALLOWED.with("A person has asked for it already."));
        }
        EvidenceNeeds.Missing missing = state.missing(context.needs());
        if (missing.any() || !(missing.isNothing() || submit.evenIfIncomplete())) {
            return refused(lacking(missing));
        }
        return new Append(
                context.byTwo()
                        ? new ChargebackEvent.SubmitAsked(submit.by(), state.setHash())
                        : submitting(state, submit.by()));
    }

    private static Refusal lacking(EvidenceNeeds.Missing missing) {
        List<FieldError> fields = new ArrayList<>();
        missing.required().forEach(kind -> fields.add(new FieldError("/evidence", "missing_" + kind.code())));
        if (!missing.oneOf().isEmpty()) {
            fields.add(new FieldError("/evidence", "missing_one_of"));
        }
        if (fields.isEmpty()) {
            fields.add(new FieldError("/evidence", "missing"));
        }
        return Refusal.of(CommonReason.INVALID, fields);
    }

    private static ChargebackEvent submitting(ChargebackCase state, String by) {
        return new ChargebackEvent.Submitting(state.answers() + 1, state.setHash(), by, Optional.empty());
    }

    private static ChargebackDecision approve(ChargebackCase state, ApproveSubmit approve, Context context) {
        Optional<Refusal> barred = barred(state, context.now());
        if (barred.isPresent() || state.wish().isEmpty()) {
            return refused(barred.orElseGet(
                    () -> CommonReason.TRANSITION_NOT_ALLOWED.with("No person has asked to submit it.")));
        }
        Wish wish = state.wish().get();
        if (!approve.hash().equals(wish.hash())) {
            return refused(Refusal.of(
                    CommonReason.HASH_MISMATCH, List.of(new FieldError("/hash", "not_of_this_evidence"))));
        }
        if (context.isSamePerson().test(wish.by(), approve.by())) {
            return refused(CommonReason.APPROVER_IS_MAKER.with(CommonReason.APPROVER_IS_MAKER.title()));
        }
        return new Append(submitting(state, approve.by()));
    }

    /** The last word of the payment's chain. The same word again is nothing. */
    private static ChargebackDecision said(ChargebackCase state, ChargebackFacts facts) {
        return facts.equals(state.facts())
                ? new Nothing()
                : new Append(new ChargebackEvent.Told(turn(state, facts.told()), facts));
    }

    private static Turn turn(ChargebackCase state, Told told) {
        Phase before = state.facts().told().phase();
        return switch (told.phase()) {
            case WON -> state.state() == State.WON ? Turn.NOTICED : Turn.WON;
            case LOST -> state.state() == State.LOST ? Turn.NOTICED : Turn.LOST;
            case WARNING_CLOSED -> state.state() == State.WARNING_CLOSED ? Turn.NOTICED : Turn.WARNING_CLOSED;
            case NEEDS_RESPONSE, UNDER_REVIEW ->
                (before.isWarning() && told.phase() == Phase.NEEDS_RESPONSE) || isLater(state, told)
                        ? Turn.OPENED
                        : answered(state, told);
            case WARNING_NEEDS_RESPONSE, WARNING_UNDER_REVIEW -> answered(state, told);
        };
    }

    /** A gateway may give more time to a case that had expired. */
    private static boolean isLater(ChargebackCase state, Told told) {
        return state.state() == State.EXPIRED
                && told.phase() == Phase.NEEDS_RESPONSE
                && told.evidenceDueBy()
                        .filter(due -> state.dueBy().filter(due::isAfter).isPresent())
                        .isPresent();
    }

    private static Turn answered(ChargebackCase state, Told told) {
        Optional<Answer> outcome = told.answer()
                .filter(said -> state.pending().filter(ours -> ours.n() == said.n()).isPresent());
        if (outcome.isEmpty()) {
            return Turn.NOTICED;
        }
        if (outcome.get().declined().isPresent()) {
            return Turn.ANSWER_DECLINED;
        }
        return outcome.get().kind() == ChargebackAnswer.Kind.EVIDENCE ? Turn.SUBMITTED : Turn.ACCEPTED;
    }

    private static ChargebackDecision time(ChargebackCase state, Context context) {
        Instant now = context.now();
        if (state.pending().isPresent()) {
            Instant since = state.pending().get().at();
            return new Append(new ChargebackEvent.SentAgain(!now.isBefore(since.plus(ChargebackTimes.STUCK))));
        }
        Optional<ChargebackTimes.Step> step = state.state().isAnswerable()
                ? ChargebackTimes.step(state, context.needs()).filter(of -> !now.isBefore(of.at()))
                : Optional.empty();
        if (step.isEmpty()) {
            return new Append(new ChargebackEvent.Looked());
        }
        return new Append(
                switch (step.get().what()) {
                    case TELL -> new ChargebackEvent.EvidenceDue();
                    case SUBMIT ->
                        state.dueBy().filter(due -> !now.isBefore(due)).isPresent()
                                ? late(state)
                                : submitting(state, ChargebackEvent.TIMER);
                    case EXPIRE -> new ChargebackEvent.Expired();
                });
    }

    /** The timer itself was late. A warning just ends its deadlines. */
    private static ChargebackEvent late(ChargebackCase state) {
        return state.state() == State.NEEDS_RESPONSE
                ? new ChargebackEvent.Expired()
                : submitting(state, ChargebackEvent.TIMER);
    }

    private static Refusal notIn(ChargebackCase state) {
        return CommonReason.TRANSITION_NOT_ALLOWED.with("The case is " + state.state().code() + ".");
    }

    private static ChargebackDecision refused(Refusal refusal) {
        return new Refused(refusal);
    }
}
