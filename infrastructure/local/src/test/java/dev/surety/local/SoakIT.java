package dev.surety.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.local.SoakWorld.Response;
import dev.surety.testkit.SmallRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole world lives for a while: every use case by chance, writes and sendings lost and kept, processes dying, two
 * instances of every function, messages late, twice and in any order, gateway's notices that never come, jumps of the
 * clock. Whatever happened, every invariant holds, and when faults have ceased everything comes to an end by itself.
 *
 * <p>{@code -Dsurety.soak=n} makes it n times as long; a failure names its seed.
 */
class SoakIT {
    private static final int MOVES = 1_500;
    private static final int DAYS_OF_REST = 260;

    private static final String SETTINGS = """
        {"mode": "sandbox", "currencies": ["EUR", "USD"],
         "presets": [{"preset": "goods", "version": 1,
           "timers": {"pay": "PT15M", "deliver": "P14D", "inspect": "P14D"},
           "fees": [{"name": "commission", "basisPoints": 1200, "borneBy": "payee"}]}],
         "returnUrls": ["http://localhost:3000/"], "timeZone": "UTC", "pause": []}
        """;

    private static final Map<String, String> BACKEND = Map.of(
            "kind", "backend", "scope", "escrows:read escrows:write participants:read participants:write ledger:read");
    private static final Map<String, String> OPERATOR =
            Map.of("person", "per_operator", "scope", "operator escrows:operate escrows:read");
    private static final Map<String, String> ARBITER =
            Map.of("person", "per_arbiter", "scope", "disputes:rule escrows:read");
    private static final List<String> METHODS = List.of(
            "card_ok", "card_ok", "card_ok", "card_ok", "card_3ds", "card_declined", "card_timeout_done",
            "card_timeout_declined", "card_timeout_lost", "card_chargeback", "debit_slow", "refund_fails");
    private static final List<String> COMMANDS = List.of(
            "fund", "deliver", "accept", "release", "request-changes", "cancel", "refund", "dispute", "withdraw",
            "award");
    private static final Set<String> FINAL = Set.of("settled", "cancelled", "expired");

    @TempDir
    private Path folder;

