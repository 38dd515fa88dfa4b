package dev.surety.runtime.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.journal.Postings;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.journal.Chain;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Tip;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.TooMuchContention;
import dev.surety.runtime.tokens.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One command on one chain, whatever stands in its way. */
class CommandThroughTheLoopTest {
    private static final ChainId CHAIN = ChainId.parse("escrow#demo#esc_1");
    private static final CommandKey KEY = new CommandKey("k", "1.a.b");
    private static final Caller CALLER =
            new Caller(new MarketplaceId("demo"), Caller.Kind.BACKEND, "demo-backend", Set.of());

    private final List<String> steps = new ArrayList<>();
    private boolean exists = true;
    private boolean seen = false;
    private boolean forbidden = false;
    private boolean preconditions = false;
    private boolean denied = false;
    private int races = 0;

    private final Command<Chain, String, String> command = new Command<>() {
        @Override
        public Optional<Chain> load() {
            steps.add("load");
            Entry entry = new Entry(
                    CHAIN, 1, "x.v1", "{}", Postings.NONE, Instant.EPOCH, Actor.TIMER, seen ? "k" : "other", "",
                    Optional.empty(), "", Entry.Index.NONE, Optional.empty(), Optional.empty());
            return exists ? Optional.of(new Chain(CHAIN, List.of(entry))) : Optional.empty();
        }

        @Override
        public Tip tip(Chain state) {
            return state;
        }

        @Override
        public Optional<Refusal> forbidden(Chain state) {
            return forbidden ? Optional.of(CommonReason.FORBIDDEN.with("no")) : Optional.empty();
        }

        @Override
        public Outcome<String> replay(Chain state, Entry entry) {
            return new Outcome.Done<>("entry " + entry.number(), true);
        }

        @Override
        public Optional<Refusal> preconditions(Chain state) {
            steps.add("barred");
            return preconditions ? Optional.of(CommonReason.PAUSED.with("no")) : Optional.empty();
        }

        @Override
        public Verdict<String> decide(Chain state) {
            steps.add("decide");
            return denied
                    ? new Verdict.Denied<>(CommonReason.WINDOW_CLOSED.with("no"))
                    : new Verdict.Allowed<>("decided");
        }

        @Override
        public Optional<Outcome<String>> append(Chain state, String decided, Optional<String> note) {
            steps.add("append " + note.orElse("nothing noted"));
            races--;
            return races >= 0 ? Optional.empty() : Optional.of(new Outcome.Done<>(decided, false));
        }

        @Override
        public Outcome<String> preview(Chain state, String decided) {
            return new Outcome.Preview<>(decided, List.of());
        }
    };

    private CommandEnvelope envelope(Optional<Integer> ifMatch, boolean same, boolean dryRun) {
        return new CommandEnvelope(CALLER, KEY, ifMatch, _ -> same, this::keepsANote, dryRun);
    }

    private Optional<String> keepsANote() {
        steps.add("note");
        return Optional.of("commitment");
    }

    private Outcome<String> run(CommandEnvelope envelope) {
        return CommandLoop.run("a thing", envelope, command);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "all that is wrong                                     | becomes",
                "absent forbidden seen other outdated barred denied    | not_found",
                "forbidden seen other outdated barred denied           | forbidden",
                "seen other outdated barred denied                     | idempotency_key_reused",
                "seen outdated barred denied                           | entry 1 replayed",
                "outdated barred denied                                | version_conflict",
                "barred denied                                         | paused",
                "denied                                                | window_closed",
                "nothing                                               | decided",
            })
    void theFirstInTheOrderOfPrecedenceIsTheAnswer(String wrong, String becomes) {
        for (String dry : List.of("", "dry")) {
            List<String> all = List.of((wrong + " " + dry).trim().split(" +"));
            boolean dryRun = all.contains("dry");
            exists = !all.contains("absent");
            forbidden = all.contains("forbidden");
            // A dry run has no key, so it was never seen.
            seen = all.contains("seen") && !dryRun;
            preconditions = all.contains("barred");
            denied = all.contains("denied");
            Optional<Integer> ifMatch = all.contains("outdated") ? Optional.of(7) : Optional.of(1);
            if (dryRun && all.contains("seen")) {
                continue;
            }
            steps.clear();
            assertEquals(becomes, shown(run(envelope(ifMatch, !all.contains("other"), dryRun))), wrong + " " + dry);
            boolean changes = becomes.equals("decided") && !dryRun;
            assertEquals(changes, steps.contains("note"), "notes are kept for what is appended only: " + steps);
            assertEquals(changes, steps.contains("append commitment"), steps.toString());
        }
    }

    private static String shown(Outcome<String> outcome) {
        return switch (outcome) {
            case Outcome.Refused<String>(var refusal) -> refusal.reason().code();
            case Outcome.Done<String>(var value, var replayed) -> replayed ? value + " replayed" : value;
            case Outcome.Pending<String>(var value, _) -> value;
            case Outcome.Preview<String>(var value, _) -> value;
        };
    }

    @Test
    void aLostRaceIsLoadedAndDecidedAgain() {
        races = 2;
        assertEquals(new Outcome.Done<>("decided", false), run(envelope(Optional.empty(), true, false)));
        List<String> round = List.of("load", "barred", "decide", "note", "append commitment");
        assertEquals(List.of(round, round, round).stream().flatMap(List::stream).toList(), steps);
    }

    @Test
    void afterTheLastLostRaceItIsContended() {
        races = Limits.LOST_RACES;
        assertThrows(TooMuchContention.class, () -> run(envelope(Optional.empty(), true, false)));
        assertEquals(Limits.LOST_RACES, steps.stream().filter("load"::equals).count());
    }
}
