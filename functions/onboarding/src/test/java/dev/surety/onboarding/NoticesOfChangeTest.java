package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.model.bank.CorrectedAccount;
import dev.surety.model.id.Id;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import dev.surety.testkit.AtOnce;
import dev.surety.testkit.http.AuthorityTable;
import dev.surety.testkit.http.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A payee's bank says that the account is another. A person could have written that, too. */
class NoticesOfChangeTest {
    private static final String BODY = PayoutMethodCalls.usAccount("123456789", "Ada Lovelace");
    private static final Optional<String> UPLOADER = Optional.of("per_uploader");
    private static final Optional<String> FETCHED = Optional.empty();
    private static final String REASON = "{\"reason\":\"the payee says no\"}";

    private final OnboardingWorld world = PayoutMethodCalls.world(Faults.none());

    private static String payee(OnboardingWorld world) {
        return world.created("seller-1", "create-0000000001");
    }

    private static String method(OnboardingWorld world) {
        return new PayoutMethodCalls(world).add(payee(world), BODY, "add-000000000001").text("id");
    }

    private static CorrectedAccount corrected(String routing, String account, String type) {
        return new CorrectedAccount(present(routing), present(account), present(type));
    }

    private static Optional<String> present(String text) {
        return Optional.ofNullable(text).filter(of -> !of.isEmpty());
    }

    /** The payouts function hears a notice about a payout to the method; returns the message about its entry. */
    private static String noticed(
            OnboardingWorld world, String code, Optional<String> by, Optional<CorrectedAccount> data) {
        var payout = new ChainId("payout", OnboardingWorld.DEMO, Id.derive("po", code + by));
        ObjectNode entry = Json.object()
                .put("code", code)
                .put("corrects", "account")
                .put("by", by.orElse("bank"))
                .put("source", by.isPresent() ? "uploaded" : "fetched");
        entry.putObject("tells").put("payee", payee(world)).put("method", method(world));
        var journal = new Journal(world.store, SuretyTables.JOURNAL);
        var chain = journal.load(payout);
        if (chain.isEmpty()) {
            data.ifPresent(of -> entry.put("words", world.keep(payout, (ObjectNode) Json.tree(of))));
            var key = CommandKey.ofFact("noticed", payout.id());
            journal.append(
                    chain,
                    Draft.of("payout.change_noticed.v1", entry, world.clock.instant(), Actor.EVENT, key));
        }
        ObjectNode message = Json.object();
        message.putObject("detail").put("pk", payout.toString()).put("sequence", 1);
        return Json.text(message);
    }

    private void hear(String code, Optional<String> by, CorrectedAccount data) {
        assertEquals(List.of(), world.hearOfPayouts(noticed(world, code, by, Optional.of(data))));
    }

    private static JsonNode view(OnboardingWorld world) {
        return new PayoutMethodCalls(world).get(payee(world), method(world)).body();
    }

    private static String path(OnboardingWorld world) {
        return new PayoutMethodCalls(world).path(payee(world), method(world)) + "/corrections/"
                + view(world).path("correction").asString("none");
    }

    private static Map<String, String> staff(String person) {
        Map<String, String> claims = new HashMap<>(OnboardingWorld.compliance());
        claims.put("person", person);
        return claims;
    }

    private Response decide(String path, String verb, String person) {
        String body = verb.equals("reject") ? REASON : "";
        return world.call("POST", path + "/" + verb, body, "decide-0000000001", staff(person), Map.of());
    }

    private static List<Entry> entries(OnboardingWorld world) {
        return world.chain(CreateParticipant.chain(OnboardingWorld.DEMO, payee(world)));
    }

    private static long count(OnboardingWorld world, String event) {
        return entries(world).stream().filter(of -> of.event().startsWith("payout_method." + event)).count();
    }

    private static String attention(OnboardingWorld world) {
        return entries(world).stream().flatMap(of -> of.attention().stream()).reduce((_, last) -> last).orElse("");
    }

