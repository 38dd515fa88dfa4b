package dev.surety.escrow.funding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.Fate;
import dev.surety.dynamo.faults.Faults;
import dev.surety.escrow.world.EscrowWorld;
import dev.surety.escrow.world.GatewayBooks;
import dev.surety.runtime.aws.Items;
import dev.surety.testkit.SmallRunner;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Sales, payments of several, refunds, disputes and banks at random, with writes lost and kept, another instance in
 * between, clocks that jump, and most of the gateway's notices lost. However it went, in the end the journal knows what
 * the gateway's own books say. {@code -Dsurety.sweep=n} plays n times as many worlds.
 */
class WorldWithoutWebhooksTest {
    private static final int WORLDS = 4;
    private static final int MOVES = 80;
    private static final List<String> METHODS = List.of(
            "card_ok",
            "card_ok",
            "card_ok",
            "card_declined",
            "card_3ds",
            "card_timeout_done",
            "card_timeout_declined",
            "card_timeout_lost",
            "debit_slow",
            "card_chargeback",
            "refund_fails");
    private static final List<String> MOVE = List.of(
            "cancel {}",
            "deliver {}",
            "deliver {}",
            "deliver {}",
            "accept {}",
            "request-changes {\"reason\":\"other\"}",
            "release {\"amount\":{\"amount\":1500,\"currency\":\"EUR\"}}",
            "refund {\"reason\":\"other\"}",
            "refund {\"reason\":\"other\",\"amount\":{\"amount\":1000,\"currency\":\"EUR\"}}",
            "dispute {\"reason\":\"other\",\"amount\":{\"amount\":2000,\"currency\":\"EUR\"}}",
            "withdraw {}");

    @Test
    void inTheEndTheJournalKnowsWhatTheGatewayDid() {
        SmallRunner.times(WORLDS, (random, _) -> new Played(random).play());
    }

    private static final class Played {
        private final SplittableRandom random;
        private final Faults faults = new Faults();
        private final EscrowWorld world = new EscrowWorld(faults);
        private final List<String> escrows = new ArrayList<>();
        private final Map<String, String[]> asked = new HashMap<>();
        private int keys;

        Played(SplittableRandom random) {
            this.random = random;
        }

        void play() {
            for (int move = 0; move < MOVES; move++) {
                if (random.nextInt(4) == 0) {
                    faults.fail(faults.seen() + 1 + random.nextInt(6), random.nextBoolean() ? Fate.LOST : Fate.KEPT);
                }
                if (random.nextInt(4) == 0) {
                    // Another instance acts between what this one read and what it writes.
                    world.meddled.onceBefore(item -> item.containsKey("event"), this::move);
                }
                move();
            }
            faults.cease();
            world.meddled.onceBefore(_ -> false, () -> {});
            for (int pass = 0; pass < 60; pass++) {
                world.clock.advance(Duration.ofDays(9));
                world.wakeLast();
                world.wakeLast();
            }
            assertEquals(books(), -world.balance("gateway:sandbox"), "the gateway's books and ours");
            world.checkIdle();
        }

        private void move() {
            switch (random.nextInt(12)) {
                case 0, 1 -> {
                    Response made = ask("/v1/escrows", EscrowWorld.creation(3000 + random.nextInt(4000)));
                    if (made.status() == 201) {
                        escrows.add(made.text("id"));
                    }
                }
                case 2, 3 -> escrow(id -> ask("/v1/escrows/" + id + "/fund", "{\"method\":\"" + one(METHODS) + "\"}"));
                case 4 -> escrow(one -> escrow(other -> pay(one, other)));
                case 5, 6, 7 -> escrow(id -> {
                    String[] does = one(MOVE).split(" ", 2);
                    ask("/v1/escrows/" + id + "/" + does[0], does[1]);
                });
                case 8 -> charged(this::bank);
                case 9 -> charged(
                        charge -> ask("/v1/payments/" + charge.get("sk").s() + "/refund", "{\"reason\":\"other\"}"));
                case 10 -> again();
                default -> timePasses();
            }
        }

