package dev.surety.reputation.score;

import static dev.surety.reputation.score.ScoreWorld.DEMO;
import static dev.surety.reputation.score.ScoreWorld.person;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.reputation.domain.score.Role;
import dev.surety.reputation.score.ScoreWorld.Selling;
import dev.surety.testkit.Outsider;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * An outsider computes every published number again. It has the JSON of the entries and of the rule, and the formulas
 * as the API's description tells them; it calls none of our code.
 */
final class OutsiderTest {
    private final ScoreWorld world = new ScoreWorld();

    @Test
    void everyPublishedNumberIsComputedFromPublishedEntries() {
        String[] people = {"anna", "bert", "carl", "dora"};
        world.join(people);
        trade(people);
        JsonNode rule = world.anonymous("/v1/reputation/rule").body();
        for (String name : people) {
            for (Role role : Role.values()) {
                compare(rule, name, role);
            }
        }
    }

    private void trade(String[] people) {
        var random = new Random(7);
        List<Selling> sales = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String payer = people[random.nextInt(4)];
            String payee = people[random.nextInt(4)];
            Selling sale = world.sale(payer, payee, 500 + random.nextInt(20_000));
            switch (random.nextInt(6)) {
                case 0 -> world.counting.dispute(
                        DEMO, world.disputed(sale, "ruled", "claim_proved", sale.price.amountMinor() / 3));
                case 1 -> sale.settled().weighed(Role.PAYER, true, true);
                case 2 -> sale.settled().reviewed(false).weighed(Role.PAYEE, random.nextBoolean(), false);
                default -> sale.settled().reviewed(true);
            }
            sales.add(sale);
            world.clock.advance(Duration.ofHours(random.nextInt(200)));
            Selling late = sales.get(random.nextInt(sales.size()));
            switch (random.nextInt(8)) {
                case 0 -> late.reversed(-1 - random.nextInt(50)).heard();
                case 1 -> world.counting.remove(DEMO, late.id, Role.PAYER, world.clock.instant());
                case 2 -> world.counting.restore(DEMO, late.id, Role.PAYER, world.clock.instant());
                case 3 -> late.chargedBack("cb_" + i, random.nextBoolean()).heard();
                default -> late.heard();
            }
        }
    }

    private void compare(JsonNode rule, String name, Role role) {
        String path = "/v1/participants/" + person(name) + "/reputation";
        Response shown = world.get(path + "?role=" + role.code());
        assertEquals(200, shown.status(), shown.bytes());
        List<JsonNode> entries = entries(path + "/entries?limit=7&role=" + role.code());
        JsonNode score = shown.body();
        var outsider = new Outsider(rule, entries, Instant.parse(score.path("asOf").asString()));
        assertEquals(List.of(), outsider.wrongWeights());
        assertEquals(List.of(), outsider.differences(score, 1));
        for (String other : List.of("anna", "bert", "carl", "dora")) {
            assertFalse(entries.toString().contains(person(other).value()), "an entry names a person");
        }
    }

    private List<JsonNode> entries(String path) {
        List<JsonNode> entries = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = world.get(path + cursor).body();
            page.path("data").forEach(entries::add);
            cursor = page.path("nextCursor").isNull() ? "" : "&cursor=" + page.path("nextCursor").asString();
        } while (!cursor.isEmpty());
        assertTrue(entries.size() >= 3, "there is something to compute");
        return entries;
    }
}
