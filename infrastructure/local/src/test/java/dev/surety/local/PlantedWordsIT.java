package dev.surety.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.local.ApiCaller.Response;
import dev.surety.local.http.Clients;
import dev.surety.local.stream.Tables;
import dev.surety.local.template.Template;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.SideBySide;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * People's data are planted in every field of a whole run over HTTP. Then they are looked for in every item of every
 * table, in queues and log, in the events, and in every refusal ({@code secret-kept}).
 */
class PlantedWordsIT {
    private static final Path ROOT = Path.of(System.getProperty("surety.root", "../..")).toAbsolutePath();

    /** The parts of the outside world that the sandbox plays: a bank knows its payees. No live stack has this table. */
    private static final Set<String> OUTSIDE = Set.of("SandboxTable");

    /** The bucket: documents, evidence, exports, and files from and to banks. Links alone give them. */
    private static final String BUCKET = "files";

    /** Fields whose values entries have by design: they are of sales and of files, and no person's. */
    private static final Set<String> OPEN = Set.of("order's reference", "POST /v1/bank-statements name");

    private static final List<String> ROLES = List.of(
            "backend", "operator", "maker", "checker", "treasurer", "compliance1", "arbiter", "moderator");

    /** A reason that entries have by design, because every refusal tells it. The search has to find it. */
    private static final String PAUSE = "a reason that all may read";

    @TempDir
    private Path data;

    private final Planted planted = new Planted(20_261_201);
    private final Set<String> open = new TreeSet<>();

    @Test
    void noPersonalDatumLeavesTheVaultAndTheBucket() throws Exception {
        ChildWorld world = ChildWorld.real(data);
        List<String> leaks = new ArrayList<>();
        try {
            URI base = world.base();
            var lives = new PlantedLives(base, planted);
            var api = new ApiCaller(base);
            SideBySide.map(
                    3, List.<Runnable>of(lives::quarrel, lives::onboard, lives::pay), PlantedWordsIT::lived);
            Sale.ok(api.send(
                    "PUT", api.token("other-operator"), "/v1/pauses/money_in", "{\"reason\": \"" + PAUSE + "\"}",
                    "planted-pause-0000001"));
            refusals(api, leaks);
            events(api, leaks);
        } finally {
            world.terminate();
        }
        assertTrue(planted.count() > 80, "planted: " + planted.count());
        tables(leaks);
        files(leaks);
        assertEquals("", String.join("\n", leaks));
        assertTrue(open.containsAll(OPEN), "an exception that is none any more: " + open);
    }

    private static boolean lived(Runnable life) {
        life.run();
        return true;
    }

    private void look(String where, Set<String> found, List<String> leaks) {
        Set<String> secret = new TreeSet<>(found);
        secret.removeAll(OPEN);
        open.addAll(found);
        if (!secret.isEmpty()) {
            leaks.add(where + " tells " + secret);
        }
    }

    /** The events that a destination is sent. */
    private void events(ApiCaller api, List<String> leaks) {
        int count = 0;
        for (String marketplace : List.of("demo", Clients.DISPUTES, Clients.SCREENED)) {
            String token = api.token(marketplace + "-backend");
            JsonNode page = Sale.ok(api.get(token, "/v1/events?limit=100")).body();
            while (!page.path("data").isEmpty()) {
                for (JsonNode event : page.path("data")) {
                    count++;
                    look("event " + event.path("type").asString(""), planted.in(event.toString()), leaks);
                }
                String after = "&after=" + page.path("nextCursor").asString("");
                page = Sale.ok(api.get(token, "/v1/events?limit=100" + after)).body();
            }
        }
        assertTrue(count > 100, "events: " + count);
    }

