package dev.surety.onboarding;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import dev.surety.onboarding.app.CountSale;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.onboarding.app.PutPause;
import dev.surety.onboarding.app.PutSettings;
import dev.surety.onboarding.app.References;
import dev.surety.onboarding.http.OnboardingRoutes;
import dev.surety.onboarding.http.PauseRoutes;
import dev.surety.onboarding.inbox.SettledInbox;
import dev.surety.onboarding.inbox.StackPauseCommand;
import dev.surety.onboarding.inbox.SweepVault;
import dev.surety.runtime.aws.AwsClients;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.queue.QueueEdge;
import dev.surety.runtime.journal.Fingerprints;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.runtime.settings.Environment;
import dev.surety.runtime.vault.Orphans;
import dev.surety.runtime.vault.Vault;
import dev.surety.runtime.wiring.Doors;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/** Wires the onboarding function's doors. Decides nothing. */
@SpringBootConfiguration
public class OnboardingApplication implements ApplicationContextInitializer<GenericApplicationContext> {
    private static final InstantSource CLOCK = InstantSource.system();

    /** The framework asks for the raw class; what the stack's operator is told is a map of texts and numbers. */
    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public void initialize(GenericApplicationContext context) {
        new Doors(context)
                .with(OnboardingApi.class, APIGatewayV2HTTPResponse.class, OnboardingApplication::api)
                .with(OnboardingInbox.class, SQSBatchResponse.class, OnboardingApplication::inbox)
                .with(StackPause.class, Map.class, () -> (Function) stackPause())
                .with(VaultSweeper.class, Map.class, () -> (Function) sweeper());
    }

    private static Function<InputStream, APIGatewayV2HTTPResponse> api() {
        var dynamo = AwsClients.find().dynamo();
        var secrets = Secrets.ofEnvironment(CLOCK);
        var journal = new Journal(dynamo, Environment.get("JOURNAL_TABLE"));
        var references = new References(new JournalIndexes(dynamo, Environment.get("JOURNAL_TABLE")), secrets);
        var worlds = new Clocks(CLOCK, dynamo, Environment.find("SANDBOX_TABLE"));
        var vault = Vault.ofEnvironment(dynamo, secrets);
        var marketplaces = new Marketplaces(journal);
        var routes = new OnboardingRoutes(
                journal,
                references,
                new PutSettings(journal, worlds),
                new CreateParticipant(journal, marketplaces, vault, references, worlds),
                vault,
                new RequestKeys(new Fingerprints(secrets)),
                new Cursors(secrets, CLOCK));
        var pauses = new PauseRoutes(
                marketplaces.pauses(),
                new PutPause(journal, marketplaces, worlds, CLOCK),
                new RequestKeys(new Fingerprints(secrets)));
        var table = Stream.concat(routes.table().stream(), pauses.table().stream()).toList();
        return new HttpEdge(table, metrics());
    }

    private static SweepVault sweeper() {
        var dynamo = AwsClients.find().dynamo();
        var journal = new Journal(dynamo, Environment.get("JOURNAL_TABLE"));
        return new SweepVault(new Orphans(dynamo, Environment.get("VAULT_TABLE"), journal), CLOCK, metrics());
    }

    private static StackPauseCommand stackPause() {
        var dynamo = AwsClients.find().dynamo();
        var journal = new Journal(dynamo, Environment.get("JOURNAL_TABLE"));
        var worlds = new Clocks(CLOCK, dynamo, Optional.empty());
        return new StackPauseCommand(new PutPause(journal, new Marketplaces(journal), worlds, CLOCK));
    }

    private static Function<InputStream, SQSBatchResponse> inbox() {
        var dynamo = AwsClients.find().dynamo();
        var journal = new Journal(dynamo, Environment.get("JOURNAL_TABLE"));
        var worlds = new Clocks(CLOCK, dynamo, Environment.find("SANDBOX_TABLE"));
        var counting = new CountSale(journal, new Marketplaces(journal), worlds);
        return new QueueEdge(new SettledInbox(counting), metrics());
    }

    private static Metrics metrics() {
        return new Metrics("onboarding", CLOCK, System.out::println);
    }
}
