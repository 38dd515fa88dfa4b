package dev.surety.reputation.review;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.FaultyDynamo;
import dev.surety.model.event.Ends;
import dev.surety.model.event.Reversal;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ReviewId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.Reputation;
import dev.surety.model.money.Money;
import dev.surety.reputation.app.review.DecideReview;
import dev.surety.reputation.app.review.EraseReviews;
import dev.surety.reputation.app.review.HearSale;
import dev.surety.reputation.app.review.ReadReviews;
import dev.surety.reputation.app.review.ReviewChains;
import dev.surety.reputation.app.review.Sales;
import dev.surety.reputation.app.review.WakeReview;
import dev.surety.reputation.app.review.Weights;
import dev.surety.reputation.app.score.CountOpinions;
import dev.surety.reputation.app.score.CountSale;
import dev.surety.reputation.app.score.PairPlaces;
import dev.surety.reputation.app.score.ScoreChains;
import dev.surety.reputation.app.signal.LookForSignals;
import dev.surety.reputation.app.signal.SignalChains;
import dev.surety.reputation.domain.review.Review;
import dev.surety.reputation.domain.review.ReviewedSale;
import dev.surety.reputation.domain.review.Side;
import dev.surety.reputation.http.ReviewRoutes;
import dev.surety.reputation.inbox.ReputationMessages;
import dev.surety.reputation.inbox.ScoreNews;
import dev.surety.reputation.store.DynamoScores;
import dev.surety.reputation.store.JournalAccounts;
import dev.surety.reputation.store.JournalSales;
import dev.surety.reputation.store.SettingsFees;
import dev.surety.reputation.store.ShippedRules;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.EntryItems;
import dev.surety.runtime.journal.Fingerprints;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.marketplace.Present;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.runtime.vault.SecretKeyWrap;
import dev.surety.runtime.vault.Vault;
import dev.surety.testkit.http.HttpWorld;
import dev.surety.testkit.http.Response;
import dev.surety.testkit.tokens.TokenMint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.node.ObjectNode;

/** Reviews of sales whose escrows are told by a few entries, over one strict store. Nothing runs by itself. */
final class ReviewWorld {
    static final MarketplaceId DEMO = new MarketplaceId("demo");
    static final String PAYER = Id.derive("par", "payer");
    static final String PAYEE = Id.derive("par", "payee");
    static final String STRANGER = Id.derive("par", "stranger");
    static final String GOOD = "{\"verdict\":\"good\",\"stars\":5,\"tags\":[\"quick\"],\"words\":\"Well packed.\"}";
    static final String BAD = "{\"verdict\":\"bad\",\"words\":\"Never answered.\",\"private\":\"Careful.\"}";

    private static final String SECRETS =
            """
            {"fingerprint": {"current": "Zm9yIHRlc3RzIG9ubHksIG5vdCBhIHNlY3JldCE="},
             "cursor": {"current": "YWxzbyBmb3IgdGVzdHMgb25seSwgdHJ1bHkgc28h"},
             "vault": {"current": "dGhpcnR5LXR3byBieXRlcyBmb3IgdGVzdHMgb25seSE="}}
            """;
    private static final Money PRICE = Money.of(20_00, "EUR");

    /** The fee of each sale here, which is a typical one. */
    static final Money FEE = Money.of(2_40, "EUR");

    final FixedClock clock = FixedClock.at("2026-11-22T10:00:00Z");
    final MemoryDynamo store = MemoryDynamo.surety(clock);
    /** Each weight that was counted, subtracted or added again. */
    final List<String> weights = new ArrayList<>();

    final DynamoScores scores;

    private final Weights counting;
    final ReputationMessages messages;
    private final HttpWorld api;
    private int keys;

    ReviewWorld() {
        this(Faults.none());
    }

