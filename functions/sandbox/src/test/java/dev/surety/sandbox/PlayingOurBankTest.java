package dev.surety.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.model.id.Id;
import dev.surety.model.id.PayoutId;
import dev.surety.model.money.Money;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.journal.Fingerprints;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.simulator.bank.PlayBank;
import dev.surety.simulator.bank.SimulatedBank;
import dev.surety.simulator.bank.SimulatedBank.Result;
import dev.surety.testkit.http.HttpWorld;
import dev.surety.testkit.http.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The marketplace's bank, played and read over HTTP. */
class PlayingOurBankTest {
    private static final String SCRIPTS = "/v1/sandbox/bank/scripts";
    private static final String RETURNS = "/v1/sandbox/bank/returns";
    private static final String TRANSFERS = "/v1/sandbox/bank/transfers";
    private static final String SECRETS =
            """
            {"fingerprint": {"current": "Zm9yIHRlc3RzIG9ubHksIG5vdCBhIHNlY3JldCE="},
             "cursor": {"current": "Zm9yIHRlc3RzIG9ubHksIG5vdCBhIHNlY3JldCE="}}""";
    private static final Map<String, String> OPERATOR = SandboxWorld.operator(OutsideWorld.DEMO);

    private final FixedClock clock = new FixedClock(SandboxWorld.START);
    private final MemoryDynamo store = MemoryDynamo.surety(clock);
    private final SimulatedBank bank = new SimulatedBank(store, SuretyTables.SANDBOX, _ -> clock.instant());
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final HttpWorld api;

    PlayingOurBankTest() {
        var playing = new PlayBank(
                store,
                SuretyTables.SANDBOX,
                _ -> clock.instant(),
                hints -> hints.forEach(hint -> told.add(hint.chain() + " " + hint.number())));
        var secrets = new Secrets(() -> SECRETS, clock);
        var routes = new BankRoutes(
                playing, bank, new RequestKeys(new Fingerprints(secrets)), new Cursors(secrets, clock));
        api = new HttpWorld(new HttpEdge(routes.table(), new Metrics("sandbox", clock, _ -> {})));
    }

    private static PayoutId payout(String name) {
        return new PayoutId(Id.derive(PayoutId.PREFIX, name));
    }

    private Result send(String name) {
        return bank.send(new SimulatedBank.Order(
                OutsideWorld.DEMO,
                "sandbox",
                payout(name),
                "REF" + name,
                Money.of(1_000, "EUR"),
                "DE02120300000000202051"));
    }

    private Response post(String path, String body, String key) {
        return api.call("POST", path, body.replace('\'', '"'), key, OPERATOR, Map.of());
    }

    private Response refused(String path, String body) {
        return HttpWorld.refused(
                () -> List.of(store.everything(), told.size()), () -> post(path, body, "refused-00000000001"));
    }

    private Response transfers(String query) {
        return api.get(TRANSFERS + query, OPERATOR);
    }

    @Test
    void aScriptPlaysTheNextAnswersOnce() {
        String body = "{'next':['declined_closed','lost'],'charge':{'amount':35,'currency':'EUR'}}";
        Response answer = post(SCRIPTS, body, "script-000000000001");
        assertEquals(202, answer.status());
        assertEquals(
                "{\"account\":\"sandbox\",\"atBank\":null,\"next\":[\"declined_closed\",\"lost\"],"
                        + "\"charge\":{\"amount\":35,\"currency\":\"EUR\"},\"lines\":0,\"file\":false}",
                answer.bytes());
        Response again = post(SCRIPTS, body, "script-000000000001");
        assertEquals(answer.bytes(), again.bytes());
        assertTrue(again.isReplay());
        assertEquals(List.of("bank#demo#sandbox 0", "bank#demo#sandbox 0"), told);
        assertEquals(new Result.Declined("AC04"), send("one"));
        assertEquals(new Result.Unknown(), send("two"));
        assertEquals(new Result.Accepted("sandbox_" + payout("three")), send("three"));
    }

    @Test
    void aScriptSetsWhatIsAtTheBankAndBooksForeignLines() {
        String body = "{'account':'sandbox','atBank':{'amount':0,'currency':'EUR'},"
                + "'lines':[{'direction':'in','amount':{'amount':500,'currency':'EUR'},'text':'rent'}]}";
        assertEquals(202, post(SCRIPTS, body, "script-000000000001").status());
        assertEquals(
                1, bank.lines(OutsideWorld.DEMO, "sandbox", "").lines().size());
        assertEquals(
                Money.of(500, "EUR"), bank.atBank(OutsideWorld.DEMO, "sandbox", Money.of(9_999, "EUR")));
    }

