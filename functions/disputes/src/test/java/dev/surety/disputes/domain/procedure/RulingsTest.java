package dev.surety.disputes.domain.procedure;

import static dev.surety.disputes.domain.procedure.DisputeTrial.A_FACT;
import static dev.surety.disputes.domain.procedure.DisputeTrial.LARGE;
import static dev.surety.disputes.domain.procedure.DisputeTrial.MIDDLE;
import static dev.surety.disputes.domain.procedure.DisputeTrial.SMALL;
import static dev.surety.disputes.domain.procedure.DisputeTrial.eur;
import static dev.surety.disputes.domain.procedure.DisputeTrial.lines;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.disputes.domain.dispute.Bench;
import dev.surety.disputes.domain.dispute.DisputeAttention;
import dev.surety.disputes.domain.dispute.DisputeTimes;
import dev.surety.disputes.domain.dispute.Finding;
import dev.surety.disputes.domain.dispute.Judgement.Fact;
import dev.surety.disputes.domain.dispute.Judgement.Ruling;
import dev.surety.disputes.domain.dispute.Outcome;
import dev.surety.disputes.domain.dispute.Role;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.dispute.Stage;
import dev.surety.model.dispute.Division;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who rules, with what reasons, and what happens if no ruling comes. */
class RulingsTest {
    private static final Division HALF = lines(300_00, 300_00);

    private static DisputeTrial ruling() {
        return DisputeTrial.of(MIDDLE).toRuling();
    }

    private static DisputeTrial drafted() {
        DisputeTrial trial = DisputeTrial.of(LARGE).toRuling();
        return trial.does(trial.rule(lines(3_000_00, 3_000_00))).settle();
    }

    private static Ruling ruled(DisputeTrial trial) {
        assertEquals(Stage.RULED, trial.dispute.stage());
        return trial.dispute.judgement().ruling().orElseThrow();
    }

    @Test
    void aRulingWithoutReasonsIsRefused() {
        DisputeTrial trial = ruling();
        String person = trial.person(Role.ARBITER);
        Finding finding = Finding.CLAIM_PROVED;
        assertEquals("invalid", trial.says(new DisputeCommand.Rule(person, HALF, finding, List.of())));
        assertEquals("invalid", trial.says(
                new DisputeCommand.Rule(person, HALF, finding, List.of(new Fact(" ", List.of())))));
        assertEquals("invalid", trial.says(
                new DisputeCommand.Rule(person, HALF, finding, List.of(new Fact("words", List.of("ev_none"))))));
        assertEquals("invalid", trial.says(
                new DisputeCommand.Rule(person, HALF, Finding.NO_RESPONSE, List.of(A_FACT))));
        assertEquals("ruled", trial.says(new DisputeCommand.Rule(person, HALF, finding, List.of(A_FACT))));
    }

    @Test
    void aRulingsLinesSumToTheDisputedAmountInItsCurrency() {
        DisputeTrial trial = ruling();
        assertEquals("invalid", trial.says(trial.rule(lines(300_00, 299_99))));
        assertEquals("invalid", trial.says(trial.rule(Division.allToPayee(Money.of(600_00, "USD")))));
        assertEquals("ruled", trial.copy().says(trial.rule(lines(0, 600_00))));
        assertEquals("ruled", trial.copy().says(trial.rule(lines(600_00, 0))));
        assertEquals("ruled", trial.copy().says(trial.rule(lines(1, 599_99))));
    }

    @Test
    void aPartysRelativeAndAStrangerDoNotRule() {
        DisputeTrial trial = ruling();
        trial.conflicted = Set.of(trial.person(Role.ARBITER));
        assertEquals("conflicted", trial.says(trial.rule(HALF)));
        assertEquals("not_assigned", trial.says(
                new DisputeCommand.Rule("arb_7", HALF, Finding.CLAIM_PROVED, List.of(A_FACT))));
    }

    @Test
    void theFirstInstanceDoesNotRuleOnAppeal() {
        DisputeTrial trial = ruling();
        List<String> first = trial.dispute.bench().assignments().stream().map(Bench.Assignment::person).toList();
        trial.does(trial.rule(HALF)).does(new DisputeCommand.Appeal(Side.PAYEE, Optional.empty())).settle().pass();
        for (String person : first) {
            assertEquals("not_assigned", trial.says(
                    new DisputeCommand.Rule(person, HALF, Finding.CLAIM_PROVED, List.of(A_FACT))));
        }
        assertFalse(first.contains(trial.person(Role.APPEAL_ARBITER)));
        trial.does(trial.rule(lines(600_00, 0)));
        assertEquals(Outcome.APPEALED, trial.enforcement().outcome());
        assertEquals(lines(600_00, 0), trial.enforcement().division().orElseThrow());
        assertEquals(lines(600_00, 0), trial.dispute.ruling().orElseThrow().division());
    }

    @Test
    void noRulingIsMadeOnMoneyThatABankHolds() {
        DisputeTrial trial = ruling();
        trial.does(trial.open(600_00, 1));
        assertEquals("bank_decides", trial.says(trial.rule(HALF)));
    }

