package dev.surety.local;

import static dev.surety.local.template.Template.list;
import static dev.surety.local.template.Template.map;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.local.template.FunctionSpec;
import dev.surety.local.template.Template;
import dev.surety.local.template.Trigger;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.refusal.FieldError;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.tokens.Caller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The API's description says what the template deploys and what the code reads: routes, scopes, bodies, refusals. */
class OpenApiTest {
    private static final Path ROOT = Path.of(System.getProperty("surety.root", "../..")).toAbsolutePath();
    private static final OpenApi API = OpenApi.read(ComposeApi.file(ROOT));
    private static final Map<String, OpenApi.Operation> OPERATIONS = API.operations();
    private static final List<FunctionSpec> FUNCTIONS = FunctionSpec.all(Template.read(
            ROOT.resolve("template.yaml"), Map.of("Sandbox", "true", "TokenIssuer", "https://issuer.example")));
    private static final Map<String, Trigger.Route> DEPLOYED = deployed();
    private static final Map<String, Route<?>> CODE = CodeRoutes.of(FUNCTIONS);
    private static final Pattern PARAMETER = Pattern.compile("\\{([a-z]+)}");
    private static final MarketplaceId DEMO = new MarketplaceId("demo");

    private static Map<String, Trigger.Route> deployed() {
        Map<String, Trigger.Route> routes = new TreeMap<>();
        for (FunctionSpec function : FUNCTIONS) {
            for (Trigger trigger : function.triggers()) {
                if (trigger instanceof Trigger.Route route) {
                    routes.put(route.method() + " " + route.path(), route);
                }
            }
        }
        return routes;
    }

    private static void eachDeployed(BiConsumer<String, OpenApi.Operation> check) {
        OPERATIONS.forEach((name, operation) -> {
            if (!operation.isLocalOnly()) {
                check.accept(name, operation);
            }
        });
    }

    private static Route<?> code(String name) {
        return Optional.<Route<?>>ofNullable(CODE.get(name))
                .orElseThrow(() -> new AssertionError("no function has " + name));
    }

    /** {@code mvn -q -Pcompose test-compile} writes it. */
    @Test
    void theBuiltFileIsMadeOfItsParts() throws IOException {
        List<String> parts = ComposeApi.of(ROOT).lines().toList();
        List<String> built = Files.readString(ComposeApi.file(ROOT)).lines().toList();
        for (int i = 0; i < Math.min(parts.size(), built.size()); i++) {
            assertEquals(parts.get(i), built.get(i), "line " + (i + 1) + ": mvn -q -Pcompose test-compile");
        }
        assertEquals(parts.size(), built.size(), "lines: mvn -q -Pcompose test-compile");
    }

    @Test
    void theFeedKnowsEachEventThatAFunctionAppends() throws IOException {
        assertEquals(
                EventNames.text(ROOT),
                Files.readString(EventNames.file(ROOT)),
                "mvn -q -Pcompose test-compile lists a new event, for the filter and for the description");
    }

    @Test
    void theCodeWritesOutTheNameOfEachStoredEvent() throws IOException {
        assertEquals(Set.of(), EventNames.unlisted(ROOT));
    }

    @Test
    void theTemplateTheCodeAndTheDescriptionHaveTheSameRoutes() {
        Set<String> described = new TreeSet<>();
        eachDeployed((name, operation) -> described.add(name));
        assertEquals(described, DEPLOYED.keySet(), "described, and deployed");
        assertEquals(described, new TreeSet<>(CODE.keySet()), "described, and in code");
    }

    @Test
    void onlyTheTokenIssuerIsLocal() {
        List<String> local = OPERATIONS.entrySet().stream()
                .filter(named -> named.getValue().isLocalOnly())
                .map(Map.Entry::getKey)
                .toList();
        assertEquals(List.of("POST /oauth2/token"), local);
    }

    @Test
    void theTemplateTheCodeAndTheDescriptionAskForTheSameScopes() {
        eachDeployed((name, operation) -> {
            Trigger.Route deployed = DEPLOYED.get(name);
            assertEquals(operation.scopes(), new TreeSet<>(deployed.scopes()), name + ": described, and deployed");
            assertEquals(operation.scopes(), new TreeSet<>(code(name).scopes()), name + ": described, and in code");
            assertEquals(operation.scopes().isEmpty(), deployed.open(), name + ": open without scopes only");
        });
    }

    @Test
    void whatChangesSomethingNeedsAnIdempotencyKeyAndNothingElseDoes() {
        eachDeployed((name, operation) -> {
            boolean changes = code(name).effect() == Route.Effect.CHANGES;
            boolean tries = code(name).trial().isPresent();
            List<Map<String, Object>> keys = operation.parameters("header").stream()
                    .filter(parameter -> "Idempotency-Key".equals(parameter.get("name")))
                    .toList();
            assertEquals(changes ? 1 : 0, keys.size(), name);
            boolean required = keys.stream().anyMatch(key -> Boolean.TRUE.equals(key.get("required")));
            assertEquals(changes && !tries, required, name);
            boolean writes = name.startsWith("POST /v1/")
                    || name.startsWith("PUT /v1/")
                    || name.startsWith("PATCH /v1/")
                    || name.startsWith("DELETE /v1/");
            // A notice is known by its event's id.
            boolean keyless = name.endsWith("/webhooks");
            assertEquals(writes && !keyless, changes, name);
        });
    }

