package dev.surety.disputes.domain.chargeback;

import static dev.surety.disputes.domain.chargeback.CaseTrial.DUE;
import static dev.surety.disputes.domain.chargeback.CaseTrial.MILLI;
import static dev.surety.disputes.domain.chargeback.CaseTrial.START;
import static dev.surety.disputes.domain.chargeback.CaseTrial.SUBMIT_BY;
import static dev.surety.disputes.domain.chargeback.CaseTrial.all;
import static dev.surety.disputes.domain.chargeback.CaseTrial.at;
import static dev.surety.disputes.domain.chargeback.CaseTrial.facts;
import static dev.surety.disputes.domain.chargeback.CaseTrial.file;
import static dev.surety.disputes.domain.chargeback.CaseTrial.in;
import static dev.surety.disputes.domain.chargeback.CaseTrial.item;
import static dev.surety.disputes.domain.chargeback.CaseTrial.taken;
import static dev.surety.disputes.domain.chargeback.CaseTrial.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.disputes.domain.chargeback.CaseTrial.Walk;
import dev.surety.disputes.domain.chargeback.ChargebackCase.LostBy;
import dev.surety.disputes.domain.chargeback.ChargebackCase.State;
import dev.surety.disputes.domain.chargeback.ChargebackCommand.Accept;
import dev.surety.disputes.domain.chargeback.ChargebackCommand.AddEvidence;
import dev.surety.disputes.domain.chargeback.ChargebackCommand.ApproveSubmit;
import dev.surety.disputes.domain.chargeback.ChargebackCommand.EvidenceArrived;
import dev.surety.disputes.domain.chargeback.ChargebackCommand.GatewaySaid;
import dev.surety.disputes.domain.chargeback.ChargebackCommand.Submit;
import dev.surety.disputes.domain.chargeback.ChargebackCommand.Time;
import dev.surety.disputes.domain.chargeback.ChargebackRules.Context;
import dev.surety.disputes.domain.evidence.CheckOutcome;
import dev.surety.disputes.domain.evidence.EvidenceFault;
import dev.surety.disputes.domain.evidence.EvidenceItem;
import dev.surety.disputes.domain.evidence.EvidenceKind;
import dev.surety.disputes.store.ShippedNeeds;
import dev.surety.model.dispute.ChargebackAnswer.Kind;
import dev.surety.model.dispute.PaymentChargebacks.Answer;
import dev.surety.model.dispute.PaymentChargebacks.Phase;
import dev.surety.model.dispute.PaymentChargebacks.Told;
import dev.surety.model.id.Id;
import dev.surety.model.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The table of what banks need, and the moments at which time acts. */
class ChargebackRulesTest {
    @Test
    void aTableSaysWhatABankNeedsForEachReason() {
        var table = new ShippedNeeds();
        var missing = table.of(ChargebackReason.FRAUDULENT).missing(Set.of(EvidenceKind.ORDER));
        assertEquals(List.of(EvidenceKind.ACCOUNT, EvidenceKind.ADDRESS), missing.required());
        assertEquals(3, missing.oneOf().size());
        assertTrue(table.of(ChargebackReason.FRAUDULENT)
                .missing(Set.of(
                        EvidenceKind.ORDER, EvidenceKind.ACCOUNT, EvidenceKind.ADDRESS, EvidenceKind.THREE_D_SECURE))
                .isNothing());
        assertTrue(table.of(ChargebackReason.GENERAL).missing(Set.of()).any(), "nothing cannot be sent");
        assertTrue(table.of(ChargebackReason.GENERAL).missing(Set.of(EvidenceKind.OTHER)).isNothing());
        assertEquals(ChargebackReason.GENERAL, ChargebackReason.of("10.4"));
        for (ChargebackReason reason : ChargebackReason.values()) {
            EvidenceNeeds needs = table.of(reason);
            assertTrue(needs.never().stream()
                    .noneMatch(kind -> needs.required().contains(kind) || needs.oneOf().contains(kind)));
        }
    }

    @Test
    void evidenceThatABankMustNotGetIsRefused() {
        var never = new EvidenceNeeds(List.of(), List.of(), List.of(EvidenceKind.RULING));
        var decision = ChargebackRules.decide(
                new Walk().state,
                new AddEvidence("backend", Optional.empty(), List.of(item(EvidenceKind.RULING))),
                new Context(START, never, false, String::equals));
        assertEquals(
                "never_sent",
                assertInstanceOf(ChargebackDecision.Refused.class, decision)
                        .refusal()
                        .errors()
                        .getFirst()
                        .reason());
    }

    private static Refusal refused(Walk walk, ChargebackCommand command, Context context) {
        return assertInstanceOf(
                        ChargebackDecision.Refused.class, ChargebackRules.decide(walk.state, command, context))
                .refusal();
    }