    @Test
    void linesThatWereWrittenForAFormerAmountAreToldApart() {
        DisputeTrial trial = ruling();
        trial.does(trial.open(500_00, 0));
        assertEquals("frozen_changed", trial.says(trial.rule(HALF)));
        assertEquals("ruled", trial.says(trial.rule(lines(250_00, 250_00))));
    }

    @Test
    void upToTheLimitOnePersonRulesAndAboveItTwo() {
        DisputeTrial atLimit = DisputeTrial.of(eur(1_000_00)).toRuling();
        assertEquals("ruled", atLimit.says(atLimit.rule(lines(1_000_00, 0))));
        DisputeTrial above = DisputeTrial.of(eur(1_000_01)).toRuling();
        assertEquals("ruling_drafted", above.says(above.rule(lines(1_000_01, 0))));
        assertEquals(Stage.RULING, above.dispute.stage());
    }

    @Test
    void aSecondPersonConfirmsExactlyThatDraft() {
        DisputeTrial trial = drafted();
        String second = trial.person(Role.CONFIRMER);
        assertEquals("hash_mismatch", trial.says(new DisputeCommand.Confirm(second, "another", Optional.empty())));
        String hash = trial.dispute.judgement().drafts().getFirst().hash();
        assertEquals("approver_is_maker", trial.says(
                new DisputeCommand.Confirm(trial.person(Role.ARBITER), hash, Optional.empty())));
        trial.does(trial.agree(Role.CONFIRMER, 0));
        assertEquals(Optional.of(second), ruled(trial).confirmedBy());
        assertEquals(lines(3_000_00, 3_000_00), ruled(trial).division());
    }

    @Test
    void anotherAmountMakesAnotherDraftToConfirm() {
        DisputeTrial trial = drafted();
        DisputeCommand former = trial.agree(Role.CONFIRMER, 0);
        trial.does(trial.open(5_000_00, 0));
        assertEquals("hash_mismatch", trial.says(former));
        trial.does(trial.agree(Role.CONFIRMER, 0));
        assertEquals(lines(2_500_00, 2_500_00), ruled(trial).division());
    }

    @Test
    void betweenTwoDraftsThatDifferAThirdPersonDecides() {
        DisputeTrial trial = drafted();
        trial.does(trial.differ(Role.CONFIRMER, lines(6_000_00, 0))).settle();
        String third = trial.person(Role.THIRD);
        assertFalse(List.of(trial.person(Role.ARBITER), trial.person(Role.CONFIRMER)).contains(third));
        assertEquals("invalid", trial.says(trial.differ(Role.THIRD, lines(0, 6_000_00))));
        trial.does(trial.agree(Role.THIRD, 1));
        assertEquals(lines(6_000_00, 0), ruled(trial).division());
        assertEquals(Optional.of(third), ruled(trial).confirmedBy());
    }

    @Test
    void aMissedRulingGoesToAnotherPersonOnceAndPeopleAreTold() {
        DisputeTrial trial = ruling();
        String first = trial.person(Role.ARBITER);
        trial.pass();
        assertEquals(List.of(DisputeAttention.RULING_OVERDUE), trial.dispute.attention());
        assertEquals(trial.now.plus(Duration.ofDays(3)), trial.dispute.deadline().orElseThrow());
        assertFalse(first.equals(trial.person(Role.ARBITER)));
        assertEquals("not_assigned", trial.says(
                new DisputeCommand.Rule(first, HALF, Finding.CLAIM_PROVED, List.of(A_FACT))));
        trial.does(trial.rule(HALF));
        assertEquals(List.of(), trial.dispute.attention());
        assertEquals(HALF, ruled(trial).division());
    }

    @Test
    void aRulingThatIsMissedTwiceFollowsTheMediatorElseThePayerIsRefunded() {
        DisputeTrial mediated = DisputeTrial.of(MIDDLE).toPeople();
        mediated.does(new DisputeCommand.Propose(mediated.person(Role.MEDIATOR), HALF, List.of(A_FACT)))
                .does(new DisputeCommand.AnswerProposal(Side.PAYEE, false))
                .settle()
                .pass()
                .pass();
        assertEquals(HALF, ruled(mediated).division());
        assertEquals(Finding.PROPOSAL_STANDS, ruled(mediated).finding());
        DisputeTrial small = DisputeTrial.of(SMALL).toRuling().pass().pass();
        assertEquals(Division.allToPayer(SMALL), ruled(small).division());
        assertEquals(Finding.NO_RULING, ruled(small).finding());
        assertTrue(ruled(small).by().isEmpty());
        assertEquals("appealed", small.says(new DisputeCommand.Appeal(Side.PAYEE, Optional.empty())));
    }

    @Test
    void aConfirmerWhoIsSilentIsReplacedAndTheDraftStays() {
        DisputeTrial trial = drafted().pass();
        trial.does(trial.agree(Role.CONFIRMER, 0));
        assertEquals(lines(3_000_00, 3_000_00), ruled(trial).division());
    }

