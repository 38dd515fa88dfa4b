package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.journal.Entry;
import dev.surety.testkit.AtOnce;
import dev.surety.testkit.http.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A participant hands in a document; the bucket tells of it; a person looks and decides. */
class DocumentsProveTest {
    private final DocumentCalls calls = new DocumentCalls();
    private final OnboardingWorld world = calls.world;
    private final String seller = calls.seller("seller-1");

    @Test
    void anAcceptedDocumentMeetsTheRequirement() {
        assertEquals("currently_due", calls.requirement(seller).path("status").asString(""));
        Response answer = calls.announce(seller, DocumentCalls.PDF);
        assertEquals(201, answer.status(), answer.bytes());
        String document = answer.text("id");
        String url = answer.body().at("/upload/url").asString("");
        assertTrue(url.contains("documents/demo/" + seller + "/" + document), url);
        assertTrue(url.endsWith(answer.text("sha256")), "the link takes these bytes alone: " + url);
        assertEquals("currently_due", calls.requirement(seller).path("status").asString(""));

        calls.put(document, DocumentCalls.PDF);
        assertEquals(List.of(), calls.tell(document));
        assertEquals(List.of(), calls.tell(document), "a message may come twice");
        assertEquals("uploaded", calls.state(seller, document));
        assertEquals("pending", calls.requirement(seller).path("status").asString(""));
        assertEquals("marketplace", calls.requirement(seller).path("awaiting").asString(""));
        assertEquals("pending", calls.payout(seller));

        Response opened = calls.decide(seller, document, "/open", "");
        assertEquals(200, opened.status(), opened.bytes());
        assertTrue(opened.body().at("/link/url").asString("").endsWith("?name=" + document + ".pdf"));
        assertEquals(200, calls.decide(seller, document, "/accept", "{\"validUntil\":\"2027-01-31\"}").status());
        assertTrue(calls.requirement(seller).isMissingNode());
        assertEquals("active", calls.payout(seller));
        assertEquals(
                List.of(
                        "document.announced.v1", "document.uploaded.v1", "document.told.v1", "document.opened.v1",
                        "document.accepted.v1", "document.told.v1"),
                calls.events(document));
        Entry look = world.chain(DocumentCalls.chain(document)).get(3);
        assertTrue(look.data().contains("\"by\":\"per_c1\""), look.data());
        assertEquals("staff:per_c1", look.actor().toString());
        assertEquals(List.of("opens document_waits", "closes document_waits"), attention(document));
        world.check();
    }

    private List<String> attention(String document) {
        return world.chain(DocumentCalls.chain(document)).stream()
                .map(Entry::attention)
                .flatMap(Optional::stream)
                .toList();
    }

    @Test
    void aDocumentEndsAfterItsLastDayAndTheRequirementIsOpenAgain() {
        String document = calls.uploaded(seller, DocumentCalls.PDF);
        calls.decide(seller, document, "/accept", "{\"validUntil\":\"2026-12-31\"}");
        world.clock.advance(Duration.ofDays(39));
        Deadlines.pass(world);
        assertEquals("accepted", calls.state(seller, document));

        world.clock.advance(Duration.ofDays(1));
        Deadlines.pass(world);
        assertEquals("expired", calls.state(seller, document));
        JsonNode open = calls.requirement(seller);
        assertEquals("document_expired", open.at("/errors/0/code").asString(""));
        assertEquals("upload_another_document", open.at("/errors/0/nextStep").asString(""));
        assertEquals(document, open.at("/errors/0/proof").asString(""));
        assertEquals("active", calls.payout(seller), "what was there stays for thirty days");
        world.check();
    }

    @Test
    void aRejectionSaysWhyAndWhatToDoNext() {
        String document = calls.uploaded(seller, DocumentCalls.PDF);
        Response answer = calls.decide(seller, document, "/reject", "{\"code\":\"name_mismatch\"}");
        assertEquals("rejected", answer.text("state"));
        for (JsonNode error : List.of(answer.body().path("error"), calls.requirement(seller).at("/errors/0"))) {
            assertEquals("name_mismatch", error.path("code").asString(""));
            assertEquals("The name differs from the profile.", error.path("description").asString(""));
            assertEquals("correct_profile", error.path("nextStep").asString(""));
        }
        assertEquals("restricted", calls.payout(seller));

        String next = calls.uploaded(seller, "%PDF-another".getBytes(StandardCharsets.US_ASCII));
        assertEquals("pending", calls.requirement(seller).path("status").asString(""));
        calls.decide(seller, next, "/accept", "");
        assertEquals("active", calls.payout(seller));
        world.check();
    }

