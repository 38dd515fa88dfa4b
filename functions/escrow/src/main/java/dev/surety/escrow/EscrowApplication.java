package dev.surety.escrow;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import dev.surety.escrow.app.ChargePayment;
import dev.surety.escrow.app.CreateEscrow;
import dev.surety.escrow.app.FundEscrow;
import dev.surety.escrow.app.Gateway;
import dev.surety.escrow.app.MoveEscrow;
import dev.surety.escrow.app.WakeEscrow;
import dev.surety.escrow.gateway.AbsentGateway;
import dev.surety.escrow.gateway.GuardedGateway;
import dev.surety.escrow.gateway.SandboxGateway;
import dev.surety.escrow.http.EscrowRoutes;
import dev.surety.escrow.inbox.TimerTick;
import dev.surety.escrow.inbox.WakeInbox;
import dev.surety.escrow.store.JournalEscrows;
import dev.surety.escrow.store.JournalParticipants;
import dev.surety.escrow.store.JournalPayments;
import dev.surety.runtime.aws.AwsClients;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.queue.QueueEdge;
import dev.surety.runtime.journal.Fingerprints;
import dev.surety.runtime.journal.Hints;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.runtime.settings.Environment;
import dev.surety.runtime.timers.QueueWakes;
import dev.surety.runtime.timers.TimerReader;
import dev.surety.runtime.vault.Vault;
import dev.surety.runtime.wiring.Doors;
import dev.surety.runtime.world.Marketplaces;
import dev.surety.runtime.world.Sandboxes;
import dev.surety.runtime.world.Worlds;
import java.io.InputStream;
import java.time.InstantSource;
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

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public void initialize(GenericApplicationContext context) {
        new Doors(context)
                .with(EscrowApi.class, APIGatewayV2HTTPResponse.class, EscrowApplication::api)
                .with(EscrowInbox.class, SQSBatchResponse.class, EscrowApplication::inbox)
                .with(EscrowTimers.class, Map.class, () -> (Function) timers());
    }

    private static Function<InputStream, APIGatewayV2HTTPResponse> api() {
        var use = new UseCases();
        var routes = new EscrowRoutes(
                use.escrows,
                new CreateEscrow(use.escrows, use.participants, use.marketplaces, use.worlds),
                use.funding,
                new MoveEscrow(use.escrows, use.worlds),
                Vault.ofEnvironment(use.dynamo, use.secrets),
                new RequestKeys(new Fingerprints(use.secrets)),
                new Cursors(use.secrets, CLOCK));
        return new HttpEdge(routes.table(), metrics());
    }

    private static Function<InputStream, SQSBatchResponse> inbox() {
        var use = new UseCases();
        return new QueueEdge(new WakeInbox(new WakeEscrow(use.escrows, use.funding, use.worlds)), metrics());
    }

    private static Function<InputStream, Map<String, Object>> timers() {
        AwsClients clients = AwsClients.find();
        DynamoDbClient dynamo = clients.dynamo();
        var hints = new Hints(dynamo, Environment.get("JOURNAL_TABLE"));
        var reader = new TimerReader(
                hints,
                new QueueWakes(clients.sqs(), Environment.get("ESCROW_WAKES_QUEUE")),
                dynamo,
                Environment.get("CURSORS_TABLE"));
        return new TimerTick(
                reader,
                new Worlds(CLOCK, dynamo, Environment.find("SANDBOX_TABLE")),
                new Sandboxes(hints),
                CLOCK,
                JournalEscrows.TYPE);
    }

    private static Metrics metrics() {
        return new Metrics("escrow", CLOCK, System.out::println);
    }

    /** What the HTTP door and the inbox share. */
    private static final class UseCases {
        private final DynamoDbClient dynamo = AwsClients.find().dynamo();
        private final Secrets secrets = Secrets.ofEnvironment(CLOCK);
        private final Journal journal = new Journal(dynamo, Environment.get("JOURNAL_TABLE"));
        private final Hints hints = new Hints(dynamo, Environment.get("JOURNAL_TABLE"));
        private final JournalEscrows escrows = new JournalEscrows(journal, hints);
        private final JournalParticipants participants = new JournalParticipants(journal);
        private final Marketplaces marketplaces = new Marketplaces(journal);
        private final Worlds worlds = new Worlds(CLOCK, dynamo, Environment.find("SANDBOX_TABLE"));
        private final FundEscrow funding = new FundEscrow(
                escrows,
                participants,
                marketplaces,
                new ChargePayment(
                        new JournalPayments(journal),
                        new GuardedGateway(gateway())),
                worlds);

        /** Live stacks have no gateway yet: every charge is declined, and nothing is pretended. */
        private Gateway gateway() {
            return Environment.find("SANDBOX_TABLE")
                    .<Gateway>map(table -> new SandboxGateway(dynamo, table))
                    .orElseGet(AbsentGateway::new);
        }
    }
}
