package dev.surety.local.template;

import static dev.surety.local.template.Template.list;
import static dev.surety.local.template.Template.map;
import static dev.surety.local.template.Template.number;

import dev.surety.local.template.Trigger.Queue;
import dev.surety.local.template.Trigger.Schedule;
import dev.surety.local.template.Trigger.Stream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
    /** How the service writes a stream's retries and ages that have no end. */
    private static final int FOR_EVER = -1;

    private static final int MOST_AT_ONCE = 8;
    private static final Pattern RATE = Pattern.compile("rate\\((\\d+) (minute|hour|day)s?\\)");

    public static List<FunctionSpec> all(Template template) {
        Map<String, List<Trigger>> routes = Routes.byFunction(template);
        List<FunctionSpec> functions = new ArrayList<>();
        template.resources("AWS::Serverless::Function").forEach((name, properties) -> functions.add(from(
                name, template.functionGlobals(), properties, routes.getOrDefault(name, List.of()))));
        return functions;
    }

    private static FunctionSpec from(
            String name, Map<String, Object> globals, Map<String, Object> properties, List<Trigger> routes) {
        Map<String, Object> environment = new LinkedHashMap<>(variables(globals));
        environment.putAll(variables(properties));
        List<Trigger> triggers = new ArrayList<>(routes);
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
            case "SQS" ->
                new Queue(
                        owner(properties.get("Queue")),
                        batchSize(properties, 10),
                        number(map(properties.get("ScalingConfig")).get("MaximumConcurrency"), MOST_AT_ONCE),
                        partial(properties));
            case "DynamoDB" ->
                new Stream(
                        owner(properties.get("Stream")),
                        batchSize(properties, 100),
                        retries(number(properties.get("MaximumRetryAttempts"), FOR_EVER)),
                        Duration.ofSeconds(number(properties.get("MaximumRecordAgeInSeconds"), FOR_EVER)),
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

    private static int retries(int written) {
        return written == FOR_EVER ? Integer.MAX_VALUE : written;
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