    @Test
    void aPayoutIsReturnedOnce() {
        send("one");
        String body = "{'payout':'" + payout("one") + "','code':'MD07','fee':{'amount':100,'currency':'EUR'}}";
        Response answer = post(RETURNS, body, "return-000000000001");
        assertEquals(202, answer.status());
        assertEquals(
                "{\"account\":\"sandbox\",\"payout\":\"" + payout("one")
                        + "\",\"code\":\"MD07\",\"amount\":{\"amount\":900,\"currency\":\"EUR\"}}",
                answer.bytes());
        assertEquals(answer.bytes(), post(RETURNS, body, "return-000000000001").bytes());
        Response second = refused(RETURNS, "{'payout':'" + payout("one") + "'}");
        assertEquals("transition_not_allowed", second.reason());
        assertEquals(
                "idempotency_key_reused",
                post(RETURNS, "{'payout':'" + payout("one") + "'}", "return-000000000001").reason());
    }

    @Test
    void onlyWhatTheBankExecutedIsReturned() {
        post(SCRIPTS, "{'next':['declined_closed']}", "script-000000000001");
        send("one");
        assertEquals("transition_not_allowed", refused(RETURNS, "{'payout':'" + payout("one") + "'}").reason());
    }

    @ParameterizedTest(name = "{0} {1}: {2} {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "scripts | {'next':['no_such_word']}                              | /next            | format",
                "scripts | {'next':'lost'}                                        | /next            | type",
                "scripts | {'account':'No Such'}                                  | /account         | format",
                "scripts | {'atBank':{'amount':-1,'currency':'EUR'}}              | /atBank          | bound",
                "scripts | {'charge':{'amount':-1,'currency':'EUR'}}              | /charge          | bound",
                "scripts | {'charge':{'amount':1,'currency':'EUX'}}               | /charge/currency | format",
                "scripts | {'lines':[{'direction':'in'}]}                         | /lines/0/amount  | missing",
                "scripts | {'lines':[{'direction':'up','amount':{'amount':1,'currency':'EUR'}}]} |"
                        + " /lines/0/direction | format",
                "scripts | {'else':1}                                             | /else            | unknown",
                "returns | {}                                                     | /payout          | missing",
                "returns | {'payout':'pay_abcdefghijklmnopqrstuvwx27'}            | /payout          | format",
                "returns | {'payout':'ONE','code':'ac04'}                         | /code            | format",
                "returns | {'payout':'ONE','fee':{'amount':0,'currency':'EUR'}}   | /fee/amount      | bound",
            })
    void badInputIsNamedAndChangesNothing(String path, String body, String pointer, String reason) {
        Response answer = refused(
                "/v1/sandbox/bank/" + path, body.replace("ONE", payout("one").value()));
        assertEquals(400, answer.status());
        assertEquals(
                pointer + " " + reason,
                answer.body().at("/errors/0/pointer").asString() + " "
                        + answer.body().at("/errors/0/reason").asString());
    }

    @Test
    void anUnknownPayoutOrAnotherCurrencyIsInvalid() {
        assertEquals(422, refused(RETURNS, "{'payout':'" + payout("one") + "'}").status());
        send("one");
        String body = "{'payout':'" + payout("one") + "','fee':{'amount':1,'currency':'USD'}}";
        assertEquals("another_currency", refused(RETURNS, body).body().at("/errors/0/reason").asString());
    }

    @Test
    void theBanksOwnCountIsReadPageByPage() {
        List.of("one", "two", "three").forEach(this::send);
        post(SCRIPTS, "{'next':['declined_closed']}", "script-000000000001");
        send("four");
        Response first = transfers("?limit=3");
        assertEquals(3, first.body().path("data").size());
        assertEquals(
                "[{\"executed\":3,\"declined\":1,\"sum\":{\"amount\":3000,\"currency\":\"EUR\"}}]",
                first.body().path("counts").toString());
        String cursor = first.body().path("nextCursor").asString();
        Response second = transfers("?limit=3&cursor=" + cursor);
        assertEquals(1, second.body().path("data").size());
        assertTrue(second.body().path("nextCursor").isNull());
        assertTrue(second.body().path("counts").isMissingNode());
        assertEquals("malformed", transfers("?limit=2&cursor=" + cursor).reason());
        assertEquals(0, transfers("?account=other").body().path("data").size());
        assertEquals(400, transfers("?account=No").status());
    }

    @Test
    void onlyAnOperatorPlaysTheBank() {
        Map<String, String> staff = Map.of(
                "marketplace", "demo", "client_id", "demo-backend", "kind", "backend", "scope", "payouts:read");
        assertEquals(403, api.get(TRANSFERS, staff).status());
        assertEquals(403, api.call("POST", SCRIPTS, "{}", "script-000000000001", staff, Map.of()).status());
    }
}
