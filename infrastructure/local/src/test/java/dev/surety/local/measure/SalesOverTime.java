package dev.surety.local.measure;

import dev.surety.dynamo.WriteUnits.Spent;
import dev.surety.local.MemoryWorld;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Sales from their creation to the payee's money and a day beyond, in a world that counts. */
final class SalesOverTime implements AutoCloseable {
    private static final String SETTINGS =
            """
            {"mode": "sandbox", "currencies": ["EUR"], "returnUrls": ["http://localhost:3000/"], "timeZone": "UTC",
             "presets": [{"preset": "goods", "version": 1,
                          "timers": {"pay": "PT15M", "deliver": "P14D", "inspect": "P14D"},
                          "fees": [{"name": "commission", "basisPoints": 1200, "borneBy": "payee"}]}]}
            """;

    private static final String ASKED = "gateway.asked.";
    private static final String QUESTION = "gateway#";

    /** How far behind the present the three cursors of the timers read, the index's lag included. */
    private static final List<Duration> PASSES =
            List.of(Duration.ofMinutes(2), Duration.ofMinutes(62), Duration.ofHours(24).plusMinutes(2));

    /** What some sales cost, by kind, and the entries they left. */
    record Cost(Map<String, Long> units, Spent spent, List<Map<String, AttributeValue>> entries) {
        long total() {
            return units.values().stream().mapToLong(Long::longValue).sum();
        }

        long of(String... kinds) {
            return Stream.of(kinds).mapToLong(units::get).sum();
        }
    }

    private final MemoryWorld world;
    private final String payer;
    private final String payee;
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private int commands;

    /** What the marketplace's days cost and no sale does: its gateway is asked what has changed. */
    private final List<Spent> questions = new ArrayList<>();

    SalesOverTime(Path folder) throws IOException {
        world = new MemoryWorld(folder);
        world.call("OnboardingApi", "PUT", "/v1/settings", SETTINGS, "settings-0000000001");
        payer = participant("buyer");
        payee = participant("seller");
        world.readStream(1);
    }

    private String participant(String reference) {
        String body =
                """
                {"reference": "%s", "kind": "individual", "country": "DE",
                 "profile": {"name": "A Person", "email": "person@example.com"}}
                """
                        .formatted(reference);
        String key = "participant-" + reference;
        return world.call("OnboardingApi", "POST", "/v1/participants", body, key)
                .path("id")
                .asString();
    }

    /** Lets so many sales begin together, the stream read so many records a batch. The payer says nothing. */
    Cost live(int count, int batch) {
        questions.clear();
        Spent before = world.store().units().snapshot();
        Set<Map<String, AttributeValue>> there = items();
        List<String> escrows = new ArrayList<>();
        at(now);
        for (int i = 0; i < count; i++) {
            escrows.add(post("/v1/escrows", creation()));
        }
        pass(now.plus(Duration.ofMinutes(1)), batch);
        escrows.forEach(id -> post("/v1/escrows/" + id + "/fund", "{\"method\": \"card_ok\"}"));
        pass(now.plus(Duration.ofHours(30)), batch);
        escrows.forEach(id -> post("/v1/escrows/" + id + "/deliver", "{}"));
        pass(now.plus(Duration.ofDays(17)), batch);
        Set<Map<String, AttributeValue>> fresh = items();
        fresh.removeAll(there);
        fresh.removeIf(item -> item.containsKey("event") && begins(item, "event", ASKED));
        Spent spent = world.store().units().since(before);
        for (Spent question : questions) {
            spent = spent.less(question);
        }
        return cost(spent, fresh);
    }

    /** What one day's question costs, whatever is sold. */
    long question() {
        return questions.getLast().total();
    }

    private void at(Instant then) {
        now = then;
        world.setClock(then);
    }

    /** Time passes until then; each minute that has something to hand out has its tick. */
    private void pass(Instant until, int batch) {
        world.readStream(batch);
        for (Instant tick = nextTick(until); tick.isBefore(until); tick = nextTick(until)) {
            boolean asks = due(tick).allMatch(item -> begins(item, "pk", QUESTION));
            at(tick);
            Spent before = world.store().units().snapshot();
            world.tick();
            world.readStream(batch);
            if (asks) {
                questions.add(world.store().units().since(before));
            }
        }
        at(until);
    }

    private Instant nextTick(Instant otherwise) {
        return world.store().items("JournalTable").stream()
                .filter(item -> item.containsKey("dueAt"))
                .map(item -> Instant.parse(item.get("dueAt").s()))
                .flatMap(due -> PASSES.stream().map(due::plus))
                .map(tick -> tick.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1)))
                .filter(now::isBefore)
                .min(Instant::compareTo)
                .orElse(otherwise);
    }

    /** What a tick of that minute hands out, for the first time or again. */
    private Stream<Map<String, AttributeValue>> due(Instant tick) {
        return world.store().items("JournalTable").stream()
                .filter(item -> item.containsKey("dueAt"))
                .filter(item -> PASSES.stream()
                        .map(Instant.parse(item.get("dueAt").s())::plus)
                        .map(due -> due.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1)))
                        .anyMatch(tick::equals));
    }

    private String creation() {
        return """
            {"payer": "%s", "payee": "%s", "amount": {"amount": 10000, "currency": "EUR"}, "terms": "goods",
             "reference": "order-%05d", "description": "a chair"}
            """
                .formatted(payer, payee, commands);
    }

    private String post(String path, String body) {
        String key = "command-%010d".formatted(commands++);
        return world.call("EscrowApi", "POST", path, body, key).path("id").asString();
    }

    private Set<Map<String, AttributeValue>> items() {
        Set<Map<String, AttributeValue>> items = new HashSet<>(world.store().items("JournalTable"));
        items.addAll(world.store().items("LedgerTable"));
        return items;
    }

    private static Cost cost(Spent spent, Set<Map<String, AttributeValue>> fresh) {
        List<Map<String, AttributeValue>> entries =
                fresh.stream().filter(item -> item.containsKey("event") && item.containsKey("key")).toList();
        long indexes = entries.stream()
                .flatMap(entry -> Stream.of("owner", "counterparty", "reference", "due").filter(entry::containsKey))
                .count();
        long lists = fresh.stream().filter(item -> begins(item, "pk", "accounts#")).count();
        Map<String, Long> units = new LinkedHashMap<>();
        units.put("journal entries", spent.by("JournalTable") - indexes);
        units.put("journal indexes", indexes);
        units.put("timer cursors", spent.by("CursorsTable"));
        units.put("vault", spent.by("VaultTable") + spent.by("VaultKeysTable"));
        // Lines and balances, in a transaction each an account.
        units.put("ledger accounts", spent.by("LedgerTable") - lists);
        units.put("ledger lists", lists);
        units.put("feed", spent.by("EventsTable"));
        return new Cost(units, spent, entries);
    }

    private static boolean begins(Map<String, AttributeValue> item, String key, String how) {
        String text = item.get(key).s();
        return text != null && text.startsWith(how);
    }

    @Override
    public void close() {
        world.close();
    }
}
