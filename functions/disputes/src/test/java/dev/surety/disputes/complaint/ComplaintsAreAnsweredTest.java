package dev.surety.disputes.complaint;

import static dev.surety.disputes.complaint.ComplaintWorld.ANNA;
import static dev.surety.disputes.complaint.ComplaintWorld.BEN;
import static dev.surety.disputes.complaint.ComplaintWorld.PATH;
import static dev.surety.disputes.complaint.ComplaintWorld.REVIEW;
import static dev.surety.disputes.complaint.ComplaintWorld.backend;
import static dev.surety.disputes.complaint.ComplaintWorld.participant;
import static dev.surety.disputes.complaint.ComplaintWorld.person;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.EveryFault;
import dev.surety.testkit.http.HttpWorld;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Participants complain, and another person than the one who decided answers in plain words. */
class ComplaintsAreAnsweredTest {
    private static final String WORDS = "I have sent the document.";
    private static final String ABOUT_ENTRY =
            """
            {"about":"restriction","words":"I have sent the document.","decision":{"subject":"%s","entry":1}}
            """
                    .formatted(ANNA)
                    .strip();
    private static final String ABOUT_TIME =
            """
            {"about":"moderation","words":"I have sent the document.","decidedAt":"2026-06-01T09:00:00Z"}
            """
                    .strip();
    private static final String KEY = "complaint-0000001";
    private static final String ANSWER = "complaint-0000002";

    private final ComplaintWorld world = new ComplaintWorld();

    private String opened() {
        Response opened = world.open(ABOUT_ENTRY, KEY, participant(ANNA));
        assertEquals(201, opened.status(), opened.bytes());
        return opened.text("id");
    }

    @Test
    void aComplaintIsAnsweredInWordsThatItsParticipantReads() {
        String id = opened();
        Response open = world.read(id, participant(ANNA));
        assertEquals("open", open.text("state"));
        assertEquals(WORDS, open.text("words"));
        assertEquals(ANNA, open.body().at("/decision/subject").asString(""));
        assertTrue(open.body().path("answer").isNull());

        Response decided = world.decide(id, "upheld", ANSWER, person("per_other"));

        assertEquals(200, decided.status(), decided.bytes());
        assertEquals("staff:per_other", decided.body().at("/answer/by").asString(""));
        Response read = world.read(id, participant(ANNA));
        assertEquals("upheld", read.text("state"));
        assertEquals("staff", read.body().at("/answer/by").asString(""));
        assertEquals("We looked again at the document.", read.body().at("/answer/words").asString(""));
        assertFalse(read.bytes().contains("per_"), "it names no person");
        assertFalse(store(SuretyTables.JOURNAL).contains("document"), "words are the vault's");
        world.check();
    }

    private String store(String table) {
        return world.store.items(table).toString();
    }

    @Test
    void thePersonWhoDecidedDoesNotAnswerAndNobodyAnswersTwice() {
        String id = opened();
        assertEquals("approver_is_maker", refused(() -> world.decide(id, "rejected", ANSWER, person("per_maker"))));
        assertEquals("forbidden", refused(() -> world.decide(id, "rejected", ANSWER, backend("demo"))));
        assertEquals(200, world.decide(id, "rejected", ANSWER, person("per_other")).status());
        assertEquals(
                "transition_not_allowed",
                refused(() -> world.decide(id, "upheld", "complaint-0000003", person("per_third"))));
        assertTrue(world.decide(id, "rejected", ANSWER, person("per_other")).isReplay());
        String none = "cmp_" + "a".repeat(26);
        assertEquals("not_found", refused(() -> world.decide(none, "upheld", KEY, person("per_other"))));
        assertEquals("not_found", refused(() -> world.decide("x", "upheld", KEY, person("per_other"))));
    }

    @Test
    void aDecisionThatIsNotNamedIsAnsweredByAnyPerson() {
        Response opened = world.open(ABOUT_TIME, KEY, participant(ANNA));
        assertEquals(201, opened.status(), opened.bytes());
        assertEquals(200, world.decide(opened.text("id"), "upheld", ANSWER, person("per_maker")).status());
    }

    @Test
    void aReviewsModeratorDoesNotAnswerForIt() {
        String body = ABOUT_ENTRY.replace("restriction", "moderation").replace(ANNA, REVIEW);
        Response opened = world.open(body, KEY, participant(ANNA));
        assertEquals(201, opened.status(), opened.bytes());
        String id = opened.text("id");
        assertEquals("approver_is_maker", refused(() -> world.decide(id, "upheld", ANSWER, person("per_maker"))));
    }

    private String refused(Supplier<Response> request) {
        return HttpWorld.refused(world.store::everything, request).text("reason");
    }

    @Test
    void itIsOpenForSixMonthsToTheInstant() {
        world.clock.set(Instant.parse("2026-12-01T09:00:00Z"));
        opened();
        world.clock.set(Instant.parse("2026-12-01T09:00:00.001Z"));
        String later = "complaint-0000009";
        assertEquals("window_closed", refused(() -> world.open(ABOUT_ENTRY, later, participant(ANNA))));
        assertEquals("window_closed", refused(() -> world.open(ABOUT_TIME, later, participant(ANNA))));
        assertTrue(world.open(ABOUT_ENTRY, KEY, participant(ANNA)).isReplay());
    }

