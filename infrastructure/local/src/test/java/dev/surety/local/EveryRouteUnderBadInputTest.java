package dev.surety.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.local.template.FunctionSpec;
import dev.surety.local.template.Template;
import dev.surety.local.template.Trigger;
import dev.surety.model.refusal.CommonReason;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.http.HttpEvents;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Every deployed route, through its real door, with everything the description makes it possible to get wrong. Each
 * gets a refusal of its own, soon, and leaves every table as it was ({@code refusal-inert}).
 */
class EveryRouteUnderBadInputTest {
    private static final Path ROOT = Path.of(System.getProperty("surety.root", "../..")).toAbsolutePath();
    private static final OpenApi API = OpenApi.read(ROOT.resolve("infrastructure/cloud/openapi.yaml"));
    private static final String KEY = "bad-input-00000001";
    private static final Duration SOON = Duration.ofMillis(50);
    private static final Set<String> REASONS = Arrays.stream(CommonReason.values())
            .map(CommonReason::code)
            .collect(Collectors.toSet());

    @TempDir
    private static Path folder;

    private static MemoryWorld world;
    private static int sent;

    @BeforeAll
    static void open() throws IOException {
        world = new MemoryWorld(folder, EveryRouteUnderBadInputTest::isHttp);
    }

    @AfterAll
    static void close() {
        System.out.printf("bad input: %d requests refused%n", sent);
        world.close();
    }

    private static boolean isHttp(FunctionSpec function) {
        return function.triggers().stream().anyMatch(Trigger.Route.class::isInstance);
    }

    /** A route that is deployed: which function has it, what the code and the description say of it. */
    private record Deployed(String function, String name, Route<?> route, OpenApi.Operation operation) {
        /** With well-formed ids of nothing. */
        String path() {
            String path = route.template();
            for (Map<String, Object> parameter : operation.parameters("path")) {
                Map<String, Object> schema = API.resolve(parameter.get("schema"));
                String pattern = String.valueOf(schema.get("pattern"));
                String value = pattern.contains("{26}")
                        ? pattern.substring(1, 1 + 4).replaceAll("[^a-z_]", "") + "a".repeat(26)
                        : String.valueOf(parameter.get("example"));
                path = path.replace("{" + parameter.get("name") + "}", value);
            }
            return path;
        }

        boolean takes(String in, String parameter) {
            return operation.parameters(in).stream()
                    .anyMatch(one -> parameter.equalsIgnoreCase(String.valueOf(one.get("name"))));
        }

        /** Whether people read its answers, so that refusals are pages. */
        boolean isOfPeople() {
            return route.template().startsWith("/sandbox/") || route.effect() == Route.Effect.TAKES_FORM;
        }

        boolean wantsToken() {
            return route.people() != Route.People.ANYONE;
        }

        JsonNode body() {
            return Json.tree(operation.bodyExamples().values().iterator().next());
        }

        String goodBody() {
            return operation.hasBody() ? Json.text(body()) : "";
        }

        String key() {
            return route.effect() == Route.Effect.CHANGES ? KEY : "";
        }

        Map<String, String> claims() {
            Map<String, String> claims = new HashMap<>(Map.of("marketplace", "demo", "client_id", "demo-everybody"));
            claims.put("person", "per_everybody");
            claims.put("scope", String.join(" ", route.scopes()));
            return wantsToken() ? claims : Map.of();
        }
    }

    private static List<Deployed> deployed() {
        List<FunctionSpec> functions = FunctionSpec.all(Template.read(
                ROOT.resolve("template.yaml"), Map.of("Sandbox", "true", "TokenIssuer", "https://issuer.example")));
        Map<String, Route<?>> code = CodeRoutes.of(functions);
        Map<String, OpenApi.Operation> operations = API.operations();
        List<Deployed> all = new ArrayList<>();
        for (FunctionSpec function : functions) {
            for (Trigger trigger : function.triggers()) {
                if (trigger instanceof Trigger.Route(var method, var path, var _, var _)) {
                    String name = method + " " + path;
                    Optional<OpenApi.Operation> operation = Optional.ofNullable(operations.get(name));
                    Optional<Route<?>> route = Optional.ofNullable(code.get(name));
                    all.add(new Deployed(function.name(), name, route.orElseThrow(), operation.orElseThrow()));
                }
            }
        }
        return all;
    }

