package dev.surety.reputation.score;

import static dev.surety.reputation.score.ScoreWorld.DEMO;
import static dev.surety.reputation.score.ScoreWorld.person;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.reputation.domain.score.Role;
import dev.surety.reputation.score.ScoreWorld.Selling;
import dev.surety.testkit.http.Response;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
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
        assertEquals(List.of(), outsider.wrongWeights);
        long[] computed = outsider.reading();
        assertEquals(computed[1], score.path("standing").path("low").asLong());
        assertEquals(computed[3], score.path("standing").path("high").asLong());
        if (!score.path("newcomer").asBoolean()) {
            assertEquals(computed[0], score.path("recent").asLong());
            assertEquals(computed[2], score.path("standing").path("mean").asLong());
            assertEquals(computed[1] * computed[0] / outsider.one, score.path("rank").asLong());
            Map<String, Long> sums = new HashMap<>();
            score.path("explanation").forEach(part -> sums.merge(
                    part.path("reading").asString(), part.path("points").asLong(), Long::sum));
            assertEquals(Map.of("recent", computed[0], "standing", computed[1]), sums);
        }
        score.path("counts").properties().forEach(count -> assertEquals(
                outsider.counts.getOrDefault(count.getKey(), 0L), count.getValue().asLong(), count.getKey()));
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

    /** Knows JSON and arithmetic. */
    private static final class Outsider {
        final long one;
        final Map<String, Long> counts = new TreeMap<>();
        final List<String> wrongWeights = new ArrayList<>();
        private final JsonNode rule;
        private final Map<Long, Long> good = new TreeMap<>();
        private final Map<Long, Long> bad = new TreeMap<>();
        private final long now;

        Outsider(JsonNode rule, List<JsonNode> entries, Instant asOf) {
            this.rule = rule;
            this.one = rule.path("one").asLong();
            this.now = asOf.getEpochSecond() / rule.path("period").asLong();
            Map<String, Long> sums = new HashMap<>();
            for (JsonNode entry : entries) {
                (entry.path("good").asBoolean() ? good : bad)
                        .merge(entry.path("bucket").asLong(), entry.path("weight").asLong(), Long::sum);
                entry.path("counts").properties().forEach(
                        count -> counts.merge(count.getKey(), count.getValue().asLong(), Long::sum));
                // The numbers behind a line make the whole weight of its cause, in this sale, so far.
                String cause = entry.path("sale").asString() + " " + entry.path("cause").asString();
                long sum = sums.merge(cause, entry.path("weight").asLong(), Long::sum);
                if (sum != weight(entry.path("made"))) {
                    wrongWeights.add(entry.toString());
                }
            }
        }

        private long weight(JsonNode made) {
            if (made.isNull()) {
                return 0;
            }
            long weight = made.path("feeUnits").asLong();
            if (!made.path("k").isNull()) {
                JsonNode pairs = rule.path("pairs");
                int place = Math.min(made.path("place").asInt(), pairs.size() - 1);
                weight = weight * made.path("k").asLong() / one * pairs.get(place).asLong() / one;
            }
            weight = weight * made.path("share").asLong() / one;
            return made.path("part").isNull()
                    ? weight
                    : weight * made.path("part").asLong() / made.path("whole").asLong();
        }

        /** Recent, low, mean and high. */
        long[] reading() {
            long prior = rule.path("priorWeight").asLong() * one;
            long recentGood = sum(good, true);
            long recent = (recentGood * one + prior * rule.path("recentPrior").asLong())
                    / (recentGood + sum(bad, true) + prior);
            long all = sum(good, false) + sum(bad, false) + prior;
            long mean = (sum(good, false) * one + prior * rule.path("standingPrior").asLong()) / all;
            long deviation = BigInteger.valueOf(mean * (one - mean) * one / (all + one))
                    .sqrt()
                    .longValueExact();
            long width = rule.path("width").asLong() * deviation / 1000;
            return new long[] {recent, Math.max(0, mean - width), mean, Math.min(one, mean + width)};
        }

        private long sum(Map<Long, Long> weights, boolean isFading) {
            long sum = 0;
            for (Map.Entry<Long, Long> weight : weights.entrySet()) {
                int age = Math.toIntExact(now - weight.getKey());
                JsonNode fading = rule.path("fading");
                if (age >= 0 && age < fading.size()) {
                    sum += isFading ? weight.getValue() * fading.get(age).asLong() / one : weight.getValue();
                }
            }
            return sum;
        }
    }
}