    @Test
    void whatCanBeTriedSaysSo() {
        eachDeployed((name, operation) -> {
            if (code(name).effect() == Route.Effect.CHANGES) {
                List<Object> query = operation.parameters("query").stream()
                        .map(parameter -> parameter.get("name"))
                        .toList();
                assertEquals(code(name).trial().isPresent() ? List.of("dryRun") : List.of(), query, name);
            }
        });
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = new ArrayList<>();
        API.visit((name, value) -> {
            if (name.equals("$ref")) {
                references.add(String.valueOf(value));
            }
        });
        assertFalse(references.isEmpty());
        references.forEach(API::find);
    }

    @Test
    void everyOperationHasExamplesOfWhatGoesInAndComesOut() {
        OPERATIONS.forEach((name, operation) -> {
            if (operation.hasBody()) {
                assertFalse(operation.bodyExamples().isEmpty(), name);
            }
            operation.responses().forEach((status, response) -> map(response.get("content"))
                    .forEach((type, media) ->
                            assertFalse(API.examples(map(media)).isEmpty(), name + " " + status + " " + type)));
        });
    }

    @Test
    void everyPathParameterIsDescribed() {
        OPERATIONS.forEach((name, operation) -> {
            Set<String> inPath = PARAMETER.matcher(operation.path()).results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toSet());
            Set<String> described = operation.parameters("path").stream()
                    .map(parameter -> String.valueOf(parameter.get("name")))
                    .collect(Collectors.toSet());
            assertEquals(inPath, described, name);
        });
    }

    @Test
    void everyExampleOfABodyIsTakenByTheCode() {
        eachDeployed((name, operation) -> {
            if (operation.hasBody()) {
                operation.bodyExamples().forEach((example, body) -> assertInstanceOf(
                        Parsed.Ok.class,
                        parse(name, backend(operation.scopes()), Map.of(), Optional.of(Json.tree(body))),
                        name + ", example " + example));
            }
        });
    }

    /** A body with every member described, each of a wrong type: the code must know them all, and ask for the same. */
    @Test
    void bodiesHaveTheMembersThatTheCodeReads() {
        eachDeployed((name, operation) -> {
            if (!operation.hasBody() || isWrittenByAProvider(name)) {
                return;
            }
            Map<String, Object> schema = operation.bodySchema();
            assertEquals(Boolean.FALSE, schema.get("additionalProperties"), name);
            ObjectNode wrong = Json.object().put("nobody-asked-for-this", true);
            map(schema.get("properties")).keySet().forEach(member -> wrong.put(member, true));
            Set<String> unknown = pointers(name, backend(operation.scopes()), Map.of(), wrong, "unknown");
            unknown.retainAll(pointers(name, operator(operation.scopes()), Map.of(), wrong, "unknown"));
            assertEquals(Set.of("/nobody-asked-for-this"), unknown, name);
            Set<String> required = list(schema.get("required")).stream()
                    .map(member -> "/" + member)
                    .collect(Collectors.toSet());
            assertEquals(
                    required,
                    pointers(name, backend(operation.scopes()), Map.of(), Json.object(), "missing"),
                    name + ": required, and missing");
        });
    }

    /** Its notices have members that we never read, and may get more. */
    private static boolean isWrittenByAProvider(String name) {
        return name.startsWith("POST /v1/identity-providers/");
    }

    @Test
    void queriesHaveTheParametersThatTheCodeReads() {
        eachDeployed((name, operation) -> {
            Map<String, String> query = new TreeMap<>();
            operation.parameters("query").forEach(parameter -> query.put(String.valueOf(parameter.get("name")), ""));
            // Commands read one parameter at most, and the edge reads it for them.
            if (query.isEmpty() || code(name).effect() == Route.Effect.CHANGES) {
                return;
            }
            query.put("nobody-asked-for-this", "");
            assertEquals(
                    Set.of("nobody-asked-for-this"),
                    pointers(name, backend(operation.scopes()), query, Json.object(), "unknown"),
                    name);
        });
    }

    @Test
    void oneDurationIsReadByTheCodeAndByTheDescription() {
        assertEquals(Times.DURATION.pattern(), API.schema("Duration").get("pattern"));
    }

    private static Set<String> pointers(
            String name, Caller caller, Map<String, String> query, JsonNode body, String reason) {
        return parse(name, caller, query, Optional.of(body)) instanceof Parsed.Bad<?>(var refusal)
                ? refusal.errors().stream()
                        .filter(error -> error.reason().equals(reason))
                        .map(FieldError::pointer)
                        .collect(Collectors.toCollection(TreeSet::new))
                : new TreeSet<>();
    }

    private static Parsed<?> parse(String name, Caller caller, Map<String, String> query, Optional<JsonNode> body) {
        Route<?> route = code(name);
        Map<String, String> inPath = new TreeMap<>();
        PARAMETER.matcher(route.template()).results().forEach(found -> inPath.put(found.group(1), found.group(1)));
        return route.parse()
                .apply(new Request(
                        route.method(), route.template(), inPath, query, Map.of(), body, caller, "", "request"));
    }

    private static Caller backend(Set<String> scopes) {
        return new Caller(DEMO, Caller.Kind.BACKEND, "demo-backend", scopes);
    }

    /** A member of staff with only those scopes that no back end has. */
    private static Caller operator(Set<String> scopes) {
        Set<String> forced = scopes.stream().filter(scope -> !scope.endsWith(":write")).collect(Collectors.toSet());
        return new Caller(DEMO, Caller.Kind.STAFF, "demo-operator", forced);
    }
}
