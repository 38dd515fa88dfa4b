package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.Trouble;
import dev.surety.model.id.Id;
import dev.surety.model.journal.Entry;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.onboarding.app.identity.IdentityChecks;
import dev.surety.runtime.json.Json;
import dev.surety.simulator.identity.MagicPeople;
import dev.surety.testkit.http.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A provider checks who a participant is, over HTTP: what the sandbox's table says, and what is refused. */
class IdentityIsCheckedTest {
    private static final String RULES =
            """
            ,"onboarding":{"rules":{"tiers":[
               {"tier":"basic","requires":["profile.name"]},{"tier":"standard","requires":["identity.document"]}],
             "capabilities":[{"capability":"pay","tier":"basic"},{"capability":"payout","tier":"standard"}]}}}
            """
                    .strip();
    private static final String START = "{\"returnUrl\":\"https://shop.example/back\"}";
    private static final String KEY = "start-check-0000001";

    private OnboardingWorld world = ruled(Faults.none());

    private static OnboardingWorld ruled(Faults faults) {
        var world = new OnboardingWorld(faults);
        Response put = world.put(OnboardingWorld.PUT.replaceFirst("}$", "") + RULES, "prepare-settings-1");
        assertEquals(200, put.status(), put.bytes());
        return world;
    }

    private static String seller(OnboardingWorld world, String name) {
        Response answer = world.create(
                OnboardingWorld.CREATE.replace("Grace Hopper", name), "create-000000000001");
        assertEquals(201, answer.status(), answer.bytes());
        return answer.text("id");
    }

    private static String path(String seller) {
        return "/v1/participants/" + seller + "/identity-checks";
    }

    private static Response start(OnboardingWorld world, String seller) {
        return world.call("POST", path(seller), START, KEY, OnboardingWorld.backend(OnboardingWorld.DEMO), Map.of());
    }

    /** The person submits at the provider's page, and the provider gives a hint. */
    private static void submit(OnboardingWorld world, String check) {
        world.identity.sandbox.behindPage(check).ifPresent(world.identity.sandbox::submit);
        world.wake(IdentityChecks.chain(OnboardingWorld.DEMO, check), 0);
    }

    private List<Entry> chain(String check) {
        return world.chain(IdentityChecks.chain(OnboardingWorld.DEMO, check));
    }

    private static List<String> events(OnboardingWorld world, String check) {
        return world.chain(IdentityChecks.chain(OnboardingWorld.DEMO, check)).stream()
                .map(Entry::event)
                .toList();
    }

    private void pass(Duration time) {
        world.clock.advance(time);
        Deadlines.pass(world);
    }

    private List<String> open(String seller) {
        return StreamSupport.stream(
                        world.get("/v1/participants/" + seller).body().path("requirements").spliterator(), false)
                .map(of -> of.path("code").asString("") + " " + of.path("awaiting").asString("") + " "
                        + of.path("errors").path(0).path("code").asString("-"))
                .toList();
    }

    private String payout(String seller) {
        return world.get("/v1/participants/" + seller).body().at("/capabilities/payout/status").asString("");
    }