    ReviewWorld(Faults faults) {
        var plain = new Journal(store, SuretyTables.JOURNAL);
        for (MarketplaceId marketplace : List.of(DEMO, new MarketplaceId("other"))) {
            var settings = new MarketplaceSettings(
                            0, Mode.SANDBOX, List.of("EUR"), List.of(), List.of(), "UTC", Set.of(), Optional.empty())
                    .withReputation(Optional.of(new Reputation(List.of(FEE))));
            append(plain, Marketplaces.chain(marketplace), Draft.of(
                    "settings.changed.v1",
                    Marketplaces.data(settings),
                    clock.instant(),
                    Actor.of("staff:test"),
                    CommandKey.ofFact("settings", marketplace.value())));
        }
        for (String participant : List.of(PAYER, PAYEE)) {
            append(plain, new ChainId("participant", DEMO, participant), Draft.of(
                    "participant.created.v1",
                    Json.object(),
                    clock.instant(),
                    Actor.of("backend:shop"),
                    CommandKey.ofFact("participant", participant)));
        }
        DynamoDbClient dynamo = new FaultyDynamo(store, faults);
        var journal = new Journal(dynamo, SuretyTables.JOURNAL);
        var secrets = new Secrets(() -> SECRETS, clock);
        var vault = new Vault(dynamo, SuretyTables.VAULT, SuretyTables.VAULT_KEYS, new SecretKeyWrap(secrets), clock);
        var clocks = new Clocks(clock, dynamo, Optional.of(SuretyTables.SANDBOX));
        var chains = new ReviewChains(
                journal,
                new JournalIndexes(dynamo, SuretyTables.JOURNAL),
                vault,
                new Present(new Marketplaces(journal), clocks));
        var sales = new Sales(journal);
        scores = new DynamoScores(dynamo, SuretyTables.LEDGER);
        var fees = new SettingsFees(new Marketplaces(journal), clocks);
        var count = new CountSale(
                new ScoreChains(journal, scores),
                scores,
                new JournalSales(journal),
                fees,
                new PairPlaces(journal, ShippedRules.current()),
                new JournalAccounts(journal),
                ShippedRules.current());
        var signals = new LookForSignals(scores, fees, new SignalChains(journal));
        counting = new CountOpinions(count, signals::opinion);
        var erasing = new EraseReviews(chains);
        messages = new ReputationMessages(
                List.of(new ScoreNews(count, signals), new HearSale(chains, sales)::hear, erasing::hear),
                Map.of(ReviewChains.TYPE, new WakeReview(chains, new Noted())::wake));
        var routes = new ReviewRoutes(
                new DecideReview(chains, sales),
                new ReadReviews(chains),
                vault,
                new RequestKeys(new Fingerprints(secrets)),
                new Cursors(secrets, clock));
        api = new HttpWorld(
                new HttpEdge(
                        routes.table(),
                        new Metrics("reputation", clock, _ -> {}),
                        Optional.empty(),
                        Optional.empty()),
                new TokenMint("https://issuer.example"));
    }

    /** Counting twice is counting once, so only news is noted. A noted act is counted. */
    private final class Noted implements Weights {
        private void note(String what) {
            if (weights.isEmpty() || !weights.contains(what) || what.startsWith("re")) {
                weights.add(what);
            }
        }

        @Override
        public void weigh(MarketplaceId marketplace, ReviewedSale sale, Published opinion, Instant now) {
            note((opinion.isSilence() ? "silent " : "") + (opinion.isGood() ? "good" : "bad") + " of "
                    + opinion.reviewer().code());
            counting.weigh(marketplace, sale, opinion, now);
        }

        @Override
        public void remove(MarketplaceId marketplace, ReviewedSale sale, Side reviewer, Instant now) {
            note("removed of " + reviewer.code());
            counting.remove(marketplace, sale, reviewer, now);
        }

        @Override
        public void restore(MarketplaceId marketplace, ReviewedSale sale, Side reviewer, Instant now) {
            note("restored of " + reviewer.code());
            counting.restore(marketplace, sale, reviewer, now);
        }
    }

    private static void append(Journal journal, ChainId id, Draft draft) {
        journal.append(journal.load(id), draft);
    }

    static EscrowId escrow(String name) {
        return new EscrowId(Id.derive("esc", name));
    }

    static ReviewId review(String name) {
        return ReviewId.of(DEMO, escrow(name));
    }

    /** A sale that goes on. */
    ReviewWorld sold(String name) {
        ObjectNode data = Json.object();
        ObjectNode agreement = data.putObject("agreement").put("payer", PAYER).put("payee", PAYEE);
        agreement.set("price", Json.tree(PRICE));
        agreement.putArray("fees").addObject().set("whole", Json.tree(FEE));
        Draft created = Draft.of(
                        "escrow.created.v1",
                        data,
                        clock.instant(),
                        Actor.of("backend:shop"),
                        CommandKey.ofFact("created", name))
                .indexed(new Entry.Index("escrow#demo#" + PAYER, "escrow#demo#" + PAYEE, ""));
        append(new Journal(store, SuretyTables.JOURNAL), Sales.chain(DEMO, escrow(name)), created);
        return this;
    }

    /** A sale that has ended well. Its news is on its way until {@link #hear}. */
    ReviewWorld settled(String name) {
        return sold(name).ended(name, PRICE);
    }

    ReviewWorld ended(String name, Money released) {
        var ends = new Ends(
                Ends.VERSION,
                "released",
                PRICE,
                released,
                PRICE.minus(released),
                FEE,
                false,
                Optional.empty());
        Draft end = Draft.of(
                        "escrow.settled.v1",
                        Json.object(),
                        clock.instant(),
                        Actor.TIMER,
                        CommandKey.ofFact("settled", name))
                .ends(Json.tree(ends));
        append(new Journal(store, SuretyTables.JOURNAL), Sales.chain(DEMO, escrow(name)), end);
        return this;
    }

