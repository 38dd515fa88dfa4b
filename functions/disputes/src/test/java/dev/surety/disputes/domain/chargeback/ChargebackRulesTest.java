package dev.surety.disputes.domain.chargeback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import dev.surety.disputes.domain.evidence.AnnouncedFile;
import dev.surety.disputes.domain.evidence.CheckOutcome;
import dev.surety.disputes.domain.evidence.EvidenceFault;
import dev.surety.disputes.domain.evidence.EvidenceItem;
import dev.surety.disputes.domain.evidence.EvidenceKind;
import dev.surety.disputes.domain.evidence.FileType;
import dev.surety.disputes.store.ShippedNeeds;
import dev.surety.model.dispute.ChargebackAnswer.Kind;
import dev.surety.model.dispute.PaymentChargebacks.Answer;
import dev.surety.model.dispute.PaymentChargebacks.Phase;
import dev.surety.model.dispute.PaymentChargebacks.Told;
import dev.surety.model.id.Id;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The chart of a bank's case, the table of what banks need, and the moments at which time acts. */
class ChargebackRulesTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant DUE = START.plus(Duration.ofDays(10));
    private static final Instant SUBMIT_BY = DUE.minus(Duration.ofHours(24));
    private static final Duration MILLI = Duration.ofMillis(1);
    private static final List<EvidenceKind> ALL =
            List.of(EvidenceKind.ORDER, EvidenceKind.PROMISED_DATE, EvidenceKind.CARRIER_PROOF);

    private static Told told(Phase phase, Optional<Answer> answer) {
        return new Told(
                "cb_1", Money.of(6000, "EUR"), List.of(), "product_not_received", Optional.of(DUE), phase, answer);
    }

    private static ChargebackFacts facts(Told told) {
        return new ChargebackFacts(
                new PaymentId(Id.derive("pay", "1")), new ParticipantId(Id.derive("par", "1")), "sandbox", told);
    }

    private static ChargebackFacts facts(Phase phase) {
        return facts(told(phase, Optional.empty()));
    }

    private static EvidenceItem item(EvidenceKind kind) {
        return EvidenceItem.ofWords(Id.derive("ev", kind.code()), kind, "commitment", START);
    }

    private static List<EvidenceItem> all() {
        return ALL.stream().map(ChargebackRulesTest::item).toList();
    }

    private static EvidenceItem file(EvidenceKind kind) {
        var file = new AnnouncedFile(FileType.PDF, 1000, "b".repeat(64));
        return EvidenceItem.awaiting(Id.derive("ev", kind.code()), kind, file, Optional.empty(), START);
    }

    private static Context at(Instant now, boolean byTwo) {
        var needs = new ShippedNeeds().of(ChargebackReason.PRODUCT_NOT_RECEIVED);
        return new Context(now, needs, byTwo, String::equals);
    }

    private static Context at(Instant now) {
        return at(now, false);
    }

    /** A case that remembers its last event. */
    private static final class Walk {
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
            return after(new GatewaySaid(facts(ChargebackRulesTest.told(phase, answer))));
        }

        Walk submitting() {
            return complete().after(new Submit("backend", false));
        }

        Optional<Instant> due(Instant now) {
            return ChargebackTimes.due(state, at(now).needs(), now);
        }
    }

    private static Optional<Answer> taken(int n, Kind kind) {
        return Optional.of(new Answer(n, kind, Optional.empty()));
    }

    private static ChargebackCase in(State state) {
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

    private static String outcome(State from, String word) {
        ChargebackCase state = in(from);
        ChargebackCommand command =
                switch (word) {
                    case "add" -> new AddEvidence("backend", Optional.empty(), List.of(item(EvidenceKind.THREAD)));
                    case "submit" -> new Submit("backend", false);
                    case "approve" -> new ApproveSubmit("other", state.setHash());
                    case "accept" -> new Accept("backend");
                    case "won" -> new GatewaySaid(facts(Phase.WON));
                    case "lost" -> new GatewaySaid(facts(Phase.LOST));
                    case "drawn" -> new GatewaySaid(facts(Phase.NEEDS_RESPONSE));
                    case "closed" -> new GatewaySaid(facts(Phase.WARNING_CLOSED));
                    default -> new Time();
                };
        return switch (ChargebackRules.decide(state, command, at(START))) {
            case ChargebackDecision.Append(var event) -> state.after(event, START).state().code();
            case ChargebackDecision.Refused(Refusal refusal) -> refusal.reason().code();
            case ChargebackDecision.Nothing _ -> "nothing";
        };
    }

    private static final List<String> COMMANDS =
            List.of("add", "submit", "approve", "accept", "won", "lost", "drawn", "closed", "time");

    /** One row a state; "-" is transition_not_allowed, "=" the state itself; the test names the other short words. */
    private static final String CHART =
            """
            state                  | add    | submit     | approve | accept   | won     | lost    | drawn   | closed  | time
            warning_needs_response | =      | submitting | -       | accepted | won     | lost    | open    | ended   | =
            warning_under_review   | -      | -          | -       | -        | won     | lost    | open    | ended   | =
            warning_closed         | -      | -          | -       | -        | won     | lost    | open    | nothing | =
            needs_response         | =      | submitting | -       | accepted | won     | lost    | nothing | ended   | =
            submitting             | locked | -          | -       | -        | won     | lost    | nothing | ended   | =
            under_review           | locked | -          | -       | -        | won     | lost    | =       | ended   | =
            accepted               | -      | -          | -       | -        | won     | lost    | nothing | ended   | =
            expired                | -      | -          | -       | -        | won     | lost    | nothing | ended   | =
            won                    | -      | -          | -       | -        | nothing | lost    | =       | ended   | =
            lost                   | -      | -          | -       | -        | won     | nothing | =       | ended   | =
            """;

    @Test
    void everyStateAnswersEveryCommandAsTheChartSays() {
        Set<State> rows = new HashSet<>();
        for (String line : CHART.lines().skip(1).toList()) {
            List<String> cells = Arrays.stream(line.split("\\|")).map(String::trim).toList();
            State state = State.valueOf(cells.getFirst().toUpperCase(Locale.ROOT));
            rows.add(state);
            Map<String, String> expected = new TreeMap<>();
            Map<String, String> found = new TreeMap<>();
            for (int i = 0; i < COMMANDS.size(); i++) {
                String cell = cells.get(i + 1);
                expected.put(
                        COMMANDS.get(i),
                        switch (cell) {
                            case "-" -> "transition_not_allowed";
                            case "=" -> state.code();
                            case "locked" -> "evidence_locked";
                            case "open" -> "needs_response";
                            case "ended" -> "warning_closed";
                            default -> cell;
                        });
                found.put(COMMANDS.get(i), outcome(state, COMMANDS.get(i)));
            }
            assertEquals(expected, found, state.code());
        }
        assertEquals(Set.of(State.values()), rows);
    }

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
