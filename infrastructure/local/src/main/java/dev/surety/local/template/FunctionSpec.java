package dev.surety.local.template;

import static dev.surety.local.template.Template.list;
import static dev.surety.local.template.Template.map;
import static dev.surety.local.template.Template.number;

import dev.surety.local.template.Trigger.Queue;
import dev.surety.local.template.Trigger.Route;
import dev.surety.local.template.Trigger.Schedule;
import dev.surety.local.template.Trigger.Stream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A function as the template writes it down. Environment values are unresolved. */
public record FunctionSpec(
        String name,
        String handlerClass,
        Duration timeout,
        int memoryMegabytes,
        Map<String, Object> environment,
        List<Trigger> triggers) {
    private static final Pattern RATE = Pattern.compile("rate\\((\\d+) (minute|hour|day)s?\\)");

    public static List<FunctionSpec> all(Template template) {
        List<FunctionSpec> functions = new ArrayList<>();
        template.resources("AWS::Serverless::Function")
                .forEach((name, properties) -> functions.add(from(name, template.functionGlobals(), properties)));
        return functions;
    }

    private static FunctionSpec from(String name, Map<String, Object> globals, Map<String, Object> properties) {
        Map<String, Object> environment = new LinkedHashMap<>(variables(globals));
        environment.putAll(variables(properties));
        List<Trigger> triggers = new ArrayList<>();
        map(properties.get("Events")).forEach((id, event) -> triggers.add(trigger(name + "." + id, map(event))));
        String handler = String.valueOf(properties.get("Handler"));
        return new FunctionSpec(
                name,
                handler.replaceAll("::.*", ""),
                Duration.ofSeconds(number(properties.get("Timeout"), number(globals.get("Timeout"), 3))),
                number(properties.get("MemorySize"), number(globals.get("MemorySize"), 128)),
                environment,
                List.copyOf(triggers));
    }

    private static Map<String, Object> variables(Map<String, Object> function) {
        return map(map(function.get("Environment")).get("Variables"));
    }

    private static Trigger trigger(String name, Map<String, Object> event) {
        Map<String, Object> properties = map(event.get("Properties"));
        return switch (String.valueOf(event.get("Type"))) {
            case "HttpApi" -> route(properties);
            case "SQS" -> new Queue(owner(properties.get("Queue")), batchSize(properties, 10), partial(properties));
            case "DynamoDB" ->
                new Stream(
                        owner(properties.get("Stream")),
                        batchSize(properties, 100),
                        number(properties.get("MaximumRetryAttempts"), Integer.MAX_VALUE),
                        Boolean.TRUE.equals(properties.get("BisectBatchOnFunctionError")),
                        partial(properties));
            case "Schedule" ->
                new Schedule(
                        name,
                        rate(String.valueOf(properties.get("Schedule"))),
                        Optional.ofNullable(properties.get("Input")).map(Object::toString));
            default -> throw new IllegalArgumentException("The local runtime cannot play the event " + name + ".");
        };
    }

    private static Route route(Map<String, Object> properties) {
        Map<String, Object> auth = map(properties.get("Auth"));
        List<String> scopes = list(auth.get("AuthorizationScopes")).stream().map(Object::toString).toList();
        String method = String.valueOf(properties.get("Method")).toUpperCase(Locale.ROOT);
        return new Route(
                method, String.valueOf(properties.get("Path")), scopes, "NONE".equals(auth.get("Authorizer")));
    }

    /** The logical id of the resource whose attribute is given. */
    private static String owner(@Nullable Object reference) {
        return String.valueOf(list(map(reference).get("Fn::GetAtt")).getFirst());
    }

    private static int batchSize(Map<String, Object> properties, int otherwise) {
        return number(properties.get("BatchSize"), otherwise);
    }

    private static boolean partial(Map<String, Object> properties) {
        return list(properties.get("FunctionResponseTypes")).contains("ReportBatchItemFailures");
    }

    private static Duration rate(String expression) {
        Matcher matcher = RATE.matcher(expression);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("The local runtime cannot play the schedule " + expression + ".");
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "minute" -> Duration.ofMinutes(count);
            case "hour" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
