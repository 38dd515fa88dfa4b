package dev.surety.disputes.domain.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.disputes.domain.dispute.Dispute;
import dev.surety.disputes.domain.dispute.DisputeEvent;
import dev.surety.disputes.domain.dispute.Finding;
import dev.surety.disputes.domain.dispute.Judgement;
import dev.surety.disputes.domain.dispute.Opening;
import dev.surety.disputes.domain.dispute.Outcome;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.statement.DecisionReasons.Instance;
import dev.surety.model.dispute.DisputeReason;
import dev.surety.model.dispute.Division;
import dev.surety.model.id.DisputeId;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.marketplace.DisputeTerms;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReasonsOfADisputeTest {
    private static final Instant OPENED = Instant.parse("2026-11-11T08:30:00Z");
    private static final Instant DECIDED = Instant.parse("2026-12-01T09:00:00Z");
    private static final Money CLAIM = Money.of(10_000, "EUR");
    private static final Division HALF = new Division(Money.of(5_000, "EUR"), Money.of(5_000, "EUR"));
    private static final EscrowId ESCROW = new EscrowId(Id.derive("esc", "one"));
    private static final Dispute DISPUTE = Dispute.opened(
                    new Opening(
                            DisputeId.of(new MarketplaceId("demo"), ESCROW, 1),
                            ESCROW,
                            1,
                            "order-7",
                            "goods",
                            2,
                            new ParticipantId(Id.derive("par", "payer")),
                            new ParticipantId(Id.derive("par", "payee")),
                            Side.PAYER,
                            OPENED,
                            DisputeReason.DAMAGED,
                            Optional.empty(),
                            Division.allToPayer(CLAIM),
                            CLAIM,
                            5,
                            DisputeTerms.SHIPPED),
                    OPENED)
            .after(new DisputeEvent.Notified(Side.PAYEE, OPENED.plusSeconds(60), "email"), OPENED.plusSeconds(90));

    private static Judgement.Ruling ruling(Optional<String> confirmedBy) {
        var fact = new Judgement.Fact("commitment", List.of("ev_one"));
        return new Judgement.Ruling(
                Optional.of("per_a1"), confirmedBy, DECIDED, HALF, Finding.BOTH_AT_FAULT, List.of(fact));
    }

    private static DecisionReasons reasons(DisputeEvent event) {
        return DisputeReasons.of(DISPUTE.after(event, DECIDED), event, 14, words -> "Said " + words + ".")
                .orElseThrow();
    }

    @Test
    void aRulingHasTheWordsOfItsArbiterAndTheTimeToAppeal() {
        DecisionReasons reasons = reasons(new DisputeEvent.Ruled(ruling(Optional.of("per_a2"))));

        assertEquals(List.of(new FoundFact("Said commitment.", List.of("ev_one"))), reasons.facts());
        assertEquals(Optional.of(DECIDED.plus(Duration.ofDays(7))), reasons.appealUntil());
        assertEquals(Optional.of(OPENED.plusSeconds(60)), reasons.noticeAt());
        assertEquals(Instance.FIRST, reasons.instance());
        assertTrue(reasons.isConfirmed());
        assertEquals(HALF, reasons.division());
        assertEquals(DECIDED, reasons.decidedAt());
        String text = Statements.of(reasons).text();
        assertTrue(text.contains("1. Said commitment. (Evidence: ev_one.)"), text);
        assertTrue(!text.contains("per_a"), "it names roles, not people");
    }

    @Test
    void aRulingOnAppealIsFinal() {
        DecisionReasons reasons = reasons(new DisputeEvent.Enforcing(
                Outcome.APPEALED,
                Optional.empty(),
                Optional.of(HALF),
                Optional.empty(),
                Optional.of(ruling(Optional.empty())),
                Optional.empty()));

        assertEquals(Instance.APPEAL, reasons.instance());
        String text = Statements.of(reasons).text();
        assertTrue(text.contains("The arbiter of the appeal decided this"), text);
        assertTrue(text.contains("This decision is final within the marketplace."), text);
    }

    @Test
    void aDefaultNamesItsNotice() {
        DecisionReasons reasons = reasons(new DisputeEvent.Enforcing(
                Outcome.DEFAULTED,
                Optional.empty(),
                Optional.of(Division.allToPayer(CLAIM)),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Finding.NO_RESPONSE)));

        String text = Statements.of(reasons).text();
        assertTrue(text.contains("The payee had notice of the dispute on 11 November 2026, 08:31 UTC"), text);
        assertTrue(text.contains("in entry 14 of the dispute."), text);
    }

    @Test
    void anAgreementNeedsNoReasons() {
        var agreed = new DisputeEvent.Enforcing(
                Outcome.AGREED,
                Optional.of(Side.PAYEE),
                Optional.of(HALF),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        assertEquals(
                Optional.empty(), DisputeReasons.of(DISPUTE.after(agreed, DECIDED), agreed, 3, words -> words));
        assertEquals(
                Optional.empty(),
                DisputeReasons.of(DISPUTE, new DisputeEvent.SentAgain(false), 4, words -> words));
    }
}
