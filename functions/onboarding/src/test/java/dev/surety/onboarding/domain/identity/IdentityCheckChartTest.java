package dev.surety.onboarding.domain.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.onboarding.domain.identity.CheckRules.Changed;
import dev.surety.onboarding.domain.identity.IdentityCheck.State;
import dev.surety.onboarding.domain.proof.Proof;
import dev.surety.onboarding.domain.proof.ProofError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The state chart of a check: each state, at each moment that decides something, under each answer of a provider. */
class IdentityCheckChartTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final String REFERENCE = "vs_1";

    private static final CheckAnswer WAITS = new CheckAnswer.Waits(REFERENCE, START.plus(DAY));
    private static final CheckAnswer PROCESSES = new CheckAnswer.Processes(REFERENCE);
    private static final CheckAnswer VERIFIED = new CheckAnswer.Verified(REFERENCE);
    private static final CheckAnswer UNKNOWN = new CheckAnswer.Unknown();

    /** A check at a moment. */
    private record At(IdentityCheck check, Instant now) {
        At after(Duration time) {
            return new At(check, now.plus(time));
        }

        At told() {
            return new At(check.toldOf(), now);
        }

        Optional<Changed> hears(CheckAnswer answer) {
            return CheckRules.answered(check, answer, now);
        }

        At then(CheckAnswer answer) {
            return new At(hears(answer).orElseThrow().after(), now);
        }
    }

    private static Map<String, At> states() {
        At starting = new At(
                IdentityCheck.intended("par_1", Optional.empty(), "stripe", "https://shop.example/", START), START);
        At waiting = starting.then(WAITS);
        At processing = waiting.after(HOUR).then(PROCESSES);
        At verified = processing.then(VERIFIED).told();
        Map<String, At> states = new LinkedHashMap<>();
        states.put("starting", starting.after(CheckRules.FIRST));
        states.put("starting, 23 h", starting.after(CheckRules.STARTS));
        states.put("starting, 24 h", starting.after(DAY));
        states.put("starting, 30 d", starting.after(MONTH));
        states.put("waiting", waiting.after(HOUR));
        states.put("waiting, over", waiting.after(DAY));
        states.put("waiting, late", waiting.after(DAY.multipliedBy(2)));
        states.put("processing", processing.after(HOUR));
        states.put("processing, 24 h", processing.after(DAY));
        states.put("processing, delayed", processing.after(DAY).then(UNKNOWN).told().after(HOUR));
        states.put("processing, 30 d", processing.after(MONTH));
        states.put("verified", verified.after(DAY));
        states.put("verified, looked at", verified.after(DAY.multipliedBy(2)).then(VERIFIED));
        states.put("failed", processing.then(fails(ProofError.DOCUMENT_EXPIRED)).told());
        states.put("expired", waiting.after(DAY).then(WAITS).told());
        states.put("revoked", verified.then(new CheckAnswer.Revoked(REFERENCE)).told());
        return states;
    }

    private static Map<String, CheckAnswer> answers() {
        Map<String, CheckAnswer> answers = new LinkedHashMap<>();
        answers.put("waits", WAITS);
        answers.put("processes", PROCESSES);
        answers.put("verified", VERIFIED);
        answers.put("fails", fails(ProofError.NAME_MISMATCH));
        answers.put("fails as before", fails(ProofError.DOCUMENT_EXPIRED));
        answers.put("revoked", new CheckAnswer.Revoked(REFERENCE));
        answers.put("declined", new CheckAnswer.Declined());
        answers.put("not found", new CheckAnswer.NotFound());
        answers.put("unknown", UNKNOWN);
        return answers;
    }

    private static CheckAnswer fails(ProofError error) {
        return new CheckAnswer.Failed(REFERENCE, error);
    }

    /** A look leaves the state as it was. */
    private static String shown(At at, CheckAnswer answer) {
        return at.hears(answer)
                .map(changed -> switch (changed.event()) {
                    case CheckEvent.Looked _ -> same(at, changed, "looked");
                    case CheckEvent.Delayed _ -> same(at, changed, "delayed");
                    case CheckEvent.Failed(var error) -> changed.after().state().code() + " " + error.code();
                    case CheckEvent.Asked _,
                            CheckEvent.Started _,
                            CheckEvent.Submitted _,
                            CheckEvent.Completed _,
                            CheckEvent.Told _ ->
                        changed.after().state().code();
                })
                .orElse("nothing");
    }

    private static String same(At at, Changed changed, String shown) {
        assertEquals(at.check().state(), changed.after().state());
        return shown;
    }

    private static List<List<String>> rows() throws IOException {
        return Files.readAllLines(Path.of(
                        System.getProperty("surety.root"),
                        "functions/onboarding/src/test/resources/chart/identity_check.chart"))
                .stream()
                .map(line -> List.of(line.strip().split(" *\\| *")))
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> everyAnswerInEveryState() throws IOException {
        List<String> columns = rows().getFirst();
        return rows().stream().skip(1).flatMap(row -> answers().entrySet().stream()
                .map(of -> DynamicTest.dynamicTest(
                        row.getFirst() + ": " + of.getKey(),
                        () -> assertEquals(
                                row.get(columns.indexOf(of.getKey())),
                                shown(states().get(row.getFirst()), of.getValue())))));
    }

    @Test
    void everyStateHasARowAndEveryAnswerAColumn() throws IOException {
        assertEquals(
                List.copyOf(states().keySet()),
                rows().stream().skip(1).map(List::getFirst).toList());
        List<String> columns = rows().getFirst();
        assertEquals(List.copyOf(answers().keySet()), columns.subList(1, columns.size()));
        for (State state : State.values()) {
            assertTrue(states().values().stream().anyMatch(at -> at.check().state() == state), state.code());
        }
    }

    /** A check that waits for something always leaves a moment at which to ask, and the participant hears results. */
    @Test
    void nothingIsWaitedForWithoutATimer() {
        states().forEach((name, at) -> answers().forEach((said, answer) -> at.hears(answer).ifPresent(changed -> {
            IdentityCheck after = changed.after();
            String row = name + ": " + said;
            if (after.state().isOpen()) {
                assertTrue(after.askAt().orElseThrow().isAfter(at.now()), row);
                assertTrue(!after.askAt().orElseThrow().isAfter(at.now().plus(Duration.ofHours(6))), row);
            }
            boolean isNews = after.state() != at.check().state() && !after.state().isOpen();
            assertEquals(isNews || !after.told(), after.due(at.now()).equals(Optional.of(at.now())), row);
            assertTrue(!isNews || !after.told(), row);
            assertTrue(!after.delayed() || after.state().isOpen(), row);
        })));
    }

    /** A person is in no doubt for ever: without news, each state that waits ends after a month. */
    @Test
    void anOutageIsAskedEverLessOftenAndEnds() {
        for (String name : List.of("starting", "waiting", "processing")) {
            At at = states().get(name);
            int asked = 0;
            boolean isLate = false;
            while (at.check().state().isOpen()) {
                Changed changed = at.hears(UNKNOWN).orElseThrow();
                assertTrue(!(changed.event() instanceof CheckEvent.Delayed) || !isLate, "once late");
                isLate |= changed.event() instanceof CheckEvent.Delayed;
                IdentityCheck after = changed.after().toldOf();
                at = new At(after, after.askAt().orElse(at.now()));
                asked++;
            }
            assertTrue(isLate, name);
            assertTrue(asked > 100 && asked < 200, name + " " + asked);
            assertEquals(Optional.of(ProofError.CHECK_ABANDONED), at.check().error());
            assertEquals(Optional.empty(), at.check().due(at.now()));
        }
    }

    @Test
    void everyStateIsAStatusOfTheProof() {
        Map<State, Proof.Status> statuses = Map.of(
                State.STARTING, Proof.Status.PENDING,
                State.WAITING, Proof.Status.PENDING,
                State.PROCESSING, Proof.Status.PENDING,
                State.VERIFIED, Proof.Status.ACCEPTED,
                State.FAILED, Proof.Status.REJECTED,
                State.REVOKED, Proof.Status.REJECTED,
                State.EXPIRED, Proof.Status.EXPIRED);
        states().forEach((name, at) -> {
            Proof proof = at.check().proof("identity.document", "chk_1", at.now());
            assertEquals(statuses.get(at.check().state()), proof.status(), name);
            assertEquals(at.check().error(), proof.error(), name);
        });
    }

    /** The reference stays known, whatever came after it. */
    @Test
    void aReferenceIsNeverForgotten() {
        states().forEach((name, at) -> {
            if (at.check().state() != State.STARTING) {
                assertEquals(Optional.of(REFERENCE), at.check().reference(), name);
                answers().values().forEach(answer -> at.hears(answer).ifPresent(
                        changed -> assertEquals(Optional.of(REFERENCE), changed.after().reference(), name)));
            }
        });
    }
}
