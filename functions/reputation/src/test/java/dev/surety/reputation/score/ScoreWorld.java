package dev.surety.reputation.score;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.model.event.Ends;
import dev.surety.model.event.Reversal;
import dev.surety.model.id.DisputeId;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.model.standing.Standing;
import dev.surety.reputation.app.score.CountSale;
import dev.surety.reputation.app.score.PairPlaces;
import dev.surety.reputation.app.score.ReadScores;
import dev.surety.reputation.app.score.ScoreChains;
import dev.surety.reputation.app.score.TypicalFees;
import dev.surety.reputation.domain.score.History;
import dev.surety.reputation.domain.score.Role;
import dev.surety.reputation.domain.score.ScoreRule;
import dev.surety.reputation.domain.tally.ScoreEvent.Opinion;
import dev.surety.reputation.http.ScoreRoutes;
import dev.surety.reputation.store.DynamoScores;
import dev.surety.reputation.store.JournalAccounts;
import dev.surety.reputation.store.JournalPeople;
import dev.surety.reputation.store.JournalSales;
import dev.surety.reputation.store.ShippedRules;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Participants;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.testkit.http.HttpEvents;
import dev.surety.testkit.http.HttpWorld;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A marketplace's sales and their scores in memory. A fee of 2.40 is typical; a sale in dollars has no price. */
final class ScoreWorld {
    static final MarketplaceId DEMO = new MarketplaceId("demo");
    static final ScoreRule RULE = ShippedRules.current();
    static final long UNIT = 240;
    static final Duration WEIGHED_AFTER = Duration.ofHours(2);

    final FixedClock clock;
    final MemoryDynamo memory;
    final DynamoDbClient dynamo;
    final Journal journal;
    final DynamoScores scores;
    final ScoreChains chains;
    final CountSale counting;
    final TypicalFees fees;

    ScoreWorld() {
        this(FixedClock.at("2026-01-10T10:20:00.000Z"));
    }

    private ScoreWorld(FixedClock clock) {
        this(clock, MemoryDynamo.surety(clock));
    }

    private ScoreWorld(FixedClock clock, MemoryDynamo memory) {
        this(clock, memory, memory);
    }

    private ScoreWorld(FixedClock clock, MemoryDynamo memory, DynamoDbClient dynamo) {
        this.clock = clock;
        this.memory = memory;
        this.dynamo = dynamo;
        this.journal = new Journal(dynamo, SuretyTables.JOURNAL);
        this.scores = new DynamoScores(dynamo, SuretyTables.LEDGER);
        this.chains = new ScoreChains(journal, scores);
        this.fees = new Fees();
        this.counting = new CountSale(
                chains,
                scores,
                new JournalSales(journal),
                fees,
                new PairPlaces(journal, RULE),
                new JournalAccounts(journal),
                RULE);
    }

    /** The same journal and scores behind other calls. */
    ScoreWorld behind(DynamoDbClient other) {
        return new ScoreWorld(clock, memory, other);
    }

    private final class Fees implements TypicalFees {
        @Override
        public OptionalLong unit(MarketplaceId marketplace, Currency currency) {
            return currency.code().equals("EUR") ? OptionalLong.of(UNIT) : OptionalLong.empty();
        }

        @Override
        public long fee(MarketplaceId marketplace, Money price) {
            return price.amountMinor() * 12 / 100;
        }

        @Override
        public Instant now(MarketplaceId marketplace) {
            return clock.instant();
        }
    }

    static ParticipantId person(String name) {
        return new ParticipantId(Id.derive("par", name));
    }

    /** A sale whose entries are appended one by one. */
    final class Selling {
        final EscrowId id;
        final Money price;

        Selling(String payer, String payee, Money price, String by) {
            this.id = new EscrowId(Id.derive("esc", payer, payee, Integer.toString(memory.items("journal").size())));
            this.price = price;
            ObjectNode data = Json.object();
            ObjectNode agreement = data.putObject("agreement");
            agreement.put("payer", person(payer).value()).put("payee", person(payee).value());
            agreement.set("price", Json.tree(price));
            ObjectNode fee = agreement.putArray("fees").addObject();
            fee.set("whole", Json.tree(fee()));
            entry("escrow.created.v1", data, Optional.empty(), by);
        }

        Money fee() {
            return Money.of(price.amountMinor() * 12 / 100, price.currency());
        }

        private ChainId chain() {
            return new ChainId("escrow", DEMO, id.value());
        }

        Selling entry(String event, ObjectNode data, Optional<Ends> ends, String by) {
            var chain = journal.load(chain());
            var key = CommandKey.ofFact(event, Integer.toString(chain.version()));
            Draft draft = Draft.of(event, data, clock.instant(), Actor.of(by), key);
            Draft first = chain.isEmpty() ? draft.indexed(index("escrow", data.path("agreement"))) : draft;
            Append _ = journal.append(chain, ends.map(first::ends).orElse(first));
            return this;
        }

        Selling funded() {
            return entry("escrow.funded.v1", Json.object(), Optional.empty(), "timer");
        }

        Selling settled() {
            return ended("released", price, fee(), false, Optional.empty());
        }

        Selling ended(String outcome, Money released, Money fees, boolean late, Optional<String> cancelledBy) {
            var ends = new Ends(1, outcome, price, released, price.minus(released), fees, late, cancelledBy);
            return entry("escrow.settled.v2", Json.object(), Optional.of(ends), "timer");
        }