    @Test
    void anUploadedNoticeWaitsForAnotherPersonAndThenForThreeDays() {
        String before = view(world).path("fingerprint").asString("");
        hear("C03", UPLOADER, corrected("011000015", "987654321", ""));
        assertEquals(before, view(world).path("fingerprint").asString(""), "nothing has changed yet");
        assertEquals("opens method_correction", attention(world));
        JsonNode waiting = world.get(path(world), staff("per_c1")).body();
        assertEquals("waiting", waiting.path("state").asString(""), waiting.toString());
        assertEquals(
                "[{\"field\":\"accountNumber\",\"from\":\"•••• 6789\",\"to\":\"•••• 4321\"},"
                        + "{\"field\":\"routingNumber\",\"from\":\"021000021\",\"to\":\"011000015\"}]",
                Json.text(waiting.path("changes")));
        assertFalse(waiting.toString().contains("987654321"), "masked");
        Response refused = world.refused(
                "POST", path(world) + "/approve", "", "decide-0000000009", staff("per_uploader"));
        assertEquals("approver_is_maker", refused.reason(), refused.bytes());

        String path = path(world);
        Response done = decide(path, "approve", "per_c1");
        assertEquals("corrected", done.text("state"), done.bytes());
        assertEquals(done.bytes(), decide(path, "approve", "per_c1").bytes());

        JsonNode after = view(world);
        assertEquals("bank", after.path("source").asString(""));
        assertEquals("•••• 4321", after.path("masked").asString(""));
        assertEquals("2026-11-25T10:00:00.000Z", after.path("coolDownUntil").asString(""));
        assertFalse(before.equals(after.path("fingerprint").asString("")), "another number has another fingerprint");
        assertTrue(after.path("inForce").booleanValue());
        assertTrue(after.path("correction").isNull());
        assertEquals("closes method_correction", attention(world));
        Entry told = entries(world).getLast();
        assertEquals("payout_method.corrected.v1", told.event());
        assertEquals(1, Json.object(told.data()).path("told").size(), "the payee is told");
        assertFalse(entries(world).stream().anyMatch(of -> of.data().contains("987654321")));
        assertEquals(404, world.get(path, staff("per_c1")).status());
        world.check();
    }

    @Test
    void aLinkedPersonIsTheUploader() {
        String linked = OnboardingWorld.PUT.replace("\"EUR\",\"JPY\"", "\"EUR\",\"JPY\",\"USD\"")
                .replace("\"min\":[", "\"min\":[{\"amount\":50,\"currency\":\"USD\"},")
                .replace("{\"mode\"", "{\"personLinks\":[{\"persons\":[\"per_uploader\",\"per_c1\"]}],\"mode\"");
        assertEquals(200, world.putApproved(linked, "links-0000000001").status());
        hear("C01", UPLOADER, corrected("", "987654321", ""));
        Response refused = world.refused("POST", path(world) + "/approve", "", "decide-0000000009", staff("per_c1"));
        assertEquals("approver_is_maker", refused.reason(), refused.bytes());
        assertEquals("corrected", decide(path(world), "approve", "per_c2").text("state"));
    }

    @Test
    void aRejectedNoticeChangesNothing() {
        JsonNode before = view(world);
        hear("C01", UPLOADER, corrected("", "987654321", ""));
        Response done = decide(path(world), "reject", "per_c1");
        assertEquals("rejected", done.text("state"), done.bytes());
        assertEquals(before, view(world));
        assertEquals("closes method_correction", attention(world));
        assertFalse(entries(world).stream().anyMatch(of -> of.data().contains("says no")));
        world.check();
    }

    @Test
    void aNoticeThatWasFetchedFromTheBankTakesEffectAtOnce() {
        hear("C06", FETCHED, corrected("", "987654321", "savings"));
        JsonNode after = view(world);
        assertEquals("bank •••• 4321 savings null", after.path("source").asString("") + " "
                + after.path("masked").asString("") + " " + after.path("accountType").asString("") + " "
                + after.path("coolDownUntil").asString("null"));
        assertEquals("", attention(world));
        hear("C06", FETCHED, corrected("", "987654321", "savings"));
        assertEquals(1, count(world, "corrected"));
        world.check();
    }

    @Test
    void aFetchedNoticeEndsNoWaitOfAnUploadedOne() {
        hear("C01", UPLOADER, corrected("", "987654321", ""));
        assertEquals("corrected", decide(path(world), "approve", "per_c1").text("state"));
        String wait = view(world).path("coolDownUntil").asString("");
        hear("C05", FETCHED, corrected("", "", "savings"));
        JsonNode after = view(world);
        assertEquals("savings", after.path("accountType").asString(""));
        assertEquals("2026-11-25T10:00:00.000Z", wait);
        assertEquals(wait, after.path("coolDownUntil").asString(""));
    }

    @ParameterizedTest(name = "{0} with {1} {2} {3}: {4}")
    @CsvSource({
        "C01, '', 987654321x, '', account_number",
        "C01, '', '', '', account_number",
        "C01, '', 123456789, '', unchanged",
        "C02, 011000016, '', '', routing_number",
        "C02, '', '', '', routing_number",
        "C03, 011000015, '', '', account_number",
        "C05, '', '', deposit, account_type",
        "C05, '', '', checking, unchanged",
        "C04, '', '', '', code",
        "C09, '', '', '', code",
        "C13, '', '', '', code",
        "C99, '', 987654321, '', code",
    })
    void aNoticeThatCannotBeAppliedGoesToAPersonWhoCanOnlyRejectIt(
            String code, String routing, String account, String type, String problem) {
        // The bank's own channel makes no wrong number right.
        hear(code, FETCHED, corrected(routing, account, type));
        assertEquals("opens method_correction", attention(world));
        JsonNode waiting = world.get(path(world), staff("per_c1")).body();
        assertEquals(problem, waiting.path("problem").asString(""), waiting.toString());
        Response refused = world.refused("POST", path(world) + "/approve", "", "decide-0000000009", staff("per_c1"));
        assertEquals("transition_not_allowed", refused.reason(), refused.bytes());
        assertEquals("rejected", decide(path(world), "reject", "per_c1").text("state"));
        assertEquals("payee", view(world).path("source").asString(""));
        world.check();
    }

