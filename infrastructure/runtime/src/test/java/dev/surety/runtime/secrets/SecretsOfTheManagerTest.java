package dev.surety.runtime.secrets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.surety.runtime.Clock;
import dev.surety.runtime.aws.AwsJson;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import tools.jackson.databind.node.ObjectNode;

/** One secret a use in Secrets Manager, whose versions are told apart by their stages. */
class SecretsOfTheManagerTest {
    private final Clock clock = new Clock();
    private final Map<String, List<String>> stages = new LinkedHashMap<>();
    private final List<String> calls = new ArrayList<>();
    private boolean isDown;
    private HttpServer server;
    private Secrets secrets;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "word"));
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        secrets = Secrets.managed(
                "fingerprint=arn:f cursor=arn:c",
                AwsJson.of("secretsmanager", "secretsmanager", endpoint, credentials),
                clock);
        stages.put("first", List.of("AWSCURRENT"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            ObjectNode call =
                    Json.object(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            String operation = exchange.getRequestHeaders().getFirst("X-Amz-Target").replaceFirst(".*\\.", "");
            calls.add(operation + " " + call.get("SecretId").stringValue());
            ObjectNode answer = Json.object();
            if (operation.equals("ListSecretVersionIds")) {
                var versions = answer.putArray("Versions");
                stages.forEach((id, names) -> {
                    var version = versions.addObject().put("VersionId", id);
                    var list = version.putArray("VersionStages");
                    names.forEach(list::add);
                });
            } else {
                answer.put("SecretString", base64(call.get("VersionId").stringValue()));
            }
            byte[] bytes = Json.text(answer).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(isDown ? 500 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void theCurrentVersionIsReadOnceInFiveMinutes() {
        assertArrayEquals(bytes("first"), secrets.get("cursor").current());
        secrets.get("cursor");
        assertEquals(List.of("ListSecretVersionIds arn:c", "GetSecretValue arn:c"), calls);
    }

    @Test
    void everyVersionWithAStageIsAcceptedAndTheCurrentOneMadeWith() {
        String first = secrets.get("fingerprint").currentVersion();
        stages.put("first", List.of("kept-1"));
        stages.put("second", List.of("AWSPREVIOUS"));
        stages.put("third", List.of("kept-2", "AWSCURRENT"));
        stages.put("fourth", List.of("AWSPENDING"));
        clock.advance(Duration.ofMinutes(6));
        Secret rotated = secrets.get("fingerprint");
        assertArrayEquals(bytes("third"), rotated.current());
        assertArrayEquals(bytes("first"), rotated.find(first).orElseThrow());
        assertTrue(rotated.find(SecretVersion.of(bytes("second"))).isPresent());
        assertTrue(rotated.find(SecretVersion.of(bytes("fourth"))).isEmpty(), "it is not in use yet");
    }

    @Test
    void aUseThatIsNotOursIsAskedOfNobody() {
        assertThrows(IllegalStateException.class, () -> secrets.get("notice"));
        assertEquals(List.of(), calls);
    }

    @Test
    void aManagerThatDoesNotAnswerIsAnOutageAndIsAskedAgain() {
        isDown = true;
        assertThrows(Outage.class, () -> secrets.get("cursor"));
        isDown = false;
        assertArrayEquals(bytes("first"), secrets.get("cursor").current());
    }
}