    /** The published table, each row over HTTP: as the person has submitted, after a day, and after two. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "name                  | at once    | after a day          | after three          | error               | payout",
                "Grace Verified        | verified   | verified             | verified             |                     | active",
                "Expired Document      | failed     | failed               | failed               | document_expired    | restricted",
                "Name Mismatch         | failed     | failed               | failed               | name_mismatch       | restricted",
                "Birth Date Mismatch   | failed     | failed               | failed               | birth_date_mismatch | restricted",
                "Under Age             | failed     | failed               | failed               | under_age           | restricted",
                "Unreadable Document   | failed     | failed               | failed               | document_unreadable | restricted",
                "Pending Day           | processing | verified             | verified             |                     | active",
                "Never Answers         | processing | processing, delayed  | processing, delayed  | check_delayed       | pending",
                "Provider Down         | starting   | starting, delayed    | starting, delayed    | check_delayed       | pending",
                "Verified Then Revoked | verified   | verified             | revoked              | check_revoked       | restricted",
            })
    void everyRowOfTheSandboxIsPlayed(
            String name, String atOnce, String afterADay, String afterThree, String error, String payout) {
        String seller = seller(world, name);
        Response started = start(world, seller);
        assertEquals(201, started.status(), started.bytes());
        String check = started.text("id");
        submit(world, check);
        assertEquals(atOnce, shown(seller, check));
        boolean isSubmitted = atOnce.equals("processing");
        assertEquals(isSubmitted, open(seller).contains("identity.document surety -"));
        pass(Duration.ofDays(1));
        assertEquals(afterADay, shown(seller, check));
        pass(Duration.ofDays(2));

        assertEquals(afterThree, shown(seller, check));
        assertEquals(
                Optional.ofNullable(error).orElse(""),
                world.get(path(seller) + "/" + check).body().at("/errors/0/code").asString(""));
        assertEquals(payout, payout(seller));
        boolean isLate = afterThree.endsWith("delayed");
        assertEquals(isLate, open(seller).contains("identity.check_delayed surety -"), open(seller).toString());
        assertEquals(
                isLate,
                chain(check).stream()
                        .anyMatch(entry -> entry.attention().equals(Optional.of("opens identity_check_delayed"))));
        assertEquals(started.bytes(), start(world, seller).bytes(), "a replay has the same bytes");
        world.check();
    }

    @Test
    void theTableIsWhole() throws NoSuchMethodException {
        var rows = IdentityIsCheckedTest.class.getDeclaredMethod(
                        "everyRowOfTheSandboxIsPlayed",
                        String.class, String.class, String.class, String.class, String.class, String.class)
                .getAnnotation(CsvSource.class)
                .value();
        assertEquals(
                MagicPeople.TABLE.stream().map(MagicPeople.Row::name).sorted().toList(),
                List.of(rows).stream()
                        .skip(1)
                        .map(row -> row.split("\\|", -1)[0].strip())
                        .sorted()
                        .toList());
    }

    private String shown(String seller, String check) {
        Response view = world.get(path(seller) + "/" + check);
        return view.text("state") + (view.body().path("delayed").asBoolean(false) ? ", delayed" : "");
    }

    @Test
    void thePersonIsLedToTheProvidersPageFromAnAddressOfOurs() {
        String seller = seller(world, "Ada Lovelace");
        Response started = start(world, seller);
        String check = started.text("id");
        assertEquals("waiting", started.text("state"));
        assertEquals("redirect", started.body().at("/action/type").asString(""));
        String page = "/identity-checks/demo/" + check;
        assertEquals(IdentityDoors.PUBLIC + page, started.body().at("/action/url").asString(""));
        assertEquals("2026-11-23T10:00:00.000Z", started.body().at("/action/expiresAt").asString(""));

        Response led = world.get(page, Map.of());
        assertEquals(303, led.status());
        assertEquals(IdentityDoors.PUBLIC + "/sandbox/identity/" + check, led.headers().get("Location"));
        submit(world, check);
        Response over = world.get(page, Map.of());
        assertEquals(200, over.status());
        assertTrue(over.bytes().contains("Nothing more to do"), over.bytes());
        for (String wrong : List.of("/identity-checks/demo/" + Id.derive("chk", "none"), "/identity-checks/UPPER/x",
                "/identity-checks/other/" + check)) {
            assertEquals(404, world.get(wrong, Map.of()).status(), wrong);
        }
    }

    @Test
    void whoLeavesWithoutADocumentIsAskedAnew() {
        String seller = seller(world, "Ada Lovelace");
        String check = start(world, seller).text("id");
        pass(Duration.ofHours(23));
        assertEquals("waiting", shown(seller, check));
        pass(Duration.ofHours(2));
        assertEquals("expired", shown(seller, check));
        assertEquals(List.of("identity.document participant check_abandoned"), open(seller));

        submit(world, check);

        assertEquals("verified", shown(seller, check), "a late yes is a yes");
        assertEquals("active", payout(seller));
        world.check();
    }

    @Test
    void aChangedNameIsToBeCheckedAnew() {
        String seller = seller(world, "Ada Lovelace");
        submit(world, start(world, seller).text("id"));
        assertEquals("active", payout(seller));
        world.call(
                "PATCH", "/v1/participants/" + seller, "{\"profile\":{\"name\":\"Alan Turing\"}}", "rename-00000000001",
                OnboardingWorld.backend(OnboardingWorld.DEMO), Map.of());
        assertEquals(List.of("identity.document participant name_mismatch"), open(seller));
        assertEquals("restricted", payout(seller), "a check of another name proves nothing");
    }

    @Test
    void anOutageOfAMonthEndsTheCheckAndNotTheParticipant() {
        String seller = seller(world, "Provider Down");
        String check = start(world, seller).text("id");
        pass(Duration.ofDays(1));
        pass(Duration.ofDays(31));
        assertEquals("failed", shown(seller, check));
        assertEquals(List.of("identity.document participant check_abandoned"), open(seller));
        assertTrue(chain(check).stream()
                .anyMatch(of -> of.attention().equals(Optional.of("closes identity_check_delayed"))));
        assertTrue(chain(check).size() < 250, "asked ever less often: " + chain(check).size());
        assertFalse(chain(check).getLast().due().isPresent(), "nothing is waited for");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                    | 400 | /returnUrl",
                "{\"returnUrl\":\"nowhere\"}                           | 400 | /returnUrl",
                "{\"returnUrl\":\"https://thief.example/\"}            | 422 | /returnUrl",
                "{\"returnUrl\":\"https://shop.example/../thief\"}     | 422 | /returnUrl",
                "{\"returnUrl\":\"https://shop.example/\",\"a\":\"b\"} | 400 | /a",
            })
    void whatCannotBeStartedIsRefusedByFieldAndNothingIsStored(String body, int status, String pointer) {
        String seller = seller(world, "Ada Lovelace");
        Response answer = world.refused(
                "POST", path(seller), body, KEY, OnboardingWorld.backend(OnboardingWorld.DEMO));
        assertEquals(status, answer.status(), answer.bytes());
        assertEquals(pointer, answer.body().at("/errors/0/pointer").asString(""), answer.bytes());
    }

    /** Route × relation: who may start a check, and who may read it. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "caller          | POST | GET",
                "own             | 201  | 200",
                "another         | 404  | 404",
                "backend         | 201  | 200",
                "operator        | 403  | 200",
                "other's backend | 404  | 404",
                "no token        | 401  | 401",
            })
    void everyCallerMayWhatTheTableSays(String caller, int post, int get) {
        String seller = seller(world, "Ada Lovelace");
        String check = start(world, seller).text("id");
        Map<String, String> claims = switch (caller) {
            case "own" -> OnboardingWorld.participant(seller);
            case "another" -> OnboardingWorld.participant(Id.derive("par", "somebody else"));
            case "backend" -> OnboardingWorld.backend(OnboardingWorld.DEMO);
            case "operator" -> OnboardingWorld.operator(OnboardingWorld.DEMO);
            case "other's backend" -> OnboardingWorld.backend(OnboardingWorld.OTHER);
            default -> Map.of();
        };
        assertEquals(get, world.get(path(seller) + "/" + check, claims).status());
        assertEquals(
                post, world.call("POST", path(seller), START, "another-check-00001", claims, Map.of()).status());
    }

    @Test
    void aNoticeIsAHintThatOnlyItsSignerCanGive() {
        String seller = seller(world, "Ada Lovelace");
        String check = start(world, seller).text("id");
        world.identity.sandbox.behindPage(check).ifPresent(world.identity.sandbox::submit);
        String body = "{\"data\":{\"object\":{\"client_reference_id\":\"" + check + "\",\"status\":\"verified\"}}}";
        String webhooks = "/v1/identity-providers/sandbox/demo/webhooks";
        String signed = world.identity.sign("sandbox", "demo", body.getBytes(StandardCharsets.UTF_8));
        String ofAnother = world.identity.sign("sandbox", "other", body.getBytes(StandardCharsets.UTF_8));

        for (String forged : List.of("", "t=1,v1=" + "0".repeat(64), ofAnother)) {
            assertEquals(401, hear(webhooks, body, forged).status());
        }
        assertEquals("waiting", shown(seller, check));
        assertEquals("{\"status\":\"followed\"}", hear(webhooks, body, signed).bytes());
        assertEquals("verified", shown(seller, check));
        int entries = chain(check).size();
        assertEquals("{\"status\":\"followed\"}", hear(webhooks, body, signed).bytes(), "replayed");
        assertEquals("followed", Json.object(hear(webhooks, body, signed).bytes()).path("status").asString(""));
        assertEquals(entries + 1, chain(check).size(), "the second look, and then nothing");
        world.clock.advance(Duration.ofMinutes(6));
        assertEquals(401, hear(webhooks, body, signed).status(), "too old");
        String unknown = "{\"id\":\"evt_1\"}";
        assertEquals(
                "{\"status\":\"ignored\"}",
                hear(
                                webhooks,
                                unknown,
                                world.identity.sign("sandbox", "demo", unknown.getBytes(StandardCharsets.UTF_8)))
                        .bytes());
    }

    private Response hear(String path, String body, String signature) {
        return world.call("POST", path, body, "", Map.of(), Map.of("surety-signature", signature));
    }

    /** Each store and provider call of a start lost and kept: the timer brings the rest, and there is one session. */
    @Test
    void aStartIsOnceWhateverFails() {
        for (Trouble trouble : Trouble.values()) {
            int tried = EveryFault.<OnboardingWorld>of(
                            "start an identity check under " + trouble,
                            faults -> {
                                OnboardingWorld built = ruled(faults);
                                seller(built, "Ada Lovelace");
                                return built;
                            },
                            built -> {
                                Response answer = start(built, seller(built, "Ada Lovelace"));
                                assertTrue(answer.status() == 201 || answer.status() == 503, answer.bytes());
                            })
                    .recovering(built -> {
                        built.clock.advance(Duration.ofMinutes(5));
                        Deadlines.pass(built);
                        start(built, seller(built, "Ada Lovelace"));
                    })
                    .checking(built -> {
                        String seller = seller(built, "Ada Lovelace");
                        Response again = start(built, seller);
                        assertEquals(201, again.status(), again.bytes());
                        List<String> events = events(built, again.text("id"));
                        assertEquals(1, count(events, "identity_check.asked.v1"), events.toString());
                        assertEquals(1, count(events, "identity_check.started.v1"), events.toString());
                        assertEquals(
                                "waiting",
                                built.get(path(seller) + "/" + again.text("id")).text("state"));
                        built.check();
                    })
                    .withDeaths()
                    .with(trouble)
                    .run();
            assertTrue(tried >= 12, "tried " + tried);
        }
    }