    @Test
    void anAppealWithoutRulingLeavesTheFirstOne() {
        DisputeTrial trial = ruling();
        trial.does(trial.rule(HALF)).does(new DisputeCommand.Appeal(Side.PAYER, Optional.of("grounds"))).settle();
        assertEquals("too_early", trial.says(trial.rule(lines(600_00, 0))));
        trial.pass().pass();
        assertEquals(Outcome.RULED, trial.enforcement().outcome());
        assertEquals(HALF, trial.enforcement().division().orElseThrow());
    }

    @Test
    void bothAcceptTheProposalOrThereIsARuling() {
        DisputeTrial trial = DisputeTrial.of(MIDDLE).toPeople();
        trial.does(new DisputeCommand.Propose(trial.person(Role.MEDIATOR), HALF, List.of(A_FACT)));
        assertEquals(trial.now.plus(Duration.ofDays(2)), trial.dispute.deadline().orElseThrow());
        assertEquals("proposal_answered", trial.says(new DisputeCommand.AnswerProposal(Side.PAYEE, true)));
        assertEquals(Stage.RULING, trial.copy().pass().dispute.stage(), "silence is no");
        assertEquals("enforcing", trial.says(new DisputeCommand.AnswerProposal(Side.PAYER, true)));
        assertEquals(Outcome.MEDIATED, trial.enforcement().outcome());
        assertEquals(Optional.of(true), trial.dispute.judgement().proposal().orElseThrow().payer());
    }

    @Test
    void aYesToOtherLinesIsNoYes() {
        DisputeTrial trial = DisputeTrial.of(MIDDLE).toPeople();
        trial.does(new DisputeCommand.Propose(trial.person(Role.MEDIATOR), HALF, List.of(A_FACT)))
                .does(new DisputeCommand.AnswerProposal(Side.PAYEE, true))
                .does(trial.open(500_00, 0));
        assertEquals("proposal_answered", trial.says(new DisputeCommand.AnswerProposal(Side.PAYER, true)));
        assertEquals("enforcing", trial.says(new DisputeCommand.AnswerProposal(Side.PAYEE, true)));
        assertEquals(lines(250_00, 250_00), trial.enforcement().division().orElseThrow());
    }

    @Test
    void eachSideChallengesOnceAndNeverTheLastPerson() {
        DisputeTrial trial = ruling();
        String first = trial.person(Role.ARBITER);
        trial.does(new DisputeCommand.Challenge(Side.PAYER)).settle();
        assertFalse(first.equals(trial.person(Role.ARBITER)));
        assertEquals("limit_exceeded", trial.says(new DisputeCommand.Challenge(Side.PAYER)));
        trial.eligible = List.of(first, trial.person(Role.ARBITER));
        assertEquals("no_eligible_arbiter", trial.says(new DisputeCommand.Challenge(Side.PAYEE)));
    }

    @Test
    void aPersonWhoStepsBackNeverComesBackAndTheDeadlineStays() {
        DisputeTrial trial = ruling();
        var deadline = trial.dispute.deadline();
        String first = trial.person(Role.ARBITER);
        trial.days(3).does(new DisputeCommand.Recuse(first)).settle();
        assertFalse(first.equals(trial.person(Role.ARBITER)));
        assertEquals(deadline, trial.dispute.deadline());
        assertEquals("not_assigned", trial.says(new DisputeCommand.Recuse(first)));
    }

    @Test
    void eachAttentionIsClosedByAnEntryOfItsOwn() {
        DisputeTrial trial = DisputeTrial.of(SMALL);
        trial.eligible = List.of("arb_1");
        trial.toRuling().pass();
        assertEquals(
                Set.of(DisputeAttention.RULING_OVERDUE, DisputeAttention.NO_ARBITER),
                Set.copyOf(trial.dispute.attention()));
        trial.does(new DisputeCommand.Concede(Side.PAYEE));
        assertEquals(1, trial.dispute.attention().size());
        trial.wait(Duration.ofMinutes(1)).settle();
        assertEquals(List.of(), trial.dispute.attention());
    }

    @Test
    void peopleAreToldOnceIfThereIsNoArbiterAndItIsTriedAgain() {
        DisputeTrial trial = DisputeTrial.of(SMALL);
        trial.eligible = List.of();
        trial.toRuling();
        assertEquals(List.of(DisputeAttention.NO_ARBITER), trial.dispute.attention());
        assertEquals("no_eligible_arbiter", trial.says(new DisputeCommand.Assign()));
        assertEquals(
                trial.dispute.at().plus(Duration.ofHours(6)),
                DisputeTimes.due(trial.dispute, trial.dispute.at()).orElseThrow());
        assertEquals("nothing", trial.says(new DisputeCommand.Time()), "not before its time");
        trial.wait(Duration.ofHours(6));
        assertEquals("looked", trial.says(new DisputeCommand.Time()));
        trial.eligible = List.of("arb_1");
        assertEquals("assigned", trial.says(new DisputeCommand.Assign()));
        assertEquals(List.of(), trial.dispute.attention());
    }
}
