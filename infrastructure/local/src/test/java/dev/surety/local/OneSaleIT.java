package dev.surety.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.local.ApiCaller.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The real template in a process of its own, spoken to over HTTP as a marketplace would. */
class OneSaleIT {
    @TempDir
    private static Path data;

    private static ChildWorld world;
    private static Sale sale;

    @BeforeAll
    static void start() {
        world = ChildWorld.real(data);
        sale = new Sale(world.base(), "one-sale");
    }

    @AfterAll
    static void stop() throws InterruptedException {
        world.terminate();
    }

    @Test
    void aSaleGoesFromCreationToMoneyInThePayeesBalance() {
        String payee = sale.participant("seller");
        String escrow = sale.delivered(sale.participant("buyer"), payee, 10_000);
        assertEquals("delivered", sale.get(escrow).text("state"));

        sale.advance(Duration.ofDays(15));

        assertEquals("settled", sale.get(escrow).text("state"));
        Sale.await("the payee has the money", () -> sale.available(payee) == 8_800);
        Response statement = sale.get("/v1/participants/" + payee + "/statement");
        assertEquals(1, statement.body().path("data").size());
        sale.booksHold();
    }

    @Test
    void aRetryGetsTheSameAnswerAndChangesNothing() {
        String creation = Sale.creation(sale.participant("p1"), sale.participant("p2"), 500);
        String key = sale.key();

        Response first = sale.api.send("POST", sale.backend, "/v1/escrows", creation, key);
        Response again = sale.api.send("POST", sale.backend, "/v1/escrows", creation, key);

        assertEquals(201, first.status());
        assertEquals(first.body(), again.body());
        assertEquals(1, sale.get("/v1/escrows?payer=" + first.text("payer")).body().path("data").size());
    }

    @Test
    void anotherMarketplaceSeesNothing() {
        String escrow = "/v1/escrows/"
                + Sale.ok(sale.post(
                                "/v1/escrows", Sale.creation(sale.participant("p1"), sale.participant("p2"), 500)))
                        .text("id");

        assertEquals(404, sale.api.get(sale.api.token("other-backend"), escrow).status());
        assertEquals(401, sale.api.get("not-a-token", escrow).status());
        assertEquals(403, sale.api.get(sale.api.token("demo-maker"), escrow).status());
    }

    @Test
    void theFeedTellsOfEveryStepOnceAndInOrder() {
        String escrow = sale.delivered(sale.participant("f1"), sale.participant("f2"), 500);
        String id = escrow.substring(escrow.lastIndexOf('/') + 1);

        Sale.await("the feed has it all", () -> sale.get("/v1/events?subject=" + id + "&limit=100")
                        .body()
                        .path("data")
                        .size()
                >= 4);
        Set<String> ids = new HashSet<>();
        int sequence = 0;
        for (JsonNode event : sale.get("/v1/events?subject=" + id + "&limit=100").body().path("data")) {
            assertTrue(ids.add(event.path("id").asString("")), "an event came twice");
            sequence++;
            assertEquals(sequence, event.path("sequence").asInt(0));
        }
    }

    @Test
    void noTokenAndNothingAPersonWroteIsInTheLog() throws Exception {
        sale.delivered(sale.participant("secretive"), sale.participant("discreet"), 500);

        String log = Files.readString(data.resolve("functions.log"));

        assertFalse(log.contains(sale.backend), "secret-kept: a bearer token is in the log");
        assertFalse(log.contains("ada@example.com"), "secret-kept: an e-mail address is in the log");
        assertFalse(log.contains("a chair"), "secret-kept: free text is in the log");
    }

    @Test
    void theReferenceAndHealthAreServed() {
        assertEquals(200, sale.api.get("", "/health").status());
    }
}
