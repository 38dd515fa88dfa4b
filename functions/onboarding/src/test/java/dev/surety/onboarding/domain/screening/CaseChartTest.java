package dev.surety.onboarding.domain.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.onboarding.domain.screening.CaseRules.Decided;
import dev.surety.onboarding.domain.screening.ScreeningCase.Decision;
import dev.surety.onboarding.domain.screening.ScreeningCase.Vote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The state chart of a case: state × command × person, and each cell has a row. */
class CaseChartTest {
    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
    private static final String HASH = "ab".repeat(32);
    private static final String NEWER = "cd".repeat(32);

    /** {@code first} proposed the decision that is proposed; {@code linked} is another name of the same person. */
    private static final String CHART =
            """
            state                      | command | by     | becomes                    | because
            none                       | match   | lists  | potential                  | a name is near to an entry
            potential                  | match   | lists  | potential                  | newer evidence
            potential                  | clear   | first  | potential, clear asked     | two have to agree
            potential                  | clear   | linked | potential, clear asked     | two have to agree
            potential                  | clear   | other  | potential, clear asked     | two have to agree
            potential                  | confirm | first  | potential, confirm asked   | two have to agree
            potential                  | confirm | linked | potential, confirm asked   | two have to agree
            potential                  | confirm | other  | potential, confirm asked   | two have to agree
            potential, clear asked     | match   | lists  | potential                  | the first decided about former evidence
            potential, clear asked     | clear   | first  | approver_counted           | one person counts once
            potential, clear asked     | clear   | linked | approver_counted           | it is the same person
            potential, clear asked     | clear   | other  | cleared_until_list_changes | both agree
            potential, clear asked     | confirm | first  | potential, confirm asked   | a mind was changed
            potential, clear asked     | confirm | linked | potential, confirm asked   | a mind was changed
            potential, clear asked     | confirm | other  | potential                  | they differ, and it stays open
            potential, confirm asked   | match   | lists  | potential                  | the first decided about former evidence
            potential, confirm asked   | confirm | first  | approver_counted           | one person counts once
            potential, confirm asked   | confirm | linked | approver_counted           | it is the same person
            potential, confirm asked   | confirm | other  | confirmed                  | both agree
            potential, confirm asked   | clear   | first  | potential, clear asked     | a mind was changed
            potential, confirm asked   | clear   | linked | potential, clear asked     | a mind was changed
            potential, confirm asked   | clear   | other  | potential                  | they differ, and it stays open
            cleared_until_list_changes | match   | lists  | potential                  | the list's entry is another
            cleared_until_list_changes | clear   | first  | transition_not_allowed     | it is cleared
            cleared_until_list_changes | clear   | linked | transition_not_allowed     | it is cleared
            cleared_until_list_changes | clear   | other  | transition_not_allowed     | it is cleared
            cleared_until_list_changes | confirm | first  | transition_not_allowed     | only a new match opens it
            cleared_until_list_changes | confirm | linked | transition_not_allowed     | only a new match opens it
            cleared_until_list_changes | confirm | other  | transition_not_allowed     | only a new match opens it
            confirmed                  | match   | lists  | confirmed                  | it stays so
            confirmed                  | clear   | first  | confirmed, clear asked     | two have to take it back
            confirmed                  | clear   | linked | confirmed, clear asked     | two have to take it back
            confirmed                  | clear   | other  | confirmed, clear asked     | two have to take it back
            confirmed                  | confirm | first  | transition_not_allowed     | it is confirmed
            confirmed                  | confirm | linked | transition_not_allowed     | it is confirmed
            confirmed                  | confirm | other  | transition_not_allowed     | it is confirmed
            confirmed, clear asked     | match   | lists  | confirmed                  | the first decided about former evidence
            confirmed, clear asked     | clear   | first  | approver_counted           | one person counts once
            confirmed, clear asked     | clear   | linked | approver_counted           | it is the same person
            confirmed, clear asked     | clear   | other  | cleared_until_list_changes | both agree
            confirmed, clear asked     | confirm | first  | confirmed                  | a mind was changed
            confirmed, clear asked     | confirm | linked | confirmed                  | a mind was changed
            confirmed, clear asked     | confirm | other  | confirmed                  | they differ, and it stays so
            """;

    private record Row(String state, String command, String by, String becomes) {}

    private static List<Row> rows() {
        return CHART.lines()
                .skip(1)
                .map(line -> line.split("\\|", -1))
                .map(cells -> new Row(cells[0].strip(), cells[1].strip(), cells[2].strip(), cells[3].strip()))
                .toList();
    }

    private static final List<String> STATES = List.of(
            "potential",
            "potential, clear asked",
            "potential, confirm asked",
            "cleared_until_list_changes",
            "confirmed",
            "confirmed, clear asked");

    @Test
    void everyCellHasARow() {
        Set<String> cells = new TreeSet<>(Set.of("none match lists"));
        for (String state : STATES) {
            cells.add(state + " match lists");
            for (Decision decision : Decision.values()) {
                for (String by : List.of("first", "linked", "other")) {
                    cells.add(state + " " + decision.code() + " " + by);
                }
            }
        }
        List<String> rows = new ArrayList<>();
        rows().forEach(row -> rows.add(row.state() + " " + row.command() + " " + row.by()));
        assertEquals(cells, new TreeSet<>(rows));
        assertEquals(cells.size(), rows.size(), "once");
    }

