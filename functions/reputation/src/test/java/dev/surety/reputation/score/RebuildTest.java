package dev.surety.reputation.score;

import static dev.surety.reputation.score.ScoreWorld.DEMO;
import static dev.surety.reputation.score.ScoreWorld.RULE;
import static dev.surety.reputation.score.ScoreWorld.person;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.FaultyDynamo;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.reputation.app.rebuild.OrderRebuild;
import dev.surety.reputation.app.rebuild.RebuildScores;
import dev.surety.reputation.app.score.CountSale;
import dev.surety.reputation.app.score.PairPlaces;
import dev.surety.reputation.app.score.ScoreChains;
import dev.surety.reputation.app.score.Scores;
import dev.surety.reputation.domain.score.Role;
import dev.surety.reputation.http.RebuildRoutes;
import dev.surety.reputation.score.ScoreWorld.Selling;
import dev.surety.reputation.store.DynamoRepairs;
import dev.surety.reputation.store.JournalAccounts;
import dev.surety.reputation.store.JournalSales;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Fingerprints;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.marketplace.Participants;
import dev.surety.runtime.marketplace.Present;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.resilience.Outage;
import dev.surety.testkit.http.HttpWorld;
import dev.surety.testkit.http.Response;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** However the scores were damaged, and whatever news was lost, a rebuild makes them what the entries say. */
final class RebuildTest {
    private static final String PATH = "/v1/reputation/rebuild";
    private static final List<String> PEOPLE = List.of("anna", "bert", "carl", "dora");
    private static final Instant END = Instant.parse("2030-01-01T00:00:00Z");

    /** A marketplace with some sales of every sort, and the order to rebuild its scores. */
    private static final class Shop {
        final ScoreWorld world = new ScoreWorld();
        final List<String> opened = new ArrayList<>();
        final Selling unheard;
        final Selling unmade;
        final String undecided;

        Shop() {
            this(30);
        }

        Shop(int sales) {
            var settings = new MarketplaceSettings(
                    0,
                    MarketplaceSettings.Mode.SANDBOX,
                    List.of("EUR"),
                    List.of(),
                    List.of(),
                    "UTC",
                    Set.of(),
                    Optional.empty());
            Append _ = world.journal.append(
                    world.journal.load(Marketplaces.chain(DEMO)),
                    Draft.of(
                            "settings.changed.v1",
                            Marketplaces.data(settings),
                            world.clock.instant(),
                            Actor.of("staff:test"),
                            CommandKey.ofFact("settings")));
            PEOPLE.forEach(world::join);
            for (int i = 0; i < sales; i++) {
                world.sale("anna", "bert", 2_000 + i).settled().reviewed(i % 4 != 0);
            }
            world.sale("bert", "carl", 2_000).settled().weighed(Role.PAYEE, false, false).reversed(-50).heard();
            world.sale("dora", "carl", 900).settled().reviewed(true).chargedBack("cb_1", false).heard();
            unheard = world.sale("dora", "anna", 5_000).settled();
            unmade = world.sale("carl", "dora", 1_000).settled();
            Selling quarrel = world.sale("dora", "bert", 2_000);
            undecided = world.disputed(quarrel, "ruled", "claim_proved", 2_000);
            quarrel.settled().heard();
            world.clock.advance(Duration.ofMinutes(1));
        }

        /** The news that was lost, as it would have been heard. */
        Shop whole() {
            unheard.heard();
            unmade.heard();
            world.counting.dispute(DEMO, undecided);
            return this;
        }

        /** Counts, but loses every line that it makes. */
        CountSale losing() {
            var lost = (Scores) Proxy.newProxyInstance(
                    Scores.class.getClassLoader(),
                    new Class<?>[] {Scores.class},
                    (_, method, _) -> method.getName().equals("has") ? true : null);
            return new CountSale(
                    new ScoreChains(world.journal, lost),
                    lost,
                    new JournalSales(world.journal),
                    world.fees,
                    new PairPlaces(world.journal, RULE),
                    new JournalAccounts(world.journal),
                    RULE);
        }

