package dev.surety.local;

import com.sun.net.httpserver.HttpServer;
import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.StreamBytes;
import dev.surety.dynamo.StreamRecord;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.TableShape;
import dev.surety.files.FolderFiles;
import dev.surety.files.FolderLinks;
import dev.surety.local.template.FunctionSpec;
import dev.surety.local.template.Resolver;
import dev.surety.local.template.Template;
import dev.surety.model.id.MarketplaceId;
import dev.surety.runtime.aws.Messages;
import dev.surety.runtime.clock.Clocks.TestClock;
import dev.surety.testkit.http.HttpEvents;
import dev.surety.testkit.tokens.TokenMint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The template's doors over the strict store that counts units by AWS's rules. Nothing runs by itself: who drives it
 * says when the clock moves, the timers tick and the stream is read.
 */
public final class MemoryWorld implements AutoCloseable {
    private static final Path ROOT = Path.of(System.getProperty("surety.root", "../..")).toAbsolutePath();
    private static final List<String> DRIVEN = List.of(
            "OnboardingApi", "EscrowApi", "EscrowInbox", "Timers", "LedgerPoster", "EventsRelay");
    private static final Map<String, String> TABLES = Map.of(
            SuretyTables.JOURNAL, "JournalTable",
            SuretyTables.LEDGER, "LedgerTable",
            SuretyTables.EVENTS, "EventsTable",
            SuretyTables.VAULT, "VaultTable",
            SuretyTables.VAULT_KEYS, "VaultKeysTable",
            SuretyTables.CURSORS, "CursorsTable",
            SuretyTables.SANDBOX, "SandboxTable",
            SuretyTables.WORKLIST, "WorklistTable");

    private final MemoryDynamo store;
    private final CaughtMessages wakes = new CaughtMessages();
    private final HttpServer bus;
    private final TokenMint mint;
    private final Map<String, Door> doors;
    private int streamed;

    public MemoryWorld(Path folder) throws IOException {
        this(folder, function -> DRIVEN.contains(function.name()));
    }

