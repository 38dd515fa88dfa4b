package dev.surety.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.events.inbox.AgainInbox;
import dev.surety.runtime.edge.queue.QueueEdge;
import dev.surety.runtime.json.Json;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What a republish sends is told as the stream would have it told, with the same ids. */
class RelayingAgainTest {
    private static ObjectNode entry(String pk, int sk, String event) {
        return Json.object()
                .put("pk", pk)
                .put("sk", sk)
                .put("event", event)
                .put("at", "2026-11-22T10:00:00.000Z")
                .put("attention", "opens entry_parked");
    }

    private static int failed(Newsroom room, ObjectNode... entries) {
        ObjectNode body = Json.object();
        var list = body.putArray("entries");
        List.of(entries).forEach(list::add);
        ObjectNode event = Json.object();
        event.putArray("Records").addObject().put("messageId", "m-1").put("body", Json.text(body));
        return new QueueEdge(new AgainInbox(room.reader(room.clock)), room.metric())
                .apply(new ByteArrayInputStream(Json.text(event).getBytes(StandardCharsets.UTF_8)))
                .getBatchItemFailures()
                .size();
    }

    @Test
    void whatWasToldBeforeIsToldAgainUnderItsId() {
        Newsroom room = new Newsroom();
        room.append(Newsroom.escrow("one"), "escrow.created.v1");
        room.append(Newsroom.escrow("one"), "escrow.funded.v1");
        room.deliver(room.records());
        var first = List.copyOf(room.bus.taken);
        String chain = Newsroom.escrow("one").toString();
        assertEquals(0, failed(room, entry(chain, 1, "escrow.created.v1"), entry(chain, 2, "escrow.funded.v1")));
        assertEquals(first, room.bus.taken.subList(2, 4));
        assertEquals(4, room.feed().size(), "a listener knows them by their ids");
    }

    @Test
    void whatCannotBeReadHoldsUpNothing() {
        Newsroom room = new Newsroom();
        String chain = Newsroom.escrow("one").toString();
        assertEquals(0, failed(room, entry("-", 0, ""), entry(chain, 1, "escrow.created.v1"), Json.object()));
        assertEquals(List.of(Newsroom.escrow("one").id() + " 1"), room.bus.told());
        assertTrue(room.metrics.stream().anyMatch(line -> line.contains("relay.skipped")));
    }

    @Test
    void whatTheBusDoesNotTakeComesAgain() {
        Newsroom room = new Newsroom();
        room.bus.takeOnly(1);
        String chain = Newsroom.escrow("one").toString();
        ObjectNode[] entries = {entry(chain, 1, "escrow.created.v1"), entry(chain, 2, "escrow.funded.v1")};
        assertEquals(1, failed(room, entries));
        room.bus.takeOnly(10);
        assertEquals(0, failed(room, entries));
        assertEquals(3, room.bus.taken.size());
    }
}
