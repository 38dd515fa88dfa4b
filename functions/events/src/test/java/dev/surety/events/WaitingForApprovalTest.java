package dev.surety.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.StreamRecord;
import dev.surety.events.EventsWorld.Said;
import dev.surety.model.id.Id;
import dev.surety.model.journal.Attention;
import dev.surety.model.journal.ChainId;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.money.Money;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** Each person sees what waits for that person's approval, and nothing else. */
class WaitingForApprovalTest {
    private static final String PATH = "/v1/approvals";
    private static final ChainId SETTINGS = Marketplaces.chain(EventsWorld.DEMO);
    private static final ChainId RUN = new ChainId("run", EventsWorld.DEMO, Id.derive("run", "a"));
    private static final ChainId PAYOUT = new ChainId("payout", EventsWorld.DEMO, Id.derive("po", "a"));
    private static final String HASH = "0f".repeat(32);
    private static final String ALL = "payouts:approve settings:approve";

    private final EventsWorld world = new EventsWorld();

    /** Anna proposes settings, plans a run of 60,000.00 with Bert and asks for a payout; Carl has approved the run. */
    private void story() {
        world.append(SETTINGS, "settings.proposed.v1", "anna", settings(), opens("settings_approval"));
        world.clock.advance(Duration.ofMinutes(1));
        world.append(RUN, "payout_run.planning.v1", "bert", Json.object(), Optional.empty());
        var run = Money.of(6_000_000, "EUR");
        world.append(RUN, "payout_run.submitted.v1", "anna", tells(2, Optional.of(run), "bert"), opens("run_approval"));
        world.append(RUN, "payout_run.approved.v1", "carl", Json.object(), Optional.empty());
        world.clock.advance(Duration.ofMinutes(1));
        var small = Money.of(60_000, "EUR");
        world.append(PAYOUT, "payout.requested.v1", "anna", tells(1, Optional.of(small)), opens("payout_approval"));
        relay();
    }

    private void relay() {
        assertEquals(List.of(), world.deliver(world.records()));
    }

    private static Optional<Attention> opens(String kind) {
        return Optional.of(Attention.opens(kind));
    }

    private static Optional<Attention> closes(String kind) {
        return Optional.of(Attention.closes(kind));
    }

    private static ObjectNode tells(int needed, Optional<Money> sum, String... makers) {
        ObjectNode data = Json.object();
        ObjectNode approval = data.putObject("tells").putObject("approval");
        approval.put("needed", needed).put("hash", HASH);
        sum.ifPresent(money -> approval.set("sum", Json.tree(money)));
        approval.set("makers", Json.tree(List.of(makers)));
        return data;
    }

    /** Dora and dora2 are one person, fred may not approve payouts above 1,000.00, and gina may not approve at all. */
    private static ObjectNode settings() {
        var staff = List.of("anna", "bert", "carl", "dora", "dora2", "emil").stream()
                .map(person -> new MoneyOut.StaffMember(
                        person, List.of("payouts:approve", "settings:approve"), List.of()))
                .collect(Collectors.toList());
        staff.add(new MoneyOut.StaffMember("fred", List.of("payouts:approve"), List.of(Money.of(100_000, "EUR"))));
        MoneyOut rules = MoneyOut.SHIPPED.change()
                .staff(staff)
                .personLinks(List.of(new MoneyOut.PersonLink(List.of("dora", "dora2"))))
                .build();
        var settings = new MarketplaceSettings(
                0,
                MarketplaceSettings.Mode.LIVE,
                List.of("EUR"),
                List.of(),
                List.of(),
                "Europe/Berlin",
                Set.of(),
                Optional.empty());
        ObjectNode data = Marketplaces.data(settings.withMoneyOut(rules));
        data.set("tells", tells(1, Optional.empty(), "anna").get("tells"));
        return data;
    }

