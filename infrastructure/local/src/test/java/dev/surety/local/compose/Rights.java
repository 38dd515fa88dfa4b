package dev.surety.local.compose;

import static dev.surety.local.compose.Parts.texts;
import static dev.surety.local.template.Template.list;
import static dev.surety.local.template.Template.map;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a door may do, and the variables that come with it: a door that may use a table, a queue, a key or the bus is
 * told which, and no other door is.
 */
record Rights(Parts parts, Map<String, Object> resources) {
    private static final Map<String, String> SERVICES = Map.of(
            "AWS::DynamoDB::Table", "dynamodb:",
            "AWS::SQS::Queue", "sqs:",
            "AWS::KMS::Key", "kms:",
            "AWS::S3::Bucket", "s3:",
            "AWS::Events::EventBus", "events:");

    List<Object> statements(Parts.Door door) {
        List<Object> statements = new ArrayList<>();
        map(door.words().get("rights")).forEach((sid, right) -> statements.add(statement(sid, map(right), door)));
        return statements;
    }

    Map<String, Object> variables(Parts.Door door) {
        Map<String, Object> variables = new LinkedHashMap<>();
        map(door.words().get("rights")).values().forEach(right -> texts(map(right).get("to")).forEach(to -> {
            String id = to.replaceAll("/.*", "");
            boolean key = type(id).equals("AWS::KMS::Key");
            Object named = key ? attribute(id, "Arn") : Map.of("Ref", id);
            Object condition = foreign(id, door);
            String name = id.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
            variables.put(
                    type(id).equals("AWS::SQS::Queue") ? name + "_QUEUE" : name,
                    condition == null ? named : either(condition, named, ""));
            if (type(id).equals("AWS::Events::EventBus")) {
                variables.put("EVENTS_HEARD", String.join(" ", parts.heard()));
            }
        }));
        return variables;
    }

    private Object statement(String sid, Map<String, Object> right, Parts.Door door) {
        List<String> to = texts(right.get("to"));
        String id = to.getFirst().replaceAll("/.*", "");
        String service = Objects.requireNonNull(SERVICES.get(type(id)), id);
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Sid", sid);
        statement.put("Effect", "Allow");
        statement.put("Action", few(texts(right.get("may")).stream().map(action -> service + action).toList()));
        Object keys = right.get("keys");
        boolean files = service.equals("s3:") && keys != null;
        statement.put("Resource", few(files ? objects(id, texts(keys)) : to.stream().map(Rights::arn).toList()));
        if (keys != null && !files) {
            Object bound = keys.equals("appended") ? List.copyOf(parts.appended()) : list(keys);
            statement.put("Condition", service.equals("kms:")
                    ? Map.of("StringLike", Map.of("kms:EncryptionContext:chain", bound))
                    : leading(bound));
        }
        Object condition = foreign(id, door);
        return condition == null ? statement : either(condition, statement, Map.of("Ref", "AWS::NoValue"));
    }

    /** Files of a bucket: each has a name of its own, so that no condition is needed. */
    private static List<Object> objects(String bucket, List<String> keys) {
        return keys.stream()
                .map(key -> (Object) Map.of("Fn::Sub", "${" + bucket + ".Arn}/" + key))
                .toList();
    }

    private static Map<String, Object> leading(Object keys) {
        Map<String, Object> condition = new LinkedHashMap<>();
        condition.put("ForAllValues:StringLike", Map.of("dynamodb:LeadingKeys", keys));
        // Without any key the first test would hold.
        condition.put("Null", Map.of("dynamodb:LeadingKeys", "false"));
        return condition;
    }

    private static Object few(List<?> values) {
        return values.size() == 1 ? values.getFirst() : values;
    }

    private static Object arn(String to) {
        int slash = to.indexOf('/');
        return slash < 0
                ? attribute(to, "Arn")
                : Map.of("Fn::Sub", "${" + to.substring(0, slash) + ".Arn}/index/" + to.substring(slash + 1));
    }

    private String type(String id) {
        return String.valueOf(map(resources.get(id)).get("Type"));
    }

    /** The condition of a resource, unless the door is there only under the same. */
    private @Nullable Object foreign(String id, Parts.Door door) {
        Object condition = map(resources.get(id)).get("Condition");
        return Objects.equals(condition, door.condition()) ? null : condition;
    }

    static Object attribute(String id, String name) {
        return Map.of("Fn::GetAtt", List.of(id, name));
    }

    static Object either(Object condition, Object value, Object otherwise) {
        return Map.of("Fn::If", List.of(condition, value, otherwise));
    }
}
