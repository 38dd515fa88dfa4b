package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.model.id.Id;
import dev.surety.model.journal.Actor;
import dev.surety.model.marketplace.Retention;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.onboarding.domain.closing.Closing;
import dev.surety.onboarding.app.export.Exports;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** An export is asked for, written by a worker, given out for a week by short links, and gone. */
class ExportsAreGivenTest {
    private static final String KEY = "export-0000000000001";

    private final OnboardingWorld world = OnboardingWorld.laidDown();
    private final ExportCalls calls = new ExportCalls(world);
    private final String seller = world.created("customer-1", "create-000000000001");

    @Test
    void aRequestIsAnsweredAtOnceAndTheFileComesLater() {
        Response asked = calls.request(seller, KEY);
        assertEquals(202, asked.status());
        assertEquals("preparing", asked.text("state"));
        assertEquals(asked.bytes(), calls.request(seller, KEY).bytes(), "a repeated request is the same export");
        String export = asked.text("id");
        assertEquals("preparing", calls.get(seller, export).text("state"));
        assertTrue(calls.get(seller, export).body().path("link").isNull());

        calls.work();
        Response ready = calls.get(seller, export);
        assertEquals("ready", ready.text("state"));
        assertTrue(ready.body().at("/link/url").asString("").endsWith("?name=" + export + ".zip"), ready.bytes());
        assertEquals(
                world.clock.instant().plus(Duration.ofMinutes(5)).toString(),
                ready.body().at("/link/expiresAt").asString("").replace(".000Z", "Z"));
        assertEquals(asked.bytes(), calls.request(seller, KEY).bytes(), "and its answer stays");
        world.check();
    }

    @Test
    void whoIsGivenALinkIsAnEntry() {
        String export = calls.ready(seller, KEY).text("id");
        calls.get(seller, export);
        world.get(ExportCalls.path(seller) + "/" + export, OnboardingWorld.participant(seller));
        world.clock.advance(Duration.ofMinutes(5));
        calls.get(seller, export);
        assertEquals(
                List.of(
                        "participant.export_requested.v1", "participant.export_begun.v1", "participant.export_ready.v1",
                        "participant.export_linked.v1", "participant.export_linked.v1", "participant.export_linked.v1"),
                calls.events(export));
        List<String> actors = world.chain(Exports.chain(OnboardingWorld.DEMO, export)).stream()
                .map(entry -> entry.actor().toString())
                .toList();
        assertEquals(
                List.of("backend:demo-backend", "timer", "timer", "backend:demo-backend", "participant:" + seller,
                        "backend:demo-backend"),
                actors);
    }

    @Test
    void afterAWeekItIsGone() {
        String export = calls.ready(seller, KEY).text("id");
        world.clock.advance(Duration.ofDays(7).minusMillis(1));
        assertEquals("ready", calls.get(seller, export).text("state"));
        world.clock.advance(Duration.ofMillis(1));
        assertTrue(calls.get(seller, export).body().path("link").isNull(), "also before a timer has looked");
        world.clock.advance(Duration.ofMinutes(1));
        Deadlines.pass(world);
        assertEquals("gone", calls.get(seller, export).text("state"));
        assertEquals("participant.export_gone.v1", calls.events(export).getLast());
        assertEquals(Map.of(), world.exports.files().files, "its file is destroyed");
        Deadlines.pass(world);
        world.check();
    }

    @Test
    void aWorkerThatDiesIsFollowedByAnotherAndAfterFiveTheExportFails() {
        String export = calls.requested(seller, KEY);
        var chain = Exports.chain(OnboardingWorld.DEMO, export);
        String secrets = world.secrets;
        world.secrets = secrets.replace("\"exports\"", "\"another\"");
        for (int attempt = 1; attempt <= 5; attempt++) {
            world.wake(chain, 0);
            assertEquals(1 + attempt, calls.events(export).size());
            assertEquals(List.of(), world.wake(chain, 0), "its message does not come again");
            assertEquals(List.of("m-1"), world.wake(chain, 1 + attempt), "a wake before the time comes again");
            assertEquals(1 + attempt, calls.events(export).size(), "and nothing is begun twice");
            world.clock.advance(Duration.ofMinutes(16));
        }
        world.secrets = secrets;
        Deadlines.pass(world);
        Response failed = calls.get(seller, export);
        assertEquals("failed", failed.text("state"));
        assertEquals("too_many_attempts", failed.text("failure"));
        assertNotEquals(export, calls.ready(seller, "export-0000000000002").text("id"), "a new one can be asked for");
    }