        private void pay(String one, String other) {
            if (!one.equals(other)) {
                ask(
                        "/v1/payments",
                        "{\"payer\":\"%s\",\"method\":\"%s\",\"escrows\":[\"%s\",\"%s\"]}"
                                .formatted(EscrowWorld.PAYER, one(METHODS), one, other));
            }
        }

        private Response ask(String path, String body) {
            String key = "request-%08d".formatted(keys++);
            Response answer = world.post(path, body, key);
            assertTrue(answer.status() != 500, path + " " + answer.bytes());
            asked.put(key, new String[] {path, body, answer.status() < 300 ? answer.bytes() : ""});
            return answer;
        }

        /** A request that was answered gets the same answer, whatever has happened since. */
        private void again() {
            if (keys == 0) {
                return;
            }
            String key = "request-%08d".formatted(random.nextInt(keys));
            String[] before = asked.getOrDefault(key, new String[0]);
            if (before.length == 0) {
                return;
            }
            Response answer = world.post(before[0], before[1], key);
            if (answer.status() >= 300) {
                return;
            }
            if (!before[2].isEmpty()) {
                assertEquals(before[2], answer.bytes());
            } else if (before[0].equals("/v1/escrows")) {
                escrows.add(answer.text("id"));
            }
            asked.put(key, new String[] {before[0], before[1], answer.bytes()});
        }

        /** Some minutes or some weeks; timers tell of what is due, and of the news one message in four arrives. */
        private void timePasses() {
            world.clock.advance(random.nextBoolean()
                    ? Duration.ofMinutes(random.nextInt(1, 40))
                    : Duration.ofHours(random.nextInt(1, 500)));
            for (String chain : List.copyOf(world.news)) {
                if (random.nextInt(4) == 0) {
                    world.wake(chain, 0);
                }
            }
            world.news.clear();
            world.wakeLast();
        }

        /** The bank draws a part or all, once; then it decides. */
        private void bank(Map<String, AttributeValue> charge) {
            var outside = new GatewayBooks(world);
            String payment = charge.get("sk").s();
            Map<String, AttributeValue> drawn = sandbox("cb_" + payment).stream().findFirst().orElse(Map.of());
            long refunded = Items.findText(charge, "refunded").map(Long::parseLong).orElse(0L);
            long left = Items.number(charge, "amount") - refunded;
            if (drawn.isEmpty() && left > 0) {
                outside.bank(payment, random.nextLong(left) + 1, "drawn");
            } else if (!drawn.isEmpty() && drawn.get("bank").s().equals("drawn")) {
                outside.bank(payment, Items.number(drawn, "amount"), random.nextBoolean() ? "won" : "lost");
            }
        }

        private void escrow(Consumer<String> does) {
            if (!escrows.isEmpty()) {
                does.accept(one(escrows));
            }
        }

        private void charged(Consumer<Map<String, AttributeValue>> does) {
            List<Map<String, AttributeValue>> charges = sandbox("pay_").stream()
                    .filter(item -> item.get("status").s().equals("captured"))
                    .toList();
            if (!charges.isEmpty()) {
                does.accept(one(charges));
            }
        }

        private List<Map<String, AttributeValue>> sandbox(String begins) {
            return world.store.items(SuretyTables.SANDBOX).stream()
                    .filter(item -> item.get("sk").s().startsWith(begins))
                    .toList();
        }

        /** What the gateway has, by its own books: charged, less what it sent back, less what banks took and kept. */
        private long books() {
            long charged = sandbox("pay_").stream()
                    .filter(item -> item.get("status").s().equals("captured"))
                    .mapToLong(item -> Items.number(item, "amount"))
                    .sum();
            long drawn = sandbox("cb_").stream()
                    .filter(item -> !item.get("bank").s().equals("won"))
                    .mapToLong(item -> Items.number(item, "amount"))
                    .sum();
            return charged - world.sentBack() - drawn;
        }

        private <T> T one(List<T> of) {
            return of.get(random.nextInt(of.size()));
        }
    }
}
