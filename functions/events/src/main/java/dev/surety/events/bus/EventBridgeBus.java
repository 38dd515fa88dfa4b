package dev.surety.events.bus;

import dev.surety.events.domain.Bus;
import dev.surety.events.domain.Event;
import dev.surety.runtime.aws.AwsJson;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A custom bus of EventBridge. It takes ten events a call and may take some of them and not others. */
public final class EventBridgeBus implements Bus {
    private static final int MOST_PER_CALL = 10;
    private static final String SOURCE = "surety";

    private final AwsJson bridge;
    private final String bus;
    private final Set<String> heard;

    /** @param heard the types that a rule of the template names: any other costs a call, and the bus drops it */
    public EventBridgeBus(AwsJson bridge, String bus, Set<String> heard) {
        this.bridge = bridge;
        this.bus = bus;
        this.heard = Set.copyOf(heard);
    }

    @Override
    public int publish(List<Notice> notices) {
        List<Notice> wanted = notices.stream().filter(notice -> heard.contains(notice.event().type())).toList();
        int taken = 0;
        while (taken < wanted.size()) {
            List<Notice> some = wanted.subList(taken, Math.min(taken + MOST_PER_CALL, wanted.size()));
            int ofThese = put(some);
            taken += ofThese;
            if (ofThese < some.size()) {
                return notices.indexOf(wanted.get(taken));
            }
        }
        return notices.size();
    }

    private int put(List<Notice> notices) {
        ObjectNode input = Json.object();
        var entries = input.putArray("Entries");
        for (Notice notice : notices) {
            entries.addObject()
                    .put("Source", SOURCE)
                    .put("DetailType", notice.event().type())
                    .put("Detail", Json.text(detail(notice)))
                    .put("EventBusName", bus);
        }
        JsonNode answer = bridge.call("PutEvents", input);
        JsonNode results = answer.path("Entries");
        for (int i = 0; i < notices.size(); i++) {
            if (!results.path(i).path("EventId").isString()) {
                return i;
            }
        }
        return notices.size();
    }

    private static ObjectNode detail(Notice notice) {
        Event event = notice.event();
        ObjectNode detail = Json.object()
                .put("id", event.id())
                .put("type", event.type())
                .put("version", event.version())
                .put("marketplace", event.marketplace().value())
                .put("at", Times.text(event.at()))
                .put("sequence", event.sequence())
                .put("subject", event.subject())
                .put("pk", notice.chain().toString());
        if (event.isRepublished()) {
            detail.put("republished", true);
        }
        return detail;
    }
}
