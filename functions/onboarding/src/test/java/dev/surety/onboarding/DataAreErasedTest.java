package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.model.journal.ChainId;
import dev.surety.onboarding.app.identity.IdentityChecks;
import dev.surety.onboarding.app.screening.ScreeningCases;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Each kind of data goes at its date and not before, and nothing brings it back. */
class DataAreErasedTest {
    private static final Duration SOON = Duration.ofMinutes(16);

    private static boolean hasWords(OnboardingWorld world, ChainId chain) {
        return isNamed(world, SuretyTables.VAULT, chain, "sealed")
                || isNamed(world, SuretyTables.VAULT_KEYS, chain, "wrapped");
    }

    private static boolean isNamed(OnboardingWorld world, String table, ChainId chain, String member) {
        return world.store.items(table).stream()
                .filter(item -> item.get("pk").equals(AttributeValue.fromS(chain.toString())))
                .anyMatch(item -> item.containsKey(member));
    }

    @Test
    void theProfileGoesAtOnceAndEveryRouteAnswersWithoutIt() {
        var calls = new ClosingCalls();
        OnboardingWorld world = calls.world;
        String id = calls.seller("seller-1");
        var methods = new PayoutMethodCalls(world);
        String method = methods.add(id, PayoutMethodCalls.iban("DE89370400440532013000", "Grace Hopper"))
                .text("id");
        calls.hold(id, ClosingCalls.HOLD);
        calls.lift(id);
        String other = calls.seller("seller-2");
        assertTrue(hasWords(world, ClosingCalls.chain(id)));

        calls.close(id);
        calls.pass(SOON);

        assertFalse(hasWords(world, ClosingCalls.chain(id)));
        assertTrue(hasWords(world, ClosingCalls.chain(other)));
        Response view = calls.view(id);
        assertTrue(view.body().path("profile").isNull(), view.bytes());
        assertTrue(view.body().path("reference").isNull(), view.bytes());
        assertTrue(view.body().at("/closing/erasure/0/done").asBoolean(false), view.bytes());
        for (String path : List.of("", "/requirements", "/limits", "/payout-methods", "/documents")) {
            Response answer = world.get(ClosingCalls.path(id) + path);
            assertEquals(200, answer.status(), path);
            assertFalse(answer.bytes().contains("Hopper"), answer.bytes());
        }
        assertEquals(404, methods.get(id, method).status());
        assertEquals(
                "closed", world.get("/v1/participants?state=closed").body().at("/data/0/state").asString(""));
        world.check();
    }

    @Test
    void theReturnAddressesOfChecksGoWithTheProfile() {
        var calls = new ClosingCalls();
        String id = calls.seller("seller-1");
        Response check = calls.world.call(
                "POST", ClosingCalls.path(id) + "/identity-checks",
                "{\"returnUrl\":\"https://shop.example/grace-hopper\"}", "start-check-0000001", ClosingCalls.BACKEND,
                Map.of());
        ChainId chain = IdentityChecks.chain(OnboardingWorld.DEMO, check.text("id"));
        assertTrue(hasWords(calls.world, chain));
        calls.close(id);
        calls.pass(SOON);
        assertFalse(hasWords(calls.world, chain));
        calls.world.check();
    }

    @Test
    void filesOfExportsGoWithTheProfile() {
        var calls = new ClosingCalls();
        String id = calls.seller("seller-1");
        new ExportCalls(calls.world).ready(id, "export-0000000000001");
        assertEquals(1, calls.world.exports.files().files.size());
        calls.close(id);
        calls.pass(SOON);
        assertEquals(Map.of(), calls.world.exports.files().files);
        calls.world.check();
    }

    @Test
    void commandsOfBeforeAreAnsweredAgainWithoutTheWords() {
        var calls = new ClosingCalls();
        String id = calls.erased("seller-1");
        Response again = calls.world.create(
                OnboardingWorld.CREATE.replace("customer-7", "seller-1"), "create-seller-1-000");
        assertEquals(201, again.status(), again.bytes());
        assertEquals(id, again.text("id"));
        assertTrue(again.body().path("profile").isNull(), again.bytes());
        assertFalse(hasWords(calls.world, ClosingCalls.chain(id)));
    }

