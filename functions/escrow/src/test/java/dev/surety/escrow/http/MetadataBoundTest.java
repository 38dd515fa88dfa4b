package dev.surety.escrow.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.escrow.world.EscrowWorld;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.http.Response;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Characters are counted, not the bytes that hold them; and the refusal says how many there were. */
class MetadataBoundTest {
    private final EscrowWorld world = new EscrowWorld();

    @ParameterizedTest
    @CsvSource({"9, 201", "10, 400"})
    void metadataIsCountedInCharacters(int names, int status) {
        String metadata = IntStream.range(0, names)
                .mapToObj(i -> "\"k" + i + "\":\"" + "é".repeat(440) + "\"")
                .collect(Collectors.joining(",", "{", "}"));
        String body = "{\"payer\":\"" + EscrowWorld.PAYER + "\",\"payee\":\"" + EscrowWorld.PAYEE
                + "\",\"amount\":{\"amount\":6000,\"currency\":\"EUR\"},\"terms\":\"goods\",\"metadata\":"
                + metadata + "}";
        Response answer = world.call("POST", "/v1/escrows", body, "key-0123456789abcdef", EscrowWorld.backend());
        assertEquals(status, answer.status(), answer.bytes());
        if (status == 400) {
            assertEquals(
                    "[{\"pointer\":\"/metadata\",\"reason\":\"bound\",\"bound\":{\"max\":4096,\"was\":"
                            + metadata.length() + "}}]",
                    Json.text(answer.body().path("errors")));
        }
    }
}