    /** With other doors than those a sale goes through. */
    MemoryWorld(Path folder, Predicate<FunctionSpec> driven) throws IOException {
        List<TableShape> shapes = SuretyTables.all().stream()
                .map(shape -> shape.named(TABLES.get(shape.name())))
                .toList();
        store = new MemoryDynamo(InstantSource.system(), shapes);
        bus = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        bus.createContext("/", exchange -> {
            try (exchange) {
                JsonNode input = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
                byte[] answer = taken(input.path("Entries").size());
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        String here = "http://127.0.0.1:" + bus.getAddress().getPort();
        mint = new TokenMint(here);
        publish("/.well-known/openid-configuration", mint.discovery(here + "/keys"));
        publish("/keys", TokenMint.keys());
        bus.start();
        LocalClients.provide(store, wakes);
        var links = new FolderLinks(here, new byte[] {1}, InstantSource.system());
        LocalFileStores.provide(FolderFiles.of(folder.resolve("files"), links));
        Template template = Template.read(
                ROOT.resolve("template.yaml"),
                Map.of("Sandbox", "true", "TokenIssuer", here, "TokenAudience", TokenMint.AUDIENCE));
        Map<String, String> common = Map.of(
                "AWS_REGION", Events.REGION,
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local",
                "SECRETS_FILE", Secrets.file(folder).toString(),
                "VAULT_KMS_KEY", "",
                "EVENTBRIDGE_ENDPOINT", here + "/");
        List<FunctionSpec> functions = FunctionSpec.all(template).stream()
                .filter(driven)
                .toList();
        doors = Doors.open(functions, new Resolver(template, Map.of(), Map.of()), common).all().stream()
                .collect(Collectors.toMap(door -> door.spec().name(), door -> door));
    }

    private void publish(String path, String document) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        bus.createContext(path, exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
    }

    private static byte[] taken(int entries) {
        ObjectNode answer = JsonMapper.shared().createObjectNode().put("FailedEntryCount", 0);
        ArrayNode ids = answer.putArray("Entries");
        for (int i = 0; i < entries; i++) {
            ids.addObject().put("EventId", "event-" + i);
        }
        return JsonMapper.shared().writeValueAsBytes(answer);
    }

    public MemoryDynamo store() {
        return store;
    }

    /** What an HTTP door answers to an event's bytes. */
    JsonNode answer(String door, byte[] event) {
        return invoke(door, event);
    }

    TokenMint mint() {
        return mint;
    }

    /** What was sent to queues since this was asked last. */
    int messages() {
        return wakes.take().size();
    }

    /** Calls an HTTP door with every scope, as a backend or, for what only people may do, as a person. */
    public JsonNode call(String door, String method, String path, String body, String key) {
        Map<String, String> claims = new HashMap<>(Map.of("marketplace", "demo"));
        if (path.equals("/v1/settings")) {
            claims.putAll(Map.of("person", "per_operator", "scope", "operator"));
        } else {
            claims.putAll(Map.of("kind", "backend", "client_id", "demo-backend"));
            claims.put("scope", "escrows:read escrows:write participants:read participants:write");
        }
        JsonNode answer = invoke(door, HttpEvents.of(method, path, body, key, claims, Map.of(), mint));
        if (answer.path("statusCode").asInt() >= 300) {
            throw new AssertionError(method + " " + path + ": " + answer);
        }
        return JsonMapper.shared().readTree(answer.path("body").asString());
    }

    /** Sets the test clock of the marketplace, which then stands; its table is the sandbox's: no live stack has it. */
    public void setClock(Instant now) {
        Map<String, AttributeValue> item = new HashMap<>(TestClock.key(new MarketplaceId("demo")));
        item.put("base", AttributeValue.fromS(now.toString()));
        // A clock that was set in the future stands until then, so that what happens in a second is always the same.
        item.put("setAt", AttributeValue.fromS(Instant.now().plus(Duration.ofDays(1)).toString()));
        store.plant("SandboxTable", item);
    }

    /** One minute's tick of the timers, and what they wake. */
    public void tick() {
        invoke("Timers", "{}".getBytes(StandardCharsets.UTF_8));
        ObjectNode event = JsonMapper.shared().createObjectNode();
        ArrayNode records = event.putArray("Records");
        wakes.take().forEach(body -> records.addObject()
                .put("messageId", "m-" + records.size())
                .put("body", body));
        JsonNode answer = invoke("EscrowInbox", JsonMapper.shared().writeValueAsBytes(event));
        if (!answer.path("batchItemFailures").isEmpty()) {
            throw new AssertionError("A wake came back: " + answer);
        }
    }

    /** Reads the journal's stream to its end, so many records a batch. */
    public void readStream(int batch) {
        List<StreamRecord> records = store.stream("JournalTable");
        for (; streamed < records.size(); streamed = Math.min(records.size(), streamed + batch)) {
            byte[] event = StreamBytes.of(records.subList(streamed, Math.min(records.size(), streamed + batch)));
            for (String reader : List.of("LedgerPoster", "EventsRelay")) {
                JsonNode answer = invoke(reader, event);
                if (!answer.path("batchItemFailures").isEmpty()) {
                    throw new AssertionError(reader + " did not take: " + answer);
                }
            }
        }
    }

    private JsonNode invoke(String door, byte[] event) {
        try {
            return JsonMapper.shared().readTree(doors.get(door).invoke(event));
        } catch (Door.Failed | Door.TimedOut | InterruptedException e) {
            throw new AssertionError(door + " failed.", e);
        }
    }

    @Override
    public void close() {
        bus.stop(0);
    }

    /** A queue that keeps what it is sent until it is taken. */
    private static final class CaughtMessages implements Messages {
        private final List<String> bodies = new ArrayList<>();

        synchronized List<String> take() {
            List<String> taken = List.copyOf(bodies);
            bodies.clear();
            return taken;
        }

        @Override
        public synchronized void send(String queueUrl, List<String> sent) {
            bodies.addAll(sent);
        }
    }
}
