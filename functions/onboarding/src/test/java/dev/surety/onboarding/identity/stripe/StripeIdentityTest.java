package dev.surety.onboarding.identity.stripe;

import static dev.surety.onboarding.identity.stripe.StripeServer.fixture;
import static dev.surety.onboarding.identity.stripe.StripeServer.list;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.onboarding.app.identity.IdentityProvider.Answer;
import dev.surety.onboarding.app.identity.IdentityProvider.Order;
import dev.surety.onboarding.app.identity.IdentityProvider.Person;
import dev.surety.onboarding.app.identity.IdentityProvider.Purpose;
import dev.surety.onboarding.app.identity.IdentityProvider.Seen;
import dev.surety.onboarding.domain.proof.ProofError;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** Our calls to Stripe, and the meaning of each of its answers. The fixtures say where they are from. */
class StripeIdentityTest {
    static final MarketplaceId DEMO = new MarketplaceId("demo");
    static final String CHECK = Id.derive("chk", "of a test");
    static final String ID = "vs_1ByHand";

    private static final String SESSIONS = "/v1/identity/verification_sessions";

    private final StripeServer server = new StripeServer();

    @AfterEach
    void close() {
        server.close();
    }

    static Order order() {
        var person = new Person("Grace Hopper", Optional.of(LocalDate.of(1906, 12, 9)));
        return new Order(DEMO, CHECK, person, Purpose.DOCUMENT, "https://shop.example/back?of=a&b=ü");
    }

    static String session(String fixture, String... words) {
        return fixture(fixture, words).replace("{check}", CHECK);
    }

    private Answer find() {
        return server.adapter().find(DEMO, CHECK, Optional.of(ID));
    }

    @Test
    void aCheckIsASessionUnderOurIdAndItsPageIsOpenForADay() {
        server.says(200, session("requires_input"));

        assertEquals(
                new Answer.Waits(
                        ID,
                        URI.create("https://verify.stripe.com/start/by_hand"),
                        Instant.parse("2026-11-23T10:00:00Z")),
                server.adapter().start(order()));

        assertEquals(1, server.calls().size());
        StripeServer.Call call = server.calls().getFirst();
        assertEquals("POST " + SESSIONS, call.method() + " " + call.path());
        assertEquals(
                Map.of(
                        "type", "document",
                        "client_reference_id", CHECK,
                        "metadata[marketplace]", "demo",
                        "options[document][require_matching_selfie]", "true",
                        "return_url", "https://shop.example/back?of=a&b=ü"),
                call.form());
        Map<String, String> headers = call.headers();
        assertEquals("Bearer " + StripeServer.KEY, headers.get("Authorization"));
        assertEquals("2024-09-30.acacia", headers.get("Stripe-Version"));
        assertEquals(CHECK, headers.get("Idempotency-Key"));
        assertEquals("application/x-www-form-urlencoded", headers.get("Content-Type"));
    }

    @Test
    void noWordAboutThePersonIsSent() {
        server.says(200, session("requires_input"));
        server.adapter().start(order());
        String sent = server.calls().toString();
        for (String word : List.of("Grace", "Hopper", "1906", "par_")) {
            assertFalse(sent.contains(word), word);
        }
    }

    @Test
    void aSessionIsRetrievedByItsIdWithWhatTheDocumentSaid() {
        server.says(200, session("verified"));

        assertEquals(
                new Answer.Verified(
                        ID,
                        new Seen(Optional.of("GRACE BREWSTER HOPPER"), Optional.of(LocalDate.of(1906, 12, 9)))),
                find());

        StripeServer.Call call = server.calls().getFirst();
        assertEquals("GET " + SESSIONS + "/" + ID, call.method() + " " + call.path());
        assertEquals(Map.of("expand[]", "verified_outputs verified_outputs.dob"), call.query());
        assertFalse(call.headers().containsKey("Idempotency-Key"), "a question needs none");
        assertEquals("Bearer " + StripeServer.KEY, call.headers().get("Authorization"));
    }

