package dev.surety.payouts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.model.id.PayoutId;
import dev.surety.model.journal.Entry;
import dev.surety.payouts.world.PayoutWorld;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Each entry of a payout tells the feed and the approvers what it is about. */
class TellingOfPayoutsTest {
    @Test
    void eachEntryTellsStateSumAndReferenceAndWhatWaitsTellsItsApprovers() {
        var world = new PayoutWorld().released(PayoutWorld.ANNA, 100_000);
        String wanted = PayoutWorld.wanted(PayoutWorld.ANNA, 60_000);
        Response asked = world.post("/v1/payouts", wanted, "telling-key-00001", PayoutWorld.backend());
        var id = new PayoutId(asked.text("id"));
        world.post("/v1/payouts/" + id + "/approve", "", "telling-key-00002", PayoutWorld.checker());
        world.until(world.clock.instant().plus(Duration.ofMinutes(5)));

        List<JsonNode> told = world.payout(id).chain().entries().stream()
                .map(Entry::data)
                .map(data -> Json.object(data).path("tells"))
                .toList();
        assertEquals(
                "{\"needed\":1,\"sum\":{\"amount\":60000,\"currency\":\"EUR\"}}",
                Json.text(told.getFirst().path("approval")));
        assertEquals(
                List.of("awaiting_approval", "scheduled", "sending", "sent"),
                told.stream().map(of -> of.path("state").asString("")).toList());
        for (JsonNode of : told) {
            assertEquals("{\"amount\":60000,\"currency\":\"EUR\"}", Json.text(of.path("amount")));
            assertEquals(15, of.path("reference").asString("").length());
        }
    }
}
