package dev.surety.local;

import static dev.surety.local.template.Template.list;
import static dev.surety.local.template.Template.map;

import dev.surety.local.template.FunctionSpec;
import dev.surety.local.template.Template;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Reason;
import dev.surety.runtime.edge.http.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;

/**
 * Makes the API's description: {@code infrastructure/cloud/api.yaml}, a part of each function, and of the functions'
 * tables of routes the scopes, the idempotency key, the dry run and the refusals of each operation.
 *
 * <p>{@code mvn -q -Pcompose test-compile} writes the file, and beside it the list of {@link EventNames}. {@link
 * OpenApiTest} holds both to their parts.
 */
final class ComposeApi {
    private static final String COMMENT = "# Made by `mvn -q -Pcompose test-compile` of infrastructure/cloud/api.yaml,"
            + " functions/*/api.yaml and the tables of routes.\n";
    private static final Map<Integer, String> REFUSALS = Map.of(
            400, "Malformed",
            401, "Unauthenticated",
            403, "Forbidden",
            404, "NotFound",
            409, "Conflict",
            412, "VersionConflict",
            413, "TooLarge",
            422, "Unprocessable",
            503, "Unavailable");
    /** The API gateway gives these before or after any function. */
    private static final Map<String, String> OF_EVERY = Map.of(
            "429", "TooManyRequests", "500", "Internal", "503", "Unavailable", "504", "TimedOut");

    /** Stands in a part for the list of them. */
    private static final String EVENT_TYPES = "{event types}";

    private final Map<String, Object> paths = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> components = new LinkedHashMap<>();
    private final Map<String, Route<?>> code;
    private final String eventTypes;

