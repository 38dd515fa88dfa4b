package dev.surety.local.compose;

import static dev.surety.local.compose.Rights.attribute;
import static dev.surety.local.template.Template.list;
import static dev.surety.local.template.Template.map;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** From a row {@code says, metric, over, above} to alarms: as many as ten metrics each allow. */
final class AlarmRows {
    /** As many metrics as CloudWatch takes in one alarm. */
    private static final int MOST_METRICS = 10;

    private record Series(Object dimensions, @Nullable Object condition) {}

    private final Parts parts;
    private final Map<String, Object> resources;

    AlarmRows(Parts parts, Map<String, Object> resources) {
        this.parts = parts;
        this.resources = resources;
    }

    void add(String name, Map<String, Object> row, @Nullable Object condition) {
        List<Series> all = over(row.get("over"));
        for (int from = 0; from < all.size(); from += MOST_METRICS) {
            List<Series> some = all.subList(from, Math.min(all.size(), from + MOST_METRICS));
            String numbered = from == 0 ? name : name + (from / MOST_METRICS + 1);
            resources.putAll(map(parts.pattern("alarm", values(numbered, row, some, condition))));
        }
    }

    /** A queue whose messages wait for longer than these seconds. */
    void addLate(String queue, @Nullable Object seconds, @Nullable Object condition) {
        Objects.requireNonNull(seconds, () -> queue + " says how late its messages may be.");
        long minutes = Long.parseLong(seconds.toString()) / 60;
        Map<String, Object> row = ordered(
                "says", "Messages in " + queue + " wait for more than " + minutes + " minutes.",
                "metric", "AWS/SQS ApproximateAgeOfOldestMessage",
                "over", Map.of("queue", queue),
                "stat", "Maximum",
                "period", 300,
                "above", seconds);
        add(queue + "Late", row, condition);
    }

    private Map<String, Object> values(
            String name, Map<String, Object> row, List<Series> some, @Nullable Object condition) {
        boolean above = row.containsKey("above");
        boolean highest = row.getOrDefault("stat", "Sum").equals("Maximum");
        List<Object> metrics = new ArrayList<>();
        metrics.add(ordered(
                "Id", "all", "Expression", highest ? "MAX(METRICS())" : "SUM(METRICS())", "ReturnData", true));
        for (Series series : some) {
            Object metric = metric("m" + metrics.size(), row, series.dimensions());
            Object itsOwn = Objects.equals(series.condition(), condition) ? null : series.condition();
            metrics.add(itsOwn == null
                    ? metric
                    : Rights.either(itsOwn, metric, Map.of("Ref", "AWS::NoValue")));
        }
        Map<String, Object> values = ordered(
                "Alarm", name,
                "says", row.get("says"),
                "metrics", metrics,
                "times", row.getOrDefault("times", 1),
                "threshold", above ? row.get("above") : row.get("below"),
                "comparison", above ? "GreaterThanThreshold" : "LessThanThreshold",
                "missing", row.getOrDefault("missing", "notBreaching"));
        if (condition != null) {
            values.put("condition", condition);
        }
        return values;
    }

    private Object metric(String id, Map<String, Object> row, Object dimensions) {
        String[] metric = String.valueOf(row.get("metric")).split(" ", 2);
        return parts.pattern("metric", ordered(
                "id", id,
                "namespace", metric[0],
                "name", metric[1],
                "dimensions", dimensions,
                "period", row.getOrDefault("period", 60),
                "stat", row.getOrDefault("stat", "Sum")));
    }

    private List<Series> over(@Nullable Object over) {
        if (over instanceof List<?> functions) {
            return functions.stream().map(function -> series(null, "function", function)).toList();
        }
        if (over instanceof Map<?, ?> named && named.containsKey("kind")) {
            return List.of(series(null, "function", named.get("function"), "kind", named.get("kind")));
        }
        if (over instanceof Map<?, ?> named) {
            String queue = String.valueOf(named.get("queue"));
            return List.of(series(condition(queue), "QueueName", attribute(queue, "QueueName")));
        }
        return switch (String.valueOf(over)) {
            case "functions" -> parts.doors().stream().map(Parts.Door::counts).distinct()
                    .map(function -> series(null, "function", function)).toList();
            case "doors" -> parts.doors().stream().map(this::lambda).toList();
            case "streams" -> parts.doors().stream().filter(AlarmRows::reads).map(this::lambda).toList();
            case "mappings" -> parts.doors().stream().filter(AlarmRows::reads)
                    .map(door -> series(
                            door.condition(), "EventSourceMappingUUID", Map.of("Ref", door.name() + "Stream")))
                    .toList();
            case "deadLetters" -> ids("AWS::SQS::Queue").stream()
                    .filter(id -> !properties(id).containsKey("RedrivePolicy"))
                    .map(id -> series(condition(id), "QueueName", attribute(id, "QueueName"))).toList();
            case "tables" -> ids("AWS::DynamoDB::Table").stream()
                    .map(id -> series(condition(id), "TableName", Map.of("Ref", id))).toList();
            case "indexes" -> indexes();
            case "rules" -> rules();
            case "api" -> List.of(series(null, "ApiId", Map.of("Ref", "Api")));
            default -> throw new IllegalArgumentException("Over nothing known: " + over);
        };
    }

    private static boolean reads(Parts.Door door) {
        return door.words().containsKey("stream");
    }

    private Series lambda(Parts.Door door) {
        return series(door.condition(), "FunctionName", Map.of("Ref", door.name()));
    }

    private List<Series> indexes() {
        List<Series> all = new ArrayList<>();
        ids("AWS::DynamoDB::Table").forEach(id -> list(properties(id).get("GlobalSecondaryIndexes"))
                .forEach(index -> all.add(series(
                        condition(id),
                        "TableName", Map.of("Ref", id),
                        "GlobalSecondaryIndexName", map(index).get("IndexName")))));
        return all;
    }

    /** Of the bus's rules {@code Ref} is no name, but their ARN ends in it. */
    private List<Series> rules() {
        List<Series> all = new ArrayList<>();
        parts.doors().forEach(door -> map(door.words().get("schedules")).keySet().forEach(schedule ->
                all.add(series(door.condition(), "RuleName", Map.of("Ref", door.name() + schedule)))));
        ids("AWS::Events::Rule").forEach(id -> all.add(series(
                condition(id),
                "EventBusName", Map.of("Ref", "EventBus"),
                "RuleName", Map.of("Fn::Select", List.of(2, split(attribute(id, "Arn")))))));
        return all;
    }

    private static Object split(Object arn) {
        return Map.of("Fn::Split", List.of("/", arn));
    }

    private List<String> ids(String type) {
        return resources.keySet().stream()
                .filter(id -> type.equals(map(resources.get(id)).get("Type")))
                .toList();
    }

    private Map<String, Object> properties(String id) {
        return map(map(resources.get(id)).get("Properties"));
    }

    private @Nullable Object condition(String id) {
        return map(resources.get(id)).get("Condition");
    }

    private static Series series(@Nullable Object condition, Object... namesAndValues) {
        List<Object> dimensions = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            dimensions.add(ordered("Name", namesAndValues[i], "Value", namesAndValues[i + 1]));
        }
        return new Series(dimensions, condition);
    }

    static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(keysAndValues[i].toString(), keysAndValues[i + 1]);
        }
        return map;
    }
}
