package dev.surety.events.inbox;

import dev.surety.runtime.aws.Items;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.edge.queue.QueueEdge.Inbox;
import dev.surety.runtime.edge.stream.StreamEdge;
import dev.surety.runtime.edge.stream.StreamRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;

/**
 * Messages {@code {"entries": [{"pk", "sk", "event", "at", …}]}} with entries that are to be told of again: they are
 * read as if the journal's stream brought them once more.
 */
public final class AgainInbox implements Inbox {
    private final StreamEdge.Reader relay;

    public AgainInbox(StreamEdge.Reader relay) {
        this.relay = relay;
    }

    @Override
    public Handled handle(JsonNode message) {
        List<StreamRecord> records = new ArrayList<>();
        for (JsonNode entry : message.path("entries").values()) {
            Map<String, AttributeValue> image = new LinkedHashMap<>();
            entry.properties().forEach(member -> image.put(
                    member.getKey(),
                    member.getValue().isIntegralNumber()
                            ? Items.of(member.getValue().longValue())
                            : Items.of(member.getValue().asString(""))));
            String sequence = Integer.toString(records.size());
            records.add(new StreamRecord(StreamRecord.Kind.INSERT, sequence, image, image));
        }
        return relay.read(records).isEmpty() ? Handled.DONE : Handled.AGAIN;
    }
}