    private ComposeApi(Map<String, Route<?>> code, String eventTypes) {
        this.code = code;
        this.eventTypes = eventTypes;
    }

    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(System.getProperty("surety.root", "")).toAbsolutePath();
        Files.writeString(file(root), of(root));
        Files.writeString(EventNames.file(root), EventNames.text(root));
    }

    static Path file(Path root) {
        return root.resolve("infrastructure/cloud/openapi.yaml");
    }

    /** The text of the whole description. */
    static String of(Path root) throws IOException {
        List<FunctionSpec> functions = FunctionSpec.all(Template.read(
                root.resolve("template.yaml"), Map.of("Sandbox", "true", "TokenIssuer", "https://issuer.example")));
        var composed = new ComposeApi(CodeRoutes.of(functions), EventNames.described(root));
        Map<String, Object> common = read(root.resolve("infrastructure/cloud/api.yaml"));
        composed.add(common);
        for (Path part : parts(root.resolve("functions"))) {
            composed.add(read(part));
        }
        common.put("paths", composed.describe());
        common.put("components", composed.components);
        return COMMENT + write(common);
    }

    private static List<Path> parts(Path functions) throws IOException {
        try (Stream<Path> all = Files.list(functions)) {
            return all.map(function -> function.resolve("api.yaml"))
                    .filter(Files::exists)
                    .sorted()
                    .toList();
        }
    }

    private static Map<String, Object> read(Path part) throws IOException {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return map(new Yaml(new SafeConstructor(options)).load(Files.readString(part)));
    }

    private void add(Map<String, Object> part) {
        merge(paths, part.get("paths"));
        map(part.get("components")).forEach((section, content) ->
                merge(components.computeIfAbsent(section, _ -> new LinkedHashMap<>()), content));
    }

    /** A path and a component have one owner. */
    private static void merge(Map<String, Object> into, @Nullable Object part) {
        map(part).forEach((name, value) -> {
            if (into.put(name, value) != null) {
                throw new IllegalStateException(name + " is in two parts");
            }
        });
    }

    /** The paths, with what the code says of them; and the reasons that any of them may give. */
    private Map<String, Object> describe() {
        Set<CommonReason> given = EnumSet.noneOf(CommonReason.class);
        Map<String, Object> described = new LinkedHashMap<>();
        paths.forEach((path, methods) -> {
            Map<String, Object> operations = map(methods);
            operations.replaceAll((method, operation) -> describe(method, path, map(operation), given));
            described.put(path, operations);
        });
        List<String> reasons = given.stream().map(Reason::code).distinct().collect(Collectors.toList());
        reasons.add("internal");
        Map<String, Object> schema = map(section("schemas").get("Reason"));
        schema.put("enum", reasons);
        section("schemas").put("Reason", schema);
        return described;
    }

    private Map<String, Object> describe(
            String method, String path, Map<String, Object> operation, Set<CommonReason> given) {
        if (Boolean.TRUE.equals(operation.get("x-local-only"))) {
            return operation;
        }
        Route<?> route = Optional.<Route<?>>ofNullable(code.get(method.toUpperCase(Locale.ROOT) + " " + path))
                .orElseThrow(() -> new IllegalStateException("no function has " + method + " " + path));
        given.addAll(route.refusals());
        return operation(operation, route);
    }

    private Map<String, Object> section(String name) {
        return components.getOrDefault(name, Map.of());
    }

    private Map<String, Object> operation(Map<String, Object> part, Route<?> route) {
        Map<String, Object> operation = new LinkedHashMap<>();
        for (String first : List.of("tags", "operationId", "summary", "description")) {
            operation.put(first, part.get(first));
        }
        String description = String.valueOf(part.get("description")).replace(EVENT_TYPES, eventTypes);
        operation.put("description", description + keptOut(route) + refusals(route));
        operation.put("security", security(route));
        List<Object> parameters = parameters(part, route);
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        part.forEach(operation::putIfAbsent);
        operation.put("responses", responses(map(part.get("responses")), route));
        return operation;
    }

    private static String keptOut(Route<?> route) {
        boolean said = route.people() == Route.People.MARKETPLACE_ONLY
                && !route.scopes().equals(Set.of("operator"));
        return said ? "\nA participant's own token cannot come here.\n" : "";
    }

    private static String refusals(Route<?> route) {
        String all = route.refusals().stream()
                .map(reason -> "`%s` %d".formatted(reason.code(), reason.status()))
                .collect(Collectors.joining(" · "));
        return all.isEmpty() ? "" : "\nRefusals: " + all + "\n";
    }

    /** Any one of the scopes is enough. */
    private static List<Object> security(Route<?> route) {
        return route.scopes().stream()
                .sorted()
                .<Object>map(scope -> Map.of("token", List.of(scope)))
                .toList();
    }

    private static List<Object> parameters(Map<String, Object> part, Route<?> route) {
        List<Object> parameters = new ArrayList<>(list(part.get("parameters")));
        boolean tries = route.trial().isPresent();
        if (route.effect() == Route.Effect.CHANGES) {
            parameters.add(reference("parameters", tries ? "Idempotency-Key-Unless-Dry-Run" : "Idempotency-Key"));
        }
        if (tries) {
            parameters.add(reference("parameters", "Dry-Run"));
        }
        return parameters;
    }

    /** By status; what the part says of one goes before what is said of all. */
    private Map<String, Object> responses(Map<String, Object> part, Route<?> route) {
        Map<String, Object> responses = new TreeMap<>();
        OF_EVERY.forEach((status, name) -> responses.put(status, reference("responses", name)));
        route.refusals().forEach(reason -> responses.put(
                String.valueOf(reason.status()), reference("responses", REFUSALS.get(reason.status()))));
        if (route.method().equals("GET") && hasVersion(part)) {
            responses.put("304", reference("responses", "NotModified"));
        }
        responses.putAll(part);
        return new LinkedHashMap<>(responses);
    }

    private boolean hasVersion(Map<String, Object> responses) {
        Object good = responses.get("200");
        String reference = String.valueOf(map(good).get("$ref"));
        Object resolved = section("responses").getOrDefault(reference.substring(reference.lastIndexOf('/') + 1), good);
        return map(map(resolved).get("headers")).containsKey("ETag");
    }

    private static Object reference(String section, String name) {
        return Map.of("$ref", "#/components/" + section + "/" + name);
    }

    private static String write(Map<String, Object> whole) {
        var options = new DumperOptions();
        options.setWidth(120);
        options.setDereferenceAliases(true);
        return new Yaml(new Representer(options), options).dump(whole);
    }
}
