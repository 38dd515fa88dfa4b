package dev.surety.payouts.statement;

import static dev.surety.payouts.statement.StatementWorld.DEMO;
import static dev.surety.payouts.statement.StatementWorld.euro;
import static dev.surety.payouts.statement.StatementWorld.id;
import static dev.surety.payouts.statement.StatementWorld.reference;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.dynamo.faults.Faults;
import dev.surety.payouts.app.statement.LineChains.Stored;
import dev.surety.payouts.app.statement.ResolveLine.Explained;
import dev.surety.payouts.domain.bank.LineState.Resolution.Kind;
import dev.surety.payouts.statement.Camt.Line;
import dev.surety.payouts.statement.Camt.Payment;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.tokens.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Lines that nothing explains, and the people who do. */
class ResolvingLinesTest {
    private final StatementWorld world = new StatementWorld(Faults.none(), List.of(euro(1_000)));

    private static CommandEnvelope by(String person, String what) {
        var caller = new Caller(DEMO, Caller.Kind.STAFF, person, Set.of());
        return new CommandEnvelope(
                caller, CommandKey.ofFact(person, what), Optional.empty(), _ -> true, Optional::empty, false);
    }

    private String only() {
        return world.lines().getLast().id();
    }

    private String explain(String line, String person, Kind as, String target) {
        Optional<String> of = Optional.of(target).filter(text -> !text.isEmpty());
        return said(world.statements
                .resolving()
                .explain(by(person, "explain " + as + target), line, new Explained(as, of, person)));
    }

    private String approve(String line, String person) {
        return said(world.statements.resolving().approve(by(person, "approve"), line, person));
    }

    private static String said(Outcome<Stored> outcome) {
        return switch (outcome) {
            case Outcome.Done<Stored>(var line, var _) -> line.state().phase().name();
            case Outcome.Refused<Stored>(var refusal) -> refusal.reason().code();
            default -> throw new AssertionError(outcome);
        };
    }

    @Test
    void aFeeIsExplainedByOnePerson() {
        world.read("monday", Camt.day(2, 9_000, Line.of(2, -250, "B1")));
        assertEquals(Map.of("bank_line line_unmatched", 1L), world.attention());
        assertEquals("RESOLVED", explain(only(), "maker", Kind.FEE, ""));
        assertEquals(0, world.balance("suspense"));
        assertEquals(-250, world.balance("costs:bank"));
        assertEquals(Map.of(), world.attention());
        assertEquals("transition_not_allowed", explain(only(), "maker", Kind.OWN_MONEY, ""));
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
        assertEquals("RESOLVING", explain(line, "maker", Kind.PAYOUT_RETURN, id("one").value()));
        assertEquals("approver_is_maker", approve(line, "maker"));
        assertEquals("approver_is_maker", approve(line, "uploader"));
        assertEquals(1_000, world.balance("suspense"));
        assertEquals("RESOLVED", approve(line, "checker"));
        assertEquals("RESOLVED", approve(line, "checker"));
        assertEquals("returned", world.state("one"));
        assertEquals(0, world.balance("suspense") + world.balance("transit:main") + world.balance("capital"));
        assertEquals(Map.of(), world.attention());
        world.check();
    }

    @Test
    void anExplanationThatDoesNotFitIsInvalidAndARejectedOneLeavesTheLine() {
        world.sent("one", 900);
        world.read("monday", Camt.day(2, 9_000, Line.of(2, -1_000, "B1")));
        assertEquals("invalid", explain(only(), "maker", Kind.PAYOUT_DEBIT, id("one").value()));
        assertEquals("invalid", explain(only(), "maker", Kind.ACCOUNT, "escrow:par_one"));
        assertEquals("RESOLVING", explain(only(), "maker", Kind.ACCOUNT, "loss"));
        assertEquals("BOOKED", said(world.statements.resolving().reject(by("checker", "reject"), only())));
        assertEquals(-1_000, world.balance("suspense"));
    }

    @Test
    void aDebitWithoutReferencesIsAPayoutsIfPeopleSaySo() {
        world.sent("one", 900);
        world.read("monday", Camt.day(2, 9_000, Line.of(2, -900, "B1")));
        assertEquals("sent", world.state("one"));
        assertEquals("RESOLVED", explain(only(), "maker", Kind.PAYOUT_DEBIT, id("one").value()));
        assertEquals("paid", world.state("one"));
        assertEquals(0, world.balance("transit:main"));
        assertEquals(0, world.balance("suspense"));
        world.check();
    }
}
