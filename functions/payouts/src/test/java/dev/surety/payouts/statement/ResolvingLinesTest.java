package dev.surety.payouts.statement;

import static dev.surety.payouts.statement.StatementWorld.euro;
import static dev.surety.payouts.statement.StatementWorld.id;
import static dev.surety.payouts.statement.StatementWorld.reference;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.dynamo.faults.Faults;
import dev.surety.model.id.ParticipantId;
import dev.surety.payouts.domain.bank.LineState.Resolution.Kind;
import dev.surety.payouts.statement.Camt.Line;
import dev.surety.payouts.statement.Camt.Payment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lines that nothing explains, and the people who do. */
class ResolvingLinesTest {
    private final StatementWorld world = new StatementWorld(Faults.none(), List.of(euro(1_000)));
    private final Deciding people = new Deciding(world);

    private String only() {
        return world.lines().getLast().id();
    }

    @Test
    void aFeeIsExplainedByOnePerson() {
        world.read("monday", Camt.day(2, 9_000, Line.of(2, -250, "B1")));
        assertEquals(Map.of("bank_line line_unmatched", 1L), world.attention());
        assertEquals("RESOLVED", people.explain(only(), "maker", Kind.FEE, ""));
        assertEquals(0, world.balance("suspense"));
        assertEquals(-250, world.balance("costs:bank"));
        assertEquals(Map.of(), world.attention());
        assertEquals("transition_not_allowed", people.explain(only(), "maker", Kind.OWN_MONEY, ""));
        world.check();
    }

    @Test
    void aReturnThatWaitsIsCreditedOnceASecondPersonAgrees() {
        world.sent("one", 1_000);
        world.read("monday", Camt.day(2, 9_000, Line.of(2, -1_000, "B1").with(Payment.of(reference("one"), 1_000))));
        Line large = Line.of(3, 1_000, "R1").with(Payment.back(reference("one"), 1_000, "AC04"));
        world.read("tuesday", Camt.day(3, 8_000, large));
        assertEquals("paid", world.state("one"));
        assertEquals(Map.of("bank_line return_waits", 1L), world.attention());
        String line = world.lines().stream()
                .filter(of -> of.state().as().word().equals("return_waits"))
                .findFirst()
                .orElseThrow()
                .id();
        assertEquals("RESOLVING", people.explain(line, "maker", Kind.PAYOUT_RETURN, id("one").value()));
        assertEquals("approver_is_maker", people.approve(line, "maker"));
        assertEquals("approver_is_maker", people.approve(line, "uploader"));
        assertEquals(1_000, world.balance("suspense"));
        assertEquals("RESOLVED", people.approve(line, "checker"));
        assertEquals("RESOLVED", people.approve(line, "checker"));
        assertEquals("returned", world.state("one"));
        assertEquals(0, world.balance("suspense") + world.balance("transit:main") + world.balance("capital"));
        assertEquals(Map.of(), world.attention());
        world.check();
    }

    @Test
    void moneyThatReturnsForAClosedPayeeStaysInSuspenseUntilAPersonHasAnAccountForIt() {
        var payee = new ParticipantId("par_" + "a".repeat(26));
        world.standing(payee, "active");
        world.sentTo(payee, "one", 1_000);
        world.read("monday", Camt.day(2, 9_000, Line.of(2, -1_000, "B1").with(Payment.of(reference("one"), 1_000))));
        assertEquals("paid", world.state("one"));
        world.standing(payee, "closed");
        world.read("tuesday", Camt.day(3, 8_000, Line.of(3, 1_000, "R1")
                .with(Payment.back(reference("one"), 1_000, "AC04"))));
        assertEquals("paid", world.state("one"));
        assertEquals(Map.of("bank_line return_waits", 1L), world.attention());
        assertEquals(1_000, world.balance("suspense"));
        String line = world.lines().stream()
                .filter(of -> of.state().as().word().equals("return_waits"))
                .findFirst()
                .orElseThrow()
                .id();
        assertEquals("invalid", people.explain(line, "maker", Kind.PAYOUT_RETURN, id("one").value()));
        assertEquals("RESOLVING", people.explain(line, "maker", Kind.OWN_MONEY, ""));
        assertEquals("RESOLVED", people.approve(line, "checker"));
        assertEquals(0, world.balance("suspense"));
        assertEquals(1_000, world.balance("capital"));
    }

    @Test
    void anExplanationThatDoesNotFitIsInvalidAndARejectedOneLeavesTheLine() {
        world.sent("one", 900);
        world.read("monday", Camt.day(2, 9_000, Line.of(2, -1_000, "B1")));
        assertEquals("invalid", people.explain(only(), "maker", Kind.PAYOUT_DEBIT, id("one").value()));
        assertEquals("invalid", people.explain(only(), "maker", Kind.ACCOUNT, "escrow:par_one"));
        assertEquals("RESOLVING", people.explain(only(), "maker", Kind.ACCOUNT, "loss"));
        assertEquals("BOOKED", people.reject(only(), "checker"));
        assertEquals(-1_000, world.balance("suspense"));
    }

    @Test
    void aDebitWithoutReferencesIsAPayoutsIfPeopleSaySo() {
        world.sent("one", 900);
        world.read("monday", Camt.day(2, 9_000, Line.of(2, -900, "B1")));
        assertEquals("sent", world.state("one"));
        assertEquals("RESOLVED", people.explain(only(), "maker", Kind.PAYOUT_DEBIT, id("one").value()));
        assertEquals("paid", world.state("one"));
        assertEquals(0, world.balance("transit:main"));
        assertEquals(0, world.balance("suspense"));
        world.check();
    }
}