    /** The payer's bank takes the money for good, and the fee with it. */
    ReviewWorld chargedBack(String name) {
        ObjectNode data = Json.object().put("chargeback", "cb_" + name);
        data.set("reversal", Json.tree(new Reversal(Reversal.VERSION, FEE.negated())));
        append(new Journal(store, SuretyTables.JOURNAL), Sales.chain(DEMO, escrow(name)), Draft.of(
                "escrow.chargeback_lost.v1",
                data,
                clock.instant(),
                Actor.TIMER,
                CommandKey.ofFact("lost", name)));
        return this;
    }

    ReviewWorld hear(String name) {
        var event = Json.object();
        event.putObject("detail")
                .put("pk", Sales.chain(DEMO, escrow(name)).toString())
                .put("sequence", 2);
        messages.handle(event);
        return this;
    }

    /** Lets time pass from one deadline to the next. */
    ReviewWorld pass(Duration time) {
        Instant until = clock.instant().plus(time);
        for (int round = 0; round < 50; round++) {
            Optional<Entry> next =
                    due().filter(entry -> !entry.due().orElseThrow().at().isAfter(until));
            if (next.isEmpty()) {
                clock.set(until);
                return this;
            }
            Instant at = next.get().due().orElseThrow().at();
            if (clock.instant().isBefore(at)) {
                clock.set(at);
            }
            wake(next.get());
        }
        throw new AssertionError("deadlines without end: " + due());
    }

    Handled wake(Entry entry) {
        return messages.handle(
                Json.object().put("chain", entry.chain().toString()).put("number", entry.number()));
    }

    private Optional<Entry> due() {
        Map<String, Entry> last = new TreeMap<>();
        entries().forEach(entry -> last.merge(
                entry.chain().toString(), entry, (one, other) -> one.number() > other.number() ? one : other));
        return last.values().stream()
                .filter(entry -> entry.due().isPresent())
                .min(Comparator.comparing(entry -> entry.due().orElseThrow().at()));
    }

    List<Entry> entries() {
        return store.items(SuretyTables.JOURNAL).stream().map(EntryItems::fromItem).toList();
    }

    /** The events of a review's chain, without their beginning and version. */
    List<String> events(String name) {
        return of(name).stream().map(entry -> entry.event().split("\\.")[1]).toList();
    }

    List<Entry> of(String name) {
        return entries().stream()
                .filter(entry -> entry.chain().id().equals(review(name).value()))
                .sorted(Comparator.comparing(Entry::number))
                .toList();
    }

    Review state(String name) {
        return Json.read(Json.object(of(name).getLast().data()).path("state"), Review.class);
    }

    Map<String, List<Map<String, AttributeValue>>> tables() {
        Map<String, List<Map<String, AttributeValue>>> all = new TreeMap<>();
        SuretyTables.all().forEach(table -> all.put(table.name(), store.items(table.name())));
        return all;
    }

    static Map<String, String> own(String participant) {
        return Map.of(
                "marketplace", "demo",
                "participant", participant,
                "scope", "reputation:read reputation:write",
                "iat", "1795341600",
                "exp", "1795342200");
    }

    static Map<String, String> backend(String marketplace) {
        return Map.of(
                "marketplace", marketplace,
                "kind", "backend",
                "client_id", "shop",
                "scope", "reputation:read reputation:write");
    }

    static Map<String, String> staff(String person, String scope) {
        return Map.of("marketplace", "demo", "person", person, "scope", scope);
    }

    static Map<String, String> moderator() {
        return staff("per_mod", "reputation:read reputation:moderate");
    }

    String key() {
        keys++;
        return "key-of-a-review-%04d".formatted(keys);
    }

    Response put(String name, String body, Map<String, String> claims) {
        return put(name, body, key(), claims);
    }

    Response put(String name, String body, String key, Map<String, String> claims) {
        return api.call("PUT", "/v1/escrows/" + escrow(name) + "/review", body, key, claims, Map.of());
    }

    Response post(String name, String command, String body, Map<String, String> claims) {
        return api.call("POST", "/v1/reviews/" + review(name) + "/" + command, body, key(), claims, Map.of());
    }

    Response get(String path, Map<String, String> claims) {
        return api.get(path, claims);
    }

    Response own(String name, Map<String, String> claims) {
        return get("/v1/escrows/" + escrow(name) + "/review", claims);
    }

    /** A sale that both sides have reviewed. */
    ReviewWorld published(String name) {
        settled(name).hear(name);
        put(name, GOOD, own(PAYER));
        put(name, BAD, own(PAYEE));
        return this;
    }
}