    @Test
    void aSessionOfWhichWeKnowNoIdIsListedByOurs() {
        server.says(200, list(session("verified")));

        assertTrue(server.adapter().find(DEMO, CHECK, Optional.empty()) instanceof Answer.Verified);

        StripeServer.Call call = server.calls().getFirst();
        assertEquals("GET " + SESSIONS, call.method() + " " + call.path());
        assertEquals(
                Map.of(
                        "client_reference_id", CHECK,
                        "limit", "1",
                        "expand[]", "data.verified_outputs data.verified_outputs.dob"),
                call.query());
    }

    @Test
    void anEmptyListAndAnUnknownIdProveNothing() {
        server.says(200, list());
        assertEquals(new Answer.NotFound(), server.adapter().find(DEMO, CHECK, Optional.empty()));
        server.forget();
        server.says(404, fixture("error", "type", "invalid_request_error", "code", "resource_missing"));
        assertEquals(new Answer.NotFound(), find());
    }

    @Test
    void aDocumentMayLackANameOrADate() {
        server.says(200, outputs("{\"first_name\":null,\"last_name\":\"HOPPER\",\"dob\":null}"));
        assertEquals(new Answer.Verified(ID, new Seen(Optional.of("HOPPER"), Optional.empty())), find());
        for (String dob : List.of("{}", "{\"year\":1906,\"month\":2,\"day\":30}", "{\"year\":1906,\"month\":2}")) {
            server.forget();
            server.says(200, outputs("{\"first_name\":\"G\",\"last_name\":\"H\",\"dob\":" + dob + "}"));
            assertEquals(new Answer.Verified(ID, new Seen(Optional.of("G H"), Optional.empty())), find(), dob);
        }
    }

    /** We sent no name, so a yes names no person and is none. */
    @Test
    void aYesWithoutANameIsNotBelieved() {
        for (String outputs : List.of("null", "\"\"", "{}", "{\"first_name\":null,\"last_name\":\"\",\"dob\":null}")) {
            server.forget();
            server.says(200, outputs(outputs));
            assertEquals(new Answer.Unknown(), find(), outputs);
        }
    }

    /** The words that stand for a destroyed name would otherwise differ from the profile, and revoke a yes. */
    @Test
    void aPersonWhomStripeForgotIsNeitherVerifiedNorAnother() {
        server.says(200, session("redacted"));
        assertEquals(new Answer.Unknown(), find());
    }

    private static String outputs(String outputs) {
        ObjectNode session = Json.object(session("verified"));
        session.set("verified_outputs", Json.object("{\"of\":" + outputs + "}").get("of"));
        return Json.text(session);
    }

    @Test
    void aSubmittedSessionIsLookedAtAndACanceledOneIsOver() {
        server.says(200, session("processing"));
        assertEquals(new Answer.Processes(ID), find());
        server.forget();
        server.says(200, session("canceled"));
        assertEquals(new Answer.Failed(ID, ProofError.CHECK_ABANDONED), find());
    }

