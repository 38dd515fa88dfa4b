package dev.surety.local.compose;

import static dev.surety.local.template.Template.map;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What SAM's transform makes of those parts of the template that are its own, as far as we use them: the resources that
 * CloudFormation creates. {@code .ci/transformed.py} holds this to the real translator.
 */
record Transformed(List<Resource> resources) {
    /** A resource; its owner is the one in the template it comes of. A version's id lacks its hash here. */
    record Resource(String id, String type, String owner) {}

    static Transformed of(Map<String, Object> written) {
        List<Resource> resources = new ArrayList<>();
        written.forEach((id, value) -> {
            String type = String.valueOf(map(value).get("Type"));
            Map<String, Object> properties = map(map(value).get("Properties"));
            parts(id, type, properties).forEach((part, kind) -> resources.add(new Resource(part, kind, id)));
        });
        return new Transformed(List.copyOf(resources));
    }

    private static Map<String, String> parts(String id, String type, Map<String, Object> properties) {
        Map<String, String> parts = new LinkedHashMap<>();
        switch (type) {
            case "AWS::Serverless::HttpApi" -> {
                parts.put(id, "AWS::ApiGatewayV2::Api");
                parts.put(id + "ApiGatewayDefaultStage", "AWS::ApiGatewayV2::Stage");
            }
            case "AWS::Serverless::Function" -> {
                parts.put(id, "AWS::Lambda::Function");
                parts.put(id + "Version", "AWS::Lambda::Version");
                parts.put(id + "Aliaslive", "AWS::Lambda::Alias");
                if (properties.containsKey("EventInvokeConfig")) {
                    parts.put(id + "EventInvokeConfig", "AWS::Lambda::EventInvokeConfig");
                }
                if (!properties.containsKey("Role")) {
                    parts.put(id + "Role", "AWS::IAM::Role");
                }
                map(properties.get("Events")).forEach((name, event) -> parts.putAll(source(id + name, map(event))));
            }
            default -> {
                if (type.startsWith("AWS::Serverless::")) {
                    throw new IllegalArgumentException("What the transform makes of " + type + " is not known here.");
                }
                parts.put(id, type);
            }
        }
        return parts;
    }

    private static Map<String, String> source(String id, Map<String, Object> event) {
        return switch (String.valueOf(event.get("Type"))) {
            case "SQS", "DynamoDB" -> Map.of(id, "AWS::Lambda::EventSourceMapping");
            case "Schedule" -> Map.of(id, "AWS::Events::Rule", id + "Permission", "AWS::Lambda::Permission");
            default ->
                throw new IllegalArgumentException("What the transform makes of " + event + " is not known here.");
        };
    }
}
