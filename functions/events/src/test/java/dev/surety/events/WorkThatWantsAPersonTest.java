package dev.surety.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.StreamRecord;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.EveryFault;
import dev.surety.model.id.Id;
import dev.surety.model.journal.Attention;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class WorkThatWantsAPersonTest {
    private static final String PATH = "/v1/attention";
    private static final ChainId A = EventsWorld.escrow("a");
    private static final ChainId B = EventsWorld.escrow("b");

    /** Places open and close on two chains; in the end a has two open, b one. */
    private static EventsWorld story(EventsWorld room) {
        List<Attention> said = List.of(
                Attention.opens("late_money"),
                Attention.opens("chargeback"),
                Attention.closes("late_money"),
                Attention.opens("refund_failed"),
                Attention.closes("chargeback"),
                Attention.opens("late_money"));
        for (Attention each : said) {
            room.append(A, "escrow.noticed.v1", each);
            room.append(B, "escrow.noticed.v1");
            room.clock.advance(Duration.ofMinutes(1));
        }
        room.append(B, "escrow.noticed.v1", Attention.opens("gateway_notice"));
        return room;
    }

    private static final List<String> OPEN =
            List.of("refund_failed " + A.id() + " 4", "late_money " + A.id() + " 6", "gateway_notice " + B.id() + " 7");

    @Test
    void whatIsOpenIsListedWhatHasWaitedLongestFirst() {
        EventsWorld room = story(new EventsWorld());
        assertEquals(List.of(), room.deliver(room.records()));
        assertEquals(OPEN, room.work());
    }

    @Test
    void aPlaceSaysWhatItIsAboutAndSinceWhen() {
        EventsWorld room = new EventsWorld();
        room.append(A, "escrow.late_money_arrived.v3", Attention.opens("late_money"));
        room.deliver(room.records());
        assertEquals(
                "{\"data\":[{\"kind\":\"late_money\",\"subject\":\"" + A.id() + "\",\"subjectType\":\"escrow\","
                        + "\"openedAt\":\"2026-11-22T10:00:00.000Z\",\"ageSeconds\":0,\"sequence\":1,"
                        + "\"event\":\"escrow.late_money_arrived\",\"amount\":null,\"assignee\":null,\"note\":null}],"
                        + "\"counts\":[{\"kind\":\"late_money\",\"count\":1}],\"nextCursor\":null}",
                Json.text(room.get(EventsWorld.backend("demo", "escrows:read"), PATH).body()));
        assertFalse(room.memory.items(SuretyTables.WORKLIST).toString().contains("secret"));
    }

    @Test
    void workOfTheWholeStackIsSeenInEveryMarketplaceThatMay() {
        EventsWorld room = new EventsWorld();
        ChainId lists = ChainId.parse("screening_lists#stack#lists");
        room.append(lists, "screening.list_told.v1", Attention.opens("screening_list_stale"));
        room.append(ChainId.parse("escrow#stack#" + A.id()), "escrow.noticed.v1", Attention.opens("shared_method"));
        room.deliver(room.records());

        for (String marketplace : List.of("demo", "other")) {
            var page = room.get(EventsWorld.backend(marketplace, "participants:read"), PATH).body();
            assertEquals(0, page.path("data").size());
            assertEquals(1, page.path("wholeStack").size(), "no work of another kind");
            assertEquals("screening_list_stale", page.at("/wholeStack/0/kind").asString(""));
            assertEquals("lists", page.at("/wholeStack/0/subject").asString(""));
            assertFalse(room.get(EventsWorld.backend(marketplace, "escrows:read"), PATH)
                    .body()
                    .has("wholeStack"));
        }
        room.append(lists, "screening.list_told.v1", Attention.closes("screening_list_stale"));
        room.deliver(room.records());
        assertFalse(room.get(EventsWorld.backend("demo", "participants:read"), PATH)
                .body()
                .has("wholeStack"));
    }

    @Test
    void theLaterEntryDecidesInWhateverOrderAndHoweverOftenTheyAreHeard() {
        for (int seed = 0; seed < 60; seed++) {
            EventsWorld room = story(new EventsWorld());
            List<StreamRecord> records = new ArrayList<>(room.records());
            var random = new Random(seed);
            for (int more = 0; more < 10; more++) {
                records.add(records.get(random.nextInt(records.size())));
            }
            Collections.shuffle(records, random);
            room.deliver(records);
            assertEquals(OPEN, room.work(), "seed " + seed);
        }
    }

    @Test
    void everyCallLostAndKeptEndsWithTheSameWork() {
        int schedules = EveryFault.of(
                        "deriving work",
                        faults -> story(new EventsWorld(faults)),
                        (EventsWorld room) -> room.deliverInPieces(2))
                .withDeaths()
                .checking(room -> assertEquals(OPEN, room.work()))
                .run();
        assertTrue(schedules > 50, "schedules: " + schedules);
    }

    @Test
    void openingIsCountedOnceUnderAKindOfAClosedListAndOrdinaryEntriesCostNothing() {
        EventsWorld room = story(new EventsWorld());
        room.append(B, "escrow.noticed.v1", Attention.opens("made_up_by_somebody"));
        room.deliver(room.records());
        room.deliver(room.records());
        List<String> counted = room.metrics.stream()
                .filter(line -> line.contains("attention.opened"))
                .map(line -> Json.object(line).get("kind").stringValue())
                .toList();
        assertEquals(
                List.of("late_money", "chargeback", "refund_failed", "late_money", "gateway_notice", "other"), counted);
        assertEquals(5, room.memory.items(SuretyTables.WORKLIST).size(), "places, not entries");
    }

    @Test
    void aClosedPlaceLeavesATombstoneThatIsForgottenInTime() {
        EventsWorld room = story(new EventsWorld());
        room.deliver(room.records());
        Map<String, AttributeValue> closed = room.memory.items(SuretyTables.WORKLIST).stream()
                .filter(item -> item.get("sk").s().equals("chargeback"))
                .findFirst()
                .orElseThrow();
        assertFalse(closed.containsKey("queue"));
        assertEquals(
                room.clock.instant().plus(Duration.ofDays(90)).getEpochSecond(),
                Long.parseLong(closed.get("expiresAt").n()));
        room.memory.items(SuretyTables.WORKLIST).stream()
                .filter(item -> item.containsKey("queue"))
                .forEach(item -> assertFalse(item.containsKey("expiresAt"), "open work is never forgotten"));
    }

    @ParameterizedTest
    @CsvSource({"opens", "opens Late", "open late_money", "opens late_money now", "closes ''", "OPENS late_money"})
    void wordsNobodyKnowsAreReportedAndTheEventIsToldAllTheSame(String words) {
        EventsWorld room = new EventsWorld();
        room.append(A, "escrow.noticed.v1", Optional.of(words));
        assertEquals(List.of(), room.deliver(room.records()));
        assertEquals(1, room.feed().size());
        assertEquals(0, room.memory.items(SuretyTables.WORKLIST).size());
        assertTrue(room.metrics.stream()
                .anyMatch(line -> line.contains("relay.skipped") && line.contains("attention")));
    }

    private static EventsWorld many(int count) {
        EventsWorld room = new EventsWorld();
        for (int i = 0; i < count; i++) {
            ChainId chain = EventsWorld.escrow("busy " + i);
            room.append(chain, "escrow.noticed.v1", Attention.opens(i % 3 == 0 ? "late_money" : "chargeback"));
            room.append(chain, "escrow.noticed.v1", Attention.opens("entry_parked"));
            room.clock.advance(Duration.ofSeconds(1));
        }
        room.deliver(room.records());
        return room;
    }

    private static List<String> follow(EventsWorld room, String claims, String filters, int limit) {
        List<String> work = new ArrayList<>();
        String cursor = "";
        for (int i = 0; i < 600; i++) {
            var said = room.get(claims, PATH + "?limit=" + limit + filters + cursor);
            assertTrue(said.work().size() <= limit);
            work.addAll(said.work());
            if (said.body().get("nextCursor").isNull()) {
                return work;
            }
            cursor = "&cursor=" + said.next();
        }
        throw new AssertionError("the list does not end");
    }

    @Test
    void pagesOfAnySizeShowEachPlaceOnceAndMissNone() {
        EventsWorld room = many(130);
        String everything = EventsWorld.backend("demo", "escrows:read ledger:read");
        List<String> all = follow(room, everything, "", 100);
        assertEquals(260, all.size());
        assertEquals(260, all.stream().distinct().count());
        room.memory.batchGetAtMost(13);
        room.memory.pageBytes(900);
        for (int limit : List.of(1, 7, 99)) {
            assertEquals(all, follow(room, everything, "", limit));
        }
        assertEquals(44, follow(room, everything, "&kind=late_money", 9).size());
        assertEquals(130, follow(room, EventsWorld.backend("demo", "ledger:read"), "", 20).size());
    }

    @Test
    void oneCallLooksAtSoManyPlacesAndNoMoreAndSaysWhereToGoOn() {
        EventsWorld room = new EventsWorld();
        IntStream.range(0, 2_050).forEach(i -> room.append(
                EventsWorld.escrow("busy " + i), "escrow.noticed.v1", Attention.opens("chargeback")));
        room.clock.advance(Duration.ofMinutes(1));
        room.append(A, "escrow.noticed.v1", Attention.opens("entry_parked"));
        room.deliver(room.records());
        var first = room.get(EventsWorld.backend("demo", "ledger:read"), PATH);
        assertEquals(List.of(), first.work());
        assertEquals(
                List.of("entry_parked " + A.id() + " 1"),
                room.get(EventsWorld.backend("demo", "ledger:read"), PATH + "?cursor=" + first.next()).work());
    }

    @Test
    void aPlaceThatTheIndexStillShowsButIsClosedIsNotShown() {
        EventsWorld room = story(new EventsWorld());
        room.deliver(room.records());
        room.clock.advance(Duration.ofMinutes(1));
        room.memory.lagIndexes(true);
        room.append(A, "escrow.noticed.v1", Attention.closes("refund_failed"));
        room.append(A, "escrow.noticed.v1", Attention.opens("late_money"));
        room.deliver(room.records());
        assertEquals(OPEN.subList(2, 3), room.work(), "closed, and opened again at another place of the list");
        room.memory.settleIndexes();
        assertEquals(List.of(OPEN.get(2), "late_money " + A.id() + " 8"), room.work());
    }

    /** One of each scope. */
    private static final List<String> KINDS = List.of(
            "late_money",
            "enforcing_stuck",
            "entry_parked",
            "shared_method",
            "review_flagged",
            "line_unmatched",
            "run_approval",
            "adjustment_approval",
            "period_approval",
            "settings_approval",
            "made_up");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            escrows:read                          | late_money
            disputes:read                         | enforcing_stuck
            ledger:read                           | entry_parked
            participants:read                     | shared_method
            reputation:read                       | review_flagged
            payouts:read                          | line_unmatched
            payouts:approve                       | run_approval
            ledger:approve                        | adjustment_approval period_approval
            settings:approve                      | settings_approval
            operator                              | made_up
            escrows:read ledger:read operator     | entry_parked late_money made_up
            payouts:read payouts:approve          | line_unmatched run_approval
            events:read                           | 403
            payouts:plan escrows:operate          | 403
            participant escrows:read payouts:read | 403
            participant operator                  | 403
            other escrows:read                    | ''
            no token                              | 401
            """)
    void everyCallerSeesTheKindsOfItsScopesAndNoOthers(String who, String sees) {
        EventsWorld room = new EventsWorld();
        for (String kind : KINDS) {
            room.append(A, "escrow.noticed.v1", Attention.opens(kind));
        }
        room.deliver(room.records());
        var all = room.get(claims(who), PATH);
        assertEquals(sees, all.status() == 200 ? seen(all.work()) : Integer.toString(all.status()));
        for (String kind : KINDS) {
            var one = room.get(claims(who), PATH + "?kind=" + kind);
            int refused = all.status() == 401 ? 401 : 403;
            boolean isSeen = List.of(sees.split(" ", -1)).contains(kind);
            assertEquals(isSeen || isForeign(who, kind) ? 200 : refused, one.status(), kind);
            if (one.status() == 200) {
                assertEquals(isSeen ? 1 : 0, one.work().size(), "tenant-sealed: " + kind);
            }
        }
    }

    /** Whether the caller may see the kind, and has none of it. */
    private static boolean isForeign(String who, String kind) {
        return who.equals("other escrows:read") && kind.equals("late_money");
    }

    private static String seen(List<String> work) {
        return work.stream().map(place -> place.split(" ", -1)[0]).sorted().collect(Collectors.joining(" "));
    }

    private static String claims(String who) {
        if (who.equals("no token")) {
            return "";
        }
        if (who.startsWith("participant ")) {
            return EventsWorld.person(who.substring("participant ".length()));
        }
        boolean other = who.startsWith("other ");
        return EventsWorld.backend(other ? "other" : "demo", other ? who.substring("other ".length()) : who);
    }

    @ParameterizedTest
    @CsvSource({
        "cursor=nonsense, cursor, format",
        "limit=0, limit, bound",
        "limit=101, limit, bound",
        "kind=, kind, format",
        "kind=Late, kind, format",
        "kind=late-money, kind, format",
        "kind=late#money, kind, format",
        "kind=abcdefghijabcdefghijabcdefghijabcdefghijk, kind, format",
        "marketplace=other, marketplace, unknown",
        "after=x, after, unknown",
    })
    void aBadParameterIsNamed(String query, String pointer, String reason) {
        var said = story(new EventsWorld()).get(EventsWorld.backend("demo", "escrows:read"), PATH + "?" + query);
        assertEquals(400, said.status());
        assertEquals(pointer, said.body().get("errors").get(0).get("pointer").stringValue());
        assertEquals(reason, said.body().get("errors").get(0).get("reason").stringValue());
    }

    @Test
    void aCursorIsGoodForItsOwnKindAndCallerForADay() {
        EventsWorld room = many(5);
        String ours = EventsWorld.backend("demo", "escrows:read ledger:read");
        String cursor = room.get(ours, PATH + "?limit=2").next();
        assertEquals(200, room.get(ours, PATH + "?limit=3&cursor=" + cursor).status());
        assertEquals(400, room.get(ours, PATH + "?kind=chargeback&cursor=" + cursor).status());
        String theirs = EventsWorld.backend("other", "escrows:read ledger:read");
        assertEquals(400, room.get(theirs, PATH + "?cursor=" + cursor).status());
        String feed = EventsWorld.backend("demo", "escrows:read ledger:read events:read");
        assertEquals(400, room.get(feed, "/v1/events?after=" + cursor).status());
        room.clock.advance(Duration.ofHours(25));
        assertEquals(400, room.get(ours, PATH + "?cursor=" + cursor).status());
    }

    @Test
    void whateverIsNotAnEscrowIsListedUnderItsOwnName() {
        EventsWorld room = new EventsWorld();
        var payment = new ChainId("payment", EventsWorld.DEMO, Id.derive("pay", "one"));
        room.append(payment, "payment.noticed.v1", Attention.opens("gateway_notice"));
        room.deliver(room.records());
        var place = room.get(EventsWorld.backend("demo", "escrows:read"), PATH).body().get("data").get(0);
        assertEquals("payment", place.get("subjectType").stringValue());
        assertEquals(payment.id(), place.get("subject").stringValue());
    }
}
