package dev.surety.local.stream;

import dev.surety.local.Events;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One record of a table's stream, and its JSON as Lambda hands it to a function. */
record StreamRecord(String sequence, ObjectNode json) {
    static StreamRecord from(Record source, String stream) {
        ObjectNode json = shell(source.eventID(), source.eventNameAsString(), stream);
        ObjectNode change = json.putObject("dynamodb");
        change.put(
                "ApproximateCreationDateTime",
                source.dynamodb().approximateCreationDateTime().getEpochSecond());
        change.set("Keys", map(source.dynamodb().keys()));
        if (source.dynamodb().hasNewImage()) {
            change.set("NewImage", map(source.dynamodb().newImage()));
        }
        if (source.dynamodb().hasOldImage()) {
            change.set("OldImage", map(source.dynamodb().oldImage()));
        }
        return finish(json, change, source.dynamodb().sequenceNumber());
    }

    /** The record that an item of the journal must once have had, for when the stream has forgotten it. */
    static StreamRecord again(Map<String, AttributeValue> item, List<String> keys, long number, String stream) {
        String sequence = String.format("republished-%020d", number);
        ObjectNode json = shell(sequence, "INSERT", stream);
        ObjectNode change = json.putObject("dynamodb");
        change.put("ApproximateCreationDateTime", Instant.now().getEpochSecond());
        ObjectNode image = map(item);
        ObjectNode named = change.putObject("Keys");
        keys.forEach(key -> named.set(key, image.get(key)));
        change.set("NewImage", image);
        return finish(json, change, sequence);
    }

    private static ObjectNode shell(String id, String name, String stream) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("eventID", id)
                .put("eventName", name)
                .put("eventVersion", "1.1")
                .put("eventSource", "aws:dynamodb")
                .put("awsRegion", Events.REGION)
                .put("eventSourceARN", stream);
    }

    private static StreamRecord finish(ObjectNode json, ObjectNode change, String sequence) {
        change.put("SequenceNumber", sequence)
                .put("SizeBytes", change.toString().length())
                .put("StreamViewType", "NEW_AND_OLD_IMAGES");
        return new StreamRecord(sequence, json);
    }

    private static ObjectNode map(Map<String, AttributeValue> values) {
        ObjectNode node = JsonMapper.shared().createObjectNode();
        values.forEach((name, value) -> node.set(name, attribute(value)));
        return node;
    }

    private static ObjectNode attribute(AttributeValue value) {
        ObjectNode node = JsonMapper.shared().createObjectNode();
        switch (value.type()) {
            case S -> node.put("S", value.s());
            case N -> node.put("N", value.n());
            case BOOL -> node.put("BOOL", value.bool());
            case NUL -> node.put("NULL", true);
            case B -> node.put("B", base64(value.b()));
            case SS -> value.ss().forEach(node.putArray("SS")::add);
            case NS -> value.ns().forEach(node.putArray("NS")::add);
            case BS -> value.bs().stream().map(StreamRecord::base64).forEach(node.putArray("BS")::add);
            case M -> node.set("M", map(value.m()));
            case L -> {
                ArrayNode list = node.putArray("L");
                value.l().forEach(element -> list.add(attribute(element)));
            }
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("An attribute of an unknown type.");
        }
        return node;
    }

    private static String base64(SdkBytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.asByteArray());
    }
}
