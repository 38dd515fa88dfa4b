package dev.surety.runtime.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import tools.jackson.databind.node.ObjectNode;

/** Against a server that speaks the queues' protocol; the local runtime's tests send to ElasticMQ the same way. */
class SendingToAQueueTest {
    private static final AwsCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "word"));

    private final List<ObjectNode> calls = new ArrayList<>();
    private final List<String> heads = new ArrayList<>();
    private int failing;
    private int refusing;
    private HttpServer server;
    private URI endpoint;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            heads.add(headers.getFirst("X-Amz-Target") + " " + headers.getFirst("Content-Type") + " "
                    + headers.getFirst("Authorization").contains("/sqs/aws4_request"));
            ObjectNode call =
                    Json.object(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            calls.add(call);
            ObjectNode answer = Json.object();
            var taken = answer.putArray("Successful");
            var not = answer.putArray("Failed");
            call.get("Entries").forEach(entry ->
                    (refusing > 0 && entry.get("Id").stringValue().equals("1") ? not : taken).addObject()
                            .put("Id", entry.get("Id").stringValue()));
            refusing--;
            byte[] bytes = Json.text(answer).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(failing-- > 0 ? 500 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private void send(int count) {
        new SqsMessages(AwsJson.of("sqs", "AmazonSQS", endpoint, CREDENTIALS))
                .send("https://queue", IntStream.range(0, count).mapToObj(i -> "{\"n\":" + i + "}").toList());
    }

    @Test
    void messagesGoTenACallInTheQueuesProtocol() {
        send(23);
        assertEquals(
                List.of(10, 10, 3),
                calls.stream().map(call -> call.get("Entries").size()).toList());
        assertEquals(
                "{\"QueueUrl\":\"https://queue\",\"Entries\":["
                        + "{\"Id\":\"1\",\"MessageBody\":\"{\\\"n\\\":20}\"},"
                        + "{\"Id\":\"2\",\"MessageBody\":\"{\\\"n\\\":21}\"},"
                        + "{\"Id\":\"3\",\"MessageBody\":\"{\\\"n\\\":22}\"}]}",
                Json.text(calls.getLast()));
        assertEquals("AmazonSQS.SendMessageBatch application/x-amz-json-1.0 true", heads.getFirst());
    }

    @Test
    void aMessageMayBeForLater() {
        new SqsMessages(AwsJson.of("sqs", "AmazonSQS", endpoint, CREDENTIALS))
                .sendLater("https://queue", List.of("later"), Duration.ofSeconds(2));
        assertEquals(
                "{\"QueueUrl\":\"https://queue\",\"Entries\":["
                        + "{\"Id\":\"1\",\"MessageBody\":\"later\",\"DelaySeconds\":2}]}",
                Json.text(calls.getLast()));
    }

    @Test
    void nothingToSendIsNoCall() {
        send(0);
        assertEquals(0, calls.size());
    }

    @Test
    void whatAQueueDoesNotTakeIsSentAgainAndThenItIsAnOutage() {
        failing = 2;
        send(1);
        assertEquals(3, calls.size());
        failing = 3;
        assertThrows(Outage.class, () -> send(1));
        assertEquals(6, calls.size());
        server.stop(0);
        assertThrows(Outage.class, () -> send(1));
    }

    @Test
    void oneMessageOfManyThatIsNotTakenIsNotLost() {
        refusing = 1;
        send(3);
        assertEquals(2, calls.size());
        refusing = 3;
        assertThrows(Outage.class, () -> send(3));
    }

    @Test
    void withoutCredentialsNothingIsSentAndItIsAnOutage() {
        AwsCredentialsProvider away = () -> {
            throw SdkClientException.create("the container endpoint does not answer");
        };
        var sqs = AwsJson.of("sqs", "AmazonSQS", endpoint, away);
        Outage outage = assertThrows(Outage.class, () -> sqs.call("SendMessageBatch", Json.object()));
        assertInstanceOf(SdkClientException.class, outage.getCause());
        assertEquals(0, calls.size());
    }
}
