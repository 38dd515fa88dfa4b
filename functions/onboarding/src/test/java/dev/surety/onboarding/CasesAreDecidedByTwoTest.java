package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.model.standing.Standing;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.testkit.AtOnce;
import dev.surety.testkit.http.AuthorityTable;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A hit is decided by two different people who have seen the evidence; until then money waits. */
class CasesAreDecidedByTwoTest {
    private static final String LISTED = "Zoran Testovic";

    private ScreeningCalls calls;
    private OnboardingWorld world;
    private String seller;

    @BeforeEach
    void aSellerIsHit() {
        calls = new ScreeningCalls();
        world = calls.world;
        world.lists.add(LISTED, "UN-1", "hash-1");
        seller = calls.activeSeller(LISTED);
    }

    private static String refusal(Response answer) {
        return answer.status() + " " + answer.text("reason");
    }

    @Test
    void twoWhoClearLetPayoutsGoOn() {
        Response first = calls.decide(seller, "clear", "per_c1");
        assertEquals("clear", first.body().at("/proposed/decision").asString(""), first.bytes());
        assertEquals("born elsewhere", first.body().at("/proposed/reason").asString(""));
        assertFalse(calls.standing(seller).may(Standing.PAYOUT), "one is not enough");
        assertEquals("409 approver_counted", refusal(calls.decide(seller, "clear", "per_c1")));

        Response second = calls.decide(seller, "clear", "per_c2");

        assertEquals("cleared_until_list_changes", second.text("state"), second.bytes());
        assertTrue(calls.standing(seller).may(Standing.PAYOUT));
        assertEquals(List.of(), calls.open(seller));
        assertEquals("screening.cleared.v1", calls.events(seller).getLast());
        assertEquals(
                List.of("matched", "proposed", "cleared", "told"),
                calls.caseEvents(seller).stream().map(of -> of.split("\\.")[1]).toList());
        assertEquals(Optional.of("closes screening_case"), calls.caseOf(seller).get(2).attention());
        assertTrue(calls.caseOf(seller).getLast().due().isEmpty());
        assertEquals("409 transition_not_allowed", refusal(calls.decide(seller, "confirm", "per_c1")));
        world.check();
    }

    @Test
    void twoWhoConfirmBlockMoneyInAndOut() {
        calls.decided(seller, "confirm");

        Standing standing = calls.standing(seller);
        assertTrue(standing.inflowBlocked() && standing.outflowBlocked());
        assertEquals("restricted", standing.state());
        assertFalse(standing.may(Standing.PAYOUT));
        assertEquals("screening.confirmed.v1", calls.events(seller).getLast());
        assertEquals(Optional.of("opens screening_case"), calls.caseOf(seller).get(2).attention(), "to be reported");
        assertEquals("under_review", calls.view(seller).body().at("/inflowBlock/reason").asString(""));
        assertEquals("under_review", calls.view(seller).body().at("/outflowBlock/reason").asString(""));

        assertEquals(409, world.call("POST", "/v1/participants/" + seller + "/unblock", "{\"flows\":[\"outflow\"]}",
                "unblock-0000000001", ScreeningCalls.person("per_c1"), Map.of()).status(), "one person cannot lift it");
        calls.patch(seller, "{\"profile\":{\"name\":\"Ada King\"}}");
        assertTrue(calls.standing(seller).outflowBlocked(), "nor can another name");
        world.check();
    }

    @Test
    void aConfirmationIsTakenBackByTwoAndTheNameOfTodayIsCompared() {
        seller = calls.seller(LISTED);
        calls.decided(seller, "confirm");
        calls.patch(seller, "{\"profile\":{\"name\":\"Ada King\"}}");
        calls.decided(seller, "clear");

        assertEquals(List.of("payout_method.add", "terms.accept"), calls.open(seller));
        assertFalse(calls.standing(seller).inflowBlocked());
        assertEquals("screening.cleared.v1", calls.events(seller).getLast());
        assertTrue(world.lists.asked.getLast().names().contains("Ada King"));
    }

    @Test
    void thoseWhoDifferLeaveItOpenAndTheCaseTells() {
        calls.decide(seller, "clear", "per_c1");
        Response second = calls.decide(seller, "confirm", "per_c2");

        assertEquals("potential", second.text("state"));
        assertTrue(second.body().path("proposed").isNull());
        assertEquals(2, second.body().path("differed").size(), second.bytes());
        calls.decided(seller, "clear");
        assertTrue(calls.standing(seller).may(Standing.PAYOUT));
    }

