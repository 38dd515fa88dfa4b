package dev.surety.local.compose;

import static dev.surety.local.compose.AlarmRows.ordered;
import static dev.surety.local.compose.Parts.texts;
import static dev.surety.local.compose.Rights.attribute;
import static dev.surety.local.template.Template.list;
import static dev.surety.local.template.Template.map;

import dev.surety.local.compose.Parts.Door;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes template.yaml of its parts. {@code mvn -q -Pcompose test-compile} writes it; infrastructure/cloud/README.md
 * says what the parts' words mean.
 */
public final class Composer {
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static final Object NOTHING = Map.of("Ref", "AWS::NoValue");

    private final Parts parts;
    private final Map<String, Object> resources = new LinkedHashMap<>();
    private final Rights rights;
    private final AlarmRows alarms;

    private Composer(Parts parts) {
        this.parts = parts;
        this.rights = new Rights(parts, resources);
        this.alarms = new AlarmRows(parts, resources);
    }

    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(System.getProperty("surety.root"));
        Files.writeString(root.resolve("template.yaml"), compose(root));
    }

    static String compose(Path root) {
        return TemplateText.of(new Composer(Parts.read(root)).template());
    }

    private Map<String, Object> template() {
        Map<String, Object> template = new LinkedHashMap<>(parts.common());
        Map<String, Object> common = map(template.get("Resources"));
        map(template.remove("secrets")).forEach((use, says) ->
                common.putAll(map(parts.pattern("secret", Map.of("Use", capital(use), "says", says)))));
        Map<String, Object> rows = map(template.remove("alarms"));
        // What the functions bring comes first, and last the alarms, which look at all.
        Map<String, Object> doors = new LinkedHashMap<>();
        resources.putAll(common);
        parts.doors().forEach(this::queues);
        parts.doors().forEach(door -> doors.putAll(lambda(door)));
        resources.putAll(doors);
        resources.put("Api", api(map(resources.get("Api"))));
        rows.forEach((name, row) -> alarms.add(name, map(row), null));
        parts.doors().forEach(door -> map(door.words().get("queues")).forEach((queue, words) ->
                alarms.addLate(queue, map(words).get("late"), door.condition())));
        parts.functions().values().forEach(part -> map(part.get("alarms"))
                .forEach((name, row) -> alarms.add(name, map(row), part.get("condition"))));
        template.put("Resources", resources);
        return template;
    }

    private void queues(Door door) {
        map(door.words().get("queues")).forEach((queue, value) -> {
            Map<String, Object> words = map(value);
            Map<String, Object> values = values(door, "Queue", queue, "visibility", 6 * door.timeout());
            resources.putAll(map(parts.pattern("queue", values)));
            if (words.containsKey("events")) {
                values.put("events", words.get("events"));
                resources.putAll(map(parts.pattern("subscription", values)));
            }
            if (words.containsKey("files")) {
                resources.putAll(map(parts.pattern("notices", values)));
            }
        });
    }

    private Map<String, Object> lambda(Door door) {
        Map<String, Object> variables = ordered(
                "MAIN_CLASS", "dev.surety." + door.module() + "." + capital(door.module()) + "Application",
                "DOOR", door.name());
        Map<String, Object> events = new LinkedHashMap<>();
        List<Object> statements = new ArrayList<>();
        statements.add(parts.pattern("logs", Map.of("Door", door.name())));
        Map<String, Object> values = values(
                door, "timeout", door.timeout(), "variables", variables, "events", events, "statements", statements);
        timers(door, variables, statements);
        variables.putAll(rights.variables(door));
        variables.putAll(map(door.words().get("environment")));
        statements.addAll(rights.statements(door));
        secrets(door, variables, statements);
        sources(door, events, statements, values);
        Map<String, Object> made = new LinkedHashMap<>(map(parts.pattern("door", values)));
        if (door.words().containsKey("routes")) {
            made.putAll(map(parts.pattern("api", values)));
        }
        return made;
    }

    private void timers(Door door, Map<String, Object> variables, List<Object> statements) {
        if (!Boolean.TRUE.equals(door.words().get("timers"))) {
            return;
        }
        Map<String, String> timers = parts.timers();
        List<String> rows = new ArrayList<>();
        timers.forEach((type, queue) -> rows.add(type + "=${" + queue + "}"));
        variables.put("TIMERS", Map.of("Fn::Sub", String.join(" ", rows)));
        List<Object> queues = timers.values().stream().distinct().map(queue -> attribute(queue, "Arn")).toList();
        List<String> keys = timers.keySet().stream().map(type -> type + "#*").toList();
        statements.addAll(list(parts.pattern("timerRights", Map.of("keys", keys, "queues", queues))));
    }

    private void secrets(Door door, Map<String, Object> variables, List<Object> statements) {
        List<String> uses = texts(door.words().get("secrets"));
        if (uses.isEmpty()) {
            return;
        }
        List<String> rows = uses.stream().map(use -> use + "=${" + capital(use) + "Secret}").toList();
        variables.put("SECRETS", Map.of("Fn::Sub", String.join(" ", rows)));
        List<Object> all = uses.stream().map(use -> (Object) Map.of("Ref", capital(use) + "Secret")).toList();
        statements.add(parts.pattern("secretRights", Map.of("secrets", all)));
    }

    /** Queues, stream and schedules, with the right to read them; without any, a call now and then keeps it awake. */
    private void sources(Door door, Map<String, Object> events, List<Object> statements, Map<String, Object> values) {
        Map<String, Object> queues = map(door.words().get("queues"));
        queues.forEach((queue, words) -> {
            Map<String, Object> its = new LinkedHashMap<>(map(words));
            its.put("Queue", queue);
            events.put(queue, parts.pattern("queueEvent", its));
            statements.add(parts.pattern("queueRights", its));
        });
        Map<String, Object> stream = map(door.words().get("stream"));
        if (!stream.isEmpty()) {
            Map<String, Object> its = ordered("table", stream.get("of"), "batch", stream.get("batch"));
            events.put("Stream", parts.pattern("streamEvent", its));
            statements.addAll(list(parts.pattern("streamRights", its)));
        }
        Map<String, Object> schedules = map(door.words().get("schedules"));
        schedules.forEach((name, words) -> {
            Map<String, Object> its = new LinkedHashMap<>(map(words));
            boolean minute = String.valueOf(its.get("rate")).endsWith("minute");
            its.put("retries", minute ? 0 : 2);
            its.put("age", minute ? 60 : 21_600);
            events.put(name, parts.pattern("scheduleEvent", its));
            values.put("invoke", parts.pattern("scheduleInvoke", its));
        });
        if (!schedules.isEmpty()) {
            statements.add(parts.pattern("scheduleRights", Map.of()));
            return;
        }
        boolean batches = !queues.isEmpty() || !stream.isEmpty();
        boolean routes = door.words().containsKey("routes");
        String input = routes ? "{\"version\":\"2.0\",\"routeKey\":\"AWAKE\"}" : batches ? "{\"Records\":[]}" : "{}";
        events.put("Awake", parts.pattern("awake", Map.of("input", input)));
    }

    private Map<String, Object> api(Map<String, Object> api) {
        Map<String, Object> paths = new LinkedHashMap<>();
        Map<String, Object> integrations = new LinkedHashMap<>();
        for (Door door : parts.doors()) {
            Map<String, Object> routes = map(door.words().get("routes"));
            if (!routes.isEmpty()) {
                integrations.put(door.name(), when(door, parts.pattern("integration", Map.of("Door", door.name()))));
            }
            Map<String, Object> own = new LinkedHashMap<>();
            routes.forEach((route, scopes) -> {
                String[] methodAndPath = route.split(" ", 2);
                Map<String, Object> path = map(own.get(methodAndPath[1]));
                path.put(methodAndPath[0].toLowerCase(Locale.ROOT), operation(methodAndPath[1], door, scopes));
                own.put(methodAndPath[1], path);
            });
            own.forEach((path, operations) -> {
                if (paths.put(path, when(door, operations)) != null) {
                    throw new IllegalArgumentException("Two doors have the path " + path + ".");
                }
            });
        }
        Map<String, Object> properties = new LinkedHashMap<>(map(api.get("Properties")));
        properties.put("DefinitionBody", ordered(
                "openapi", "3.0.1",
                "info", ordered("title", Map.of("Ref", "AWS::StackName"), "version", "1.0"),
                "paths", paths,
                "components", Map.of("x-amazon-apigateway-integrations", integrations)));
        return ordered("Type", api.get("Type"), "Properties", properties);
    }

    private static Map<String, Object> operation(String path, Door door, Object scopes) {
        Map<String, Object> operation = new LinkedHashMap<>();
        Matcher variables = VARIABLE.matcher(path);
        List<Object> parameters = new ArrayList<>();
        while (variables.find()) {
            parameters.add(ordered("name", variables.group(1), "in", "path", "required", true));
        }
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        operation.put("security", scopes.equals("open") ? List.of() : List.of(Map.of("Tokens", list(scopes))));
        operation.put("responses", Map.of());
        operation.put(
                "x-amazon-apigateway-integration",
                Map.of("$ref", "#/components/x-amazon-apigateway-integrations/" + door.name()));
        return operation;
    }

    private static Object when(Door door, Object value) {
        Object condition = door.condition();
        return condition == null ? value : Rights.either(condition, value, NOTHING);
    }

    private static Map<String, Object> values(Door door, Object... more) {
        Map<String, Object> values = ordered(more);
        values.put("Door", door.name());
        values.put("module", door.module());
        @Nullable Object condition = door.condition();
        if (condition != null) {
            values.put("condition", condition);
        }
        return values;
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
