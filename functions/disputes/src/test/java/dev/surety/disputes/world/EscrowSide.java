package dev.surety.disputes.world;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.escrow.app.UseCases;
import dev.surety.escrow.app.payment.Gateway;
import dev.surety.escrow.app.payment.Gateways;
import dev.surety.escrow.gateway.GuardedGateway;
import dev.surety.escrow.gateway.PaymentNotices;
import dev.surety.escrow.gateway.SandboxGateway;
import dev.surety.escrow.http.Actions;
import dev.surety.escrow.http.EscrowDoor;
import dev.surety.escrow.inbox.WakeInbox;
import dev.surety.escrow.store.JournalDisputes;
import dev.surety.escrow.store.JournalEscrows;
import dev.surety.escrow.store.JournalGatewayAccounts;
import dev.surety.escrow.store.JournalParticipants;
import dev.surety.escrow.store.JournalPayments;
import dev.surety.escrow.store.JournalUnmatchedWebhooks;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.runtime.aws.Messages;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.command.CausedCommands;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.WebhookSignatures;
import dev.surety.runtime.edge.queue.QueueEdge;
import dev.surety.runtime.journal.Fingerprints;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.ledger.GuardedAppend;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.runtime.timers.QueueTimerMessages;
import dev.surety.runtime.vault.SecretKeyWrap;
import dev.surety.runtime.vault.Vault;
import dev.surety.testkit.http.HttpWorld;
import dev.surety.testkit.http.Response;
import dev.surety.testkit.tokens.TokenMint;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The doors of the escrow function, as the world of disputes calls them. */
public final class EscrowSide {
    static final String QUEUE = "escrow-wakes";

    public static final String SECRETS =
            """
            {"fingerprint": {"current": "Zm9yIHRlc3RzIG9ubHksIG5vdCBhIHNlY3JldCE="},
             "cursor": {"current": "YWxzbyBmb3IgdGVzdHMgb25seSwgdHJ1bHkgc28h"},
             "notice": {"current": "c2lnbnMgbm90aWNlcyBpbiB0ZXN0cyBvbmx5IQ=="},
             "vault": {"current": "dGhpcnR5LXR3byBieXRlcyBmb3IgdGVzdHMgb25seSE="}}
            """;

    private static final TokenMint MINT = new TokenMint("https://issuer.example");

    private final HttpWorld api;
    private final QueueEdge inbox;

    EscrowSide(
            DynamoDbClient dynamo,
            FixedClock clock,
            Clocks clocks,
            Secrets secrets,
            Messages messages,
            String disputesQueue) {
        var journal = new Journal(dynamo, SuretyTables.JOURNAL);
        var indexes = new JournalIndexes(dynamo, SuretyTables.JOURNAL);
        var marketplaces = new Marketplaces(journal);
        var guarded = new GuardedAppend(dynamo, journal, SuretyTables.JOURNAL, SuretyTables.LEDGER);
        var told = new PaymentNotices(new QueueTimerMessages(messages, QUEUE), clock);
        Gateway gateway = new GuardedGateway(new SandboxGateway(
                dynamo, SuretyTables.SANDBOX, marketplace -> clocks.now(marketplace, Mode.SANDBOX), clock, told));
        UseCases use = UseCases.of(
                new JournalEscrows(journal, guarded, indexes),
                guarded::amountMinor,
                new JournalPayments(journal, indexes, marketplaces),
                new JournalParticipants(journal),
                marketplaces,
                new Gateways(gateway),
                new JournalGatewayAccounts(journal, marketplaces),
                new JournalUnmatchedWebhooks(journal),
                new JournalDisputes(journal, command -> messages.send(disputesQueue, List.of(command.body()))),
                told,
                _ -> {},
                clocks);
        var routes = EscrowDoor.routes(
                use,
                new Vault(dynamo, SuretyTables.VAULT, SuretyTables.VAULT_KEYS, new SecretKeyWrap(secrets)),
                new RequestKeys(new Fingerprints(secrets)),
                new Cursors(secrets, clock),
                new Actions("https://api.example"));
        var metrics = new Metrics("escrow", clock, _ -> {});
        api = new HttpWorld(
                new HttpEdge(
                        routes,
                        metrics,
                        Optional.of(MINT.verifier(clock)),
                        Optional.of(new WebhookSignatures(secrets, clock))),
                MINT);
        var commands = new CausedCommands(journal, use.receivers());
        inbox = new QueueEdge(new WakeInbox(use.waking(), use.watching(), use.asking(), commands), metrics);
    }

    QueueEdge inbox() {
        return inbox;
    }

    /** The timer of a chain comes, at whatever time it is. */
    public void wake(Entry last) {
        var body = Json.object().put("chain", last.chain().toString()).put("number", last.number());
        var event = Json.object();
        event.putArray("Records").addObject().put("messageId", "m-1").put("body", Json.text(body));
        var _ = inbox.apply(new ByteArrayInputStream(Json.text(event).getBytes(StandardCharsets.UTF_8)));
    }

    /** An escrow that is paid and delivered. */
    public String delivered(long amountMinor, String key) {
        String id = taken(post("/v1/escrows", creation(amountMinor), key)).text("id");
        taken(post("/v1/escrows/" + id + "/fund", "{\"method\":\"card_ok\"}", key));
        taken(post("/v1/escrows/" + id + "/deliver", "", key));
        return id;
    }

    private static String creation(long amountMinor) {
        return """
            {"payer":"%s","payee":"%s","amount":{"amount":%d,"currency":"EUR"},"terms":"goods",
             "reference":"order-1042","description":"a chair","metadata":{}}
            """
                .formatted(DisputeWorld.PAYER, DisputeWorld.PAYEE, amountMinor);
    }

    private static Response taken(Response response) {
        if (response.status() >= 300) {
            throw new AssertionError(response.bytes());
        }
        return response;
    }

    public Response dispute(String id, String body, String key) {
        return post("/v1/escrows/" + id + "/dispute", body, key);
    }

    /** As the marketplace's back end. */
    public Response post(String path, String body, String key) {
        Map<String, String> claims = Map.of(
                "marketplace", "demo",
                "kind", "backend",
                "client_id", "demo-backend",
                "scope", "escrows:read escrows:write");
        return api.call("POST", path, body, key, claims, Map.of());
    }

    /** As an operator. */
    public Response force(String path, String body, String key) {
        Map<String, String> claims = new HashMap<>(Map.of("marketplace", "demo", "person", "per_op"));
        claims.put("scope", "escrows:read escrows:operate disputes:rule");
        return api.call("POST", path, body, key, claims, Map.of());
    }
}