    /** Each text of each example body, one after another, is a planted one that the route refuses or takes. */
    private void refusals(ApiCaller api, List<String> leaks) {
        var refused = new AtomicInteger();
        List<String> tokens = ROLES.stream().map(role -> api.token("other-" + role)).toList();
        OpenApi.read(ComposeApi.file(ROOT)).operations().forEach((name, operation) -> {
            String method = name.substring(0, name.indexOf(' '));
            Optional<String> token = token(tokens, operation.scopes());
            if (token.isEmpty() || !operation.hasBody() || operation.isLocalOnly() || isClock(operation.path())) {
                return;
            }
            String path = operation.path().replaceAll("\\{\\w+}", "nothing");
            JsonNode good = Json.tree(operation.bodyExamples().values().iterator().next());
            for (String body : spoiled(name, good)) {
                Response answer = api.send(
                        method, token.get(), path, body, "planted-body-%09d".formatted(refused.incrementAndGet()));
                if (answer.status() >= 400) {
                    look(name + " " + answer.status(), planted.in(answer.body().toString()), leaks);
                }
            }
        });
        assertTrue(refused.get() > 200, "bodies: " + refused.get());
    }

    private static boolean isClock(String path) {
        return path.contains("/sandbox/");
    }

    private static Optional<String> token(List<String> tokens, Set<String> scopes) {
        return tokens.stream()
                .filter(token -> {
                    String claims = new String(
                            Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
                    Set<String> has = Set.of(Json.object(claims).path("scope").asString("").split(" "));
                    return scopes.stream().anyMatch(has::contains);
                })
                .findFirst();
    }

    /** Bodies with one text that is planted, and some that are wrong besides. */
    private List<String> spoiled(String route, JsonNode good) {
        List<String> bodies = new ArrayList<>();
        spoil(route, good, good, bodies);
        return bodies;
    }

    private void spoil(String route, JsonNode whole, JsonNode at, List<String> bodies) {
        if (at instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : List.copyOf(object.properties())) {
                if (member.getValue().isContainer()) {
                    spoil(route, whole, member.getValue(), bodies);
                } else {
                    String value = planted.word(route + " " + member.getKey());
                    object.put(member.getKey(), value);
                    bodies.add(Json.text(whole));
                    object.put(member.getKey(), (value + " ").repeat(700));
                    bodies.add(Json.text(whole));
                    object.set(member.getKey(), member.getValue());
                }
            }
        } else if (at instanceof ArrayNode array) {
            array.forEach(each -> spoil(route, whole, each, bodies));
        }
    }

    private void tables(List<String> leaks) throws IOException {
        Template template = Template.read(ROOT.resolve("template.yaml"), Map.of("Sandbox", "true"));
        try (Tables tables = Tables.open(Optional.of(data.resolve("tables.db")), template)) {
            DynamoDbClient dynamo = tables.dynamo();
            var exports = WrittenExports.in(data.resolve(BUCKET));
            int items = 0;
            boolean isSeen = false;
            for (String table : dynamo.listTables().tableNames()) {
                for (Map<String, AttributeValue> item : dynamo.scanPaginator(scan -> scan.tableName(table)).items()) {
                    items++;
                    String text = item.values().stream().map(PlantedWordsIT::text).collect(Collectors.joining("\n"));
                    isSeen = isSeen || text.contains(PAUSE);
                    if (table.equals("JournalTable")) {
                        exports.compare(item, text);
                    }
                    if (!OUTSIDE.contains(table)) {
                        look(table + " " + item.get("pk"), planted.in(text), leaks);
                    }
                }
            }
            assertTrue(isSeen, "the search finds nothing at all");
            assertEquals(4, exports.count());
            assertEquals("", exports.missing());
            assertTrue(items > 400, "items: " + items);
        }
    }

    private static String text(AttributeValue of) {
        return of.b() == null ? of.toString() : new String(of.b().asByteArray(), StandardCharsets.ISO_8859_1);
    }

    /** Log, queues and whatever else lies in the folder, but for the bucket and the tables, which were read whole. */
    private void files(List<String> leaks) throws IOException {
        Set<String> read = new TreeSet<>();
        try (Stream<Path> all = Files.walk(data)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = data.relativize(file).toString();
                if (!name.startsWith(BUCKET + "/") && !name.startsWith("tables.db")) {
                    read.add(name);
                    look(name, planted.in(Files.readAllBytes(file)), leaks);
                }
            }
        }
        assertTrue(read.containsAll(Set.of("functions.log", "queues.mv.db")), read.toString());
        assertTrue(Files.size(data.resolve("functions.log")) > 1_000, "the log has lines");
    }
}
