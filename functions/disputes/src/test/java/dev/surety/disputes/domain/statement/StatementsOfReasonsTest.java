package dev.surety.disputes.domain.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.disputes.domain.dispute.Finding;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.statement.DecisionReasons.Instance;
import dev.surety.disputes.domain.statement.RestrictionReasons.Kind;
import dev.surety.model.Invariants;
import dev.surety.model.dispute.Division;
import dev.surety.model.id.DisputeId;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class StatementsOfReasonsTest {
    private static final Instant DECIDED = Instant.parse("2026-12-01T09:00:00Z");
    private static final EscrowId ESCROW = new EscrowId(Id.derive("esc", "one"));
    private static final DisputeId DISPUTE = DisputeId.of(new MarketplaceId("demo"), ESCROW, 1);
    private static final String BOARD = "The arbitration board of the trade, board.example.";
    private static final List<FoundFact> FACTS = List.of(
            new FoundFact("The lens is scratched.", List.of("ev_one", "ev_two")),
            new FoundFact("The payer used the camera for a week.", List.of()));

    private static Money euro(long minor) {
        return Money.of(minor, "EUR");
    }

    private static DecisionReasons ruling(Finding finding, List<FoundFact> facts) {
        return new DecisionReasons(
                DISPUTE,
                ESCROW,
                "order-7",
                DECIDED,
                14,
                Instance.FIRST,
                true,
                finding,
                new Division(euro(6_000), euro(4_000)),
                Side.PAYEE,
                Optional.of(Instant.parse("2026-11-11T08:30:00Z")),
                Duration.ofHours(30),
                facts,
                new DecisionReasons.Rule("goods", 2, 5),
                Optional.of(Instant.parse("2026-12-08T09:00:00Z")),
                List.of(BOARD));
    }

    private static DecisionReasons byTheTerms(Finding finding) {
        return new DecisionReasons(
                DISPUTE,
                ESCROW,
                "",
                DECIDED,
                3,
                Instance.FIRST,
                false,
                finding,
                Division.allToPayer(Money.of(5_000, "JPY")),
                Side.PAYEE,
                Optional.of(Instant.parse("2026-11-11T08:30:00Z")),
                Duration.ZERO,
                List.of(),
                new DecisionReasons.Rule("goods", 1, 1),
                Optional.empty(),
                List.of());
    }

    private static RestrictionReasons restriction(
            Kind kind, List<String> taken, String reason, Optional<Instant> until) {
        return new RestrictionReasons(
                kind, taken, reason, "Sold what the terms forbid.", DECIDED, until, "trust@shop.example", 4,
                List.of(BOARD));
    }

    @Test
    void aRulingAboveTheLimit() {
        assertEquals(
                """
                Statement of reasons

                Decision
                This decides the dispute DISPUTE about the sale order-7.
                Of the disputed 100.00 EUR the payee gets 60.00 EUR and the payer gets 40.00 EUR.
                The amounts are parts of the price, before fees.

                Who decided
                An arbiter decided this on 1 December 2026, 09:00 UTC, in entry 14 of the dispute.
                A second arbiter read the reasons and confirmed the decision.
                No part of the decision was automated.

                Finding
                The claim is proved in part. The facts below show some of what the payer says, and the money \
                is divided accordingly.

                Facts
                1. The lens is scratched. (Evidence: ev_one, ev_two.)
                2. The payer used the camera for a week. (No item of evidence shows this; it follows from \
                what the sides have said.)
                Outages had moved deadlines of this dispute by 30 hours in all.

                Rule
                The sale was made under the terms goods, version 2.
                The dispute was decided under the terms of disputes in version 5 of the marketplace's settings.

                Appeal
                Either side may appeal once, until 8 December 2026, 09:00 UTC.
                The appeal goes to another arbiter, who has had no part in this dispute.

                Outside the marketplace
                - The arbitration board of the trade, board.example.
                The right to go to a court is not affected.
                """
                        .replace("DISPUTE", DISPUTE.value()),
                Statements.of(ruling(Finding.CLAIM_PARTLY_PROVED, FACTS)).text());
    }

    @Test
    void aDefault() {
        assertEquals(
                """
                Statement of reasons

                Decision
                This decides the dispute DISPUTE about the sale ESCROW.
                Of the disputed 5000 JPY the payee gets nothing and the payer gets 5000 JPY.
                The amounts are parts of the price, before fees.

                Who decided
                No person decided this. The terms did on 1 December 2026, 09:00 UTC, in entry 3 of the dispute.
                The decision was automated.

                Finding
                The payee had notice and did not answer. The dispute ends as the other side asked.

                Facts
                The payee had notice of the dispute on 11 November 2026, 08:30 UTC and did not answer in time.

                Rule
                The sale was made under the terms goods, version 1.
                The dispute was decided under the terms of disputes in version 1 of the marketplace's settings.

                Appeal
                This decision is final within the marketplace.

                Outside the marketplace
                The right to go to a court is not affected.
                """
                        .replace("DISPUTE", DISPUTE.value())
                        .replace("ESCROW", ESCROW.value()),
                Statements.of(byTheTerms(Finding.NO_RESPONSE)).text());
    }

    @Test
    void aRestriction() {
        assertEquals(
                """
                Statement of reasons

                Decision
                Your account is restricted: you cannot be paid, or have money paid out.
                It ends on 1 March 2027, 00:00 UTC.

                Who decided
                A member of the marketplace's staff decided this on 1 December 2026, 09:00 UTC.
                No part of the decision was automated.

                Facts
                The marketplace finds that its terms were breached.
                Sold what the terms forbid.

                Rule
                It was decided under version 4 of the marketplace's settings.

                Complaint
                You may complain until 1 June 2027, 09:00 UTC. Another person than the one who decided answers.
                Write to trust@shop.example.

                Outside the marketplace
                - The arbitration board of the trade, board.example.
                The right to go to a court is not affected.
                """,
                Statements.of(restriction(
                                Kind.RESTRICTED,
                                List.of("receive", "payout"),
                                "terms_breached",
                                Optional.of(Instant.parse("2027-03-01T00:00:00Z"))))
                        .text());
    }

    @Test
    void aSuspicionIsToldToNoParticipant() {
        for (String reason : List.of("fraud_suspected", "under_review")) {
            String text = Statements.of(restriction(Kind.SUSPENDED, List.of(), reason, Optional.empty()))
                    .text();
            assertTrue(text.contains("The account is under review."), text);
            assertFalse(text.contains("forbid") || text.contains("fraud"), text);
            assertTrue(text.contains("It has no fixed end."), text);
        }
    }

    @TestFactory
    Stream<DynamicTest> everyFindingHasSentencesOfItsOwn() {
        Set<String> sentences = new HashSet<>();
        return Arrays.stream(Finding.values()).map(finding -> DynamicTest.dynamicTest(finding.code(), () -> {
            DecisionReasons reasons = finding.isAutomated() ? byTheTerms(finding) : ruling(finding, FACTS);
            Statement statement = Statements.of(reasons);
            assertTrue(sentences.add(statement.sections().get(2).lines().toString()));
            assertEquals(
                    finding.isAutomated(), statement.text().contains("The decision was automated."), statement.text());
            for (Statement.Section section : statement.sections()) {
                for (String line : section.lines()) {
                    assertTrue(line.endsWith(".") || line.endsWith(")"), line);
                    for (String sentence : line.split("[.:] ")) {
                        assertTrue(sentence.split(" ").length <= 25, sentence);
                    }
                }
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> everyKindOfRestrictionSaysWhatItTakes() {
        return Arrays.stream(Kind.values()).map(kind -> DynamicTest.dynamicTest(kind.name(), () -> {
            String text = Statements.of(restriction(kind, List.of("inflow"), "court_order", Optional.empty()))
                    .text();
            assertTrue(text.contains("you cannot "), text);
            assertTrue(text.contains("A court or an authority has ordered it."), text);
        }));
    }

    @Test
    void aRulingWithoutFactsOrWordsIsRefused() {
        assertEquals(List.of("/facts empty"), wrong(Statements.refusal(ruling(Finding.CLAIM_PROVED, List.of()))));
        var blank = List.of(FACTS.getFirst(), new FoundFact(" ", List.of("ev_one")));
        assertEquals(List.of("/facts/1/words empty"), wrong(Statements.refusal(ruling(Finding.CLAIM_PROVED, blank))));
        assertEquals(List.of("/facts of_no_person"), wrong(Statements.refusal(ruling(Finding.NO_RULING, FACTS))));
        assertEquals(List.of(), wrong(Statements.refusal(ruling(Finding.CLAIM_PROVED, FACTS))));
        assertThrows(Invariants.Breach.class, () -> Statements.of(ruling(Finding.CLAIM_PROVED, List.of())));
    }

    @Test
    void aRestrictionWithoutReasonsIsRefused() {
        var empty = new RestrictionReasons(
                Kind.BLOCKED, List.of(), "other", "", DECIDED, Optional.empty(), " ", 1, List.of());
        assertEquals(
                List.of("/taken empty", "/facts empty", "/contact empty"), wrong(Statements.refusal(empty)));
        assertThrows(Invariants.Breach.class, () -> Statements.of(empty));
    }

    private static List<String> wrong(Optional<Refusal> refusal) {
        return refusal.map(Refusal::errors).orElse(List.of()).stream()
                .map((FieldError error) -> error.pointer() + " " + error.reason())
                .toList();
    }
}