    @Test
    void aChangeOfNameWhileDecidingMakesTheFirstDecisionOld() {
        String hash = calls.hash(seller);
        calls.decide(seller, "clear", "per_c1");
        world.lists.add("Another Testovic", "UN-2", "hash-2");
        calls.patch(seller, "{\"profile\":{\"name\":\"Another Testovic\"}}");

        assertEquals("409 hash_mismatch", refusal(calls.decide(seller, "clear", "per_c2", hash)));
        assertEquals("200 ", refusal(calls.decide(seller, "clear", "per_c2")));
        assertFalse(calls.standing(seller).may(Standing.PAYOUT), "the first decided about another name");
    }

    @Test
    void aNameThatIsNotComparedYetIsNotClearedByADecisionAboutAFormerOne() {
        seller = calls.seller(LISTED);
        calls.decide(seller, "clear", "per_c1");
        world.lists.isReadable = false;
        calls.patch(seller, "{\"profile\":{\"name\":\"Ada King\"}}");
        calls.decide(seller, "clear", "per_c2");

        assertTrue(calls.open(seller).contains("screening.review"), "the new name is pending");
        world.lists.isReadable = true;
        world.clock.advance(Duration.ofMinutes(5));
        Deadlines.pass(world);
        assertFalse(calls.open(seller).contains("screening.review"));
        world.check();
    }

    @Test
    void aNewListVersionOpensItAgainOnlyWhereTheEntryChanged() {
        calls.decided(seller, "clear");
        var chain = CreateParticipant.chain(OnboardingWorld.DEMO, seller);
        world.lists.index = "index-2";
        world.screening.participants().again(chain, "run-1");
        assertTrue(calls.standing(seller).may(Standing.PAYOUT), "the entry is as it was");
        assertEquals(Optional.of("index-2"), calls.standing(seller).screened());
        assertEquals(4, calls.caseOf(seller).size());

        world.lists.add(LISTED, "UN-1", "hash-2");
        world.lists.index = "index-3";
        world.screening.participants().again(chain, "run-2");

        assertFalse(calls.standing(seller).may(Standing.PAYOUT));
        assertEquals("screening_case.matched.v1", calls.caseEvents(seller).getLast());
        assertEquals(1, calls.cases("?state=potential").body().path("data").size());
    }

    @Test
    void eachPersonWhoLooksIsNotedOnceForTheEvidence() {
        Response shown = calls.look(seller, "per_c1");
        assertEquals(LISTED, shown.body().at("/evidence/compared/names/0").asString(""), shown.bytes());
        assertEquals("ZORAN TESTOVIC", shown.body().at("/evidence/hits/0/alias").asString(""));
        assertEquals(LISTED, shown.body().at("/evidence/hits/0/explanation/matched").asString(""));
        assertEquals("true", shown.body().at("/evidence/hits/0/strong").toString());
        calls.look(seller, "per_c1");
        calls.look(seller, "per_c2");

        assertEquals(
                List.of("screening_case.matched.v1", "screening_case.seen.v1", "screening_case.seen.v1"),
                calls.caseEvents(seller));
        calls.decided(seller, "clear");
        world.check();
    }

    @Test
    void ofManyWhoClearAtOnceTwoDecideAndTheOthersFindItDecided() throws Exception {
        String hash = calls.hash(seller);
        String path = calls.casePath(seller) + "/decide";
        List<Response> answers = AtOnce.call(8, caller -> world.call(
                "POST", path, ScreeningCalls.body("clear", hash), "at-once-" + caller + "-00000000",
                ScreeningCalls.person("per_c" + caller), Map.of()));

        assertEquals(2, answers.stream().filter(answer -> answer.status() == 200).count());
        assertTrue(answers.stream().allMatch(answer -> List.of(200, 409, 503).contains(answer.status())));
        assertTrue(calls.standing(seller).may(Standing.PAYOUT));
        assertEquals(1, calls.caseEvents(seller).stream().filter(of -> of.contains("cleared")).count());
        world.check();
    }

    @Test
    void linkedNamesAreOnePerson() {
        String linked = calls.settings().replaceFirst(
                "}$", ",\"personLinks\":[{\"persons\":[\"per_c1\",\"per_c2\"]}]}");
        Response put = world.putApproved(linked, "put-linked-00000001");
        assertEquals(200, put.status(), put.bytes());
        calls.decide(seller, "clear", "per_c1");

        assertEquals("409 approver_counted", refusal(calls.decide(seller, "clear", "per_c2")));
        assertEquals(200, calls.decide(seller, "clear", "per_c3").status());
    }