    /** The same for the result on its way to the participant. */
    @Test
    void aResultReachesTheParticipantOnceWhateverFails() {
        for (Trouble trouble : Trouble.values()) {
            int tried = EveryFault.<OnboardingWorld>of(
                            "hear of an identity check under " + trouble,
                            faults -> {
                                OnboardingWorld built = ruled(faults);
                                String check = start(built, seller(built, "Ada Lovelace")).text("id");
                                built.identity.sandbox.behindPage(check).ifPresent(built.identity.sandbox::submit);
                                return built;
                            },
                            built -> built.wake(IdentityChecks.chain(OnboardingWorld.DEMO, check(built)), 0))
                    .recovering(built -> {
                        built.clock.advance(Duration.ofMinutes(10));
                        Deadlines.pass(built);
                    })
                    .checking(built -> {
                        built.clock.advance(Duration.ofHours(7));
                        Deadlines.pass(built);
                        List<String> events = events(built, check(built));
                        assertEquals(1, count(events, "identity_check.completed.v1"), events.toString());
                        assertEquals(1, count(events, "identity_check.told.v1"), events.toString());
                        String seller = seller(built, "Ada Lovelace");
                        List<String> told = built.chain(
                                        CreateParticipant.chain(OnboardingWorld.DEMO, seller))
                                .stream()
                                .map(Entry::event)
                                .toList();
                        assertEquals(1, count(told, "participant.proved.v1"), told.toString());
                        built.check();
                    })
                    .withDeaths()
                    .with(trouble)
                    .run();
            assertTrue(tried >= 12, "tried " + tried);
        }
    }

    private static String check(OnboardingWorld built) {
        return start(built, seller(built, "Ada Lovelace")).text("id");
    }

    private static long count(List<String> events, String wanted) {
        return events.stream().filter(wanted::equals).count();
    }
}
