package dev.surety.local;

import com.sun.net.httpserver.HttpServer;
import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.StreamBytes;
import dev.surety.dynamo.StreamRecord;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.Fate;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.FaultyDynamo;
import dev.surety.dynamo.invariants.WholeWorld;
import dev.surety.files.FolderFiles;
import dev.surety.files.FolderLinks;
import dev.surety.local.template.FunctionSpec;
import dev.surety.local.template.Resolver;
import dev.surety.local.template.Template;
import dev.surety.model.id.MarketplaceId;
import dev.surety.runtime.aws.Messages;
import dev.surety.runtime.clock.Clocks.TestClock;
import dev.surety.runtime.journal.EntryItems;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.resilience.Outage;
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
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Two instances of every door a sale goes through, over the strict store. Chance decides which of them takes a call,
 * which writes and sendings fail and how, which messages come late, twice or, where that must do no harm, never.
 */
final class SoakWorld implements AutoCloseable {
    private static final Path ROOT = Path.of(System.getProperty("surety.root", "../..")).toAbsolutePath();
    private static final Map<String, String> TABLES = Map.of(
            "JournalTable", SuretyTables.JOURNAL,
            "LedgerTable", SuretyTables.LEDGER,
            "EventsTable", SuretyTables.EVENTS,
            "VaultTable", SuretyTables.VAULT,
            "VaultKeysTable", SuretyTables.VAULT_KEYS,
            "CursorsTable", SuretyTables.CURSORS,
            "SandboxTable", SuretyTables.SANDBOX,
            "WorklistTable", SuretyTables.WORKLIST);
    private static final List<String> DRIVEN = List.of(
            "OnboardingApi", "EscrowApi", "EscrowInbox", "Timers", "LedgerPoster", "LedgerApi", "EventsRelay",
            "SandboxApi");
    private static final MarketplaceId DEMO = new MarketplaceId("demo");
    private static final int PATIENCE = 200;

    private final SplittableRandom random;
    private final MemoryDynamo store;
    private final Faults faults = Faults.none();
    private final List<String> wakes = new ArrayList<>();
    private final HttpServer outside;
    private final TokenMint mint;
    private final List<Map<String, Door>> instances = new ArrayList<>();
    private Instant now = Instant.now();
    private int streamed;
    private boolean disturbed;

    SoakWorld(Path folder, SplittableRandom random) throws IOException {
        this.random = random;
        store = MemoryDynamo.surety(InstantSource.system());
        outside = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        String here = "http://127.0.0.1:" + outside.getAddress().getPort();
        mint = new TokenMint(here);
        answer("/", _ -> {
            ObjectNode answer = JsonMapper.shared().createObjectNode().put("FailedEntryCount", 0);
            ArrayNode ids = answer.putArray("Entries");
            for (int i = 0; i < 10; i++) {
                ids.addObject().put("EventId", "event-" + i);
            }
            return answer.toString();
        });
        answer("/.well-known/openid-configuration", _ -> mint.discovery(here + "/keys"));
        answer("/keys", _ -> TokenMint.keys());
        outside.start();
        LocalClients.provide(new FaultyDynamo(store, faults), new Queued());
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
                .filter(function -> DRIVEN.contains(function.name()))
                .toList();
        for (int instance = 0; instance < 2; instance++) {
            instances.add(Doors.open(functions, new Resolver(template, TABLES, Map.of()), common).all().stream()
                    .collect(Collectors.toMap(door -> door.spec().name(), door -> door)));
        }
        setClock(now);
    }

    private interface Page {
        String body(int length);
    }