    @Test
    void withoutAMessageTheDeadlineFindsTheFile() {
        String document = calls.announced(seller, DocumentCalls.PDF);
        calls.put(document, DocumentCalls.PDF);
        world.clock.advance(Duration.ofHours(1));
        Deadlines.pass(world);
        assertEquals("awaiting_upload", calls.state(seller, document), "the link has just ended");
        world.clock.advance(Duration.ofMinutes(5));
        Deadlines.pass(world);
        assertEquals("uploaded", calls.state(seller, document));
        assertEquals("pending", calls.requirement(seller).path("status").asString(""));
    }

    @Test
    void anUploadThatNeverComesExpires() {
        String document = calls.announced(seller, DocumentCalls.PDF);
        assertEquals(List.of(), calls.tell(document), "a message without a file");
        assertEquals("awaiting_upload", calls.state(seller, document));
        for (String verb : List.of("/open", "/accept")) {
            Response refused = calls.decide(seller, document, verb, "");
            assertEquals(409, refused.status());
            assertEquals("upload_missing", refused.reason());
        }
        world.clock.advance(Duration.ofMinutes(65));
        Deadlines.pass(world);
        assertEquals("expired", calls.state(seller, document));
        assertEquals("upload_missing", calls.get(seller, document).body().at("/error/code").asString(""));
        assertEquals("upload_missing", calls.decide(seller, document, "/open", "").reason());
        assertEquals("currently_due", calls.requirement(seller).path("status").asString(""));
        world.check();
    }

    @ParameterizedTest
    @CsvSource({
        "%PDF-1.7 a Passport, digest_mismatch,       digest_mismatch",
        "%PDF-1.7 longer than a passport, digest_mismatch, digest_mismatch",
        "<script>alert(1)</s, document_type_differs, transition_not_allowed",
    })
    void otherBytesAreNeverShown(String put, String code, String refusal) {
        byte[] bytes = put.getBytes(StandardCharsets.US_ASCII);
        String document = calls.announced(
                seller, code.equals("document_type_differs") ? bytes : DocumentCalls.PDF);
        calls.put(document, bytes);
        calls.tell(document);
        assertEquals("rejected", calls.state(seller, document));
        assertEquals(code, calls.requirement(seller).at("/errors/0/code").asString(""));
        assertEquals(refusal, calls.decide(seller, document, "/open", "").reason());
        assertEquals(refusal, calls.decide(seller, document, "/accept", "").reason());
        assertEquals(List.of(), attention(document), "no person has to look");
        world.check();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock =
            """
            "bytes":19                   | "bytes":50000000                | /bytes
            "bytes":19                   | "bytes":10000001                | /bytes
            "bytes":19                   | "bytes":0                       | /bytes
            application/pdf              | text/html                       | /contentType
            application/pdf              | text/plain                      | /contentType
            "purpose":"identity"         | "purpose":"../../etc"           | /purpose
            "side":"front"               | "side":"left"                   | /side
            "side":"front"               | "side":"front","name":"../a.pdf" | /name
            """)
    void badAnnouncementsStoreNothing(String from, String to, String pointer) {
        String body = DocumentCalls.body(DocumentCalls.PDF).replace(from, to);
        Response refused = world.refused(
                "POST", DocumentCalls.path(seller), body, calls.key(), DocumentCalls.BACKEND, Map.of());
        assertEquals(pointer, refused.body().at("/errors/0/pointer").asString(""), refused.bytes());
    }

    @Test
    void aHashIsSixtyFourHexDigits() {
        String body = DocumentCalls.body(DocumentCalls.PDF).replaceFirst("[0-9a-f]{4}\"}$", "ABCD\"}");
        Response refused = world.refused(
                "POST", DocumentCalls.path(seller), body, calls.key(), DocumentCalls.BACKEND, Map.of());
        assertEquals("/sha256", refused.body().at("/errors/0/pointer").asString(""), refused.bytes());
    }