    /** One bad request, and which answers are right. */
    private record Attack(String what, byte[] event, Set<Integer> statuses) {}

    @TestFactory
    List<DynamicTest> everyRouteRefusesWhatIsWrong() {
        return deployed().stream()
                .map(one -> DynamicTest.dynamicTest(one.name(), () -> {
                    Map<?, ?> before = Map.copyOf(world.store().everything());
                    List<Attack> attacks = attacks(one);
                    attacks.forEach(attack -> refused(one, attack));
                    assertEquals(before, world.store().everything(), "refusal-inert");
                    assertEquals(0, world.messages(), "refusal-inert: no outbound call");
                    sent += attacks.size();
                }))
                .toList();
    }

    private static void refused(Deployed one, Attack attack) {
        long best = Long.MAX_VALUE;
        // Machines are noisy: three tries to be quick.
        for (int i = 0; i < 3 && best > SOON.toNanos(); i++) {
            long start = System.nanoTime();
            JsonNode answer = world.answer(one.function(), attack.event());
            best = Math.min(best, System.nanoTime() - start);
            int status = answer.path("statusCode").asInt(0);
            assertTrue(attack.statuses().contains(status), () -> attack.what() + ": " + shown(answer));
            String body = answer.path("body").asString("");
            if (!one.isOfPeople()) {
                JsonNode problem = Json.object(body);
                assertTrue(REASONS.contains(problem.path("reason").asString("")), () -> attack.what() + ": " + body);
                assertFalse(problem.path("requestId").asString("").isEmpty(), attack.what());
            }
            assertFalse(body.contains("Exception") || body.contains("dev.surety"), () -> attack.what() + ": " + body);
        }
        assertTrue(best <= SOON.toNanos(), attack.what() + " took " + Duration.ofNanos(best));
    }

    private static String shown(JsonNode answer) {
        String text = answer.toString();
        return text.substring(0, Math.min(600, text.length()));
    }

    private static List<Attack> attacks(Deployed one) {
        List<Attack> attacks = new ArrayList<>();
        bodies(one, attacks);
        envelope(one, attacks);
        callers(one, attacks);
        paths(one, attacks);
        queries(one, attacks);
        return attacks;
    }

    private static byte[] event(Deployed one, String path, String body, String key, Map<String, String> headers) {
        return HttpEvents.of(one.route().method(), path, body, key, one.claims(), headers, world.mint());
    }

    private static void bodies(Deployed one, List<Attack> attacks) {
        if (!one.operation().hasBody()) {
            return;
        }
        Map<String, Object> schema = one.operation().bodySchema();
        List<String> required = Template.list(schema.get("required")).stream().map(String::valueOf).toList();
        List<String> bad = new ArrayList<>(BadInput.bodies());
        if (required.isEmpty()) {
            // Where nothing is required, nothing at all, or only spaces, may be said.
            bad.removeIf(String::isBlank);
        }
        bad.addAll(BadInput.of(one.body(), required));
        Set<Integer> expected = one.wantsToken() ? Set.of(400, 413, 422) : Set.of(400, 401, 404, 413, 422);
        for (String body : bad) {
            String what = "body " + body.substring(0, Math.min(120, body.length()));
            attacks.add(new Attack(what, event(one, one.path(), body, one.key(), Map.of()), expected));
        }
    }