        /** Fees that change after the end. */
        Selling reversed(long change) {
            ObjectNode data = Json.object();
            data.set("reversal", Json.tree(new Reversal(1, Money.of(change, price.currency()))));
            return entry("escrow.refunded.v1", data, Optional.empty(), "timer");
        }

        Selling chargedBack(String id, boolean isWon) {
            String event = isWon ? "escrow.chargeback_won.v3" : "escrow.chargeback_lost.v1";
            return entry(event, Json.object().put("chargeback", id), Optional.empty(), "timer");
        }

        void heard() {
            counting.escrow(DEMO, id);
        }

        /** Published now, and weighed two hours later. */
        Selling reviewed(boolean isGood) {
            return weighed(Role.PAYER, isGood, false);
        }

        Selling weighed(Role reviewer, boolean isGood, boolean isSilence) {
            Instant at = clock.instant();
            clock.advance(WEIGHED_AFTER);
            counting.weigh(
                    DEMO,
                    id,
                    new Opinion(reviewer, isGood, isSilence, at, Optional.of("commitment-" + id.value())),
                    clock.instant());
            return this;
        }
    }

    private static Entry.Index index(String type, JsonNode parties) {
        String of = type + "#" + DEMO + "#";
        return new Entry.Index(
                of + parties.path("payer").asString(""), of + parties.path("payee").asString(""), "");
    }

    Selling sale(String payer, String payee, long price) {
        return new Selling(payer, payee, Money.of(price, "EUR"), "backend:shop").funded();
    }

    /** A dispute of a sale, enforced now; gives its id. */
    String disputed(Selling sale, String outcome, String finding, long toPayer) {
        String id = Id.derive(DisputeId.PREFIX, sale.id.value(), outcome);
        ObjectNode opened = Json.object();
        opened.putObject("opening").put("escrow", sale.id.value());
        ObjectNode enforcing = Json.object().put("outcome", outcome);
        enforcing.put("finding", finding.isEmpty() ? null : finding);
        ObjectNode division = enforcing.putObject("division");
        division.putObject("toPayer").put("amount", toPayer).put("currency", "EUR");
        division.putObject("toPayee").put("amount", sale.price.amountMinor() - toPayer).put("currency", "EUR");
        for (var event : List.of(
                Map.entry("dispute.opened.v1", opened),
                Map.entry("dispute.enforcing.v1", enforcing),
                Map.entry("dispute.enforced.v1", Json.object()))) {
            var chain = journal.load(new ChainId("dispute", DEMO, id));
            var key = CommandKey.ofFact(event.getKey());
            Draft draft = Draft.of(event.getKey(), event.getValue(), clock.instant(), Actor.TIMER, key);
            JsonNode parties = Json.object(journal.find(sale.chain(), 1).orElseThrow().data()).path("agreement");
            Append _ = journal.append(chain, chain.isEmpty() ? draft.indexed(index("dispute", parties)) : draft);
        }
        return id;
    }

    /** A participant who is paid to an account. */
    void joinWithAccount(String name, String fingerprint, String state) {
        var method = new Standing.MethodInForce(
                "mth", "iban", "EUR", fingerprint, "", state, clock.instant(), Optional.empty());
        var standing = new Standing(
                "active",
                Set.of(),
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.of(List.of(method)),
                Optional.empty());
        ObjectNode data = Json.object();
        data.set("standing", Json.tree(standing));
        Append _ = journal.append(
                journal.load(new ChainId("participant", DEMO, person(name).value())),
                Draft.of(
                        "participant.created.v1",
                        data,
                        clock.instant(),
                        Actor.of("backend:shop"),
                        CommandKey.ofFact(name)));
    }

    /** A person who is a participant. */
    void join(String... names) {
        for (String name : names) {
            var chain = journal.load(new ChainId("participant", DEMO, person(name).value()));
            Draft draft = Draft.of(
                    "participant.created.v1",
                    Json.object(),
                    clock.instant(),
                    Actor.of("backend:shop"),
                    CommandKey.ofFact(name));
            Append _ = journal.append(
                    chain, draft.indexed(new Entry.Index(Participants.owner(DEMO, person(name).value()), "", "")));
        }
    }

    Secrets secrets() {
        return new Secrets(
                () -> "{\"cursor\":{\"current\":\"c2VjcmV0LXNlY3JldC1zZWNyZXQ=\"},"
                        + "\"fingerprint\":{\"current\":\"c2VjcmV0LXNlY3JldC1zZWNyZXQ=\"}}",
                clock);
    }

    HttpWorld http() {
        Secrets secrets = secrets();
        var reading = new ReadScores(scores, new JournalPeople(dynamo, SuretyTables.JOURNAL), fees, RULE);
        var routes = new ScoreRoutes(reading, new Cursors(secrets, clock));
        return new HttpWorld(new HttpEdge(routes.table(), new Metrics("reputation", clock, _ -> {}))::apply);
    }

    Response get(String path) {
        return http().get(path, backend("reputation:read"));
    }

    Response post(String path, String body) {
        return http().call("POST", path, body, "key-of-a-question-1", backend("reputation:read"), Map.of());
    }

    Response anonymous(String path) {
        return http().get(path, Map.of());
    }

    static Map<String, String> backend(String scopes) {
        return HttpEvents.claims(Json.text(Json.object()
                .put("marketplace", "demo")
                .put("kind", "backend")
                .put("client_id", "demo-backend")
                .put("scope", scopes)));
    }

    History of(String person, Role role) {
        return scores.read(DEMO, role, List.of(person(person))).getOrDefault(person(person), History.EMPTY);
    }

    History payee(String person) {
        return of(person, Role.PAYEE);
    }
}
