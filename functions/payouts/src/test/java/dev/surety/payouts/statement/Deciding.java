package dev.surety.payouts.statement;

import static dev.surety.payouts.statement.StatementWorld.DEMO;

import dev.surety.payouts.app.statement.LineChains.Stored;
import dev.surety.payouts.app.statement.ResolveLine.Explained;
import dev.surety.payouts.domain.bank.LineState.Resolution.Kind;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.tokens.Caller;
import java.util.Optional;
import java.util.Set;

/** People who explain lines, and those who agree or do not. One who says the same again has the same key. */
final class Deciding {
    private final StatementWorld world;

    Deciding(StatementWorld world) {
        this.world = world;
    }

    private static CommandEnvelope by(String person, String line, String act) {
        var caller = new Caller(DEMO, Caller.Kind.STAFF, person, Set.of());
        return new CommandEnvelope(
                caller,
                CommandKey.ofFact(person, line, act),
                Optional.empty(),
                _ -> true,
                Optional::empty,
                false);
    }

    /** Returns the line's phase after it, or the code of the refusal. */
    String explain(String line, String person, Kind as, String target) {
        Optional<String> of = Optional.of(target).filter(text -> !text.isEmpty());
        return said(world.statements
                .resolving()
                .explain(by(person, line, "explain " + as + target), line, new Explained(as, of, person)));
    }

    String approve(String line, String person) {
        return said(world.statements.resolving().approve(by(person, line, "approve"), line, person));
    }

    String reject(String line, String person) {
        return said(world.statements.resolving().reject(by(person, line, "reject"), line));
    }

    private static String said(Outcome<Stored> outcome) {
        return switch (outcome) {
            case Outcome.Done<Stored>(var line, var _) -> line.state().phase().name();
            case Outcome.Refused<Stored>(var refusal) -> refusal.reason().code();
            default -> throw new AssertionError(outcome);
        };
    }
}