    private static void envelope(Deployed one, List<Attack> attacks) {
        boolean keyed = one.takes("header", "Idempotency-Key");
        if (keyed) {
            for (String key : List.of("", "short", "k".repeat(65), "with spaces in it ok", "k".repeat(15) + "é")) {
                attacks.add(new Attack(
                        "key '" + key + "'",
                        event(one, one.path(), one.goodBody(), key, Map.of()),
                        Set.of(400)));
            }
        }
        if (one.takes("header", "If-Match")) {
            for (String version : List.of("x", "\"-1\"", "\"1.0\"", "\"99999999999\"", "\"1\",\"2\"", "W/1")) {
                attacks.add(new Attack(
                        "if-match " + version,
                        event(one, one.path(), one.goodBody(), one.key(), Map.of("if-match", version)),
                        Set.of(400)));
            }
        }
    }

    private static void callers(Deployed one, List<Attack> attacks) {
        if (!one.wantsToken()) {
            return;
        }
        Map<String, String> nobody = new TreeMap<>(one.claims());
        nobody.remove("marketplace");
        Map<String, String> unscoped = new TreeMap<>(one.claims());
        unscoped.put("scope", "openid webhooks:write");
        Map<String, String> foreign = new TreeMap<>(one.claims());
        foreign.put("marketplace", "NOT/one");
        for (Map<String, String> claims : List.of(Map.<String, String>of(), nobody, foreign)) {
            attacks.add(called(one, claims, Set.of(401)));
        }
        attacks.add(called(one, unscoped, Set.of(403)));
        if (one.route().people() == Route.People.MARKETPLACE_ONLY) {
            Map<String, String> participant = new TreeMap<>(one.claims());
            participant.put("participant", "par_" + "a".repeat(26));
            attacks.add(called(one, participant, Set.of(403)));
        }
    }

    private static Attack called(Deployed one, Map<String, String> claims, Set<Integer> statuses) {
        byte[] event = HttpEvents.of(
                one.route().method(), one.path(), one.goodBody(), one.key(), claims, Map.of(), world.mint());
        return new Attack("caller " + claims, event, statuses);
    }

    /** Ids of nothing, of another kind, of no form at all. */
    private static void paths(Deployed one, List<Attack> attacks) {
        boolean hasId = one.route().template().contains("{id}");
        if (!hasId) {
            return;
        }
        String kindless = "zzz_" + "a".repeat(26);
        for (String id :
                List.of(kindless, "A".repeat(30), "x", "..", "%2e%2e%2f", "a".repeat(3_000), "par_", "é", "1 OR 1")) {
            String path = one.route().template().replace("{id}", id);
            attacks.add(new Attack(
                    "path " + path.substring(0, Math.min(60, path.length())),
                    event(one, path, one.goodBody(), one.key(), Map.of()),
                    Set.of(400, 404)));
        }
        attacks.add(new Attack(
                "an id of nothing",
                event(one, one.path(), one.goodBody(), one.key(), Map.of()),
                one.wantsToken() ? Set.of(404, 409) : Set.of(400, 401, 404)));
    }

    private static void queries(Deployed one, List<Attack> attacks) {
        if (one.route().template().equals("/health")) {
            // Whoever asks whether we are well is told, whatever else they say.
            return;
        }
        List<String> bad = new ArrayList<>(List.of("nobody-asked-for-this=1"));
        if (one.takes("query", "limit")) {
            List.of("0", "101", "-1", "1.5", "x", "", "99999999999").forEach(limit -> bad.add("limit=" + limit));
        }
        if (one.takes("query", "cursor")) {
            List.of("x", "", "a".repeat(2_000), "AAAA.BBBB", "é").forEach(cursor -> bad.add("cursor=" + cursor));
        }
        if (one.takes("query", "dryRun")) {
            List.of("1", "TRUE", "", "yes").forEach(flag -> bad.add("dryRun=" + flag));
        }
        boolean open = !one.wantsToken();
        for (String query : bad) {
            attacks.add(new Attack(
                    "query " + query.substring(0, Math.min(60, query.length())),
                    event(one, one.path() + "?" + query, one.goodBody(), one.key(), Map.of()),
                    open ? Set.of(400, 401, 404) : Set.of(400)));
        }
    }
}