        OrderRebuild rebuild(ScoreWorld in, Duration budget) {
            var indexes = new JournalIndexes(in.dynamo, SuretyTables.JOURNAL);
            var rebuilding = new RebuildScores(
                    new Participants(indexes),
                    indexes,
                    in.counting,
                    in.chains,
                    in.scores,
                    new DynamoRepairs(in.dynamo, SuretyTables.LEDGER),
                    escrow -> opened.add(escrow.id()),
                    RULE);
            var clocks = new Clocks(in.clock, in.dynamo, Optional.of(SuretyTables.SANDBOX));
            return new OrderRebuild(
                    in.journal, new Present(new Marketplaces(in.journal), clocks), rebuilding, in.clock, budget);
        }

        private HttpWorld http() {
            var routes = new RebuildRoutes(
                    rebuild(world, Duration.ofDays(1)), new RequestKeys(new Fingerprints(world.secrets())));
            return new HttpWorld(
                    new HttpEdge(routes.table(), new Metrics("reputation", world.clock, _ -> {}))::apply);
        }

        Response order(String key) {
            return http().call("POST", PATH, "", key, ScoreWorld.backend("operator"), Map.of());
        }

        Response read() {
            return http().get(PATH, ScoreWorld.backend("operator"));
        }

        Optional<Entry> last() {
            return world.journal.last(new ChainId(OrderRebuild.TYPE, DEMO, "scores"));
        }

        /** @return how many wakes it took */
        int run(ScoreWorld in, Duration budget) {
            int wakes = 0;
            while (last().flatMap(Entry::due).isPresent()) {
                world.clock.set(last().orElseThrow().due().orElseThrow().at());
                Entry woken = last().orElseThrow();
                var _ = rebuild(in, budget).wake(woken.chain(), woken.number());
                wakes++;
            }
            return wakes;
        }

        /** Every score and every payer's units, without the times of late entries. */
        Map<String, Object> scores() {
            Map<String, Object> all = new HashMap<>();
            for (String name : PEOPLE) {
                for (Role role : Role.values()) {
                    all.put(name + role, world.of(name, role));
                }
                all.put(name, world.scores.unitsBefore(DEMO, person(name), END));
            }
            return all;
        }

        /** Changes a stored item behind everybody's back. */
        void damage(String pk, String sk, Consumer<Map<String, AttributeValue>> how) {
            Map<String, AttributeValue> item = world.memory.items(SuretyTables.LEDGER).stream()
                    .filter(of -> of.get("pk").s().startsWith(pk) && of.get("sk").s().startsWith(sk))
                    .findFirst()
                    .orElseThrow();
            Map<String, AttributeValue> changed = new HashMap<>(item);
            how.accept(changed);
            world.memory.plant(SuretyTables.LEDGER, changed);
        }
    }

    private static String score(String name, Role role) {
        return "score#demo#" + person(name) + "#" + role.code();
    }

    private static Shop damaged(int sales) {
        var shop = new Shop(sales);
        shop.losing().escrow(DEMO, shop.unmade.id);
        String bert = score("bert", Role.PAYEE);
        shop.damage(score("carl", Role.PAYEE), "2026", item -> item.put(
                "line",
                AttributeValue.fromS(item.get("line").s().replace("\"settled\":1", "\"settled\":9"))));
        shop.damage(score("dora", Role.PAYER), "sums", item -> item.put("n#settled", AttributeValue.fromN("77")));
        shop.damage("score_units#demo#" + person("anna"), "units", item ->
                item.keySet().removeIf(name -> name.startsWith("h#")));
        shop.damage(bert, "sums", item -> {
            item.put("w#opinion#good#682", AttributeValue.fromN("5"));
            item.keySet().removeIf(name -> name.startsWith("w#opinion#bad"));
        });
        return shop;
    }

