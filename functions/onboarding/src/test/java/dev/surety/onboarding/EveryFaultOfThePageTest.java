package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.Trouble;
import dev.surety.testkit.http.Response;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every call of the store and of the bucket lost and kept, and the process dying around each, at the hosted page. */
class EveryFaultOfThePageTest {
    private static final Map<String, String> METHOD = Map.of(
            "kind", "iban", "holder", "Grace Verified", "iban", "DE89370400440532013000", "currency", "EUR");

    /** @param to the link, or the way that the browser goes on with its session */
    private record Visit(OnboardingWorld world, Browser browser, String seller, String to) {
        JsonNode read(String what) {
            return world.get(OnboardingWorld.PARTICIPANTS + "/" + seller + what).body();
        }
    }

    private static Visit linked(Faults faults) {
        OnboardingWorld world = HostedPageTest.laidDown(faults);
        String seller = world.create(HostedPageTest.CREATE, "create-seller-00001").text("id");
        String link = Browser.link(world, seller, "currently_due", "link-0000000000001");
        return new Visit(world, new Browser(world), seller, link);
    }

    private static Visit at(Faults faults, String step) {
        Visit linked = linked(faults);
        linked.browser().get(linked.to());
        linked.browser().get(Browser.PAGE + "?step=" + step);
        return linked;
    }

    private static void isTakenOrUnavailable(Response answer) {
        assertTrue(Set.of(303, 503).contains(answer.status()), answer.bytes());
    }

    private static void everyFault(
            String what, Function<Faults, Visit> laying, Consumer<Visit> act, int least, Consumer<Visit> check) {
        for (Trouble trouble : Trouble.values()) {
            int tried = EveryFault.<Visit>of(what + " under " + trouble, laying, act::accept)
                    .recovering(_ -> {})
                    .checking(visit -> {
                        check.accept(visit);
                        visit.world().check();
                    })
                    .withDeaths()
                    .with(trouble)
                    .run();
            assertTrue(tried >= least, "tried " + tried);
        }
    }

    /** If the answer is lost, so is the link; no second browser ever has the session, and another link works. */
    @Test
    void aLinkIsOpenedAtMostOnceWhateverFails() {
        everyFault(
                "open a link",
                EveryFaultOfThePageTest::linked,
                visit -> {
                    Response answer = visit.browser().call("GET", visit.to(), "");
                    assertTrue(Set.of(303, 403, 503).contains(answer.status()), answer.bytes());
                },
                2,
                visit -> {
                    Browser again = new Browser(visit.world());
                    boolean first = visit.browser().get(Browser.PAGE).status() == 200;
                    boolean second = again.get(visit.to()).status() == 200;
                    assertTrue(!first || !second, "two have the session");
                    Browser later = new Browser(visit.world());
                    later.get(Browser.link(
                            visit.world(), visit.seller(), "currently_due", "link-0000000000002"));
                    assertEquals(200, later.shown.status(), later.shown.bytes());
                });
    }

    @Test
    void aFormIsOneCommandWhateverFails() {
        everyFault(
                "send the form of a payout method",
                faults -> at(faults, "payout-method"),
                visit -> isTakenOrUnavailable(visit.browser().call(
                        "POST", "/onboarding/payout-method", visit.browser().form(METHOD))),
                6,
                visit -> {
                    Response again = visit.browser().call(
                            "POST", "/onboarding/payout-method", visit.browser().form(METHOD));
                    assertEquals(303, again.status(), again.bytes());
                    assertEquals(1, visit.read("/payout-methods").path("data").size());
                });
    }

    @Test
    void aFileIsOneDocumentWhateverFails() {
        everyFault(
                "come back from an upload",
                faults -> {
                    Visit visit = at(faults, "identity");
                    Map<String, String> form = visit.browser().hidden();
                    visit.world().documents.files().files.put(form.get("key"), DocumentCalls.PDF);
                    String back = form.get("then").substring(IdentityDoors.PUBLIC.length());
                    return new Visit(visit.world(), visit.browser(), visit.seller(), back);
                },
                visit -> isTakenOrUnavailable(visit.browser().call("GET", visit.to(), "")),
                10,
                visit -> {
                    Response again = visit.browser().call("GET", visit.to(), "");
                    assertEquals(303, again.status(), again.bytes());
                    JsonNode documents = visit.read("/documents").path("data");
                    assertEquals(1, documents.size());
                    assertEquals("uploaded", documents.get(0).path("state").asString(""));
                });
    }
}