    @Test
    void aParticipantSeesItsOwnAndTheMarketplaceAll() {
        String annas = opened();
        String named = ABOUT_TIME.replace("{\"about\"", "{\"participant\":\"" + BEN + "\",\"about\"");
        world.clock.advance(Duration.ofSeconds(1));
        Response second = world.open(named, ANSWER, backend("demo"));
        assertEquals(201, second.status(), second.bytes());
        String bens = second.text("id");

        assertEquals(List.of(annas), listed("", participant(ANNA)));
        assertEquals(List.of(bens), listed("", participant(BEN)));
        assertEquals(List.of(annas), listed("?participant=" + BEN, participant(ANNA)));
        assertEquals(List.of(bens, annas), listed("", backend("demo")));
        assertEquals(List.of(bens), listed("?participant=" + BEN, backend("demo")));
        assertEquals(List.of(), listed("", backend("other")));
        assertEquals(200, world.read(bens, backend("demo")).status());
        assertEquals(404, world.read(bens, participant(ANNA)).status());
        assertEquals(404, world.read(bens, backend("other")).status());
        Response page = world.api.get(PATH + "?limit=1", backend("demo"));
        assertFalse(page.bytes().contains("document"), page.bytes());
        assertEquals(List.of(annas), listed("?limit=1&cursor=" + page.text("nextCursor"), backend("demo")));
        assertEquals(400, world.api.get(PATH + "?cursor=x", backend("demo")).status());
    }

    private List<String> listed(String query, Map<String, String> caller) {
        Response answer = world.api.get(PATH + query, caller);
        assertEquals(200, answer.status(), answer.bytes());
        List<String> ids = new ArrayList<>();
        answer.body().path("data").forEach(one -> ids.add(one.path("id").asString("")));
        return ids;
    }

    @Test
    void onlyAParticipantOrTheBackEndForItComplains() {
        assertEquals("forbidden", refused(() -> world.open(ABOUT_TIME, KEY, backend("demo"))));
        String named = ABOUT_TIME.replace("{\"about\"", "{\"participant\":\"" + BEN + "\",\"about\"");
        assertEquals("forbidden", refused(() -> world.open(named, KEY, person("per_other"))));
        assertEquals("forbidden", refused(() -> world.open(named, KEY, participant(ANNA))));
        assertEquals(403, world.decide("x", "upheld", KEY, participant(ANNA)).status());
    }

    private static final String WRONG =
            """
            instead of                        | this                                | reason    | pointer
            restriction                       | delivery                            | malformed | /about
            I have sent the document.         |                                     | malformed | /words
            "entry":1                         | "entry":0                           | malformed | /decision/entry
            "entry":1                         | "entry":1,"by":"me"                 | malformed | /decision/by
            "decision":                       | "decidedAt":"2026-06-01T09:00:00Z","decision": | malformed | /decidedAt
            "decision":                       | "other":                            | malformed | /decidedAt
            "entry":1                         | "entry":2                           | invalid   | /decision
            restriction                       | moderation                          | invalid   | /decision
            """;

    @TestFactory
    Stream<DynamicTest> everyWrongComplaintIsRefusedAndChangesNothing() {
        return Stream.concat(
                WRONG.lines().skip(1).map(line -> line.split("\\|", -1)).map(cells -> wrong(
                        ABOUT_ENTRY.replace(cells[0].strip(), cells[1].strip()), cells[2].strip(), cells[3].strip())),
                Stream.of(
                        wrong(ABOUT_ENTRY.replace(ANNA, BEN), "invalid", "/decision"),
                        wrong(ABOUT_TIME.replace("09:00:00Z", "09:00:01Z"), "invalid", "/decidedAt")));
    }

    private DynamicTest wrong(String body, String reason, String pointer) {
        return DynamicTest.dynamicTest(body, () -> {
            Response answer =
                    HttpWorld.refused(world.store::everything, () -> world.open(body, KEY, participant(ANNA)));
            assertEquals(reason, answer.text("reason"), answer.bytes());
            assertTrue(answer.pointers().contains(pointer), answer.bytes());
        });
    }

    @Test
    void itIsMadeAndAnsweredOnceWhateverIsLostOnTheWay() {
        int tried = EveryFault.<ComplaintWorld>of("complain", ComplaintWorld::new, asked -> {
                    Response opened = asked.open(ABOUT_ENTRY, KEY, participant(ANNA));
                    if (opened.status() == 201) {
                        asked.decide(opened.text("id"), "upheld", ANSWER, person("per_other"));
                    }
                })
                .checking(asked -> {
                    String id = asked.open(ABOUT_ENTRY, KEY, participant(ANNA)).text("id");
                    assertEquals(200, asked.decide(id, "upheld", ANSWER, person("per_other")).status());
                    Response list = asked.api.get(PATH, backend("demo"));
                    assertEquals(1, list.body().path("data").size(), list.bytes());
                    asked.check();
                })
                .withDeaths()
                .run();
        assertTrue(tried >= 8);
    }
}
