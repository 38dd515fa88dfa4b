package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.testkit.http.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad persons are refused by field, and every table stays as it was. */
class BadPersonsTest {
    private final PersonCalls calls = new PersonCalls();
    private final OnboardingWorld world = calls.world;
    private final String business = calls.business();
    private final String owner = calls.added(business, PersonCalls.OWNER);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock =
            """
            POST   | | {}                                                                                     | 400 | /roles             | missing
            POST   | | {"roles":[],"profile":{"name":"Bo"}}                                                   | 400 | /roles             | empty
            POST   | | {"roles":["king"],"profile":{"name":"Bo"}}                                             | 400 | /roles             | format
            POST   | | {"roles":["director","director"],"profile":{"name":"Bo"}}                              | 400 | /roles             | doubled
            POST   | | {"roles":["director",7],"profile":{"name":"Bo"}}                                       | 400 | /roles/1           | type
            POST   | | {"roles":["director"]}                                                                 | 400 | /profile           | missing
            POST   | | {"roles":["director"],"profile":{}}                                                    | 400 | /profile/name      | missing
            POST   | | {"roles":["director"],"profile":{"name":""}}                                           | 400 | /profile/name      | bound
            POST   | | {"roles":["director"],"profile":{"name":"=HYPERLINK(1)"}}                              | 400 | /profile/name      | format
            POST   | | {"roles":["director"],"profile":{"name":"Ada \\u202eelpmaxE"}}                         | 400 | /profile/name      | characters
            POST   | | {"roles":["director"],"profile":{"name":"Bo","birthDate":"2026-02-30"}}                | 400 | /profile/birthDate | format
            POST   | | {"roles":["director"],"profile":{"name":"Bo","birthDate":"1899-12-31"}}                | 400 | /profile/birthDate | bound
            POST   | | {"roles":["director"],"profile":{"name":"Bo","birthDate":"2026-11-23"}}                | 422 | /profile/birthDate | in_the_future
            POST   | | {"roles":["director"],"profile":{"name":"Bo","nationality":"Atlantis"}}                | 400 | /profile/nationality | format
            POST   | | {"roles":["director"],"profile":{"name":"Bo","email":"bo"}}                            | 400 | /profile/email     | bound
            POST   | | {"roles":["director"],"profile":{"name":"Bo","registration":"HRB 1"}}                  | 400 | /profile/registration | unknown
            POST   | | {"roles":["director"],"profile":{"name":"Bo"},"mood":"good"}                           | 400 | /mood              | unknown
            POST   | | {"roles":["owner"],"profile":{"name":"Bo"}}                                            | 422 | /shareBasisPoints  | missing
            POST   | | {"roles":["owner"],"shareBasisPoints":0,"profile":{"name":"Bo"}}                       | 400 | /shareBasisPoints  | bound
            POST   | | {"roles":["owner"],"shareBasisPoints":10001,"profile":{"name":"Bo"}}                   | 400 | /shareBasisPoints  | bound
            POST   | | {"roles":["owner"],"shareBasisPoints":20.5,"profile":{"name":"Bo"}}                    | 400 | /shareBasisPoints  | type
            POST   | | {"roles":["owner"],"shareBasisPoints":2001,"profile":{"name":"Bo"}}                    | 422 | /shareBasisPoints  | bound
            POST   | | {"roles":["director"],"shareBasisPoints":1,"profile":{"name":"Bo"}}                    | 422 | /shareBasisPoints  | not_of_this_kind
            PATCH  | 1 | {}                                                                                   | 400 | /profile           | empty
            PATCH  | 1 | {"profile":{}}                                                                       | 400 | /profile           | empty
            PATCH  | 1 | {"profile":{"name":"+1"}}                                                            | 400 | /profile/name      | format
            PATCH  | 1 | {"roles":null}                                                                       | 400 | /roles             | type
            PATCH  | 1 | {"roles":["director"],"shareBasisPoints":8000}                                       | 422 | /shareBasisPoints  | not_of_this_kind
            PATCH  | 1 | {"shareBasisPoints":10001}                                                           | 400 | /shareBasisPoints  | bound
            PATCH  | 1 | {"profile":{"birthDate":"2026-11-23"}}                                               | 422 | /profile/birthDate | in_the_future
            DELETE | 1 | {"why":"gone"}                                                                       | 400 | /why               | unknown
            PUT    | declarations | {}                                                                        | 400 | /noOwnerAbove25    | missing
            PUT    | declarations | {"noOwnerAbove25":"yes"}                                                  | 400 | /noOwnerAbove25    | type
            """)
    void eachIsNamedByItsField(
            String method, String at, String body, int status, String pointer, String reason) {
        String path = "declarations".equals(at)
                ? "/v1/participants/" + business + "/declarations"
                : PersonCalls.path(business) + (at == null ? "" : "/" + owner);

        Response answer = world.refused(method, path, body, "command-000000001", PersonCalls.BACKEND);

        assertEquals(status, answer.status(), answer.bytes());
        assertTrue(answer.pointers().contains(pointer), answer.bytes());
        assertTrue(answer.reasons().contains(reason), answer.bytes());
    }

    @Test
    void aNameOfTenThousandCharactersIsTooLong() {
        Response answer = world.refused(
                "POST", PersonCalls.path(business),
                "{\"roles\":[\"director\"],\"profile\":{\"name\":\"" + "n".repeat(10_000) + "\"}}",
                "command-000000001", PersonCalls.BACKEND);
        assertEquals("malformed", answer.reason());
        assertEquals("[/profile/name] [bound]", answer.pointers() + " " + answer.reasons());
    }

    @Test
    void sharesTogetherAreAtMostTheWhole() {
        String second = calls.added(business, PersonCalls.OWNER.replace("8000", "2000"));
        Response answer = world.refused(
                "PATCH", PersonCalls.path(business) + "/" + second, "{\"shareBasisPoints\":2001}",
                "command-000000001", PersonCalls.BACKEND);
        assertEquals("invalid", answer.reason());
        assertEquals(10_000, answer.body().at("/errors/0/bound/max").asInt(0), answer.bytes());
        assertEquals(10_001, answer.body().at("/errors/0/bound/was").asInt(0));
        assertEquals(200, calls.change(business, owner, "{\"shareBasisPoints\":7000}").status());
        assertEquals(200, calls.change(business, second, "{\"shareBasisPoints\":3000}").status());
    }

    @Test
    void theTwentyFirstPersonIsRefused() {
        for (int i = 1; i < 20; i++) {
            calls.added(business, PersonCalls.DIRECTOR);
        }
        Response answer = world.refused(
                "POST", PersonCalls.path(business), PersonCalls.DIRECTOR, "command-000000001", PersonCalls.BACKEND);
        assertEquals("limit_exceeded", answer.reason());
        assertEquals(20, world.get(PersonCalls.path(business)).body().path("data").size());
        assertEquals(200, calls.remove(business, owner).status());
        assertEquals(201, calls.add(business, PersonCalls.DIRECTOR).status());
        world.check();
    }

    @Test
    void aRejectedBusinessKeepsItsPersons() {
        Response rejected = world.call(
                "POST", "/v1/participants/" + business + "/reject",
                "{\"reason\":\"other\",\"facts\":\"f\",\"contact\":\"c\"}", "command-000000002",
                OnboardingWorld.compliance(), Map.of());
        assertEquals(200, rejected.status(), rejected.bytes());
        for (String method : new String[] {"PATCH", "DELETE"}) {
            Response answer = world.refused(
                    method, PersonCalls.path(business) + "/" + owner,
                    method.equals("PATCH") ? "{\"profile\":{\"name\":\"Bo\"}}" : "", "command-000000003",
                    PersonCalls.BACKEND);
            assertEquals("transition_not_allowed", answer.reason());
        }
    }
}