    @Test
    void anIncompleteSetNamesWhatIsMissingAndGoesOnlyOnPurpose() {
        Walk walk = new Walk().after(new AddEvidence("backend", Optional.empty(), List.of(item(EvidenceKind.ORDER))));
        Refusal refusal = refused(walk, new Submit("backend", false), at(START));
        assertEquals(
                List.of("missing_promised_date", "missing_one_of"),
                refusal.errors().stream().map(error -> error.reason()).toList());
        walk.after(new Submit("backend", true));
        assertEquals(State.SUBMITTING, walk.state.state());
        assertEquals("invalid", refused(new Walk(), new Submit("backend", true), at(START)).reason().code());
    }

    @Test
    void aFileCountsOnceItIsCheckedAndFoundSound() {
        Walk walk = new Walk()
                .after(new AddEvidence(
                        "backend", Optional.empty(), List.of(file(EvidenceKind.ORDER), file(EvidenceKind.TRIP))));
        assertEquals(0, walk.state.attached().size());
        walk.after(new EvidenceArrived(Id.derive("ev", "order"), new CheckOutcome.Sound(2)));
        walk.after(new EvidenceArrived(
                Id.derive("ev", "trip"), new CheckOutcome.Unsound(EvidenceFault.values()[0], "bad")));
        assertEquals(List.of(EvidenceKind.ORDER), walk.state.attached().stream().map(EvidenceItem::kind).toList());
        assertInstanceOf(
                ChargebackDecision.Nothing.class,
                ChargebackRules.decide(
                        walk.state,
                        new EvidenceArrived(Id.derive("ev", "order"), new CheckOutcome.Sound(2)),
                        at(START)));
    }

    @Test
    void aLargeOneIsAskedByOneAndAgreedToByAnotherWhoSawTheSameSet() {
        Walk walk = new Walk().complete().after(new Submit("anna", false), at(START, true));
        assertEquals(State.NEEDS_RESPONSE, walk.state.state());
        assertEquals(Set.of(ChargebackAttention.APPROVAL), walk.state.attention());
        String hash = walk.state.setHash();
        assertEquals(
                "approver_is_maker",
                refused(walk, new ApproveSubmit("anna", hash), at(START, true)).reason().code());
        assertEquals(
                "hash_mismatch",
                refused(walk, new ApproveSubmit("ben", "set_other"), at(START, true)).reason().code());
        assertEquals(
                "transition_not_allowed",
                refused(walk, new Submit("anna", false), at(START, true)).reason().code());
        walk.after(new ApproveSubmit("ben", hash), at(START, true));
        assertEquals(State.SUBMITTING, walk.state.state());
        assertEquals(Set.of(), walk.state.attention());
    }

    @Test
    void moreEvidenceVoidsTheFirstPersonsWish() {
        Walk walk = new Walk().complete().after(new Submit("anna", false), at(START, true));
        String hash = walk.state.setHash();
        walk.after(new AddEvidence("backend", Optional.empty(), List.of(item(EvidenceKind.THREAD))));
        assertEquals(
                "transition_not_allowed",
                refused(walk, new ApproveSubmit("ben", hash), at(START, true)).reason().code());
    }

    @Test
    void peopleAreToldADayBeforeEvidenceIsDueAndNotAMilliEarlier() {
        Instant warned = SUBMIT_BY.minus(Duration.ofHours(24));
        Walk walk = new Walk();
        assertEquals(Optional.of(warned), walk.due(START));
        walk.after(new Time(), at(warned.minus(MILLI)));
        assertInstanceOf(ChargebackEvent.Looked.class, walk.last);
        walk.after(new Time(), at(warned));
        assertInstanceOf(ChargebackEvent.EvidenceDue.class, walk.last);
        assertEquals(Set.of(ChargebackAttention.DUE), walk.state.attention());
        assertEquals(Optional.of(DUE), walk.due(warned));
    }

    @Test
    void aCompleteSetGoesByItselfWhenItIsDueAndNotAMilliEarlier() {
        Walk walk = new Walk().complete();
        assertEquals(Optional.of(SUBMIT_BY), walk.due(START));
        walk.after(new Time(), at(SUBMIT_BY.minus(MILLI)));
        assertInstanceOf(ChargebackEvent.Looked.class, walk.last);
        walk.after(new Time(), at(SUBMIT_BY, true));
        assertEquals(new ChargebackEvent.Submitting(1, walk.state.setHash(), "timer", Optional.empty()), walk.last);
    }

    @Test
    void anIncompleteSetExpiresAtTheGatewaysDeadlineAndNotAMilliEarlier() {
        Walk walk = new Walk().after(new Time(), at(SUBMIT_BY));
        walk.after(new Time(), at(DUE.minus(MILLI)));
        assertInstanceOf(ChargebackEvent.Looked.class, walk.last);
        assertEquals(State.NEEDS_RESPONSE, walk.state.state());
        assertEquals("window_closed", refused(walk, new Accept("a"), at(DUE)).reason().code());
        walk.after(new Accept("a"), at(DUE.minus(MILLI)));

        Walk other = new Walk().after(new Time(), at(SUBMIT_BY)).after(new Time(), at(DUE));
        assertEquals(State.EXPIRED, other.state.state());
        assertEquals(Set.of(), other.state.attention());
        other.told(Phase.LOST, Optional.empty());
        assertEquals(Optional.of(LostBy.NO_RESPONSE), other.state.lostBy());
    }

