package dev.surety.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.StreamRecord;
import dev.surety.model.id.Id;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import dev.surety.runtime.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FollowingTheFeedTest {
    private static final String PATH = "/v1/events";

    /** Two events a day, of two escrows, for some days; then so long that all have settled. */
    private static EventsWorld days(int days) {
        EventsWorld room = new EventsWorld();
        for (int day = 0; day < days; day++) {
            room.append(EventsWorld.escrow("a"), day == 0 ? "escrow.created.v1" : "escrow.funded.v1");
            room.append(EventsWorld.escrow("b"), day == 0 ? "escrow.created.v1" : "escrow.delivered.v2");
            int fresh = room.records().size();
            room.deliver(room.records().subList(fresh - 2, fresh));
            room.clock.advance(Duration.ofDays(1));
        }
        return room;
    }

    private static List<String> follow(EventsWorld room, String filters, int limit) {
        List<String> ids = new ArrayList<>();
        String after = "";
        for (int i = 0; i < 50; i++) {
            var said = room.get(EventsWorld.READER, PATH + "?limit=" + limit + filters + after);
            ids.addAll(said.ids());
            after = "&after=" + said.next();
            if (said.ids().isEmpty()) {
                return ids;
            }
        }
        throw new AssertionError("the feed does not end");
    }

    @Test
    void pagesWalkThroughTheDaysOldestFirstAndMissNothing() {
        EventsWorld room = days(9);
        assertEquals(room.records().stream().map(FollowingTheFeedTest::id).toList(), follow(room, "", 5));
        assertEquals(follow(room, "", 1), follow(room, "", 100));
    }

    private static String id(StreamRecord record) {
        return Id.derive("evt", record.keys().get("pk").s(), record.keys().get("sk").n());
    }

    @Test
    void aPollerThatHasHeardAllGoesOnWithWhatComesNext() {
        EventsWorld room = days(2);
        String cursor = room.get(EventsWorld.READER, PATH).next();
        for (int i = 0; i < 3; i++) {
            var quiet = room.get(EventsWorld.READER, PATH + "?after=" + cursor);
            assertEquals(List.of(), quiet.ids());
            cursor = quiet.next();
            room.clock.advance(Duration.ofHours(20));
        }
        room.append(EventsWorld.escrow("a"), "escrow.settled.v1");
        room.deliver(room.records().subList(4, 5));
        room.clock.advance(Duration.ofSeconds(3));
        var said = room.get(EventsWorld.READER, PATH + "?after=" + cursor);
        assertEquals(List.of(id(room.records().get(4))), said.ids());
    }

    @Test
    void anEventIsShownWhenNoEarlierOneCanComeAnyMore() {
        EventsWorld room = new EventsWorld();
        room.append(EventsWorld.escrow("a"), "escrow.created.v1");
        room.deliver(room.records());
        room.clock.advance(Duration.ofMillis(1_999));
        var early = room.get(EventsWorld.READER, PATH);
        assertEquals(0, early.ids().size());
        room.clock.advance(Duration.ofMillis(2));
        assertEquals(1, room.get(EventsWorld.READER, PATH + "?after=" + early.next()).ids().size());
    }

    @Test
    void aRelayWhoseClockIsBehindIsStillHeardByAPollerThatIsAhead() {
        EventsWorld room = days(1);
        String cursor = room.get(EventsWorld.READER, PATH).next();
        cursor = room.get(EventsWorld.READER, PATH + "?after=" + cursor).next();
        room.append(EventsWorld.escrow("a"), "escrow.settled.v1");
        room.clock.advance(Duration.ofMinutes(-5));
        room.deliver(room.records().subList(2, 3));
        room.clock.advance(Duration.ofMinutes(5));
        assertEquals(1, room.get(EventsWorld.READER, PATH + "?after=" + cursor).ids().size());
    }

    @Test
    void filtersChooseByTypeAndSubjectAndStillGoOn() {
        EventsWorld room = days(9);
        assertEquals(8, follow(room, "&type=escrow.funded", 3).size());
        assertEquals(18, follow(room, "&type=escrow.*", 4).size());
        assertEquals(0, follow(room, "&type=payment.*", 4).size());
        assertEquals(9, follow(room, "&subject=" + EventsWorld.escrow("b").id(), 2).size());
        assertEquals(8, follow(room, "&type=escrow.delivered&subject=" + EventsWorld.escrow("b").id(), 3).size());
        assertEquals(0, follow(room, "&type=escrow.funded&subject=" + EventsWorld.escrow("b").id(), 3).size());
    }

    @Test
    void oneCallLooksAtSoManyEventsAndNoMoreAndSaysWhereToGoOn() {
        EventsWorld room = new EventsWorld();
        for (int chain = 0; chain < 24; chain++) {
            for (int i = 0; i < 100; i++) {
                room.append(EventsWorld.escrow("busy " + chain), "escrow.created.v1");
            }
        }
        room.append(EventsWorld.escrow("rare"), "escrow.settled.v1");
        room.deliver(room.records());
        room.clock.advance(Duration.ofSeconds(5));
        var first = room.get(EventsWorld.READER, PATH + "?type=escrow.settled");
        assertEquals(0, first.ids().size());
        var second = room.get(EventsWorld.READER, PATH + "?type=escrow.settled&after=" + first.next());
        assertEquals(1, second.ids().size());
    }

    @Test
    void sinceBeginsWhereSomebodyWhoLostItsCursorWants() {
        EventsWorld room = days(5);
        assertEquals(4, room.get(EventsWorld.READER, PATH + "?since=2026-11-25T10:00:00Z").ids().size());
        assertEquals(10, room.get(EventsWorld.READER, PATH + "?since=2001-01-01T00:00:00Z").ids().size());
        assertEquals(0, room.get(EventsWorld.READER, PATH + "?since=2100-01-01T00:00:00Z").ids().size());
    }

    @Test
    void whatIsOlderThanThirtyDaysIsNotShownThoughTheTableMayStillHaveIt() {
        EventsWorld room = days(3);
        room.clock.advance(Duration.ofDays(28).plusHours(1));
        assertEquals(2, follow(room, "", 10).size());
    }

    @Test
    void aCursorIsGoodForItsOwnFiltersAndCallerForADay() {
        EventsWorld room = days(3);
        String cursor = room.get(EventsWorld.READER, PATH + "?limit=2").next();
        String elsewhere = EventsWorld.backend("other", "events:read");
        assertEquals(200, room.get(EventsWorld.READER, PATH + "?limit=9&after=" + cursor).status());
        assertEquals(400, room.get(EventsWorld.READER, PATH + "?type=escrow.funded&after=" + cursor).status());
        assertEquals(400, room.get(elsewhere, PATH + "?after=" + cursor).status());
        for (int i = 0; i < cursor.length() - 1; i += 7) {
            char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            String tampered = cursor.substring(0, i) + other + cursor.substring(i + 1);
            assertEquals(400, room.get(EventsWorld.READER, PATH + "?after=" + tampered).status(), tampered);
        }
        room.clock.advance(Duration.ofHours(25));
        assertEquals(400, room.get(EventsWorld.READER, PATH + "?after=" + cursor).status());
    }

    @ParameterizedTest
    @CsvSource({
        "after=nonsense, after, format",
        "since=noon, since, format",
        "limit=0, limit, bound",
        "limit=101, limit, bound",
        "type=, type, format",
        "type=escrow.setled, type, no_such_type",
        "type=escrow, type, no_such_type",
        "type=escro.*, type, no_such_type",
        "type=*, type, no_such_type",
        "type=.*, type, no_such_type",
        "marketplace=other, marketplace, unknown",
    })
    void aBadParameterIsNamed(String query, String pointer, String reason) {
        var said = days(1).get(EventsWorld.READER, PATH + "?" + query);
        assertEquals(400, said.status());
        assertEquals(pointer, said.body().get("errors").get(0).get("pointer").stringValue());
        assertEquals(reason, said.body().get("errors").get(0).get("reason").stringValue());
    }

    @Test
    void everyCallerGetsWhatTheTableOfAuthoritySays() {
        EventsWorld room = days(1);
        assertEquals(401, room.get("", PATH).status());
        assertEquals(403, room.get(EventsWorld.backend("demo", "escrows:read"), PATH).status());
        assertEquals(403, room.get(EventsWorld.person("events:read"), PATH).status());
        assertEquals(200, room.get(EventsWorld.READER, PATH).status());
        assertEquals(0, room.get(EventsWorld.backend("other", "events:read"), PATH).ids().size());
        assertEquals(200, room.get("", "/health").status());
        assertEquals("{\"status\":\"ok\"}", Json.text(room.get("", "/health").body()));
    }

    @Test
    void anEventTellsStateAmountAndReferenceAndNothingElseOfItsEntry() {
        EventsWorld room = new EventsWorld();
        Money six = Money.of(6_000, "EUR");
        Postings captured = Postings.building()
                .debit(Account.of(AccountKind.GATEWAY, "sandbox"), six)
                .credit(Account.of(AccountKind.INCOMING), six)
                .build();
        Postings inTwo = Postings.building()
                .debit(Account.of(AccountKind.INCOMING), six.plus(six))
                .credit(Account.of(AccountKind.SUSPENSE), six)
                .credit(Account.of(AccountKind.OUTGOING), six)
                .build();
        Postings currencies = Postings.building()
                .debit(Account.of(AccountKind.GATEWAY, "sandbox"), six)
                .credit(Account.of(AccountKind.INCOMING), six)
                .debit(Account.of(AccountKind.GATEWAY, "sandbox"), Money.of(5, "USD"))
                .credit(Account.of(AccountKind.INCOMING), Money.of(5, "USD"))
                .build();
        ChainId escrow = EventsWorld.escrow("a");
        String held = "{\"state\":\"held\",\"reference\":\"o-1\"}";
        room.append(escrow, "escrow.funded.v1", held, captured, Optional.empty());
        room.append(escrow, "escrow.funded.v1", "{\"state\":\"held\",\"more\":1}", inTwo, Optional.empty());
        room.append(escrow, "escrow.funded.v1", "{\"reference\":\"o-1\"}", currencies, Optional.empty());
        String told = "{\"state\":\"paid\",\"amount\":{\"amount\":5500,\"currency\":\"EUR\"}}";
        room.append(escrow, "escrow.funded.v1", told, captured, Optional.empty());
        room.append(escrow, "payment.noticed.v1");
        room.deliver(room.records());
        room.clock.advance(Duration.ofSeconds(3));
        assertEquals(
                List.of(
                        "{\"state\":\"held\",\"amount\":{\"amount\":6000,\"currency\":\"EUR\"},\"reference\":\"o-1\"}",
                        "{\"state\":\"held\",\"amount\":{\"amount\":12000,\"currency\":\"EUR\"}}",
                        "{\"reference\":\"o-1\"}",
                        "{\"state\":\"paid\",\"amount\":{\"amount\":5500,\"currency\":\"EUR\"}}",
                        "{}"),
                room.get(EventsWorld.READER, PATH).body().get("data").valueStream()
                        .map(event -> Json.text(event.get("data")))
                        .toList());
        assertEquals(5, room.get(EventsWorld.READER, PATH).ids().stream().distinct().count());
    }

    @Test
    void anEventLooksAsItsGoldenFileSays() throws IOException {
        EventsWorld room = new EventsWorld();
        room.append(new ChainId("escrow", EventsWorld.OTHER, "esc_aaaaaaaaaaaaaaaaaaaaaaaaaa"), "escrow.created.v1");
        room.deliver(room.records());
        room.clock.advance(Duration.ofSeconds(3));
        var event = room.get(EventsWorld.backend("other", "events:read"), PATH).body().get("data").get(0);
        try (InputStream golden = FollowingTheFeedTest.class.getResourceAsStream("/golden/escrow.created.v1.json")) {
            assertTrue(golden != null, "the golden file is part of these tests");
            assertEquals(new String(golden.readAllBytes(), StandardCharsets.UTF_8).strip(), Json.text(event));
        }
    }
}