    @Test
    void aWorkerThatDiedIsMadeUpForByTheDeadline() {
        String export = calls.requested(seller, KEY);
        world.exports.nudged().clear();
        world.clock.advance(Duration.ofMinutes(1));
        Deadlines.pass(world);
        assertEquals("ready", calls.get(seller, export).text("state"), "though the nudge was lost");
    }

    @Test
    void fiveADayAreEnough() {
        for (int i = 0; i < 5; i++) {
            calls.requested(seller, "export-000000000000" + i);
        }
        Response refused = world.refused(
                "POST", ExportCalls.path(seller), "", "export-0000000000009", DocumentCalls.BACKEND);
        assertEquals("limit_exceeded", refused.reason());
        world.clock.advance(Duration.ofDays(1).plusSeconds(1));
        assertEquals(202, calls.request(seller, "export-0000000000009").status());
    }

    @Test
    void aClosedParticipantHasNoDataToExportAndNoLinkToWhatWas() {
        String export = calls.ready(seller, KEY).text("id");
        String waiting = calls.requested(seller, "export-0000000000002");
        closed();
        Response after = calls.get(seller, export);
        assertTrue(after.body().path("link").isNull(), after.bytes());
        calls.work();
        assertEquals("data_destroyed", calls.get(seller, waiting).text("failure"));
        Response refused = world.refused(
                "POST", ExportCalls.path(seller), "", "export-0000000000003", DocumentCalls.BACKEND);
        assertEquals("transition_not_allowed", refused.reason());
    }

    @Test
    void noFileIsLeftOfAParticipantThatIsClosedWhileItIsWritten() {
        String export = calls.requested(seller, KEY);
        world.exports.files().afterTheWrite.set(this::closed);
        calls.work();
        assertEquals("data_destroyed", calls.get(seller, export).text("failure"));
        assertEquals(Map.of(), world.exports.files().files);
    }

    /** As erasure leaves the participant. */
    private void closed() {
        var chain = CreateParticipant.chain(OnboardingWorld.DEMO, seller);
        var journal = new Journal(world.store, SuretyTables.JOURNAL);
        var last = journal.state(chain);
        ObjectNode data = Json.object(last.last().orElseThrow().data());
        ((ObjectNode) data.get("state")).set(
                "closing",
                Json.tree(Closing.asked(world.clock.instant(), Retention.SHIPPED).closed(world.clock.instant())));
        journal.append(last, Draft.of(
                last.last().get().event(), data, world.clock.instant(), Actor.TIMER, CommandKey.ofFact("closed")));
    }

    @Test
    void badRequestsStoreNothing() {
        Response refused = world.refused(
                "POST", ExportCalls.path(seller), "{\"format\":\"pdf\"}", KEY, DocumentCalls.BACKEND);
        assertEquals("malformed", refused.reason());
        assertEquals("/format", refused.body().at("/errors/0/pointer").asString(""));
        String unknown = Id.derive("par", "nobody");
        for (String path : List.of(ExportCalls.path(unknown), ExportCalls.path("par_1"))) {
            assertEquals(404, world.refused("POST", path, "", KEY, DocumentCalls.BACKEND).status(), path);
        }
        for (String id : List.of("exp_1", Id.derive("exp", "none"), "..%2f..")) {
            assertEquals(404, world.get(ExportCalls.path(seller) + "/" + id).status(), id);
        }
    }

    @Test
    void anotherParticipantAndAnotherMarketplaceSeeNothing() {
        String export = calls.ready(seller, KEY).text("id");
        String other = world.created("customer-2", "create-000000000002");
        String path = ExportCalls.path(seller) + "/" + export;
        assertEquals(404, world.get(path, OnboardingWorld.participant(other)).status());
        assertEquals(404, world.get(path, OnboardingWorld.backend(OnboardingWorld.OTHER)).status());
        assertEquals(404, world.get(ExportCalls.path(other) + "/" + export).status());
        assertEquals(
                404,
                world.refused("POST", ExportCalls.path(seller), "", "export-0000000000002",
                        OnboardingWorld.participant(other)).status());
        assertEquals(4, calls.events(export).size(), "no further link was given");
    }

    @Test
    void twoWorkersAtOnceWriteOneFileThatIsGivenOut() {
        String export = calls.requested(seller, KEY);
        var chain = Exports.chain(OnboardingWorld.DEMO, export);
        world.wake(chain, 0);
        world.wake(chain, 1);
        world.wake(chain, 0);
        assertEquals(3, calls.events(export).size());
        assertEquals(1, world.documents.files().files.size());
    }
}