    /** Each code of the reference. Of one that it does not have, only the no is certain. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "code                                | error",
                "consent_declined                    | consent_declined",
                "country_not_supported               | country_not_supported",
                "device_not_supported                | check_abandoned",
                "document_expired                    | document_expired",
                "document_type_not_supported         | document_kind_not_accepted",
                "document_unverified_other           | document_not_verified",
                "email_unverified_other              | email_mismatch",
                "email_verification_declined         | consent_declined",
                "id_number_insufficient_document_data | document_incomplete",
                "id_number_mismatch                  | id_number_mismatch",
                "id_number_unverified_other          | id_number_invalid",
                "phone_unverified_other              | phone_mismatch",
                "phone_verification_declined         | consent_declined",
                "selfie_document_missing_photo       | document_without_photo",
                "selfie_face_mismatch                | selfie_mismatch",
                "selfie_manipulated                  | selfie_mismatch",
                "selfie_unverified_other             | selfie_unreadable",
                "under_supported_age                 | under_age",
                "a_code_of_next_year                 | document_not_verified",
            })
    void everyCodeIsOneOfOurs(String code, String error) {
        server.says(200, session("failed", "code", code));
        assertEquals(new Answer.Failed(ID, ProofError.find(error).orElseThrow()), find());
    }

    /** The closed list of the reference's {@code last_error.code}, in its version that we name in each call. */
    @Test
    void theTableOfCodesIsWhole() throws NoSuchMethodException {
        Set<String> reference = new TreeSet<>(Set.of(
                "abandoned", "consent_declined", "country_not_supported", "device_not_supported", "document_expired",
                "document_type_not_supported", "document_unverified_other", "email_unverified_other",
                "email_verification_declined", "id_number_insufficient_document_data", "id_number_mismatch",
                "id_number_unverified_other", "phone_unverified_other", "phone_verification_declined",
                "selfie_document_missing_photo", "selfie_face_mismatch", "selfie_manipulated",
                "selfie_unverified_other", "under_supported_age"));
        Set<String> rows = new TreeSet<>(Set.of("abandoned"));
        Arrays.stream(StripeIdentityTest.class
                        .getDeclaredMethod("everyCodeIsOneOfOurs", String.class, String.class)
                        .getAnnotation(CsvSource.class)
                        .value())
                .skip(1)
                .map(row -> row.split("\\|", -1)[0].strip())
                .filter(code -> !code.equals("a_code_of_next_year"))
                .forEach(rows::add);
        assertEquals(reference, rows);
    }

    @Test
    void whoLeftThePageCanStillComeBackToIt() {
        server.says(200, session("failed", "code", "abandoned"));
        assertTrue(find() instanceof Answer.Waits);
    }

    @Test
    void aStateThatNobodyKnowsIsUnknown() {
        for (String state : List.of("\"paused_by_next_year\"", "\"\"", "null", "7", "{}")) {
            server.forget();
            server.says(200, session("processing").replace("\"processing\"", state));
            assertEquals(new Answer.Unknown(), find(), state);
        }
    }

    /** A person is led to no page that is not over HTTPS. */
    @Test
    void aPageHasToBeOne() {
        for (String page : List.of("null", "\"\"", "\"http://verify.stripe.com/x\"", "\"javascript:alert(1)\"")) {
            server.forget();
            server.says(
                    200, session("requires_input").replace("\"https://verify.stripe.com/start/by_hand\"", page));
            assertEquals(new Answer.Unknown(), find(), page);
        }
    }

    @Test
    void anAnswerAboutAnotherCheckIsNotBelieved() {
        String another = session("verified").replace(CHECK, Id.derive("chk", "of another"));
        for (String body : List.of(another, another.replace("client_reference_id", "other"), "{}", "[]", "7")) {
            server.forget();
            server.says(200, body);
            assertThrows(Outage.class, this::find, body);
        }
        server.forget();
        server.says(200, list(another));
        assertThrows(Outage.class, () -> server.adapter().find(DEMO, CHECK, Optional.empty()));
    }

    @Test
    void aRequestThatStripeRefusesNeverBegins() {
        server.says(400, fixture("error", "type", "invalid_request_error", "code", "url_invalid"));
        assertEquals(new Answer.Declined("url_invalid"), server.adapter().start(order()));
        assertEquals(1, server.calls().size(), "it is certain, and not tried again");
    }

    /** The first call under this key may have begun a check, so only asking can tell. */
    @Test
    void aKeyThatWasUsedForAnotherFormProvesNothing() {
        server.says(400, fixture("error", "type", "idempotency_error", "code", ""));
        assertThrows(Outage.class, () -> server.adapter().start(order()));
        server.forget();
        server.says(400, "<html>a server on the way</html>");
        assertThrows(Outage.class, () -> server.adapter().start(order()));
    }
}
