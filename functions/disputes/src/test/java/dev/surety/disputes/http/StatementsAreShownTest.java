package dev.surety.disputes.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.disputes.domain.dispute.Role;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.procedure.DisputeCommand;
import dev.surety.disputes.world.DisputeWorld;
import dev.surety.disputes.world.EscrowSide;
import dev.surety.dynamo.SuretyTables;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.journal.Fingerprints;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.runtime.vault.SecretKeyWrap;
import dev.surety.runtime.vault.Vault;
import dev.surety.testkit.http.HttpWorld;
import dev.surety.testkit.http.Response;
import dev.surety.testkit.tokens.TokenMint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The statement of reasons, as the parties and the staff read it. */
class StatementsAreShownTest {
    private static final String KEY = "rule-0000000000001";
    private static final String RULING =
            """
            {"lines":[{"to":"payee","amount":{"amount":2000,"currency":"EUR"}},
              {"to":"payer","amount":{"amount":4000,"currency":"EUR"}}],
             "finding":"claim_partly_proved","facts":[{"words":"One leg of the chair is loose.","evidence":[]}]}
            """
                    .strip();

    private final DisputeWorld world = new DisputeWorld();
    private final HttpWorld api;

    StatementsAreShownTest() {
        var secrets = new Secrets(() -> EscrowSide.SECRETS, world.clock);
        var vault = new Vault(
                world.store, SuretyTables.VAULT, SuretyTables.VAULT_KEYS, new SecretKeyWrap(secrets));
        var answers = new DisputeAnswers(world.deciding, vault, new RequestKeys(new Fingerprints(secrets)));
        var routes = new DisputeRoutes(
                world.use.disputes(), world.use.reading(), answers, new Cursors(secrets, world.clock));
        List<Route<?>> tables = Stream.of(routes.table(), new RulingRoutes(answers).table())
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
        world.disputed("dispute-00000001");
        world.drain();
    }

    private static Map<String, String> payer() {
        return Map.of(
                "marketplace", "demo",
                "client_id", "demo-backend",
                "participant", DisputeWorld.PAYER,
                "scope", "disputes:read disputes:write");
    }

    private Response read() {
        return api.get("/v1/disputes/" + world.last, payer());
    }

    @Test
    void aRulingIsReadByThePartiesWithTheWordsOfItsArbiter() {
        world.as(Side.PAYEE, "reject", DisputeCommand.Reject::new);
        world.pass(Duration.ofDays(17).plusHours(2));
        assertTrue(read().body().path("statement").isNull());
        String arbiter = world.state().bench().person(Role.ARBITER).orElseThrow();
        Map<String, String> claims = Map.of(
                "marketplace", "demo",
                "client_id", "demo-arbiter",
                "person", arbiter,
                "scope", "disputes:read disputes:rule");

        Response ruled = api.call("POST", "/v1/disputes/" + world.last + "/rule", RULING, KEY, claims, Map.of());

        assertEquals(200, ruled.status(), ruled.bytes());
        String statement = read().text("statement");
        assertTrue(statement.contains("1. One leg of the chair is loose. (No item"), statement);
        assertTrue(
                statement.contains("Of the disputed 60.00 EUR the payee gets 20.00 EUR and the payer gets 40.00 EUR."),
                statement);
        int entry = world.stored(world.last).version();
        assertTrue(statement.contains("in entry " + entry + " of the dispute."), statement);
        assertFalse(statement.contains(arbiter), "it names no person");
        assertEquals(statement, ruled.text("statement"));
        world.pass(Duration.ofDays(8));
        assertEquals("closed", world.stage());
        assertEquals(statement, read().text("statement"), "later entries change no word of it");
        Response again = api.call("POST", "/v1/disputes/" + world.last + "/rule", RULING, KEY, claims, Map.of());
        assertTrue(again.isReplay());
        assertEquals(ruled.bytes(), again.bytes());
        assertTrue(entry < world.stored(world.last).version());
    }

    @Test
    void aDefaultIsExplainedAndAnAgreementIsNot() {
        world.marketplace("notice", new DisputeCommand.Notify(Side.PAYEE, world.clock.instant(), "email"));
        world.pass(Duration.ofDays(6));

        assertEquals("closed", world.stage());
        String statement = read().text("statement");
        assertTrue(statement.contains("The decision was automated."), statement);
        assertTrue(statement.contains("The payee had notice and did not answer."), statement);
        Response listed = api.get("/v1/disputes?payer=" + DisputeWorld.PAYER, payer());
        assertTrue(listed.body().at("/data/0/statement").isNull(), listed.bytes());
    }

    @Test
    void whatAPartyConcedesNeedsNoStatement() {
        world.as(Side.PAYEE, "concede", DisputeCommand.Concede::new);
        world.drain();
        assertTrue(read().body().path("statement").isNull());
    }
}
