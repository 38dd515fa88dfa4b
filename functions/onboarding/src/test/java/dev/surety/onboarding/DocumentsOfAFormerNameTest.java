package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.Trouble;
import dev.surety.model.journal.Entry;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.testkit.http.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A participant takes another name after its document was accepted: people look again, and nothing is lost before. */
class DocumentsOfAFormerNameTest {
    private static final byte[] ANOTHER = "%PDF-1.7 another passport".getBytes(StandardCharsets.US_ASCII);

    private final DocumentCalls calls = new DocumentCalls();
    private final OnboardingWorld world = calls.world;
    private final String seller = calls.seller("seller-1");

    private String accepted() {
        String document = calls.uploaded(seller, DocumentCalls.PDF);
        assertEquals(200, calls.decide(seller, document, "/accept", "{\"validUntil\":\"2031-04-30\"}").status());
        world.clock.advance(Duration.ofDays(1));
        return document;
    }

    private void change(String profile) {
        rename(world, seller, profile, calls.key());
        world.clock.advance(Duration.ofDays(1));
    }

    private static void rename(OnboardingWorld world, String seller, String profile, String key) {
        Response answer = world.call(
                "PATCH", "/v1/participants/" + seller, "{\"profile\":" + profile + "}", key, DocumentCalls.BACKEND,
                Map.of());
        assertEquals(200, answer.status(), answer.bytes());
    }

    private static List<String> attention(OnboardingWorld world, String seller) {
        return world.chain(CreateParticipant.chain(OnboardingWorld.DEMO, seller)).stream()
                .map(Entry::attention)
                .flatMap(Optional::stream)
                .toList();
    }

    private List<String> attention() {
        return attention(world, seller);
    }

    @Test
    void anotherNameBringsPeopleAndTakesNothing() {
        accepted();
        change("{\"email\":\"new@navy.example\"}");
        assertEquals(List.of(), attention(), "an e-mail address is no name");
        change("{\"name\":\"Grace Murray\"}");
        assertEquals(List.of("opens document_waits"), attention());
        assertEquals("active", calls.payout(seller));
        change("{\"birthDate\":\"1906-12-10\"}");
        assertEquals(List.of("opens document_waits"), attention(), "it is open already");
        world.check();
    }

    @Test
    void aNameBeforeTheDocumentBringsNone() {
        change("{\"name\":\"Grace Murray\"}");
        accepted();
        assertEquals(List.of(), attention());
    }

    @Test
    void theSameDocumentIsAcceptedAnew() {
        String document = accepted();
        change("{\"name\":\"Grace Murray\"}");

        assertEquals(200, calls.decide(seller, document, "/open", "").status());
        Response anew = calls.decide(seller, document, "/accept", "");

        assertEquals(200, anew.status(), anew.bytes());
        assertEquals("2031-04-30", anew.text("validUntil"), "its last day stays");
        assertEquals(List.of("opens document_waits", "closes document_waits"), attention());
        assertEquals("active", calls.payout(seller));
        assertEquals("transition_not_allowed", calls.decide(seller, document, "/accept", "").reason(), "decided");
        assertEquals(2, calls.events(document).stream().filter("document.accepted.v1"::equals).count());
        world.clock.advance(Duration.ofDays(1));
        change("{\"name\":\"Grace Hopper\"}");
        assertEquals(3, attention().size(), "a further name, a further look");
        world.check();
    }

    @Test
    void aDocumentOfAnotherPersonIsRejectedAndTakesAtOnceWhatItAllowed() {
        String document = accepted();
        change("{\"name\":\"Alan Turing\"}");
        Response rejected = calls.decide(seller, document, "/reject", "{\"code\":\"name_mismatch\"}");
        assertEquals(200, rejected.status(), rejected.bytes());
        assertEquals("rejected", rejected.text("state"));
        assertEquals(List.of("opens document_waits", "closes document_waits"), attention());
        assertEquals("restricted", calls.payout(seller));
        assertEquals(
                "name_mismatch", calls.requirement(seller).at("/errors/0/code").asString(""));
        world.check();
    }