    private void answer(String path, Page page) {
        outside.createContext(path, exchange -> {
            try (exchange) {
                byte[] bytes = page.body(exchange.getRequestBody().readAllBytes().length)
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
    }

    /** A queue that fails like everything else, and whose messages lie until chance hands them over. */
    private final class Queued implements Messages {
        @Override
        public void send(String queueUrl, List<String> bodies) {
            boolean _ = faults.around(
                    "send", () -> put(bodies), fate -> new Outage("the queue did not answer: " + fate));
        }

        private boolean put(List<String> bodies) {
            synchronized (wakes) {
                return wakes.addAll(bodies);
            }
        }
    }

    /** From here on, calls may fail; or no call does any more. */
    void disturb(boolean disturbs) {
        disturbed = disturbs;
    }

    Instant now() {
        return now;
    }

    void setClock(Instant to) {
        now = to;
        Map<String, AttributeValue> item = new HashMap<>(TestClock.key(DEMO));
        item.put("base", AttributeValue.fromS(Times.text(to)));
        item.put("setAt", AttributeValue.fromS(Times.text(Instant.now())));
        store.plant(SuretyTables.SANDBOX, item);
    }

    record Response(int status, JsonNode body) {
        String text(String name) {
            return body.path(name).asString("");
        }
    }

    /** An answer is 5xx only where a call was made to fail. */
    Response call(String door, String method, String path, String body, String key, Map<String, String> more) {
        Map<String, String> claims = new HashMap<>(Map.of("marketplace", DEMO.value(), "client_id", "soak"));
        claims.putAll(more);
        JsonNode answer = invoke(door, HttpEvents.of(method, path, body, key, claims, Map.of(), mint));
        int status = answer.path("statusCode").asInt();
        if (status >= 500 && !disturbed) {
            throw new AssertionError(method + " " + path + " " + body + ": " + answer);
        }
        String text = answer.path("body").asString("");
        return new Response(status, text.startsWith("{") ? JsonMapper.shared().readTree(text) : answer);
    }

    private JsonNode invoke(String door, byte[] event) {
        if (disturbed && random.nextInt(3) == 0) {
            Fate[] fates = Fate.values();
            faults.fail(faults.seen() + 1 + random.nextInt(6), fates[random.nextInt(fates.length)]);
        }
        try {
            return JsonMapper.shared().readTree(instances.get(random.nextInt(2)).get(door).invoke(event));
        } catch (Door.Failed e) {
            if (disturbed) {
                return JsonMapper.shared().createObjectNode();
            }
            throw new AssertionError(door + " failed", e);
        } catch (Door.TimedOut | InterruptedException e) {
            throw new AssertionError(door + " failed", e);
        } finally {
            faults.cease();
        }
    }

    void tick() {
        invoke("Timers", "{}".getBytes(StandardCharsets.UTF_8));
    }

    int waiting() {
        synchronized (wakes) {
            return wakes.size();
        }
    }

    /** Hands over some messages: any of them, in any order, now and then one twice; those that fail come again. */
    void deliver(int most) {
        List<String> batch = new ArrayList<>();
        synchronized (wakes) {
            while (batch.size() < most && !wakes.isEmpty()) {
                String body = wakes.remove(random.nextInt(wakes.size()));
                boolean hint = body.contains("\"number\":0");
                if (disturbed && hint && random.nextInt(4) == 0) {
                    // A gateway's notice that never came: the payment is asked about all the same.
                    continue;
                }
                batch.add(body);
                if (disturbed && random.nextInt(8) == 0) {
                    wakes.add(body);
                }
            }
        }
        if (batch.isEmpty()) {
            return;
        }
        ObjectNode event = JsonMapper.shared().createObjectNode();
        ArrayNode records = event.putArray("Records");
        for (int i = 0; i < batch.size(); i++) {
            records.addObject().put("messageId", Integer.toString(i)).put("body", batch.get(i));
        }
        JsonNode answer = invoke("EscrowInbox", JsonMapper.shared().writeValueAsBytes(event));
        if (!answer.has("batchItemFailures")) {
            requeue(batch);
        }
        answer.path("batchItemFailures").forEach(failed -> {
            String id = failed.path("itemIdentifier").asString("");
            requeue(id.isEmpty() ? batch : List.of(batch.get(Integer.parseInt(id))));
        });
    }

    /** A command to the function of disputes has no reader in this world. */
    private void requeue(List<String> bodies) {
        synchronized (wakes) {
            bodies.stream()
                    .filter(body -> !body.contains("\"command\":\"open-dispute\""))
                    .forEach(wakes::add);
        }
    }

    /** Reads on in the stream; a batch that a reader did not take whole comes again whole. */
    void readStream(int batch) {
        List<StreamRecord> records = store.stream(SuretyTables.JOURNAL);
        int end = Math.min(records.size(), streamed + batch);
        if (end == streamed) {
            return;
        }
        byte[] event = StreamBytes.of(records.subList(streamed, end));
        boolean taken = true;
        for (String reader : List.of("LedgerPoster", "EventsRelay")) {
            JsonNode answer = invoke(reader, event);
            taken &= answer.has("batchItemFailures") && answer.path("batchItemFailures").isEmpty();
        }
        if (!taken && !disturbed) {
            throw new AssertionError("a batch was not taken");
        }
        streamed = taken && !(disturbed && random.nextInt(10) == 0) ? end : streamed;
    }

    /** Faults have ceased: all that lies is handed over, and the stream is read to its end. */
    void drain() {
        disturb(false);
        for (int round = 0; waiting() > 0; round++) {
            if (round == PATIENCE) {
                throw new AssertionError("nothing-lost: wakes come again for ever, such as " + wakes.getFirst());
            }
            deliver(100);
        }
        while (streamed < store.stream(SuretyTables.JOURNAL).size()) {
            readStream(100);
        }
    }

    /** Lets so many days pass, with a tick each half day, and nothing failing. */
    void live(int days) {
        drain();
        for (int half = 0; half < 2 * days; half++) {
            setClock(now.plus(Duration.ofHours(12)));
            tick();
            drain();
        }
    }

    void check() {
        WholeWorld.of(store).hashing(EntryItems::hash).check();
    }

    void checkDrained() {
        WholeWorld.of(store).hashing(EntryItems::hash).drained().check();
    }

    /** What is stored about something, for whoever has to find out why it came to no end. */
    String story(String id) {
        List<String> told = new ArrayList<>();
        for (String table : List.of(SuretyTables.JOURNAL, SuretyTables.SANDBOX)) {
            store.items(table).stream()
                    .filter(item -> item.toString().contains(id))
                    .map(item -> item.entrySet().stream()
                            .filter(value -> List.of("sk", "event", "at", "dueAt", "state", "status", "data")
                                    .contains(value.getKey()))
                            .map(value -> value.getKey() + "=" + value.getValue().s() + value.getValue().n())
                            .sorted()
                            .toList())
                    .forEach(item -> told.add("\n" + table + " " + item));
        }
        return told.toString();
    }

    int entries() {
        return store.items(SuretyTables.JOURNAL).size();
    }

    @Override
    public void close() {
        outside.stop(0);
    }
}
