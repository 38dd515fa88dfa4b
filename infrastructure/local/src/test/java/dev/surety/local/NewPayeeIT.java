package dev.surety.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** From an escrow that settles, by stream, bus, rule and queue of the real template, to the record of its payee. */
class NewPayeeIT {
    @TempDir
    private static Path data;

    private static ChildWorld world;
    private static Sale sale;

    @BeforeAll
    static void start() {
        world = ChildWorld.real(data);
        sale = new Sale(world.base(), "new-payee");
    }

    @AfterAll
    static void stop() throws InterruptedException {
        world.terminate();
    }

    @Test
    void aSaleIsCountedToThePayeeWhileTheMarketplaceAsks() {
        String payer = sale.participant("buyer");
        String payee = sale.participant("seller");
        var settings = (ObjectNode) sale.api.get(sale.operator, "/v1/settings").body();
        settings.remove("version");
        settings.remove("updatedAt");
        settings.set("newPayees", JsonMapper.shared()
                .createObjectNode()
                .put("days", 0)
                .put("settledEscrows", 1)
                .put("matures", "PT1S"));
        Sale.ok(sale.api.send("PUT", sale.operator, "/v1/settings", settings.toString(), sale.key()));

        Sale.ok(sale.post(sale.delivered(payer, payee, 10_000) + "/accept", "{\"onBehalfOf\": \"payer\"}"));

        String told = "/v1/events?type=record.sale_counted&subject=" + payee;
        Sale.await("the sale is counted, and the feed tells of it", () -> sale.get(told)
                        .body()
                        .path("data")
                        .size()
                == 1);
        assertEquals(1, version(payee), "the participant's own chain is not written");
        assertEquals(1, version(payer));
    }

    private static int version(String participant) {
        return sale.get("/v1/participants/" + participant).body().path("version").asInt(0);
    }
}
