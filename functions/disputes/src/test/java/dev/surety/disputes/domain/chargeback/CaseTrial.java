package dev.surety.disputes.domain.chargeback;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.surety.disputes.domain.chargeback.ChargebackCase.State;
import dev.surety.disputes.domain.chargeback.ChargebackCommand.Accept;
import dev.surety.disputes.domain.chargeback.ChargebackCommand.AddEvidence;
import dev.surety.disputes.domain.chargeback.ChargebackCommand.GatewaySaid;
import dev.surety.disputes.domain.chargeback.ChargebackCommand.Submit;
import dev.surety.disputes.domain.chargeback.ChargebackCommand.Time;
import dev.surety.disputes.domain.chargeback.ChargebackRules.Context;
import dev.surety.disputes.domain.evidence.EvidenceItem;
import dev.surety.disputes.domain.evidence.EvidenceKind;
import dev.surety.disputes.store.ShippedNeeds;
import dev.surety.files.AnnouncedFile;
import dev.surety.files.FileType;
import dev.surety.model.dispute.ChargebackAnswer.Kind;
import dev.surety.model.dispute.PaymentChargebacks.Answer;
import dev.surety.model.dispute.PaymentChargebacks.Phase;
import dev.surety.model.dispute.PaymentChargebacks.Told;
import dev.surety.model.id.Id;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A bank's case for tests, brought to any state by its own rules. */
final class CaseTrial {
    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    static final Instant DUE = START.plus(Duration.ofDays(10));
    static final Instant SUBMIT_BY = DUE.minus(Duration.ofHours(24));
    static final Duration MILLI = Duration.ofMillis(1);
    static final List<EvidenceKind> ALL =
            List.of(EvidenceKind.ORDER, EvidenceKind.PROMISED_DATE, EvidenceKind.CARRIER_PROOF);

    static Told told(Phase phase, Optional<Answer> answer) {
        return new Told(
                "cb_1", Money.of(6000, "EUR"), List.of(), "product_not_received", Optional.of(DUE), phase, answer);
    }

    static ChargebackFacts facts(Told told) {
        return new ChargebackFacts(
                new PaymentId(Id.derive("pay", "1")), new ParticipantId(Id.derive("par", "1")), "sandbox", told);
    }

    static ChargebackFacts facts(Phase phase) {
        return facts(told(phase, Optional.empty()));
    }

    static EvidenceItem item(EvidenceKind kind) {
        return EvidenceItem.ofWords(Id.derive("ev", kind.code()), kind, "commitment", START);
    }

    static List<EvidenceItem> all() {
        return ALL.stream().map(CaseTrial::item).toList();
    }

    static EvidenceItem file(EvidenceKind kind) {
        var file = new AnnouncedFile(FileType.PDF, 1000, "b".repeat(64));
        return EvidenceItem.awaiting(Id.derive("ev", kind.code()), kind, file, Optional.empty(), START);
    }

    static Context at(Instant now, boolean byTwo) {
        var needs = new ShippedNeeds().of(ChargebackReason.PRODUCT_NOT_RECEIVED);
        return new Context(now, needs, byTwo, String::equals);
    }

    static Context at(Instant now) {
        return at(now, false);
    }

    /** A case that remembers its last event. */
    static final class Walk {
        ChargebackCase state = ChargebackCase.opened(facts(Phase.NEEDS_RESPONSE), START);
        ChargebackEvent last;

        Walk from(Phase phase) {
            state = ChargebackCase.opened(facts(phase), START);
            return this;
        }

        Walk after(ChargebackCommand command, Context context) {
            ChargebackDecision decision = ChargebackRules.decide(state, command, context);
            last = assertInstanceOf(ChargebackDecision.Append.class, decision).event();
            state = ChargebackAttention.of(state.after(last, context.now())).after();
            return this;
        }

        Walk after(ChargebackCommand command) {
            return after(command, at(START));
        }

        Walk complete() {
            return after(new AddEvidence("backend", Optional.empty(), all()));
        }

        Walk told(Phase phase, Optional<Answer> answer) {
            return after(new GatewaySaid(facts(CaseTrial.told(phase, answer))));
        }

        Walk submitting() {
            return complete().after(new Submit("backend", false));
        }

        Optional<Instant> due(Instant now) {
            return ChargebackTimes.due(state, at(now).needs(), now);
        }
    }

    static Optional<Answer> taken(int n, Kind kind) {
        return Optional.of(new Answer(n, kind, Optional.empty()));
    }

    static ChargebackCase in(State state) {
        var walk = new Walk();
        return (switch (state) {
                    case WARNING_NEEDS_RESPONSE -> walk.from(Phase.WARNING_NEEDS_RESPONSE).complete();
                    case WARNING_UNDER_REVIEW ->
                        walk.from(Phase.WARNING_NEEDS_RESPONSE)
                                .submitting()
                                .told(Phase.WARNING_UNDER_REVIEW, taken(1, Kind.EVIDENCE));
                    case WARNING_CLOSED ->
                        walk.from(Phase.WARNING_NEEDS_RESPONSE).told(Phase.WARNING_CLOSED, Optional.empty());
                    case NEEDS_RESPONSE -> walk.complete();
                    case SUBMITTING -> walk.submitting();
                    case UNDER_REVIEW ->
                        walk.submitting().told(Phase.UNDER_REVIEW, taken(1, Kind.EVIDENCE));
                    case ACCEPTED -> walk.after(new Accept("backend"));
                    case EXPIRED -> walk.after(new Time(), at(SUBMIT_BY)).after(new Time(), at(DUE));
                    case WON -> walk.told(Phase.WON, Optional.empty());
                    case LOST -> walk.told(Phase.LOST, Optional.empty());
                })
                .state;
    }

    private CaseTrial() {}
}
