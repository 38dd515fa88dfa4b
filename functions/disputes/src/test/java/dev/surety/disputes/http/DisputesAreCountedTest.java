package dev.surety.disputes.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.disputes.app.chargeback.ChargebackChains;
import dev.surety.disputes.app.chargeback.CountChargebacks;
import dev.surety.disputes.app.chargeback.HearPayment;
import dev.surety.disputes.app.dispute.CountDisputes;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.procedure.DisputeCommand;
import dev.surety.disputes.store.ShippedNeeds;
import dev.surety.disputes.world.DisputeWorld;
import dev.surety.disputes.world.EscrowSide;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.AroundDynamo;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.journal.Fingerprints;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.runtime.vault.SecretKeyWrap;
import dev.surety.runtime.vault.Vault;
import dev.surety.testkit.http.HttpWorld;
import dev.surety.testkit.http.Response;
import dev.surety.testkit.tokens.TokenMint;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** The figures of a marketplace's disputes, over HTTP. */
class DisputesAreCountedTest {
    private static final String PATH = "/v1/disputes/statistics";
    private static final int MOST = 3;

    private final DisputeWorld world = new DisputeWorld();
    private final Instant start = world.clock.instant();
    private final HttpWorld api;
    /** How many places of the list of chargebacks were read. */
    private int listed;

    DisputesAreCountedTest() {
        var secrets = new Secrets(() -> EscrowSide.SECRETS, world.clock);
        var vault = new Vault(
                world.store, SuretyTables.VAULT, SuretyTables.VAULT_KEYS, new SecretKeyWrap(secrets));
        var answers = new DisputeAnswers(world.deciding, vault, new RequestKeys(new Fingerprints(secrets)));
        var routes = new DisputeRoutes(
                world.use.disputes(), world.use.reading(), answers, new Cursors(secrets, world.clock));
        List<Route<?>> tables = Stream.of(
                        routes.table(), new StatisticsRoutes(
                                        new CountDisputes(world.use.disputes(), MOST),
                                        new CountChargebacks(cases(), MOST))
                                .table())
                .flatMap(List::stream)
                .toList();
        var mint = new TokenMint("https://issuer.example");
        api = new HttpWorld(
                new HttpEdge(
                        tables,
                        new Metrics("disputes", world.clock, _ -> {}),
                        Optional.of(mint.verifier(world.clock)),
                        Optional.empty()),
                mint);
    }

    private ChargebackChains cases() {
        var journal = new Journal(world.store, SuretyTables.JOURNAL);
        return new ChargebackChains(
                journal,
                new JournalIndexes(watched(), SuretyTables.JOURNAL),
                new Marketplaces(journal),
                new Clocks(world.clock, world.store, Optional.of(SuretyTables.SANDBOX)),
                new ShippedNeeds());
    }

    private DynamoDbClient watched() {
        return new AroundDynamo(world.store) {
            @Override
            public QueryResponse query(QueryRequest request) {
                QueryResponse page = super.query(request);
                listed += page.items().size();
                return page;
            }
        };
    }

    @Test
    void chargebacksAreCountedByReasonAndResult() {
        world.disputed("dispute-00000001");
        world.drain();
        world.bank(DisputeWorld.PRICE, "drawn");
        world.drain();
        hear();
        world.clock.advance(Duration.ofSeconds(1));
        assertEquals("general needs_response 1", chargebacks(""));
        world.bank(DisputeWorld.PRICE, "lost");
        world.drain();
        hear();
        assertEquals("general lost 1", chargebacks(""));
        assertEquals("", chargebacks("?from=" + day(1) + "&to=" + day(2)));
        listed = 0;
        assertEquals("", chargebacks("?from=" + day(-2) + "&to=" + day(-1)));
        assertEquals(0, listed, "a question about an earlier time does not read what came since");
    }

    private void hear() {
        var hearing = new HearPayment(cases(), new Journal(world.store, SuretyTables.JOURNAL));
        world.entries().stream()
                .map(Entry::chain)
                .filter(chain -> chain.type().equals(HearPayment.TYPE))
                .distinct()
                .forEach(hearing::hear);
    }

    private String chargebacks(String query) {
        return count(query).body().path("chargebacks").valueStream()
                .map(one -> one.path("reason").asString("") + " " + one.path("state").asString("") + " "
                        + one.path("count").asInt())
                .collect(Collectors.joining(", "));
    }

    private static Map<String, String> backend(String marketplace) {
        return Map.of(
                "marketplace", marketplace, "client_id", "demo-backend", "kind", "backend", "scope", "disputes:read");
    }

    private Response count(String query) {
        Response answer = api.get(PATH + query, backend("demo"));
        assertEquals(200, answer.status(), answer.bytes());
        return answer;
    }

