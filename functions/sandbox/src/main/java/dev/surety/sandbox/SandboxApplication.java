package dev.surety.sandbox;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import dev.surety.runtime.aws.AwsClients;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Route;
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
import dev.surety.runtime.wiring.Doors;
import dev.surety.simulator.PlayOutside;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/** Wires the sandbox's doors. Deployed in sandbox stacks only. */
@SpringBootConfiguration
public class SandboxApplication implements ApplicationContextInitializer<GenericApplicationContext> {
    private static final InstantSource CLOCK = InstantSource.system();

    /** What one call of the mover may take, well inside its function's time-out. */
    private static final Duration BUDGET = Duration.ofSeconds(40);

    private static final Duration LOOK = Duration.ofMillis(10);

    /** The timer index follows the journal by less; the local runtime's follows at once and sets another. */
    private static final String SETTLE_MILLIS = "1000";

    @Override
    public void initialize(GenericApplicationContext context) {
        new Doors(context)
                .with(SandboxApi.class, APIGatewayV2HTTPResponse.class, SandboxApplication::api)
                .with(SandboxClock.class, SQSBatchResponse.class, SandboxApplication::clock);
    }

    private static Function<InputStream, APIGatewayV2HTTPResponse> api() {
        var clients = AwsClients.find();
        var dynamo = clients.dynamo();
        String table = Environment.get("JOURNAL_TABLE");
        var journal = new Journal(dynamo, table);
        var worlds = new Clocks(CLOCK, dynamo, Environment.find("SANDBOX_TABLE"));
        var marketplaces = new Marketplaces(journal);
        var keys = new RequestKeys(new Fingerprints(Secrets.ofEnvironment(CLOCK)));
        var playing = new PlayOutside(
                dynamo,
                Environment.get("SANDBOX_TABLE"),
                new QueueTimerMessages(clients.sqs(), Environment.get("ESCROW_WAKES_QUEUE")),
                CLOCK);
        var clockRoutes = new SandboxRoutes(
                new AdvanceClock(
                        journal,
                        marketplaces,
                        worlds,
                        new ClockPositions(dynamo, Environment.get("SANDBOX_TABLE")),
                        CLOCK),
                worlds,
                keys);
        List<Route<?>> routes = Stream.of(
                        clockRoutes.table(),
                        new OutsideRoutes(playing, keys).table(),
                        new PageRoutes(playing).table())
                .flatMap(List::stream)
                .toList();
        return new HttpEdge(routes, metrics());
    }

    private static Function<InputStream, SQSBatchResponse> clock() {
        var clients = AwsClients.find();
        var dynamo = clients.dynamo();
        String table = Environment.get("JOURNAL_TABLE");
        String sandbox = Environment.get("SANDBOX_TABLE");
        var journal = new Journal(dynamo, table);
        var queues = TimerQueues.ofEnvironment(clients.sqs());
        var timers = new MoveClock.Timers(
                queues.types(),
                new JournalIndexes(dynamo, table),
                new TimerCursors(dynamo, Environment.get("CURSORS_TABLE")),
                queues);
        var moving = new MoveClock(
                journal,
                new Clocks(CLOCK, dynamo, Optional.of(sandbox)),
                new ClockPositions(dynamo, sandbox),
                timers,
                CLOCK,
                new MoveClock.Pace(BUDGET, settle(), LOOK));
        var inbox = new ClockInbox(journal, moving, clients.sqs(), Environment.get("CLOCK_MOVES_QUEUE"));
        return new QueueEdge(inbox, metrics());
    }

    private static Duration settle() {
        return Duration.ofMillis(Long.parseLong(Environment.find("CLOCK_SETTLE_MILLIS").orElse(SETTLE_MILLIS)));
    }

    private static Metrics metrics() {
        return new Metrics("sandbox", CLOCK, System.out::println);
    }
}
