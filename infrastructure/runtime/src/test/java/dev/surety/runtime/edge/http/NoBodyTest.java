package dev.surety.runtime.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.id.MarketplaceId;
import dev.surety.runtime.Clock;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Fingerprints;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.runtime.tokens.Caller;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two ways of saying nothing are one request; everything else that is said is not. */
class NoBodyTest {
    private final Fingerprints fingerprints = new Fingerprints(
            new Secrets(() -> "{\"fingerprint\":{\"current\":\"c2VjcmV0LXNlY3JldC1zZWNyZXQ=\"}}", new Clock()));
    private final RequestKeys keys = new RequestKeys(fingerprints);

    private static Request request(String body) throws Json.Malformed {
        Optional<JsonNode> read =
                body.isEmpty() ? Optional.empty() : Optional.of(Json.parse(body.getBytes(StandardCharsets.UTF_8)));
        var caller = new Caller(new MarketplaceId("demo"), Caller.Kind.BACKEND, "demo-backend", Set.of());
        return new Request(
                "POST", "/v1/escrows/x/accept", Map.of(), Map.of(), Map.of(), read, caller, HttpBytes.KEY, "id");
    }

    @Test
    void noBodyAndAnEmptyObjectHaveTheSameFingerprint() throws Json.Malformed {
        assertEquals(keys.of(request("")), keys.of(request("{}")));
        assertEquals(keys.of(request("")), keys.of(request(" { } ")));
        for (String other : List.of("[]", "null", "\"\"", "0", "{\"a\":null}", "{\"a\":{}}")) {
            assertFalse(keys.of(request("")).equals(keys.of(request(other))), other);
        }
    }

    /** Entries made while the two were told apart are found again by either. */
    @Test
    void whatWasStoredForAnEmptyObjectIsTheSameRequestStill() throws Json.Malformed {
        CommandKey before = fingerprints.key("demo", "backend", "POST", "/v1/escrows/x/accept", HttpBytes.KEY, "{}");
        for (String body : List.of("", "{}")) {
            assertTrue(keys.isSame(before.fingerprint(), keys.of(request(body)), request(body)), body);
        }
        assertFalse(keys.isSame(before.fingerprint(), keys.of(request("[]")), request("[]")));
    }
}
