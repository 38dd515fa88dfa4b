package dev.surety.runtime.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.surety.model.Invariants.Breach;
import dev.surety.runtime.Clock;
import dev.surety.runtime.journal.Fingerprints;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.secrets.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A question what would happen: who answers it, what it needs, and where it may not be asked. */
class DryRunAtTheDoorTest {
    private static final Set<String> WRITE = Set.of("things:write");

    private final List<String> ran = new ArrayList<>();
    private final List<Request> tried = new ArrayList<>();
    private final HttpEdge edge = new HttpEdge(
            List.of(
                    Route.changes("POST", "/v1/things/{id}/use", WRITE,
                                    Route.People.PARTICIPANTS_TOO, DryRunAtTheDoorTest::named, this::use)
                            .orTries(this::tryToUse),
                    Route.changes("POST", "/v1/things", WRITE,
                            Route.People.PARTICIPANTS_TOO, DryRunAtTheDoorTest::named, this::use),
                    Route.reads("/v1/things", WRITE,
                            Route.People.PARTICIPANTS_TOO, Request::plain, (_, _) -> Response.ok(Json.object()))),
            new Metrics("test", new Clock(), _ -> {}));

    private static Parsed<String> named(Request request) {
        Fields fields = request.fields();
        var name = fields.text("name", 1, 20);
        return fields.build(name::orElseThrow);
    }

    private Response use(String name, Request request) {
        ran.add(name);
        return Response.of(201, Json.object());
    }

    private Response tryToUse(String name, Request request) {
        tried.add(request);
        return Response.ok(Json.object());
    }

    @ParameterizedTest(name = "{0} {1} with dryRun={2} and key {4}: {5}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "method | path             | dryRun      | body  | key   | outcome                 | pointer",
                "POST   | /v1/things/7/use | true        | right | none  | tried                   |",
                "POST   | /v1/things/7/use | true        | right | right | tried                   |",
                "POST   | /v1/things/7/use | true        | right | wrong | tried                   |",
                "POST   | /v1/things/7/use | true        | wrong | none  | malformed               | /name",
                "POST   | /v1/things/7/use | false       | right | right | ran                     |",
                "POST   | /v1/things/7/use | false       | right | none  | idempotency_key_missing |",
                "POST   | /v1/things/7/use |             | right | right | ran                     |",
                "POST   | /v1/things/7/use |             | right | none  | idempotency_key_missing |",
                "POST   | /v1/things/7/use | ''          | right | right | malformed               | dryRun",
                "POST   | /v1/things/7/use | TRUE        | right | right | malformed               | dryRun",
                "POST   | /v1/things/7/use | 1           | right | none  | malformed               | dryRun",
                "POST   | /v1/things/7/use | yes         | right | right | malformed               | dryRun",
                "POST   | /v1/things/7/use | ' true'     | right | right | malformed               | dryRun",
                "POST   | /v1/things/7/use | true,false  | right | right | malformed               | dryRun",
                "POST   | /v1/things/7/use | true,true   | right | none  | malformed               | dryRun",
                "POST   | /v1/things       | true        | right | right | malformed               | dryRun",
                "POST   | /v1/things       | false       | right | right | malformed               | dryRun",
                "GET    | /v1/things       | true        | right | none  | malformed               | dryRun",
            })
    void aDryRunIsAnsweredByWhatOnlyTries(
            String method, String path, String dryRun, String body, String key, String outcome, String pointer) {
        HttpBytes bytes = HttpBytes.of(method, path).body(body.equals("right") ? "{\"name\":\"x\"}" : "{}");
        if (dryRun != null) {
            bytes.query("dryRun", dryRun);
        }
        switch (key) {
            case "none" -> bytes.without("idempotency-key");
            case "wrong" -> bytes.header("idempotency-key", "short");
            default -> bytes.header("idempotency-key", HttpBytes.KEY);
        }
        APIGatewayV2HTTPResponse response = edge.apply(bytes.stream());
        assertEquals(outcome.equals("ran") ? 1 : 0, ran.size(), response.getBody());
        assertEquals(outcome.equals("tried") ? 1 : 0, tried.size(), response.getBody());
        switch (outcome) {
            case "ran" -> assertEquals(201, response.getStatusCode());
            case "tried" -> assertEquals(200, response.getStatusCode());
            default -> DoorFixture.problem(400, outcome, response);
        }
        if (pointer != null) {
            assertEquals(pointer, DoorFixture.body(response).at("/errors/0/pointer").stringValue());
        }
    }

    @Test
    void noOtherParameterComesAlong() {
        HttpBytes bytes = HttpBytes.of("POST", "/v1/things/7/use").body("{\"name\":\"x\"}");
        APIGatewayV2HTTPResponse response =
                edge.apply(bytes.query("dryRun", "true").query("dryrun", "true").stream());
        DoorFixture.problem(400, "malformed", response);
        assertEquals("dryrun", DoorFixture.body(response).at("/errors/0/pointer").stringValue());
        assertEquals(0, tried.size());
    }

    /** Nothing can be appended without a key, and a dry run is given none, whatever header it came with. */
    @Test
    void aDryRunHasNoKeyToAppendUnder() {
        edge.apply(HttpBytes.of("POST", "/v1/things/7/use").body("{\"name\":\"x\"}").query("dryRun", "true").stream());
        var secrets = new Secrets(() -> Clock.secret("fingerprint", "one"), new Clock());
        var keys = new RequestKeys(new Fingerprints(secrets));
        assertThrows(Breach.class, () -> keys.of(tried.getFirst()));
    }
}