    @Test
    void aMethodThatIsNotInForceAnyMoreIsNotCorrected() {
        String method = method(world);
        new PayoutMethodCalls(world).disable(payee(world), method);
        hear("C01", FETCHED, corrected("", "987654321", ""));
        JsonNode waiting = world.get(path(world), staff("per_c1")).body();
        assertEquals("not_in_force", waiting.path("problem").asString(""), waiting.toString());
        assertEquals("rejected", decide(path(world), "reject", "per_c1").text("state"));
    }

    @Test
    void disablingTheMethodEndsTheNotice() {
        hear("C01", UPLOADER, corrected("", "987654321", ""));
        new PayoutMethodCalls(world).disable(payee(world), method(world));
        assertEquals("closes method_correction", attention(world));
        assertTrue(view(world).path("correction").isNull());
    }

    @Test
    void aNewerNoticeTakesThePlaceOfAnOlderOne() {
        hear("C01", UPLOADER, corrected("", "987654321", ""));
        String older = path(world);
        hear("C02", UPLOADER, corrected("011000015", "", ""));
        assertEquals(404, decide(older, "approve", "per_c1").status());
        assertEquals("corrected", decide(path(world), "approve", "per_c1").text("state"));
        assertEquals("•••• 6789", view(world).path("masked").asString(""));
    }

    @Test
    void twoPersonsAtOnceDecideOnce() throws ExecutionException, InterruptedException {
        hear("C01", UPLOADER, corrected("", "987654321", ""));
        String path = path(world);
        List<Response> both = AtOnce.call(2, i -> world.call(
                "POST",
                path + (i == 0 ? "/approve" : "/reject"),
                i == 0 ? "" : REASON,
                "decide-000000000" + i,
                staff("per_c" + i),
                Map.of()));
        assertEquals(1, both.stream().filter(of -> of.status() == 200).count(), both.toString());
        assertEquals(1, count(world, "corrected") + count(world, "correction_rejected"));
        world.check();
    }

    /** Every write from the notice to the approval is lost and kept, and the process dies there. */
    @Test
    void everyFaultOfANotice() {
        int tried = EveryFault.<OnboardingWorld>of("a notice that a person approves", faults -> {
                    OnboardingWorld late = PayoutMethodCalls.world(faults);
                    method(late);
                    noticed(late, "C01", UPLOADER, Optional.of(corrected("", "987654321", "")));
                    return late;
                }, NoticesOfChangeTest::life)
                .recovering(NoticesOfChangeTest::life)
                .checking(late -> {
                    assertEquals(1, count(late, "correction_noticed"));
                    assertEquals(1, count(late, "corrected"));
                    assertEquals("•••• 4321", view(late).path("masked").asString(""));
                    assertEquals("closes method_correction", attention(late));
                    late.check();
                })
                .withDeaths()
                .orEndingWith(Outage.class)
                .run();
        assertTrue(tried >= 8, "tried " + tried);
    }

    private static void life(OnboardingWorld late) {
        String message = noticed(late, "C01", UPLOADER, Optional.of(corrected("", "987654321", "")));
        if (!late.hearOfPayouts(message).isEmpty()) {
            throw new Outage("the message comes again");
        }
        String id = entries(late).stream()
                .filter(of -> of.event().startsWith("payout_method.correction_noticed."))
                .map(of -> Json.object(of.data()).path("correction").asString(""))
                .findFirst()
                .orElseThrow(() -> new Outage("not heard"));
        String path = new PayoutMethodCalls(late).path(payee(late), method(late)) + "/corrections/" + id;
        Response done = late.call("POST", path + "/approve", "", "decide-0000000001", staff("per_c1"), Map.of());
        if (done.status() != 200) {
            throw new Outage(done.bytes());
        }
    }

    private static final String TABLE =
            """
            route               | own | another | backend | operator | staff | other staff | no scope | no token
            GET correction      | 403 | 403     | 403     | 403      | 200   | 404         | 403      | 401
            POST approve        | 403 | 403     | 403     | 403      | 200   | 404         | 403      | 401
            POST reject         | 403 | 403     | 403     | 403      | 200   | 404         | 403      | 401
            """;

    @TestFactory
    List<DynamicTest> everyCell() {
        return AuthorityTable.cells(TABLE, (route, caller, expected) -> {
            var room = PayoutMethodCalls.world(Faults.none());
            room.hearOfPayouts(noticed(room, "C01", UPLOADER, Optional.of(corrected("", "987654321", ""))));
            String verb = route.substring(route.indexOf(' ') + 1);
            String path = path(room) + (verb.equals("correction") ? "" : "/" + verb);
            String body = verb.equals("reject") ? REASON : "";
            AuthorityCell.ask(room, route, path, body, caller, payee(room), expected);
        });
    }
}
