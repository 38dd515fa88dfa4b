package dev.surety.local;

import static dev.surety.local.Payday.EARNED;
import static dev.surety.local.Payday.refused;
import static dev.surety.local.Sale.await;
import static dev.surety.local.Sale.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.local.Banking.Handed;
import dev.surety.local.http.Clients;
import dev.surety.local.stream.Tables;
import dev.surety.local.template.Template;
import dev.surety.model.journal.Actor;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.marketplace.Pauses.What;
import dev.surety.runtime.marketplace.Pauses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;

/**
 * The tables are restored to a moment before two payouts and a sale. The bank and the gateway have gone on. Money out
 * is paused until they have been asked, and nothing is paid twice.
 */
class RestoreDrillIT {
    private static final Path ROOT = Path.of(System.getProperty("surety.root", "../..")).toAbsolutePath();
    private static final String TRANSFERS = "/v1/sandbox/bank/transfers";
    private static final What MONEY_OUT = What.parse("money_out").orElseThrow();

    private static final List<String> RESTORED = List.of("JournalTable", "VaultTable", "VaultKeysTable");

    @TempDir
    private Path folder;

    private final Map<String, List<Map<String, AttributeValue>>> backup = new HashMap<>();

    @Test
    void nothingIsPaidTwiceAfterARestore() throws Exception {
        String first;
        String second;
        String third;
        Handed file;
        int transferred;
        try (World world = started("live")) {
            Payday day = day(world, "before");
            String before = day.payee("paid before");
            day.until(ok(day.ask(before, EARNED)).text("id"), "sent");
            first = day.payee("paid by the rail");
            second = day.payee("paid by a file");
            third = day.payee("not paid yet");
            day.booked();

            RESTORED.forEach(table -> backup.put(table, items(world.dynamo(), table)));
            String lost = ok(day.ask(first, EARNED)).text("id");
            day.until(lost, "sent");
            file = new Banking(day).handedOver(List.of(second), "{}");
            day.sells(first);
            day.sale.advance(Duration.ofDays(4));
            day.until(lost, "paid");
            transferred = day.list(day.sale.operator, TRANSFERS).size();
            backup.put("SandboxTable", items(world.dynamo(), "SandboxTable"));
        }

        restore();

        try (World world = started("restored")) {
            Payday day = day(world, "after");
            ok(day.by(day.sale.operator, "/v1/ledger/republish", ""));
            await("the books are rebuilt", () -> day.available(first) == EARNED && day.available(second) == EARNED);
            refused(day.ask(first, EARNED), 409, "paused");

            day.sale.advance(Duration.ofDays(1));
            Banking bank = new Banking(day);
            bank.unread = file.on();
            JsonNode read = bank.uploaded(bank.statement(file.on().plusDays(1)).bytes());
            assertEquals("matched_with_exceptions", read.path("state").asString(""), read.toString());
            await("a debit of the rail and one of the file wait for people", () -> unknown(day).size() == 2);
            await("suspense has both", () -> bank.balance("suspense") == -2 * EARNED);
            String atTheFilesBank = bank.lines(read).getFirst().path("id").asString("");
            for (JsonNode place : unknown(day)) {
                String line = place.path("subject").asString("");
                explained(day, line.equals(atTheFilesBank) ? second : first, line);
            }
            await("the debits are explained", () -> bank.balance("suspense") == 0);
            assertEquals(0, day.available(first));
            assertEquals(0, day.available(second));

            pause(world.dynamo(), false);
            await("money goes out again", () -> day.ask(third, EARNED).status() == 201);
            refused(day.ask(first, EARNED), 409, "insufficient_available");
            day.booked();
            assertEquals(transferred + 1, day.list(day.sale.operator, TRANSFERS).size());
            day.sale.booksHold();
        }
    }

    private static List<JsonNode> unknown(Payday day) {
        return day.list(day.checker, "/v1/attention").stream()
                .filter(place -> place.path("kind").asString("").equals("line_unmatched"))
                .toList();
    }

    /** Two people book that the payee has had what the bank sent. */
    private static void explained(Payday day, String payee, String line) {
        String body = """
            {"lines": [
               {"account": "payable:%s", "amount": {"amount": -%d, "currency": "EUR"}},
               {"account": "suspense", "amount": {"amount": %d, "currency": "EUR"}}],
             "reason": "suspense_cleared", "resolves": "%s"}
            """.formatted(payee, EARNED, EARNED, line);
        JsonNode asked = ok(day.by(day.maker, "/v1/adjustments", body)).body();
        ok(day.by(
                day.checker,
                "/v1/adjustments/" + asked.path("id").asString("") + "/approve",
                "{\"hash\": \"" + asked.path("hash").asString("") + "\"}"));
    }

    private World started(String name) throws Exception {
        World world = World.begin(new WorldPlan(
                ROOT,
                ROOT.resolve("template.yaml"),
                folder.resolve(name),
                false,
                "127.0.0.1",
                0,
                Duration.ofSeconds(2),
                Map.of()));
        new Seed(Clients.MARKETPLACES).run(world.base());
        world.welcome();
        return world;
    }

    private static Payday day(World world, String run) {
        return new Payday(world.base(), "demo", run);
    }

    /**
     * Journal and words as they were; what is derived of them is lost. The outside world is as it is now. The stack's
     * operator pauses money out before anything runs.
     */
    private void restore() throws IOException {
        Path restored = Files.createDirectories(folder.resolve("restored"));
        Files.copy(folder.resolve("live/secrets.json"), restored.resolve("secrets.json"));
        Template template = Template.read(ROOT.resolve("template.yaml"), Map.of("TokenIssuer", "x", "Sandbox", "true"));
        try (Tables tables = Tables.open(Optional.of(restored.resolve("tables.db")), template)) {
            backup.forEach((table, items) ->
                    items.forEach(item -> tables.dynamo().putItem(put -> put.tableName(table).item(item))));
            pause(tables.dynamo(), true);
        }
    }

    /** As the door for the stack's operator writes it. */
    private static void pause(DynamoDbClient dynamo, boolean isPaused) {
        var journal = new Journal(dynamo, "JournalTable");
        journal.append(
                journal.load(Pauses.stackChain(MONEY_OUT)),
                Draft.of(
                        isPaused ? Pauses.SET : Pauses.LIFTED,
                        new Pauses.Stored(MONEY_OUT.name(), isPaused, isPaused ? "restored; banks are asked" : ""),
                        Instant.now(),
                        Actor.of("staff:per_operator"),
                        CommandKey.ofFact("stack pause", "restored", Boolean.toString(isPaused))));
    }

    private static List<Map<String, AttributeValue>> items(DynamoDbClient dynamo, String table) {
        return dynamo.scanPaginator(scan -> scan.tableName(table)).items().stream().toList();
    }
}
