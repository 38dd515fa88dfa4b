package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.Trouble;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Every call of the store and of the bucket lost and kept, and the process dying around each. */
class EveryFaultOfDocumentsTest {
    private static final String KEY = "command-00000001";

    private static OnboardingWorld announced(Faults faults) {
        OnboardingWorld world = DocumentCalls.world(faults);
        var calls = new DocumentCalls(world);
        String document = calls.announced(seller(world), DocumentCalls.PDF);
        calls.put(document, DocumentCalls.PDF);
        return world;
    }

    private static OnboardingWorld uploaded(Faults faults) {
        OnboardingWorld world = announced(faults);
        new DocumentCalls(world).tell(document(world));
        return world;
    }

    private static String seller(OnboardingWorld world) {
        return new DocumentCalls(world).seller("seller-1");
    }

    private static String document(OnboardingWorld world) {
        return world.get(DocumentCalls.path(seller(world))).body().at("/data/0/id").asString("");
    }

    private static Response decide(OnboardingWorld world, String verb, String body) {
        return world.call(
                "POST", DocumentCalls.path(seller(world)) + "/" + document(world) + verb, body, KEY,
                OnboardingWorld.compliance(), Map.of());
    }

    @Test
    void anUploadIsHeardOfOnceWhateverFails() {
        for (Trouble trouble : Trouble.values()) {
            int tried = EveryFault.<OnboardingWorld>of(
                            "hear of an upload under " + trouble,
                            EveryFaultOfDocumentsTest::announced,
                            world -> new DocumentCalls(world).tell(document(world)))
                    .recovering(EveryFaultOfDocumentsTest::tick)
                    .checking(world -> {
                        tick(world);
                        assertEquals(
                                "[document.announced.v1, document.uploaded.v1, document.told.v1]",
                                new DocumentCalls(world).events(document(world)).toString());
                        assertEquals("pending", new DocumentCalls(world).payout(seller(world)));
                        world.check();
                    })
                    .withDeaths()
                    .with(trouble)
                    .run();
            assertTrue(tried >= 8, "tried " + tried);
        }
    }

    @Test
    void anAcceptedDocumentCountsThoughThePersonNeverComesBack() {
        everyDecision("/accept", "", world -> assertEquals("active", new DocumentCalls(world).payout(seller(world))));
    }

    @Test
    void aRejectedDocumentIsTold() {
        everyDecision("/reject", "{\"code\":\"under_age\"}", world -> assertEquals(
                "under_age",
                new DocumentCalls(world).requirement(seller(world)).at("/errors/0/code").asString("")));
    }

    @Test
    void aLookIsOneEntry() {
        everyDecision("/open", "", world -> assertEquals(
                1,
                new DocumentCalls(world).events(document(world)).stream()
                        .filter("document.opened.v1"::equals)
                        .count()));
    }

    private static void everyDecision(String verb, String body, Consumer<OnboardingWorld> check) {
        Function<OnboardingWorld, Response> act = world -> decide(world, verb, body);
        for (Trouble trouble : Trouble.values()) {
            int tried = EveryFault.<OnboardingWorld>of(
                            verb + " under " + trouble,
                            EveryFaultOfDocumentsTest::uploaded,
                            world -> {
                                int status = act.apply(world).status();
                                assertTrue(status == 200 || status == 503, "status " + status);
                            })
                    .recovering(EveryFaultOfDocumentsTest::tick)
                    .checking(world -> {
                        tick(world);
                        Response first = act.apply(world);
                        assertEquals(200, first.status(), first.bytes());
                        assertEquals(first.bytes(), act.apply(world).bytes());
                        tick(world);
                        check.accept(world);
                        world.check();
                    })
                    .withDeaths()
                    .with(trouble)
                    .run();
            assertTrue(tried >= 2, "tried " + tried);
        }
    }

    /** The deadline of the upload, or of a status that the participant does not have yet. */
    private static void tick(OnboardingWorld world) {
        world.clock.advance(Duration.ofMinutes(70));
        Deadlines.pass(world);
    }
}
