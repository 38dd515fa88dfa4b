package dev.surety.disputes.outage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.disputes.domain.procedure.Context.Outage;
import dev.surety.dynamo.faults.EveryFault;
import dev.surety.testkit.http.HttpWorld;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class OperatorsPostOutagesTest {
    private static final String PATH = "/v1/outages";
    private static final String KEY = "outage-00000000001";
    private static final String BODY =
            """
            {"from":"2026-12-01T06:00:00Z","to":"2026-12-01T08:30:00Z","reason":"The API did not answer."}
            """
                    .strip();
    private final OutageWorld world = new OutageWorld();

    private Response post(String body, String key) {
        return world.post(body, key);
    }

    private void check() {
        world.check();
    }

    @Test
    void anOutageIsShownWithItsReasonAndWhoPostedIt() {
        Response posted = post(BODY, KEY);

        assertEquals(200, posted.status(), posted.bytes());
        assertTrue(posted.text("id").startsWith("out_"), posted.bytes());
        assertEquals(
                "{\"id\":\"" + posted.text("id") + "\",\"from\":\"2026-12-01T06:00:00.000Z\","
                        + "\"to\":\"2026-12-01T08:30:00.000Z\",\"reason\":\"The API did not answer.\","
                        + "\"by\":\"staff:per_op\",\"postedAt\":\"2026-12-01T09:00:00.000Z\"}",
                posted.bytes());
        assertEquals(
                "{\"data\":[" + posted.bytes() + "],\"nextCursor\":null}",
                world.api.get(PATH, OutageWorld.operator("demo")).bytes());
        assertEquals(
                List.of(new Outage(Instant.parse("2026-12-01T06:00:00Z"), Instant.parse("2026-12-01T08:30:00Z"))),
                world.outages.recent(OutageWorld.DEMO, world.clock.instant()));
        check();
    }

    @Test
    void aRepeatedRequestPostsNothingMore() {
        Response posted = post(BODY, KEY);
        Response again = post(BODY, KEY);

        assertTrue(again.isReplay());
        assertEquals(posted.bytes(), again.bytes());
        assertEquals(1, world.outages.recent(OutageWorld.DEMO, world.clock.instant()).size());
        assertEquals("idempotency_key_reused", post(BODY.replace("06", "07"), KEY).text("reason"));
        check();
    }

    @Test
    void theListPagesFromTheNewestToTheOldest() {
        List<String> posted = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            posted.addFirst(post(BODY.replace("answer.", "answer " + i), "outage-0000000001" + i).text("id"));
        }
        List<String> listed = new ArrayList<>();
        String next = "";
        for (int page = 0; page < 3; page++) {
            Response answer = world.api.get(PATH + "?limit=2" + next, OutageWorld.operator("demo"));
            answer.body().path("data").forEach(one -> listed.add(one.path("id").asString("")));
            next = "&cursor=" + answer.text("nextCursor");
            assertEquals(page == 2, answer.body().path("nextCursor").isNull(), answer.bytes());
        }
        assertEquals(posted, listed);
        assertEquals(400, world.api.get(PATH + "?cursor=x", OutageWorld.operator("demo")).status());
        assertEquals("{\"data\":[],\"nextCursor\":null}", world.api.get(PATH, OutageWorld.operator("other")).bytes());
        check();
    }

    @Test
    void anOutageOfAMonthAgoIsListedAndMovesNoDeadline() {
        post(BODY, KEY);
        world.clock.set(Instant.parse("2026-12-31T08:30:00Z"));
        post(BODY.replace("-01T", "-30T"), "outage-00000000002");

        assertEquals(1, world.outages.recent(OutageWorld.DEMO, world.clock.instant()).size());
        assertEquals(2, world.api.get(PATH, OutageWorld.operator("demo")).body().path("data").size());
        check();
    }

    @Test
    void theRecentOnesAreBoundedAndTheNewestStay() {
        for (int i = 0; i < 103; i++) {
            Instant to = world.clock.instant().minus(Duration.ofMinutes(300 - i));
            String body = "{\"from\":\"" + to.minusSeconds(30) + "\",\"to\":\"" + to + "\",\"reason\":\"short\"}";
            assertEquals(200, post(body, "outage-many-0000" + (100 + i)).status());
        }
        List<Outage> recent = world.outages.recent(OutageWorld.DEMO, world.clock.instant());
        assertEquals(100, recent.size());
        assertEquals(world.clock.instant().minus(Duration.ofMinutes(198)), recent.getLast().to());
        check();
    }

    @Test
    void anOutageIsPostedOnceWhateverIsLostOnTheWay() {
        int tried = EveryFault.<OutageWorld>of("post an outage", OutageWorld::new, posting -> posting.post(BODY, KEY))
                .checking(posted -> {
                    assertEquals(200, posted.post(BODY, KEY).status());
                    assertEquals(1, posted.outages.list(OutageWorld.DEMO, 10, Optional.empty()).size());
                    posted.check();
                })
                .withDeaths()
                .inPairs()
                .run();
        assertTrue(tried >= 4);
    }

    private static final String WRONG =
            """
            instead of             | this                   | status | reason    | pointer
            "2026-12-01T08:30:00Z" | "2026-12-01T06:00:00Z" | 422    | invalid   | /to
            "2026-12-01T08:30:00Z" | "2026-12-01T09:00:00.001Z" | 422 | invalid  | /to
            "2026-12-01T06:00:00Z" | "2026-11-01T08:59:59Z" | 422    | invalid   | /from
            "2026-12-01T06:00:00Z" | "yesterday"            | 400    | malformed | /from
            "The API did not answer." | ""                  | 400    | malformed | /reason
            "reason"               | "words"                | 400    | malformed | /reason
            """;

    @TestFactory
    Stream<DynamicTest> everyWrongOutageIsRefusedAndChangesNothing() {
        return WRONG.lines().skip(1).map(line -> line.split("\\|", -1)).map(cells -> {
            String body = BODY.replace(cells[0].strip(), cells[1].strip());
            return DynamicTest.dynamicTest(body, () -> {
                Response answer = HttpWorld.refused(world.store::everything, () -> post(body, KEY));
                assertEquals(Integer.parseInt(cells[2].strip()), answer.status(), answer.bytes());
                assertEquals(cells[3].strip(), answer.text("reason"));
                assertTrue(answer.pointers().contains(cells[4].strip()), answer.bytes());
            });
        });
    }

    @Test
    void onlyOperatorsOfDisputesComeHere() {
        for (String scope : List.of("disputes:read", "disputes:write", "disputes:rule", "operator")) {
            Map<String, String> claims =
                    Map.of("marketplace", "demo", "client_id", "demo-x", "person", "per_x", "scope", scope);
            assertEquals(403, world.api.call("POST", PATH, BODY, KEY, claims, Map.of()).status(), scope);
            assertEquals(403, world.api.get(PATH, claims).status(), scope);
        }
        Response unknown = world.api.call("POST", PATH, BODY, KEY, OutageWorld.operator("other"), Map.of());
        assertEquals("invalid", unknown.text("reason"));
    }
}