    @Test
    void whatIsCompletedAfterItWasDueGoesAtOnce() {
        Walk walk = new Walk().after(new Time(), at(SUBMIT_BY));
        Instant later = SUBMIT_BY.plusSeconds(60);
        walk.after(new AddEvidence("b", Optional.empty(), all()), at(later));
        assertEquals(Optional.of(later), walk.due(later));
        walk.after(new Time(), at(later));
        assertEquals(State.SUBMITTING, walk.state.state());
    }

    @Test
    void anUnknownOutcomeIsAskedForMoreAndMoreSeldomAndStuckAfterADay() {
        Walk walk = new Walk().submitting();
        for (int minutes : List.of(1, 5, 30, 60, 60)) {
            assertEquals(Optional.of(START.plus(Duration.ofMinutes(minutes))), walk.due(START));
            walk.after(new Time());
        }
        walk.after(new Time(), at(START.plus(Duration.ofDays(1)).minus(MILLI)));
        assertEquals(Set.of(), walk.state.attention());
        walk.after(new Time(), at(START.plus(Duration.ofDays(1))));
        assertEquals(Set.of(ChargebackAttention.STUCK), walk.state.attention());
        walk.told(Phase.UNDER_REVIEW, taken(1, Kind.EVIDENCE));
        assertEquals(State.UNDER_REVIEW, walk.state.state());
        assertEquals(Set.of(), walk.state.attention());
        assertEquals(Optional.empty(), walk.due(START));
    }

    @Test
    void aRefusedAnswerGivesTheCaseBackToPeopleAndNotToTheTimer() {
        var declined = Optional.of(new Answer(1, Kind.EVIDENCE, Optional.of("bad_file")));
        Walk walk = new Walk().submitting().told(Phase.NEEDS_RESPONSE, declined);
        assertEquals(State.NEEDS_RESPONSE, walk.state.state());
        assertEquals(Set.of(ChargebackAttention.DUE), walk.state.attention());
        assertEquals(Optional.of(DUE), walk.due(START));
        walk.after(new Submit("backend", false));
        assertEquals(2, walk.state.answers());
        assertInstanceOf(
                ChargebackDecision.Nothing.class,
                ChargebackRules.decide(
                        walk.state, new GatewaySaid(facts(told(Phase.NEEDS_RESPONSE, declined))), at(START)),
                "the outcome of the first answer is not the second's");
    }

    @Test
    void anAcceptanceIsLostByAcceptance() {
        Walk walk = new Walk().after(new Accept("backend"));
        assertTrue(walk.state.pending().isPresent());
        walk.told(Phase.LOST, taken(1, Kind.ACCEPTANCE));
        assertEquals(State.LOST, walk.state.state());
        assertEquals(Optional.of(LostBy.ACCEPTANCE), walk.state.lostBy());
        assertEquals(Optional.empty(), walk.state.pending());
    }

    @Test
    void aLostOneMayBeWonAndRemembersWhyItWasLost() {
        Walk walk = new Walk().submitting()
                .told(Phase.UNDER_REVIEW, taken(1, Kind.EVIDENCE))
                .told(Phase.LOST, taken(1, Kind.EVIDENCE))
                .told(Phase.WON, taken(1, Kind.EVIDENCE));
        assertEquals(State.WON, walk.state.state());
        assertEquals(Optional.of(LostBy.DECISION), walk.state.lostBy());
    }

    @Test
    void aWarningThatComesTrueKeepsItsEvidenceAndMayBeAnsweredAnew() {
        Walk walk = new Walk().from(Phase.WARNING_NEEDS_RESPONSE)
                .submitting()
                .told(Phase.WARNING_UNDER_REVIEW, taken(1, Kind.EVIDENCE));
        assertEquals(State.WARNING_UNDER_REVIEW, walk.state.state());
        walk.told(Phase.NEEDS_RESPONSE, Optional.empty());
        assertEquals(3, walk.state.attached().size());
        assertEquals(Optional.of(SUBMIT_BY), walk.due(START));
        walk.after(new Submit("backend", false));
        assertEquals(2, walk.state.answer().orElseThrow().n());
    }

    @Test
    void aGatewayThatGivesMoreTimeOpensAnExpiredCaseAgain() {
        var state = in(State.EXPIRED);
        Told before = state.facts().told();
        var more = new Told(
                before.id(), before.amount(), List.of(), before.reason(), Optional.of(DUE.plusSeconds(1)),
                Phase.NEEDS_RESPONSE, Optional.empty());
        var decision = ChargebackRules.decide(state, new GatewaySaid(facts(more)), at(DUE));
        var event = assertInstanceOf(ChargebackDecision.Append.class, decision).event();
        assertEquals(State.NEEDS_RESPONSE, state.after(event, DUE).state());
    }
}