    @TestFactory
    List<DynamicTest> everyRowHolds() {
        return rows().stream()
                .map(row -> DynamicTest.dynamicTest(row.toString(), () -> assertEquals(row.becomes(), after(row))))
                .toList();
    }

    private static String after(Row row) {
        if (row.command().equals("match")) {
            Optional<ScreeningCase> before =
                    Optional.of(row.state()).filter(state -> !state.equals("none")).map(CaseChartTest::in);
            return shown(CaseRules.match(before, "par_1", evidence("UN-2"), NEWER, NOW).after());
        }
        Decision decision = Decision.valueOf(row.command().toUpperCase(Locale.ROOT));
        return switch (CaseRules.decide(in(row.state()), vote(decision, row.by()), CaseChartTest::isSame)) {
            case Decided.Changed(_, var changed) -> shown(changed);
            case Decided.Refused(var refusal) -> refusal.reason().code();
        };
    }

    private static boolean isSame(String one, String other) {
        return one.equals(other) || Set.of(one, other).equals(Set.of("first", "linked"));
    }

    private static String shown(ScreeningCase of) {
        return of.state().code()
                + of.proposed().map(vote -> ", " + vote.decision().code() + " asked").orElse("");
    }

    private static ScreeningCase in(String state) {
        ScreeningCase opened = CaseRules.match(Optional.empty(), "par_1", evidence("UN-1"), HASH, NOW).after();
        Vote clear = vote(Decision.CLEAR, "first");
        Vote confirm = vote(Decision.CONFIRM, "first");
        return switch (state) {
            case "potential" -> opened;
            case "potential, clear asked" -> opened.proposed(clear);
            case "potential, confirm asked" -> opened.proposed(confirm);
            case "cleared_until_list_changes" -> opened.agreed(clear, vote(Decision.CLEAR, "other"));
            case "confirmed" -> opened.agreed(confirm, vote(Decision.CONFIRM, "other"));
            case "confirmed, clear asked" ->
                opened.agreed(confirm, vote(Decision.CONFIRM, "other")).proposed(clear);
            default -> throw new AssertionError(state);
        };
    }

    private static Vote vote(Decision decision, String by) {
        return new Vote(decision, by, NOW, "words", HASH);
    }

    private static Evidence evidence(String entry) {
        return new Evidence(
                1, "index-1", "query", "explained", List.of(new Evidence.Hit("un", entry, "hash", 9_700, true)),
                Optional.empty());
    }

    @Test
    void aDecisionAboutFormerEvidenceDoesNotCount() {
        Vote old = new Vote(Decision.CLEAR, "other", NOW, "words", NEWER);
        assertEquals(
                "hash_mismatch",
                CaseRules.decide(in("potential"), old, CaseChartTest::isSame) instanceof Decided.Refused(var refusal)
                        ? refusal.reason().code()
                        : "");
    }

    @Test
    void aClearanceCoversTheSameNamesAgainstTheSameEntriesAlone() {
        ScreeningCase cleared = in("cleared_until_list_changes");
        assertEquals(true, cleared.isClearedFor(evidence("UN-1")));
        assertEquals(false, cleared.isClearedFor(evidence("UN-2")));
        var renamed = new Evidence(
                2, "index-2", "another query", "explained", evidence("UN-1").hits(), Optional.empty());
        assertEquals(false, cleared.isClearedFor(renamed));
        var changed = new Evidence(
                2, "index-2", "query", "explained", List.of(new Evidence.Hit("un", "UN-1", "newer", 9_700, true)),
                Optional.empty());
        assertEquals(false, cleared.isClearedFor(changed));
        assertEquals(false, in("confirmed").isClearedFor(evidence("UN-1")));
    }

    private static Evidence ofPerson(String person, String query, String entry) {
        return new Evidence(
                1, "index-1", "query", "explained",
                List.of(new Evidence.Hit("un", entry, "hash", 9_700, true, Optional.of(person))),
                Optional.empty(),
                Optional.of(List.of(new Evidence.OfPerson(person, query, Optional.empty()))));
    }

    @Test
    void aClearanceOfAPersonCoversThatPersonUnderThatNameAlone() {
        ScreeningCase cleared = ScreeningCase.opened("par_1", ofPerson("per_1", "name", "UN-1"), HASH, NOW)
                .agreed(vote(Decision.CLEAR, "first"), vote(Decision.CLEAR, "other"));
        assertEquals(true, cleared.isClearedFor(ofPerson("per_1", "name", "UN-1")));
        assertEquals(true, cleared.isClearedFor(new Evidence(
                2, "index-2", "query", "explained", List.of(), Optional.empty())));
        assertEquals(false, cleared.isClearedFor(ofPerson("per_2", "name", "UN-1")));
        assertEquals(false, cleared.isClearedFor(ofPerson("per_1", "another name", "UN-1")));
        assertEquals(false, cleared.isClearedFor(ofPerson("per_1", "name", "UN-2")));
        assertEquals(false, cleared.isClearedFor(evidence("UN-1")), "the business itself was not decided about");
    }

    @Test
    void decisionsThatDifferAreKeptAndTheOldestGo() {
        ScreeningCase of = in("potential");
        for (int i = 0; i < 7; i++) {
            of = of.proposed(vote(Decision.CLEAR, "first")).differed(
                    vote(Decision.CLEAR, "first"), vote(Decision.CONFIRM, "other-" + i));
        }
        assertEquals(10, of.differed().size());
        assertEquals("other-6", of.differed().getLast().by());
    }
}