    private String seenBy(String person, String scopes) {
        Said said = world.get(EventsWorld.staff(person, scopes), PATH);
        assertEquals(200, said.status(), said.body().toString());
        return said.body().get("data").valueStream()
                .map(each -> each.get("kind").stringValue().replace("_approval", ""))
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "emil, payouts:approve settings:approve, settings run payout",
        "emil, payouts:approve,                  run payout",
        "emil, settings:approve,                 settings",
        "anna, payouts:approve settings:approve, ''",
        "bert, payouts:approve settings:approve, settings payout",
        "carl, payouts:approve settings:approve, settings payout",
        "fred, payouts:approve settings:approve, payout",
        "gina, payouts:approve settings:approve, ''",
    })
    void eachSeesWhatThatPersonMayStillApprove(String person, String scopes, String sees) {
        story();
        assertEquals(sees, seenBy(person, scopes));
    }

    @Test
    void twoNamesOfOnePersonApproveOnce() {
        story();
        assertEquals("settings run payout", seenBy("dora2", ALL));
        world.append(RUN, "payout_run.approved.v1", "dora", Json.object(), Optional.empty());
        assertEquals("settings payout", seenBy("dora2", ALL));
    }

    @Test
    void aMonthWaitsByItsNameAndMovesNoMoney() {
        var period = new ChainId("period", RUN.marketplace(), "2026-11");
        world.append(
                period, "period.file_written.v1", "anna", tells(1, Optional.empty(), "anna"),
                opens("period_approval"));
        relay();
        Said said = world.get(EventsWorld.staff("emil", "ledger:approve"), PATH);
        var waits = said.body().at("/data/0");
        assertEquals("2026-11 period", waits.get("subject").stringValue() + " "
                + waits.get("subjectType").stringValue());
        assertEquals("/v1/ledger/periods/2026-11/approve", waits.get("approve").stringValue());
        assertEquals(HASH, waits.get("hash").stringValue());
        assertTrue(waits.get("amount").isNull());
        assertEquals("", seenBy("anna", "ledger:approve"));
    }

    @Test
    void eachSaysWhatItIsHowMuchAndWhereItIsDecided() {
        story();
        String claims = EventsWorld.staff("emil", ALL);
        assertEquals(
                "{\"data\":["
                        + "{\"kind\":\"settings_approval\",\"subject\":\"settings\",\"subjectType\":\"settings\","
                        + "\"since\":\"2026-11-22T10:00:00.000Z\",\"needed\":1,\"approved\":0,\"hash\":\"" + HASH
                        + "\",\"amount\":null,\"approve\":\"/v1/settings/versions/1/approve\","
                        + "\"reject\":\"/v1/settings/versions/1/reject\"},"
                        + "{\"kind\":\"run_approval\",\"subject\":\"" + RUN.id() + "\",\"subjectType\":\"run\","
                        + "\"since\":\"2026-11-22T10:01:00.000Z\",\"needed\":2,\"approved\":1,\"hash\":\"" + HASH
                        + "\",\"amount\":{\"amount\":6000000,\"currency\":\"EUR\"},"
                        + "\"approve\":\"/v1/payout-runs/" + RUN.id() + "/approve\","
                        + "\"reject\":\"/v1/payout-runs/" + RUN.id() + "/reject\"},"
                        + "{\"kind\":\"payout_approval\",\"subject\":\"" + PAYOUT.id()
                        + "\",\"subjectType\":\"payout\",\"since\":\"2026-11-22T10:02:00.000Z\",\"needed\":1,"
                        + "\"approved\":0,\"hash\":\"" + HASH
                        + "\",\"amount\":{\"amount\":60000,\"currency\":\"EUR\"},"
                        + "\"approve\":\"/v1/payouts/" + PAYOUT.id() + "/approve\","
                        + "\"reject\":\"/v1/payouts/" + PAYOUT.id() + "/reject\"}],\"nextCursor\":null}",
                Json.text(world.get(claims, PATH).body()));
    }

    @Test
    void whatWasDecidedIsGoneThoughTheListHasNotHeard() {
        story();
        List<StreamRecord> before = world.records();
        world.append(RUN, "payout_run.rejected.v1", "dora", Json.object(), closes("run_approval"));
        assertEquals("settings payout", seenBy("emil", ALL));
        world.deliver(before);
        assertEquals("settings payout", seenBy("emil", ALL));
        relay();
        assertEquals("settings payout", seenBy("emil", ALL));
    }

    /** The settings' staff need not name who rules: a scope and a second name are enough. */
    @Test
    void evidenceForABankWaitsForASecondPersonWhoRules() {
        var chargeback = new ChainId("chargeback", EventsWorld.DEMO, Id.derive("chb", "a"));
        var sum = Optional.of(Money.of(100_001, "EUR"));
        world.append(chargeback, "chargeback.submit_asked.v1", "anna", tells(1, sum), opens("chargeback_approval"));
        relay();
        assertEquals("chargeback", seenBy("emil", "disputes:rule"));
        assertEquals("", seenBy("anna", "disputes:rule"));
        assertEquals("", seenBy("emil", ALL));
        var place = world.get(EventsWorld.staff("emil", "disputes:rule"), PATH)
                .body()
                .get("data")
                .get(0);
        String path = "/v1/chargebacks/" + chargeback.id() + "/submit/approve";
        assertEquals(path, place.get("approve").stringValue());
        assertTrue(place.get("reject").isNull());
        assertEquals(HASH, place.get("hash").stringValue());
        world.append(chargeback, "chargeback.submitting.v1", "ben", Json.object(), closes("chargeback_approval"));
        assertEquals("", seenBy("emil", "disputes:rule"));
    }

    @Test
    void pagesShowEachOnce() {
        story();
        String claims = EventsWorld.staff("emil", ALL);
        Said first = world.get(claims, PATH + "?limit=2");
        assertEquals(2, first.body().get("data").size());
        Said second = world.get(claims, PATH + "?limit=2&cursor=" + first.next());
        assertEquals(PAYOUT.id(), second.body().get("data").get(0).get("subject").stringValue());
        assertEquals(1, second.body().get("data").size());
        String other = EventsWorld.staff("fred", ALL);
        assertEquals(400, world.get(other, PATH + "?cursor=" + first.next()).status(), "a cursor is its caller's");
    }

    @Test
    void onlyPeopleWithAScopeThatApprovesAsk() {
        story();
        assertEquals(403, world.get(EventsWorld.backend("demo", ALL), PATH).status());
        assertEquals(403, world.get(EventsWorld.person(ALL), PATH).status());
        assertEquals(403, world.get(EventsWorld.staff("emil", "payouts:read operator"), PATH).status());
        assertEquals(401, world.get("", PATH).status());
        String elsewhere = EventsWorld.staff("emil", ALL).replace("\"demo\"", "\"other\"");
        assertEquals("{\"data\":[],\"nextCursor\":null}", Json.text(world.get(elsewhere, PATH).body()));
    }
}