    private static long count(Shop shop, String name) {
        return shop.read().body().at("/counts/" + name).asLong(-1);
    }

    @Test
    void wholeScoresStayAsTheyAre() {
        Shop shop = new Shop().whole();
        var before = shop.world.memory.items(SuretyTables.LEDGER);
        assertEquals(202, shop.order("key-of-a-rebuild-01").status());
        assertEquals(1, shop.run(shop.world, Duration.ofDays(1)));
        assertEquals(before, shop.world.memory.items(SuretyTables.LEDGER));
        assertEquals(35, shop.opened.size(), "the review of each sale is opened, if it is not");
        for (String none : List.of(
                "entriesAdded", "linesAdded", "linesChanged", "linesWithoutEntry", "scoresDiffered", "unitsDiffered")) {
            assertEquals(0, count(shop, none), none);
        }
        assertEquals(4, count(shop, "participants"));
        assertEquals(35, count(shop, "sales"));
    }

    @Test
    void lostNewsAndDamagedScoresAreMadeGood() {
        Map<String, Object> expected = new Shop().whole().scores();
        Shop shop = damaged(30);
        assertTrue(!expected.equals(shop.scores()));
        shop.order("key-of-a-rebuild-01");
        int _ = shop.run(shop.world, Duration.ofDays(1));
        assertEquals(expected, shop.scores());
        assertEquals(2, count(shop, "entriesAdded"), "an end and a dispute");
        assertEquals(2, count(shop, "linesAdded"));
        assertEquals(1, count(shop, "linesChanged"));
        assertEquals(3, count(shop, "scoresDiffered"));
        assertEquals(1, count(shop, "unitsDiffered"));
        String told = Json.text(shop.read().body());
        assertTrue(told.contains(person("bert").value()) && told.contains(person("dora").value()), told);
    }

    @Test
    void aLineThatNoEntryHasIsTold() {
        Shop shop = new Shop().whole();
        shop.damage(score("bert", Role.PAYEE), "2026", item -> item.put(
                "sk", AttributeValue.fromS("2026-01-01T00:00:00.000Z#evt_invented#0")));
        shop.order("key-of-a-rebuild-01");
        int _ = shop.run(shop.world, Duration.ofDays(1));
        assertEquals(1, count(shop, "linesWithoutEntry"));
    }

    @Test
    void aRebuildGoesOnWhereItWas() {
        Map<String, Object> expected = new Shop().whole().scores();
        Shop shop = damaged(30);
        shop.order("key-of-a-rebuild-01");
        assertTrue(shop.run(shop.world, Duration.ZERO) > 10);
        assertEquals(expected, shop.scores());
    }

    @Test
    void thereIsOneAtATime() {
        var shop = new Shop();
        assertEquals(404, shop.read().status());
        assertEquals(202, shop.order("key-of-a-rebuild-01").status());
        assertEquals(202, shop.order("key-of-a-rebuild-01").status(), "the same order again");
        assertEquals(409, shop.order("key-of-a-rebuild-02").status());
        int _ = shop.run(shop.world, Duration.ofDays(1));
        assertEquals(202, shop.order("key-of-a-rebuild-02").status());
    }

    @Test
    void everyCallLostAndKeptEndsWithTheSameScores() {
        Map<String, Object> expected = new Shop(2).whole().scores();
        EveryFault.of(
                        "a rebuild",
                        (Faults faults) -> {
                            Shop shop = damaged(2);
                            shop.order("key-of-a-rebuild-01");
                            return Map.entry(shop, shop.world.behind(new FaultyDynamo(shop.world.memory, faults)));
                        },
                        (Map.Entry<Shop, ScoreWorld> of) -> {
                            int _ = of.getKey().run(of.getValue(), Duration.ofDays(1));
                        })
                .checking(of -> assertEquals(expected, of.getKey().scores()))
                .orEndingWith(Outage.class)
                .run();
    }
}