    @Test
    void anotherParticipantAndAnotherMarketplaceSeeNothing() {
        String document = calls.uploaded(seller, DocumentCalls.PDF);
        String other = calls.seller("seller-2");
        String path = DocumentCalls.path(seller) + "/" + document;
        assertEquals(200, world.get(path, OnboardingWorld.participant(seller)).status());
        assertEquals(404, world.get(path, OnboardingWorld.participant(other)).status());
        assertEquals(404, world.get(path, OnboardingWorld.backend(OnboardingWorld.OTHER)).status());
        assertEquals(404, calls.get(other, document).status(), "under another participant's path");
        assertEquals(404, calls.decide(other, document, "/open", "").status());
        assertEquals(404, world.get(DocumentCalls.path(seller), OnboardingWorld.participant(other)).status());
        Response refused = world.refused(
                "POST", DocumentCalls.path(seller), DocumentCalls.body(DocumentCalls.PDF), calls.key(),
                OnboardingWorld.participant(other), Map.of());
        assertEquals(404, refused.status());
        for (String verb : List.of("/open", "/accept", "/reject")) {
            for (var claims : List.of(OnboardingWorld.participant(seller), DocumentCalls.BACKEND)) {
                refused = world.refused(
                        "POST", path + verb, "{\"code\":\"under_age\"}", calls.key(), claims, Map.of());
                assertEquals(403, refused.status());
            }
        }
        Map<String, String> machine = Map.of(
                "marketplace", "demo", "kind", "backend", "client_id", "demo-backend", "scope", "participants:decide");
        refused = world.refused("POST", path + "/open", "", calls.key(), machine, Map.of());
        assertEquals(403, refused.status(), "only a person is ever shown a document");
        assertFalse(world.get(path, OnboardingWorld.participant(seller)).bytes().contains("per_c1"));
    }

    @Test
    void thePersonWhoLooksSeesThatOthersHandedInTheSameBytes() {
        String other = calls.seller("seller-2");
        String first = calls.uploaded(seller, DocumentCalls.PDF);
        calls.uploaded(seller, DocumentCalls.PDF);
        String second = calls.uploaded(other, DocumentCalls.PDF);
        assertEquals(1, calls.get(seller, first).body().path("sharedWith").asInt(-1));
        assertEquals(1, calls.get(other, second).body().path("sharedWith").asInt(-1));
        Response own = world.get(
                DocumentCalls.path(seller) + "/" + first, OnboardingWorld.participant(seller));
        assertFalse(own.body().has("sharedWith"), own.bytes());
    }

    @Test
    void theListHasPagesAndADayHasABound() {
        List<String> announced = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            world.clock.advance(Duration.ofSeconds(1));
            announced.addFirst(calls.announced(seller, ("%PDF-" + i).getBytes(StandardCharsets.US_ASCII)));
        }
        Response full = calls.announce(seller, DocumentCalls.PDF);
        assertEquals("limit_exceeded", full.reason());
        List<String> listed = new ArrayList<>();
        Optional<String> cursor = Optional.of("");
        while (cursor.isPresent()) {
            Response page = world.get(DocumentCalls.path(seller) + "?limit=7"
                    + cursor.filter(at -> !at.isEmpty()).map(at -> "&cursor=" + at).orElse(""));
            page.body().path("data").forEach(of -> listed.add(of.path("id").asString("")));
            cursor = page.body().path("nextCursor").asStringOpt();
        }
        assertEquals(announced, listed);
        world.clock.advance(Duration.ofDays(1));
        assertEquals(201, calls.announce(seller, DocumentCalls.PDF).status());
        assertEquals(400, world.get(DocumentCalls.path(seller) + "?cursor=x").status());
    }

    @Test
    void ofTwoPeopleWhoDecideAtOnceOneDoes() throws Exception {
        String document = calls.uploaded(seller, DocumentCalls.PDF);
        String path = DocumentCalls.path(seller) + "/" + document;
        List<Response> answers = AtOnce.call(2, i -> i == 0
                ? world.call("POST", path + "/accept", "", "decide-accept-0001", person("per_c1"), Map.of())
                : world.call(
                        "POST", path + "/reject", "{\"code\":\"under_age\"}", "decide-reject-0001",
                        person("per_c2"), Map.of()));
        assertEquals(
                List.of(200, 409), answers.stream().map(Response::status).sorted().toList());
        boolean isAccepted = calls.state(seller, document).equals("accepted");
        assertEquals(isAccepted ? "active" : "restricted", calls.payout(seller));
        world.check();
    }

    private static Map<String, String> person(String id) {
        return Map.of(
                "marketplace", "demo", "client_id", "demo-" + id, "person", id,
                "scope", "participants:read participants:decide");
    }

    @Test
    void aDayInThePastIsInvalid() {
        String document = calls.uploaded(seller, DocumentCalls.PDF);
        Response refused = calls.decide(seller, document, "/accept", "{\"validUntil\":\"2026-11-21\"}");
        assertEquals(422, refused.status(), refused.bytes());
        assertEquals("/validUntil", refused.body().at("/errors/0/pointer").asString(""));
        assertEquals(400, calls.decide(seller, document, "/accept", "{\"validUntil\":\"2026-02-30\"}").status());
        assertEquals(200, calls.decide(seller, document, "/accept", "{\"validUntil\":\"2026-11-22\"}").status());
        Response again = calls.decide(seller, document, "/reject", "{\"code\":\"under_age\"}");
        assertEquals("transition_not_allowed", again.reason());
    }
}
