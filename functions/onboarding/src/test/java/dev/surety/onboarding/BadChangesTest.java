package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.testkit.http.Response;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad changes of a participant are refused by field, and every table stays as it was. */
class BadChangesTest {
    private final OnboardingWorld world = OnboardingWorld.laidDown();
    private final String id = world.created("customer-1", "prepare-00000001");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock =
            """
            PATCH  |                        | {"profile":{}}                                    | /profile           | empty
            PATCH  |                        | {}                                                | /profile           | missing
            PATCH  |                        | {"profile":{"name":""}}                           | /profile/name      | bound
            PATCH  |                        | {"profile":{"name":null}}                         | /profile/name      | type
            PATCH  |                        | {"profile":{"email":"x"}}                         | /profile/email     | bound
            PATCH  |                        | {"profile":{"birthDate":"2026-02-30"}}            | /profile/birthDate | format
            PATCH  |                        | {"profile":{"birthDate":"2026-11-23"}}            | /profile/birthDate | in_the_future
            PATCH  |                        | {"profile":{"mood":"good"}}                       | /profile/mood      | unknown
            POST   | /terms-acceptances     | {"version":""}                                    | /version           | bound
            POST   | /terms-acceptances     | {"version":"1","hash":"AB"}                       | /hash              | bound
            POST   | /terms-acceptances     | {"version":"1","at":"2020-01-01T00:00:00Z"}       | /at                | unknown
            PUT    | /capabilities/pay      | {}                                                | /requested         | empty
            PUT    | /capabilities/pay      | {"enabled":"no"}                                  | /enabled           | type
            PUT    | /capabilities/pay      | {"allowed":true}                                  | /allowed           | unknown
            POST   | /suspend               | {"facts":"f","contact":"c"}                       | /reason            | missing
            POST   | /suspend               | {"reason":"angry","facts":"f","contact":"c"}      | /reason            | format
            POST   | /suspend               | {"reason":"other","contact":"c"}                  | /facts             | missing
            POST   | /suspend               | {"reason":"other","facts":"f"}                    | /contact           | missing
            POST   | /suspend               | {"reason":"other","facts":"f","contact":"c","until":"2026-11-22T10:00:00Z"} | /until | in_the_past
            POST   | /reject                | {"reason":"other","facts":"f","contact":"c","until":"2027-11-22T10:00:00Z"} | /until | unknown
            POST   | /restrict              | {"reason":"other","facts":"f","contact":"c"}      | /capabilities      | missing
            POST   | /restrict              | {"reason":"other","facts":"f","contact":"c","capabilities":[]} | /capabilities | empty
            POST   | /restrict              | {"reason":"other","facts":"f","contact":"c","capabilities":["fly"]} | /capabilities | format
            POST   | /block                 | {"reason":"other","facts":"f","contact":"c","flows":["sideways"]} | /flows | format
            POST   | /unblock               | {"flows":[]}                                      | /flows             | empty
            """)
    void eachIsNamedByItsField(String method, String path, String body, String pointer, String reason) {
        boolean isOfStaff = method.equals("POST") && !path.equals("/terms-acceptances");
        Map<String, String> caller =
                isOfStaff ? OnboardingWorld.compliance() : OnboardingWorld.backend(OnboardingWorld.DEMO);

        Response answer = world.refused(
                method, OnboardingWorld.PARTICIPANTS + "/" + id + (path == null ? "" : path), body,
                "command-000000001", caller);

        assertTrue(answer.pointers().contains(pointer), answer.bytes());
        assertTrue(answer.reasons().contains(reason), answer.bytes());
    }

    @ParameterizedTest
    @CsvSource({"/reinstate, ''", "/unblock, '{\"flows\":[\"inflow\"]}'"})
    void thereIsNothingToLift(String verb, String body) {
        Response answer = world.refused(
                "POST", OnboardingWorld.PARTICIPANTS + "/" + id + verb, body, "command-000000001",
                OnboardingWorld.compliance());

        assertEquals("transition_not_allowed", answer.reason());
    }
}
