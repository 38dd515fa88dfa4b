package dev.surety.escrow;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import dev.surety.escrow.app.UseCases;
import dev.surety.escrow.app.payment.Gateway;
import dev.surety.escrow.app.payment.Gateways;
import dev.surety.escrow.gateway.AbsentGateway;
import dev.surety.escrow.gateway.GuardedGateway;
import dev.surety.escrow.gateway.PaymentNotices;
import dev.surety.escrow.gateway.SandboxGateway;
import dev.surety.escrow.http.Actions;
import dev.surety.escrow.http.EscrowDoor;
import dev.surety.escrow.inbox.WakeInbox;
import dev.surety.escrow.store.JournalEscrows;
import dev.surety.escrow.store.JournalGatewayAccounts;
import dev.surety.escrow.store.JournalParticipants;
import dev.surety.escrow.store.JournalPayments;
import dev.surety.escrow.store.JournalUnmatchedWebhooks;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.runtime.aws.AwsClients;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.clock.Sandboxes;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.edge.http.WebhookSignatures;
import dev.surety.runtime.edge.queue.QueueEdge;
import dev.surety.runtime.journal.Fingerprints;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.runtime.settings.Environment;
import dev.surety.runtime.timers.QueueTimerMessages;
import dev.surety.runtime.timers.TimerCursors;
import dev.surety.runtime.timers.TimerQueues;
import dev.surety.runtime.timers.TimerReader;
import dev.surety.runtime.timers.TimerTick;
import dev.surety.runtime.tokens.TokenVerifier;
import dev.surety.runtime.vault.Vault;
import dev.surety.runtime.wiring.Doors;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Wires the escrow function's doors. Decides nothing. */
@SpringBootConfiguration
public class EscrowApplication implements ApplicationContextInitializer<GenericApplicationContext> {
    private static final InstantSource CLOCK = InstantSource.system();

    /** What a tick of the timers may take, inside its function's time-out and its minute. */
    private static final Duration TICK = Duration.ofSeconds(40);

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public void initialize(GenericApplicationContext context) {
        new Doors(context)
                .with(EscrowApi.class, APIGatewayV2HTTPResponse.class, EscrowApplication::api)
                .with(EscrowInbox.class, SQSBatchResponse.class, EscrowApplication::inbox)
                .with(Timers.class, Map.class, () -> (Function) timers());
    }

    private static Function<InputStream, APIGatewayV2HTTPResponse> api() {
        var parts = new Parts();
        List<Route<?>> routes = EscrowDoor.routes(
                parts.use,
                Vault.ofEnvironment(parts.dynamo, parts.secrets),
                new RequestKeys(new Fingerprints(parts.secrets)),
                new Cursors(parts.secrets, CLOCK),
                new Actions(Environment.find("PUBLIC_URL").orElse("")));
        return new HttpEdge(
                routes,
                metrics(),
                TokenVerifier.ofEnvironment(CLOCK),
                new WebhookSignatures(parts.secrets, CLOCK));
    }

    private static Function<InputStream, SQSBatchResponse> inbox() {
        UseCases use = new Parts().use;
        return new QueueEdge(new WakeInbox(use.waking(), use.watching(), use.asking()), metrics());
    }

    /** The timers of the whole stack: which types of chain they are is the template's to say. */
    private static Function<InputStream, Map<String, Object>> timers() {
        AwsClients clients = AwsClients.find();
        DynamoDbClient dynamo = clients.dynamo();
        var hints = new JournalIndexes(dynamo, Environment.get("JOURNAL_TABLE"));
        var queues = TimerQueues.ofEnvironment(clients.sqs());
        return new TimerTick(
                new TimerReader(hints, queues, new TimerCursors(dynamo, Environment.get("CURSORS_TABLE"))),
                new Clocks(CLOCK, dynamo, Environment.find("SANDBOX_TABLE")),
                new Sandboxes(hints),
                CLOCK,
                queues.types(),
                new Metrics("timers", CLOCK, System.out::println),
                TICK);
    }

    private static Metrics metrics() {
        return new Metrics("escrow", CLOCK, System.out::println);
    }

    /** What the HTTP door and the inbox share. */
    private static final class Parts {
        private final AwsClients clients = AwsClients.find();
        private final DynamoDbClient dynamo = clients.dynamo();
        private final Secrets secrets = Secrets.ofEnvironment(CLOCK);
        private final UseCases use;

        Parts() {
            var journal = new Journal(dynamo, Environment.get("JOURNAL_TABLE"));
            var hints = new JournalIndexes(dynamo, Environment.get("JOURNAL_TABLE"));
            var marketplaces = new Marketplaces(journal);
            var worlds = new Clocks(CLOCK, dynamo, Environment.find("SANDBOX_TABLE"));
            var news = new PaymentNotices(
                    new QueueTimerMessages(clients.sqs(), Environment.get("ESCROW_WAKES_QUEUE")), CLOCK);
            use = UseCases.of(
                    new JournalEscrows(journal, hints),
                    new JournalPayments(journal, hints, marketplaces),
                    new JournalParticipants(journal),
                    marketplaces,
                    new Gateways(gateway(worlds, news)),
                    new JournalGatewayAccounts(journal, marketplaces),
                    new JournalUnmatchedWebhooks(journal),
                    news,
                    since -> metrics().count("gateway.unheard_minutes", "door", "inbox", since.toMinutes()),
                    worlds);
        }

        private Gateway gateway(Clocks worlds, PaymentNotices news) {
            return Environment.find("SANDBOX_TABLE")
                    .<Gateway>map(table -> new GuardedGateway(new SandboxGateway(
                            dynamo, table, marketplace -> worlds.now(marketplace, Mode.SANDBOX), CLOCK, news)))
                    .orElseGet(AbsentGateway::new);
        }
    }
}