    private String day(int day) {
        return start.plus(Duration.ofDays(day)).toString();
    }

    /** One that is conceded on the first day, one that defaults on the tenth, and one that is open on the twentieth. */
    private void threeDisputes() {
        world.disputed("dispute-00000001");
        world.drain();
        world.as(Side.PAYEE, "concede", DisputeCommand.Concede::new);
        world.pass(Duration.ofDays(10));
        world.disputed("dispute-00000002");
        world.drain();
        world.marketplace("notice", new DisputeCommand.Notify(Side.PAYEE, world.clock.instant(), "email"));
        world.pass(Duration.ofDays(10));
        world.disputed("dispute-00000003");
        world.drain();
        world.clock.advance(Duration.ofSeconds(1));
    }

    @Test
    void allAreCountedAsTheyAreNow() {
        threeDisputes();

        Response all = count("");

        assertEquals(3, all.body().path("opened").asInt(), all.bytes());
        assertEquals(1, all.body().path("open").asInt(), all.bytes());
        assertEquals(
                "[{\"outcome\":\"conceded\",\"stage\":\"awaiting_response\",\"count\":1},"
                        + "{\"outcome\":\"defaulted\",\"stage\":\"awaiting_response\",\"count\":1}]",
                all.body().path("ended").toString());
        assertEquals(
                "[{\"finding\":\"no_response\",\"count\":1}]",
                all.body().path("defaults").toString());
        assertEquals(
                "[{\"side\":\"payer\",\"count\":1}]",
                all.body().path("won").toString());
        assertEquals("P5D", all.body().at("/steps/1/p90").asString(""), all.bytes());
        assertEquals(world.clock.instant(), Instant.parse(all.text("to")));
        assertEquals(world.clock.instant().minus(Duration.ofDays(30)), Instant.parse(all.text("from")));
        world.check();
    }

    @Test
    void aTimeHasItsBeginningAndNotItsEnd() {
        threeDisputes();
        assertEquals(1, opened(0, 10));
        assertEquals(2, opened(0, 11));
        assertEquals(1, opened(10, 20));
        assertEquals(0, opened(11, 20));
        assertEquals(1, opened(11, 21));
        assertEquals(0, opened(30, 40));
        Instant second = world.stored(world.last).dispute().opening().openedAt();
        assertEquals(0, count("?to=" + second).body().path("opened").asInt() - opened(0, 20));
        assertEquals(1, count("?from=" + second).body().path("opened").asInt());
    }

    private int opened(int from, int until) {
        return count("?from=" + day(from) + "&to=" + day(until)).body().path("opened").asInt();
    }

    @Test
    void moreThanWeReadAreRefusedWithTheBoundAndAShorterTimeIsNot() {
        threeDisputes();
        world.disputed("dispute-00000004");
        world.drain();
        world.clock.advance(Duration.ofSeconds(1));

        Response tooMany = HttpWorld.refused(world.store::everything, () -> api.get(PATH, backend("demo")));

        assertEquals("limit_exceeded", tooMany.text("reason"), tooMany.bytes());
        assertEquals(MOST, tooMany.body().at("/errors/0/bound/max").asInt(), tooMany.bytes());
        assertEquals(2, opened(0, 20));
    }

    @Test
    void anotherMarketplaceAndAPartyCountNothing() {
        threeDisputes();
        Map<String, String> party = new HashMap<>(backend("demo"));
        party.remove("kind");
        party.put("participant", DisputeWorld.PAYER);
        assertEquals(403, api.get(PATH, party).status());
        Map<String, String> writer = new HashMap<>(backend("demo"));
        writer.put("scope", "disputes:write");
        assertEquals(403, api.get(PATH, writer).status());
        String time = "?from=" + day(0) + "&to=" + day(30);
        assertEquals(0, api.get(PATH + time, backend("other")).body().path("opened").asInt());
    }

    @TestFactory
    Stream<DynamicTest> wrongTimesAreRefused() {
        return Stream.of(
                        "from=yesterday|from",
                        "to=2026-12-01|to",
                        "from=2026-12-01T00:00:00Z&to=2026-12-01T00:00:00Z|to",
                        "until=2026-12-01T00:00:00Z|until")
                .map(line -> line.split("\\|"))
                .map(cells -> DynamicTest.dynamicTest(cells[0], () -> {
                    Response wrong = api.get(PATH + "?" + cells[0], backend("demo"));
                    assertEquals("malformed", wrong.text("reason"), wrong.bytes());
                    assertTrue(wrong.pointers().contains(cells[1]), wrong.bytes());
                }));
    }
}