    @Test
    void aNewerDocumentNeedsNoLookAtTheFormer() {
        String former = accepted();
        change("{\"name\":\"Grace Murray\"}");
        String newer = calls.uploaded(seller, ANOTHER);
        assertEquals(1, attention().size());
        assertEquals(200, calls.decide(seller, newer, "/accept", "").status());
        assertEquals(List.of("opens document_waits", "closes document_waits"), attention());
        assertEquals("active", calls.payout(seller));
        assertEquals(200, calls.decide(seller, former, "/reject", "{\"code\":\"name_mismatch\"}").status());
        assertEquals("active", calls.payout(seller), "the newer one counts");
        world.check();
    }

    @Test
    void withoutAnotherNameADecisionIsTheLast() {
        String document = accepted();
        for (String body : List.of("", "{\"code\":\"name_mismatch\"}")) {
            String verb = body.isEmpty() ? "/accept" : "/reject";
            Response refused = world.refused(
                    "POST", DocumentCalls.path(seller) + "/" + document + verb, body, calls.key(),
                    OnboardingWorld.compliance());
            assertEquals("transition_not_allowed", refused.reason());
        }
    }

    /** Each store and bucket call of the second decision lost and kept, and the process dying around each. */
    @Test
    void aSecondDecisionIsToldOnceWhateverFails() {
        for (String verb : List.of("/accept", "/reject")) {
            String body = verb.equals("/reject") ? "{\"code\":\"name_mismatch\"}" : "";
            for (Trouble trouble : Trouble.values()) {
                int tried = EveryFault.<OnboardingWorld>of(
                                "decide anew " + verb + " under " + trouble,
                                DocumentsOfAFormerNameTest::renamed,
                                built -> decide(built, verb, body))
                        .recovering(DocumentsOfAFormerNameTest::tick)
                        .checking(built -> {
                            tick(built);
                            assertEquals(200, decide(built, verb, body).status());
                            tick(built);
                            String id = new DocumentCalls(built).seller("seller-1");
                            assertEquals(
                                    List.of("opens document_waits", "closes document_waits"), attention(built, id));
                            assertEquals(
                                    3,
                                    built.chain(CreateParticipant.chain(OnboardingWorld.DEMO, id)).stream()
                                            .filter(entry -> entry.event().equals("participant.proved.v1"))
                                            .count());
                            assertEquals(
                                    verb.equals("/accept") ? "active" : "restricted",
                                    new DocumentCalls(built).payout(id));
                            built.check();
                        })
                        .withDeaths()
                        .with(trouble)
                        .run();
                assertTrue(tried >= 8, "tried " + tried);
            }
        }
    }

    private static OnboardingWorld renamed(Faults faults) {
        OnboardingWorld built = DocumentCalls.world(faults);
        var calls = new DocumentCalls(built);
        String seller = calls.seller("seller-1");
        calls.decide(seller, calls.uploaded(seller, DocumentCalls.PDF), "/accept", "");
        built.clock.advance(Duration.ofDays(1));
        rename(built, seller, "{\"name\":\"Grace Murray\"}", "rename-000000001");
        built.clock.advance(Duration.ofDays(1));
        return built;
    }

    private static Response decide(OnboardingWorld built, String verb, String body) {
        String seller = new DocumentCalls(built).seller("seller-1");
        String document = built.get(DocumentCalls.path(seller)).body().at("/data/0/id").asString("");
        return built.call(
                "POST", DocumentCalls.path(seller) + "/" + document + verb, body, "decide-anew-00001",
                OnboardingWorld.compliance(), Map.of());
    }

    private static void tick(OnboardingWorld built) {
        built.clock.advance(Duration.ofMinutes(5));
        Deadlines.pass(built);
    }
}