    @Test
    void everyInvariantHoldsAndEverythingComesToItsEnd() {
        SmallRunner.times(1, (random, _) -> {
            try (SoakWorld world = new SoakWorld(folder, random)) {
                new Life(world, random).live(Math.multiplyExact(MOVES, Integer.getInteger("surety.soak", 1)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static final class Life {
        private final SoakWorld world;
        private final SplittableRandom random;
        private final List<String> participants = new ArrayList<>();
        private final List<String> escrows = new ArrayList<>();
        private final List<String> payments = new ArrayList<>();
        private final Map<String, Integer> answers = new TreeMap<>();
        private int keys;

        private Life(SoakWorld world, SplittableRandom random) {
            this.world = world;
            this.random = random;
        }

        private void live(int moves) {
            assertEquals(200, world.call("OnboardingApi", "PUT", "/v1/settings", SETTINGS, key(), OPERATOR).status());
            for (int i = 0; i < 6; i++) {
                participants.add(post("OnboardingApi", "/v1/participants", """
                    {"reference": "p-%d", "kind": "individual", "country": "DE",
                     "profile": {"name": "A Person", "email": "person@example.com"}}
                    """.formatted(i), BACKEND)
                        .text("id"));
            }
            for (int move = 0; move < moves; move++) {
                world.disturb(random.nextInt(4) != 0);
                act();
                if (move % 300 == 299) {
                    world.check();
                }
            }
            world.drain();
            world.checkDrained();
            world.live(DAYS_OF_REST);
            world.checkDrained();
            ended();
            System.out.printf("%d moves, %d escrows, %d entries; answers %s%n",
                    moves, escrows.size(), world.entries(), answers);
            List<String> never = COMMANDS.stream()
                    .filter(command -> answers.keySet().stream()
                            .noneMatch(answer -> answer.contains("/" + command + " 20")))
                    .toList();
            assertTrue(never.size() <= 3, "a life in which little happened: " + answers);
        }

        private void ended() {
            List<String> open = new ArrayList<>();
            for (String escrow : escrows) {
                Response answer = world.call("EscrowApi", "GET", "/v1/escrows/" + escrow, "", "", BACKEND);
                assertEquals(200, answer.status());
                if (!FINAL.contains(answer.text("state"))) {
                    open.add(answer.body() + world.story(answer.body().at("/payment/id").asString("none")));
                }
            }
            assertEquals(List.of(), open, "nothing-lost");
        }

        private void act() {
            switch (random.nextInt(24)) {
                case 0, 1 -> create();
                case 2 -> pay();
                case 3, 4, 5, 6, 7, 8, 9 -> move();
                case 10 -> bank();
                case 11 -> payer();
                case 12 -> look();
                case 13, 14 -> world.tick();
                case 15, 16, 17, 18 -> world.deliver(1 + random.nextInt(10));
                case 19, 20, 21 -> world.readStream(1 + random.nextInt(100));
                default -> time();
            }
        }

        private String part() {
            return random.nextBoolean() ? "" : ", \"amount\": {\"amount\": %d, \"currency\": \"EUR\"}"
                    .formatted(1 + random.nextInt(5_000));
        }

        private String create(String payer) {
            Response answer = post(
                    "EscrowApi",
                    "/v1/escrows",
                    """
                    {"payer": "%s", "payee": "%s", "amount": {"amount": %d, "currency": "EUR"}, "terms": "goods",
                     "reference": "order-%d", "description": "a chair"}
                    """.formatted(payer, participants.get(3 + random.nextInt(3)), 1_000 + random.nextInt(20_000), keys),
                    BACKEND);
            String id = answer.text("id");
            if (answer.status() == 201) {
                escrows.add(id);
            }
            return id;
        }

        private void create() {
            String id = create(participants.get(random.nextInt(3)));
            if (random.nextInt(5) != 0 && !id.isEmpty()) {
                ask(id, "fund");
            }
        }

        /** One payment for several escrows. */
        private void pay() {
            String payer = participants.get(random.nextInt(3));
            List<String> some = new ArrayList<>();
            for (int i = 0; i < 2 + random.nextInt(2); i++) {
                some.add("\"" + create(payer) + "\"");
            }
            Response answer = post(
                    "EscrowApi",
                    "/v1/payments",
                    "{\"payer\": \"%s\", \"method\": \"%s\", \"escrows\": %s}".formatted(payer, any(METHODS), some),
                    BACKEND);
            if (answer.status() < 300 && !answer.text("id").isEmpty()) {
                payments.add(answer.text("id"));
            }
        }

        /** Mostly a command that the escrow says it takes, now and then any. */
        private void move() {
            if (escrows.isEmpty()) {
                return;
            }
            String escrow = recent();
            List<String> taken = new ArrayList<>();
            Response seen = world.call("EscrowApi", "GET", "/v1/escrows/" + escrow, "", "", BACKEND);
            seen.body().path("commands").forEach(side -> side.forEach(command -> taken.add(command.asString(""))));
            if (seen.text("state").equals("disputed")) {
                taken.add("award");
            }
            taken.retainAll(COMMANDS);
            ask(escrow, taken.isEmpty() || random.nextInt(5) == 0 ? any(COMMANDS) : any(taken));
        }

        private void ask(String escrow, String command) {
            switch (command) {
                case "fund" -> post(escrow, command, "{\"method\": \"" + any(METHODS) + "\"}");
                case "cancel" ->
                    post(escrow, command, "{\"onBehalfOf\": \"" + any(List.of("payer", "payee")) + "\"}");
                case "refund", "dispute" -> post(escrow, command, "{\"reason\": \"damaged\"" + part() + "}");
                case "award" -> award(escrow);
                default -> post(escrow, command, "{}");
            }
        }

        private void post(String escrow, String command, String body) {
            Response answer = post("EscrowApi", "/v1/escrows/" + escrow + "/" + command, body, BACKEND);
            String payment = answer.body().at("/payment/id").asString("");
            if (!payment.isEmpty() && !payments.contains(payment)) {
                payments.add(payment);
            }
        }

        private void award(String escrow) {
            Response seen = world.call("EscrowApi", "GET", "/v1/escrows/" + escrow, "", "", BACKEND);
            long frozen = seen.body().at("/amounts/frozen/amount").asLong(0);
            if (frozen > 1) {
                long payee = random.nextLong(1, frozen);
                post("EscrowApi", "/v1/escrows/" + escrow + "/award", """
                    {"reason": "half and half", "lines": [
                     {"to": "payee", "amount": {"amount": %d, "currency": "EUR"}},
                     {"to": "payer", "amount": {"amount": %d, "currency": "EUR"}}]}
                    """.formatted(payee, frozen - payee), ARBITER);
            }
        }

        private void bank() {
            if (!payments.isEmpty()) {
                post("SandboxApi", "/v1/sandbox/chargebacks", "{\"payment\": \"%s\", \"outcome\": \"%s\"}"
                        .formatted(any(payments), any(List.of("drawn", "drawn", "won", "lost"))), OPERATOR);
            }
        }

        private void payer() {
            if (!payments.isEmpty()) {
                post("SandboxApi", "/v1/sandbox/actions/" + any(payments), "{\"outcome\": \"%s\"}"
                        .formatted(any(List.of("succeed", "fail"))), OPERATOR);
            }
        }

        private void look() {
            String path = any(List.of("/v1/escrows?limit=5", "/v1/escrows/" + recentOr("esc_none")));
            world.call("EscrowApi", "GET", path, "", "", BACKEND);
            world.call("LedgerApi", "GET", "/v1/participants/" + any(participants) + "/balance", "", "", BACKEND);
        }

        private void time() {
            Duration jump = any(List.of(
                    Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(4), Duration.ofMinutes(20),
                    Duration.ofHours(5), Duration.ofDays(1), Duration.ofDays(4)));
            world.setClock(world.now().plus(jump));
        }

        /** A command that failed is sent again with its key; now and then one that was answered, too. */
        private Response post(String door, String path, String body, Map<String, String> caller) {
            String key = key();
            Response answer = world.call(door, "POST", path, body, key, caller);
            for (int again = 0; again < 3 && answer.status() >= 500; again++) {
                answer = world.call(door, "POST", path, body, key, caller);
            }
            if (answer.status() < 300 && random.nextInt(10) == 0) {
                Response replayed = world.call(door, "POST", path, body, key, caller);
                boolean same = replayed.status() == answer.status() || replayed.status() >= 500;
                assertTrue(same, () -> "replay-identical: " + path + " " + body + ": " + replayed);
            }
            answers.merge(path.replaceAll("[a-z]{3}_[a-z2-7]+", "{id}") + " " + answer.status(), 1, Integer::sum);
            return answer;
        }

        private String key() {
            return "soak-command-%08d".formatted(keys++);
        }

        private <T> T any(List<T> of) {
            return of.get(random.nextInt(of.size()));
        }

        /** Mostly one of the last, which are still alive. */
        private String recent() {
            int among = random.nextInt(4) == 0 ? escrows.size() : Math.min(12, escrows.size());
            return escrows.get(escrows.size() - 1 - random.nextInt(among));
        }

        private String recentOr(String otherwise) {
            return escrows.isEmpty() ? otherwise : recent();
        }
    }
}
