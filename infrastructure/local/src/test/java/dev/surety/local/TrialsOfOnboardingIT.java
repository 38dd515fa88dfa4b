package dev.surety.local;

import static dev.surety.local.Compliance.one;
import static dev.surety.local.Proving.PDF;
import static dev.surety.local.Proving.SHOP;
import static dev.surety.local.Proving.announcement;
import static dev.surety.local.Proving.documents;
import static dev.surety.local.Proving.leadsTo;
import static dev.surety.local.Sale.await;
import static dev.surety.local.Sale.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.local.ApiCaller.Response;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Documents and identity checks, played through the API, the store of files and the provider's page. */
class TrialsOfOnboardingIT {
    private static final String REQUIREMENT = "identity.document";
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 0};

    @TempDir
    private static Path data;

    private static ChildWorld world;
    private static Proving proving;

    @BeforeAll
    static void start() {
        world = ChildWorld.real(data, "--memory");
        proving = new Proving(world.base(), "proofs");
    }

    @AfterAll
    static void stop() throws InterruptedException {
        world.terminate();
    }

    private static void refused(Response answer, int status, String reason) {
        assertEquals(status, answer.status(), answer.body().toString());
        assertEquals(reason, answer.text("reason"), answer.body().toString());
    }

    private static String uploaded(String participant) {
        Response announced = proving.announced(participant, "application/pdf", PDF);
        assertEquals(200, proving.put(announced, PDF));
        String document = announced.text("id");
        proving.becomes(participant, document, "uploaded");
        return document;
    }

    private static String status(String participant) {
        return proving.requirement(participant, REQUIREMENT).path("status").asString("");
    }

    private static void tells(String participant, String code, String sentence, String nextStep) {
        await("the person reads " + code, () -> proving.requirement(participant, REQUIREMENT)
                .at("/errors/0/code")
                .asString("")
                .equals(code));
        JsonNode error = proving.requirement(participant, REQUIREMENT).at("/errors/0");
        assertEquals(sentence, error.path("description").asString(""));
        assertEquals(nextStep, error.path("nextStep").asString(""));
    }

    @Test
    void anAcceptedDocumentReachesTheHighestTier() {
        String seller = proving.participant("Gil Seller");
        assertEquals("currently_due", status(seller));
        assertEquals("restricted", proving.instantPayout(seller));
        // Nothing but the bucket's message brings the upload: the clock stands.
        String document = uploaded(seller);
        await("it waits for a person", () -> proving.isOnTheWorkList(document, "document_waits"));
        assertEquals("pending", status(seller));

        Response opened = ok(proving.decide(proving.compliance, seller, document, "/open", ""));
        HttpResponse<String> file = proving.page(opened.body().at("/link/url").asString(""));
        assertEquals(new String(PDF, StandardCharsets.US_ASCII), file.body());
        String name = file.headers().firstValue("content-disposition").orElse("");
        assertTrue(name.startsWith("attachment") && name.contains(document + ".pdf"), name);
        await("the look is told", () -> proving.events("document.opened", document) == 1);

        ok(proving.decide(proving.compliance, seller, document, "/accept", ""));
        assertTrue(proving.requirement(seller, REQUIREMENT).isMissingNode());
        assertEquals("active", proving.instantPayout(seller));
        await("no person waits", () -> !proving.isOnTheWorkList(document, "document_waits"));
        refused(
                proving.decide(proving.compliance, seller, document, "/reject", "{\"code\": \"document_blurry\"}"),
                409,
                "transition_not_allowed");
    }

    @Test
    void aRejectedDocumentSaysWhatToDoAndAnotherIsTaken() {
        String seller = proving.participant("Gil Seller");
        String first = uploaded(seller);
        ok(proving.decide(proving.compliance, seller, first, "/reject", "{\"code\": \"document_blurry\"}"));
        tells(seller, "document_blurry", "The picture of the document is not sharp.", "upload_again");
        assertEquals("restricted", proving.instantPayout(seller));

        String second = uploaded(seller);
        ok(proving.decide(proving.compliance, seller, second, "/accept", ""));
        assertEquals("active", proving.instantPayout(seller));
    }

    @Test
    void aFileOfAnotherTypeIsNotLookedAt() {
        String seller = proving.participant("Gil Seller");
        Response announced = proving.announced(seller, "application/pdf", PNG);
        assertEquals(200, proving.put(announced, PNG));
        String document = announced.text("id");
        proving.becomes(seller, document, "rejected");
        tells(seller, "document_type_differs", "The file is of another type than announced.", "upload_again");
        refused(
                proving.decide(proving.compliance, seller, document, "/open", ""), 409, "transition_not_allowed");
        assertFalse(proving.isOnTheWorkList(document, "document_waits"));
    }

    @Test
    void otherBytesAreNotTakenAndTheLinkEnds() {
        String seller = proving.participant("Gil Seller");
        Response announced = proving.announced(seller, "application/pdf", PDF);
        byte[] other = PDF.clone();
        other[other.length - 1]++;
        assertEquals(400, proving.put(announced, other), "of the same length");
        assertEquals(403, proving.put(announced, PNG), "of another length");
        String document = announced.text("id");
        refused(proving.decide(proving.compliance, seller, document, "/open", ""), 409, "upload_missing");
        assertEquals("awaiting_upload", proving.document(seller, document).path("state").asString(""));

        proving.sale.advance(Duration.ofMinutes(66));
        proving.becomes(seller, document, "expired");
        assertEquals("currently_due", status(seller));
        Response late = proving.announced(seller, "application/pdf", PDF);
        assertEquals(200, proving.put(late, PDF), "and a new one can come");
        proving.becomes(seller, late.text("id"), "uploaded");
    }

    @Test
    void aFileOfFiftyMegabytesIsNotEvenAnnounced() {
        String seller = proving.participant("Gil Seller");
        Response answer = proving.announce(
                proving.own(seller), seller, announcement("application/pdf", 50_000_000, PDF));
        refused(answer, 400, "malformed");
        assertEquals("/bytes", answer.body().at("/errors/0/pointer").asString(""), answer.body().toString());
        JsonNode list = ok(proving.sale.get(documents(seller))).body();
        assertEquals(0, list.path("data").size(), list.toString());
    }

    @Test
    void aDocumentIsItsPersonsAndIsOpenedByStaffAlone() {
        String seller = proving.participant("Gil Seller");
        String document = uploaded(seller);
        String own = proving.own(seller);
        String another = proving.own(proving.participant("Fay Other"));
        String path = documents(seller) + "/" + document;
        assertEquals(200, proving.sale.api.get(own, path).status());
        for (String foreign : List.of(path, documents(seller))) {
            assertEquals(404, proving.sale.api.get(another, foreign).status(), foreign);
        }
        assertEquals(
                404,
                proving.announce(another, seller, announcement("application/pdf", PDF.length, PDF))
                        .status());
        for (String verb : List.of("/open", "/accept")) {
            assertEquals(403, proving.decide(own, seller, document, verb, "").status(), verb);
            assertEquals(403, proving.decide(proving.sale.backend, seller, document, verb, "").status(), verb);
        }
        assertEquals("uploaded", proving.document(seller, document).path("state").asString(""));
        assertEquals(0, proving.events("document.opened", document));
    }

    @Test
    void aPersonShowsADocumentAtTheProvidersPage() {
        String seller = proving.participant("Grace Verified");
        Response started = ok(proving.check(seller));
        assertEquals("waiting", started.text("state"));
        String check = started.text("id");
        String link = started.body().at("/action/url").asString("");
        String address = leadsTo(proving.page(link));
        assertTrue(address.endsWith("/sandbox/identity/" + check), address);
        HttpResponse<String> page = proving.page(address);
        assertTrue(page.body().contains("Submit a document"), page.body());
        assertEquals(400, proving.press(address, "approve").statusCode());
        assertEquals(SHOP, leadsTo(proving.press(address, "leave")));
        assertEquals("waiting", proving.seeCheck(seller, check).path("state").asString(""));

        HttpResponse<String> sentOn = proving.press(address, "submit");
        assertEquals(303, sentOn.statusCode());
        assertEquals(SHOP, leadsTo(sentOn));
        proving.checkBecomes(seller, check, "verified");
        await("the proof counts", () -> proving.instantPayout(seller).equals("active"));
        assertTrue(proving.requirement(seller, REQUIREMENT).isMissingNode());
        assertEquals(SHOP, leadsTo(proving.press(address, "submit")), "twice is once");
        assertTrue(proving.page(link).body().contains("Nothing more to do"));
    }

    @Test
    void aPersonWithAnotherNameIsToldToCorrectIt() {
        String seller = proving.participant("Name Mismatch");
        Response started = ok(proving.check(seller));
        proving.submit(started);
        proving.checkBecomes(seller, started.text("id"), "failed");
        tells(seller, "name_mismatch", "The name differs from the profile.", "correct_profile");
        assertEquals("restricted", proving.instantPayout(seller));

        String profile = "{\"profile\": {\"name\": \"Grace Verified\"}}";
        ok(proving.sale.api.send("PATCH", proving.sale.backend, one(seller), profile, proving.sale.key()));
        Response again = ok(proving.check(seller));
        proving.submit(again);
        await("the second check counts", () -> proving.instantPayout(seller).equals("active"));
    }

    @Test
    void aProviderThatDoesNotAnswerIsLateAfterADay() {
        String silent = proving.participant("Never Answers");
        Response started = ok(proving.check(silent));
        proving.submit(started);
        proving.checkBecomes(silent, started.text("id"), "processing");
        String lost = proving.participant("Provider Down");
        Response down = ok(proving.check(lost));
        assertEquals("starting", down.text("state"));
        assertTrue(down.body().path("action").isNull(), down.body().toString());

        proving.sale.advance(Duration.ofHours(23));
        assertTrue(proving.requirement(silent, "identity.check_delayed").isMissingNode());
        proving.sale.advance(Duration.ofHours(2));
        late(silent, started.text("id"));
        late(lost, down.text("id"));

        // A person of the marketplace does not have to wait for the provider.
        String document = uploaded(silent);
        ok(proving.decide(proving.compliance, silent, document, "/accept", ""));
        assertEquals("active", proving.instantPayout(silent));
    }

    private static void late(String participant, String check) {
        await(check + " is late", () -> proving.seeCheck(participant, check).path("delayed").asBoolean(false));
        await("it is told", () -> !proving.requirement(participant, "identity.check_delayed").isMissingNode());
        JsonNode open = proving.requirement(participant, "identity.check_delayed");
        assertEquals("surety", open.path("awaiting").asString(""), open.toString());
        assertEquals("pending", open.path("status").asString(""), open.toString());
        await("it is work", () -> proving.isOnTheWorkList(check, "identity_check_delayed"));
    }

    /** A provider finds a forgery a day late; another one takes a day for its yes. */
    @Test
    void aYesThatIsTakenBackAllowsNothingAndALateYesCounts() {
        String forger = proving.participant("Verified Then Revoked");
        Response revoked = ok(proving.check(forger));
        proving.submit(revoked);
        await("the yes counts", () -> proving.instantPayout(forger).equals("active"));
        String slow = proving.participant("Pending Day");
        Response pending = ok(proving.check(slow));
        proving.submit(pending);
        proving.checkBecomes(slow, pending.text("id"), "processing");
        await("the person has done all", () -> status(slow).equals("pending"));
        assertEquals("surety", proving.requirement(slow, REQUIREMENT).path("awaiting").asString(""));

        proving.sale.advance(Duration.ofDays(3));
        proving.checkBecomes(forger, revoked.text("id"), "revoked");
        tells(forger, "check_revoked", "The provider took its result back.", "ask_marketplace");
        assertEquals("restricted", proving.instantPayout(forger));
        proving.checkBecomes(slow, pending.text("id"), "verified");
        await("the late yes counts", () -> proving.instantPayout(slow).equals("active"));
        // The yes was about the former name.
        String profile = "{\"profile\": {\"name\": \"Ida Buyer\"}}";
        ok(proving.sale.api.send("PATCH", proving.sale.backend, one(slow), profile, proving.sale.key()));
        assertFalse(proving.requirement(slow, REQUIREMENT).isMissingNode());
    }

    @Test
    void staffSeeThatTwoParticipantsHaveOnePassport() {
        byte[] bytes = "%PDF-1.7 one passport for two".getBytes(StandardCharsets.US_ASCII);
        String first = proving.participant("Gil Seller");
        String second = proving.participant("Hal Seller");
        Response announced = proving.announced(first, "application/pdf", bytes);
        assertEquals(200, proving.put(announced, bytes));
        assertEquals(412, proving.put(announced, bytes), "a file is put once");
        String again = proving.announced(second, "application/pdf", bytes).text("id");
        await("staff read it", () -> proving.document(second, again).path("sharedWith").asInt(0) == 1);
        JsonNode own = ok(proving.sale.api.get(proving.own(second), documents(second) + "/" + again)).body();
        assertFalse(own.has("sharedWith"), own.toString());
    }

    @Test
    void aForgedNoticeChangesNothing() {
        String seller = proving.participant("Grace Verified");
        String check = ok(proving.check(seller)).text("id");
        JsonNode before = proving.seeCheck(seller, check);
        String body = "{\"data\": {\"object\": {\"client_reference_id\": \"%s\", \"status\": \"verified\"}}}"
                .formatted(check);
        String now = Long.toString(System.currentTimeMillis() / 1000);
        for (String signature : List.of("none", "t=" + now + ",v1=" + "0".repeat(64))) {
            for (String provider : List.of("sandbox", "stripe")) {
                HttpResponse<String> answer = proving.notice(provider, signature, body);
                assertEquals(401, answer.statusCode(), answer.body());
            }
        }
        assertEquals(before, proving.seeCheck(seller, check));
        assertEquals("restricted", proving.instantPayout(seller));
    }
}
