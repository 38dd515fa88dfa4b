package dev.surety.runtime.wiring;

import dev.surety.runtime.aws.AwsClients;
import dev.surety.runtime.aws.Messages;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.edge.http.WebhookSignatures;
import dev.surety.runtime.edge.http.WebhookVerifier;
import dev.surety.runtime.edge.queue.QueueEdge;
import dev.surety.runtime.edge.stream.StreamEdge;
import dev.surety.runtime.journal.Fingerprints;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.runtime.settings.Environment;
import dev.surety.runtime.timers.TimerCursors;
import dev.surety.runtime.timers.TimerQueues;
import dev.surety.runtime.tokens.TokenVerifier;
import dev.surety.runtime.vault.Vault;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The parts that every function's doors are made of. Each is made once, when a door first asks for it, so a door needs
 * only the settings of the parts it uses. One thread wires a door.
 */
public final class Platform {
    private final InstantSource clock = InstantSource.system();
    private final Metrics metrics;
    private final Part<AwsClients> clients = new Part<>(AwsClients::find);
    private final Part<Secrets> secrets = new Part<>(() -> Secrets.ofEnvironment(clock));
    private final Part<Journal> journal = new Part<>(() -> new Journal(dynamo(), journalTable()));
    private final Part<Marketplaces> marketplaces = new Part<>(() -> new Marketplaces(journal()));
    private final Part<Clocks> clocks =
            new Part<>(() -> new Clocks(clock, dynamo(), Environment.find("SANDBOX_TABLE")));
    private final Part<Vault> vault = new Part<>(() -> Vault.ofEnvironment(dynamo(), secrets()));
    private final Part<TimerQueues> timerQueues = new Part<>(() -> TimerQueues.ofEnvironment(messages()));

    /** @param function the function whose metrics these are */
    public Platform(String function) {
        this.metrics = new Metrics(function, clock, System.out::println);
    }

    /** The system's clock, which no test clock moves. */
    public InstantSource clock() {
        return clock;
    }

    public Metrics metrics() {
        return metrics;
    }

    public DynamoDbClient dynamo() {
        return clients.get().dynamo();
    }

    public Messages messages() {
        return clients.get().sqs();
    }

    public Secrets secrets() {
        return secrets.get();
    }

    public String journalTable() {
        return Environment.get("JOURNAL_TABLE");
    }

    public Journal journal() {
        return journal.get();
    }

    public JournalIndexes indexes() {
        return new JournalIndexes(dynamo(), journalTable());
    }

    public Marketplaces marketplaces() {
        return marketplaces.get();
    }

    /** The time of each marketplace: of a sandbox, where the stack has them, the time of its test clock. */
    public Clocks clocks() {
        return clocks.get();
    }

    public Vault vault() {
        return vault.get();
    }

    public RequestKeys keys() {
        return new RequestKeys(new Fingerprints(secrets()));
    }

    public Cursors cursors() {
        return new Cursors(secrets(), clock);
    }

    public TimerQueues timerQueues() {
        return timerQueues.get();
    }

    public TimerCursors timerCursors() {
        return new TimerCursors(dynamo(), Environment.get("CURSORS_TABLE"));
    }

    /** An HTTP door over these tables, with the parts that verify their tokens and webhooks. */
    @SafeVarargs
    public final HttpEdge http(List<Route<?>>... tables) {
        return http(() -> new WebhookSignatures(secrets(), clock), tables);
    }

    /** The same where webhooks come with signatures of others, too. */
    @SafeVarargs
    public final HttpEdge http(Supplier<? extends WebhookVerifier> webhooks, List<Route<?>>... tables) {
        List<Route<?>> routes = new ArrayList<>();
        for (List<Route<?>> table : tables) {
            routes.addAll(table);
        }
        boolean verifies = routes.stream().anyMatch(Route::isVerified);
        boolean hears = routes.stream().anyMatch(route -> route.effect() == Route.Effect.WEBHOOK);
        return new HttpEdge(
                routes,
                metrics,
                verifies ? Optional.of(TokenVerifier.ofEnvironment(clock)) : Optional.empty(),
                hears ? Optional.of(webhooks.get()) : Optional.empty());
    }

    public QueueEdge queue(QueueEdge.Inbox inbox) {
        return new QueueEdge(inbox, metrics);
    }

    public StreamEdge stream(StreamEdge.Reader reader) {
        return new StreamEdge(reader, metrics);
    }

    /** Made at the first asking. */
    private static final class Part<T> {
        private final Supplier<T> make;
        private @Nullable T made;

        Part(Supplier<T> make) {
            this.make = make;
        }

        T get() {
            T part = made == null ? make.get() : made;
            made = part;
            return part;
        }
    }
}
