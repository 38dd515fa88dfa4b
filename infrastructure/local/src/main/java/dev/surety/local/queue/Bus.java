package dev.surety.local.queue;

import static dev.surety.local.template.Template.list;
import static dev.surety.local.template.Template.map;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.surety.local.Events;
import dev.surety.local.template.Template;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The event bus. It takes PutEvents as EventBridge's JSON protocol has it, matches the template's rules, and puts the
 * envelope on the queues they name before it answers. So an event it has taken is on disk.
 */
public final class Bus implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Bus.class);
    private static final int MOST_BYTES = 1 << 20;

    private record Rule(String bus, Map<String, Object> pattern, List<String> queues) {}

    private final HttpServer server;
    private final Queues queues;
    private final List<Rule> rules = new ArrayList<>();
    private final JsonMapper json = JsonMapper.shared();

    private Bus(HttpServer server, Queues queues) {
        this.server = server;
        this.queues = queues;
    }

    public static Bus open(Template template, Queues queues) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Bus bus = new Bus(server, queues);
        template.resources("AWS::Events::Rule").forEach((name, properties) -> bus.rules.add(rule(properties)));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", bus::handle);
        server.start();
        return bus;
    }

    private static Rule rule(Map<String, Object> properties) {
        List<String> queues = list(properties.get("Targets")).stream()
                .map(target -> map(map(target).get("Arn")).get("Fn::GetAtt"))
                .map(attribute -> String.valueOf(list(attribute).getFirst()))
                .toList();
        String bus = String.valueOf(map(properties.get("EventBusName")).get("Ref"));
        return new Rule(bus, map(properties.get("EventPattern")), queues);
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES);
            boolean put = "AWSEvents.PutEvents".equals(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
            byte[] answer = json.writeValueAsBytes(put ? put(body) : problem("UnknownOperationException"));
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(put ? 200 : 400, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (JacksonException e) {
            LOG.warn("The bus was sent something unreadable.");
            exchange.sendResponseHeaders(400, -1);
        }
    }

    private ObjectNode problem(String type) {
        return json.createObjectNode().put("__type", type);
    }

    private ObjectNode put(byte[] body) {
        ObjectNode answer = json.createObjectNode();
        ArrayNode results = json.createArrayNode();
        int failed = 0;
        for (JsonNode entry : json.readTree(body).path("Entries")) {
            String id = UUID.randomUUID().toString();
            try {
                route(entry, id);
                results.addObject().put("EventId", id);
            } catch (SdkException | JacksonException e) {
                LOG.warn("The bus could not deliver an event: {}", e.getMessage());
                failed++;
                results.addObject().put("ErrorCode", "InternalFailure").put("ErrorMessage", "Not delivered.");
            }
        }
        answer.put("FailedEntryCount", failed).set("Entries", results);
        return answer;
    }

    private void route(JsonNode entry, String id) {
        ObjectNode envelope = json.createObjectNode()
                .put("version", "0")
                .put("id", id)
                .put("detail-type", entry.path("DetailType").asString())
                .put("source", entry.path("Source").asString())
                .put("account", Events.ACCOUNT)
                .put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("region", Events.REGION);
        envelope.putArray("resources");
        envelope.set("detail", json.readTree(entry.path("Detail").asString()));
        String bus = entry.path("EventBusName").asString().replaceFirst("^arn:.*:event-bus/", "");
        String body = json.writeValueAsString(envelope);
        for (Rule rule : rules) {
            if (rule.bus().equals(bus) && matches(rule.pattern(), envelope)) {
                for (String queue : rule.queues()) {
                    queues.client()
                            .sendMessage(m -> m.queueUrl(queues.url(queue)).messageBody(body));
                }
            }
        }
    }

    /** A pattern names fields and a list of values for each, of which one must match; deeper fields by nesting. */
    private static boolean matches(Map<String, Object> pattern, JsonNode event) {
        return pattern.entrySet().stream().allMatch(wanted -> {
            JsonNode actual = event.path(wanted.getKey());
            return wanted.getValue() instanceof Map<?, ?>
                    ? matches(map(wanted.getValue()), actual)
                    : list(wanted.getValue()).stream().anyMatch(value -> matches(value, actual));
        });
    }

    private static boolean matches(Object wanted, JsonNode actual) {
        if (wanted instanceof Map<?, ?> test) {
            Object prefix = test.get("prefix");
            if (prefix == null) {
                throw new IllegalArgumentException("The local bus knows values and prefixes, not " + test + ".");
            }
            return actual.isString() && actual.stringValue().startsWith(prefix.toString());
        }
        return actual.isValueNode() && actual.asString().equals(wanted.toString());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