    @Test
    void documentsAndEvidenceGoWithTheTimeOfTheLaw() {
        var screening = new ScreeningCalls();
        OnboardingWorld world = screening.world;
        var calls = new ClosingCalls(world);
        world.lists.add("Zoran Testovic", "un-1", "h1");
        String id = screening.activeSeller("Zoran Testovic");
        screening.decided(id, "clear");
        var documents = new DocumentCalls(world);
        String document = documents.uploaded(id, DocumentCalls.PDF);
        ChainId evidence = ScreeningCases.chain(OnboardingWorld.DEMO, id);
        assertTrue(hasWords(world, evidence));

        calls.close(id);
        calls.pass(SOON);
        assertEquals("closed", calls.state(id));
        assertTrue(hasWords(world, evidence));
        assertEquals(1, world.documents.files().files.size());
        assertEquals(200, documents.decide(id, document, "/open", "").status());
        assertEquals(200, screening.look(id, "per_c1").status());

        calls.pass(Duration.ofDays(5 * 365));
        assertTrue(hasWords(world, evidence));
        calls.pass(Duration.ofDays(2));
        assertFalse(hasWords(world, evidence));
        assertEquals(Map.of(), world.documents.files().files);
        assertEquals("participant.erased.v1", calls.events(id).getLast());
        assertTrue(calls.view(id).body().at("/closing/erasure/1/done").asBoolean(false));
        Response looked = screening.look(id, "per_c1");
        assertEquals(200, looked.status(), looked.bytes());
        assertFalse(looked.bytes().contains("Testovic"), looked.bytes());
        calls.pass(Duration.ofDays(6 * 365));
        assertEquals(
                2, calls.events(id).stream().filter("participant.erased.v1"::equals).count());
    }

    @Test
    void namesOfTheErasedAreComparedWithNoList() {
        var screening = new ScreeningCalls();
        var calls = new ClosingCalls(screening.world);
        String id = screening.activeSeller("Ada Lovelace");
        calls.close(id);
        calls.pass(SOON);
        int entries = calls.events(id).size();
        screening.world.screening.participants().again(ClosingCalls.chain(id), "list-2");
        assertEquals(entries, calls.events(id).size());
    }

    @Test
    void retentionIsTheSettingsAndStaysAsItWasTold() {
        var calls = new ClosingCalls();
        OnboardingWorld world = calls.world;
        String id = calls.seller("seller-1");
        Response put = world.put(
                OnboardingWorld.PUT.replaceFirst("}$", ",\"retention\":{\"kyc\":\"P2Y\"}}"), "put-retention-0001");
        assertEquals(200, put.status(), put.bytes());
        assertEquals("[\"retention\"]", put.body().at("/proposed/parts").toString());
        assertEquals("2031", calls.close(id).body().at("/closing/erasure/1/at").asString("").substring(0, 4));
        assertEquals(200, world.approve(put, "per_checker", "approve-0000000001").status());
        assertEquals("\"P2Y\" \"P10Y\"", world.settings().body().at("/retention/kyc") + " "
                + world.settings().body().at("/retention/files"));
        assertEquals("2031", calls.view(id).body().at("/closing/erasure/1/at").asString("").substring(0, 4));
        String later = calls.seller("seller-2");
        assertEquals(
                "2028", calls.close(later).body().at("/closing/erasure/1/at").asString("").substring(0, 4));
    }

    @Test
    void badRetentionIsRefused() {
        OnboardingWorld world = OnboardingWorld.laidDown();
        Map.of(
                        "{\"kyc\":\"P5D\"}", "400 malformed /retention/kyc format",
                        "{\"kyc\":5}", "400 malformed /retention/kyc type",
                        "{\"kyc\":\"P0Y\"}", "400 malformed /retention/kyc format",
                        "{\"kyc\":\"P16Y\"}", "400 malformed /retention/kyc bound",
                        "{\"files\":\"P31Y\"}", "400 malformed /retention/files bound",
                        "{\"other\":\"P5Y\"}", "400 malformed /retention/other unknown",
                        "5", "400 malformed /retention type")
                .forEach((retention, expected) -> assertEquals(
                        expected,
                        PayoutMethodCalls.shown(world.refused(
                                "PUT",
                                OnboardingWorld.SETTINGS,
                                OnboardingWorld.PUT.replaceFirst("}$", ",\"retention\":" + retention + "}"),
                                "put-retention-0001",
                                OnboardingWorld.operator(OnboardingWorld.DEMO))),
                        retention));
    }

    @Test
    void nothingStoredHasThePersonsWords() {
        var calls = new ClosingCalls();
        OnboardingWorld world = calls.world;
        String id = calls.seller("seller-1");
        new PayoutMethodCalls(world).add(id, PayoutMethodCalls.iban("DE89370400440532013000", "Grace Hopper"));
        calls.hold(id, ClosingCalls.HOLD);
        calls.lift(id);
        calls.close(id);
        calls.pass(SOON);
        String stored = world.store.everything().toString();
        for (String word : List.of(
                "Hopper", "grace@navy", "+4930123456", "1906-12-09", "Main Street", "532013000", "Zorbatown",
                "seller-1")) {
            assertFalse(stored.contains(word), word);
        }
    }
}
