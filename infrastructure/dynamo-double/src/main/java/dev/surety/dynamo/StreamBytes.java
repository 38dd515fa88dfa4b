package dev.surety.dynamo;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Stream records as the bytes of the event that Lambda hands to a function. */
public final class StreamBytes {
    private static final JsonMapper JSON = new JsonMapper();

    private StreamBytes() {}

    public static byte[] of(List<StreamRecord> records) {
        ObjectNode event = JSON.createObjectNode();
        ArrayNode list = event.putArray("Records");
        records.forEach(each -> list.add(record(each)));
        return JSON.writeValueAsBytes(event);
    }

    private static ObjectNode record(StreamRecord source) {
        ObjectNode node = JSON.createObjectNode();
        node.put("eventID", "%032x".formatted(source.number()));
        node.put("eventName", source.kind().name());
        node.put("eventVersion", "1.1");
        node.put("eventSource", "aws:dynamodb");
        node.put("awsRegion", "eu-central-1");
        ObjectNode change = node.putObject("dynamodb");
        change.put("ApproximateCreationDateTime", source.at().getEpochSecond());
        change.set("Keys", item(source.keys()));
        put(change, "NewImage", source.newImage());
        put(change, "OldImage", source.oldImage());
        change.put("SequenceNumber", source.sequenceNumber());
        change.put("SizeBytes", size(source));
        change.put("StreamViewType", "NEW_AND_OLD_IMAGES");
        node.put(
                "eventSourceARN",
                "arn:aws:dynamodb:eu-central-1:123456789012:table/" + source.table()
                        + "/stream/2026-11-22T00:00:00.000");
        return node;
    }

    private static void put(ObjectNode change, String name, @Nullable Map<String, AttributeValue> image) {
        if (image != null) {
            change.set(name, item(image));
        }
    }

    private static int size(StreamRecord source) {
        int bytes = Values.size(source.keys());
        bytes += source.oldImage() == null ? 0 : Values.size(source.oldImage());
        bytes += source.newImage() == null ? 0 : Values.size(source.newImage());
        return bytes;
    }

    private static ObjectNode item(Map<String, AttributeValue> item) {
        ObjectNode node = JSON.createObjectNode();
        item.forEach((name, value) -> node.set(name, value(value)));
        return node;
    }

    private static ObjectNode value(AttributeValue value) {
        ObjectNode node = JSON.createObjectNode();
        switch (value.type()) {
            case S -> node.put("S", value.s());
            case N -> node.put("N", value.n());
            case B -> node.put("B", base64(value.b()));
            case BOOL -> node.put("BOOL", value.bool());
            case NUL -> node.put("NULL", true);
            case SS -> value.ss().forEach(node.putArray("SS")::add);
            case NS -> value.ns().forEach(node.putArray("NS")::add);
            case BS -> {
                ArrayNode list = node.putArray("BS");
                value.bs().forEach(each -> list.add(base64(each)));
            }
            case L -> {
                ArrayNode list = node.putArray("L");
                value.l().forEach(each -> list.add(value(each)));
            }
            case M -> node.set("M", item(value.m()));
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("a value without a type");
        }
        return node;
    }

    private static String base64(SdkBytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.asByteArray());
    }
}