    @Test
    void whatIsNotOfThisFormIsRefusedAndStoresNothing() {
        String path = calls.casePath(seller) + "/decide";
        String hash = calls.hash(seller);
        Map<String, String> bad = new HashMap<>();
        bad.put("{\"decision\":\"clear\",\"evidence\":\"" + hash + "\"}", "/reason");
        bad.put(ScreeningCalls.body("maybe", hash), "/decision");
        bad.put(ScreeningCalls.body("clear", "ab"), "/evidence");
        bad.put(ScreeningCalls.body("clear", hash).replace("born elsewhere", "x".repeat(2_001)), "/reason");
        bad.put(ScreeningCalls.body("clear", hash).replace("born elsewhere", ""), "/reason");
        bad.put(ScreeningCalls.body("clear", hash).replace("}", ",\"by\":\"per_x\"}"), "/by");
        bad.forEach((body, field) -> {
            Response refused = world.refused("POST", path, body, "bad-input-00000001", ScreeningCalls.person("per_c1"));
            assertEquals(400, refused.status(), body);
            assertEquals(field, refused.body().at("/errors/0/pointer").asString(""));
        });
        String unknown = path.replace("/scr_", "/scx_");
        assertEquals(404, world.refused("POST", unknown, ScreeningCalls.body("clear", hash), "bad-input-00000002",
                ScreeningCalls.person("per_c1")).status());
        assertEquals("409 hash_mismatch", refusal(world.refused("POST", path,
                ScreeningCalls.body("clear", "cd".repeat(32)), "bad-input-00000003", ScreeningCalls.person("per_c1"))));
    }

    private static final String TABLE =
            """
            route       | own | backend | compliance | auditor | backend that may decide | other's compliance | no scope | no token
            GET cases   | 403 | 403     | 200        | 403     | 200                     | 200                | 403      | 401
            GET case    | 403 | 403     | 200        | 403     | 403                     | 404                | 403      | 401
            POST decide | 403 | 403     | 200        | 403     | 403                     | 404                | 403      | 401
            """;

    @TestFactory
    List<DynamicTest> onlyPeopleOfTheMarketplaceWhoDecideAreShownCases() {
        return AuthorityTable.cells(TABLE, (route, caller, expected) -> {
            aSellerIsHit();
            Map<String, ?> before = world.store.everything();
            String method = route.substring(0, route.indexOf(' '));
            String path = switch (route) {
                case "GET cases" -> "/v1/screening/cases";
                case "GET case" -> calls.casePath(seller);
                default -> calls.casePath(seller) + "/decide";
            };
            boolean isRead = method.equals("GET");
            Response answer = world.call(
                    method, path, isRead ? "" : ScreeningCalls.body("clear", calls.hash(seller)),
                    isRead ? "" : "command-00000001", claims(caller), Map.of());

            assertEquals(expected, answer.status(), answer.bytes());
            if (answer.status() >= 400) {
                assertEquals(before, world.store.everything(), "refusal-inert");
                assertFalse(answer.bytes().contains(LISTED));
            } else if (route.equals("GET cases")) {
                int seen = caller.startsWith("other") ? 0 : 1;
                assertEquals(seen, answer.body().path("data").size(), answer.bytes());
            }
        });
    }

    private Map<String, String> claims(String caller) {
        Map<String, String> person = new HashMap<>(ScreeningCalls.person("per_c1"));
        return switch (caller) {
            case "own" -> {
                Map<String, String> own = new HashMap<>(OnboardingWorld.participant(seller));
                own.put("scope", "participants:read participants:write participants:decide");
                yield own;
            }
            case "backend" -> OnboardingWorld.backend(OnboardingWorld.DEMO);
            case "compliance" -> person;
            case "auditor" -> {
                person.put("scope", "participants:read escrows:read ledger:read");
                yield person;
            }
            case "backend that may decide" ->
                Map.of("marketplace", "demo", "kind", "backend", "client_id", "demo-backend",
                        "scope", "participants:decide");
            case "other's compliance" -> {
                person.put("marketplace", "other");
                yield person;
            }
            case "no scope" -> {
                person.put("scope", "ledger:read");
                yield person;
            }
            case "no token" -> Map.of();
            default -> throw new AssertionError(caller);
        };
    }

    @Test
    void theJournalHasNoNameAndNoReason() {
        calls.decided(seller, "confirm");
        String journal = world.store.items(SuretyTables.JOURNAL).toString();
        assertFalse(journal.contains(LISTED) || journal.contains("ZORAN") || journal.contains("born elsewhere"));
    }
}
