package dev.surety.local;

import dev.surety.files.FolderFiles;
import dev.surety.files.FolderLinks;
import dev.surety.local.http.Front;
import dev.surety.local.http.Gateway;
import dev.surety.local.http.LocalFiles;
import dev.surety.local.queue.BucketNotices;
import dev.surety.local.queue.Bus;
import dev.surety.local.queue.QueuePoller;
import dev.surety.local.queue.Queues;
import dev.surety.local.stream.StreamPoller;
import dev.surety.local.stream.Tables;
import dev.surety.local.template.FunctionSpec;
import dev.surety.local.template.Resolver;
import dev.surety.local.template.Template;
import dev.surety.local.template.Trigger;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The whole template in one JVM, from the first table to the last schedule. */
public final class World implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(World.class);

    /** After which a connection is closed on which nothing comes; longer than any function may take. */
    private static final Duration IDLE = Duration.ofSeconds(60);

    /** A round that takes longer goes on while the world already serves. */
    private static final Duration FIRST_ROUND = Duration.ofSeconds(20);

    private static final int LINK_SECRET_BYTES = 32;

    private final URI base;
    private final Gateway gateway;
    private final Tables tables;
    private final Queues queues;
    private final Bus bus;
    private final List<StreamPoller> streamPollers = new ArrayList<>();
    private final List<QueuePoller> queuePollers = new ArrayList<>();
    private final List<Schedules> schedules = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final List<Door> doors = new ArrayList<>();

    private World(URI base, Gateway gateway, Tables tables, Queues queues, Bus bus) {
        this.base = base;
        this.gateway = gateway;
        this.tables = tables;
        this.queues = queues;
        this.bus = bus;
    }

    /** Starts everything and returns when everything serves. */
    public static World start(WorldPlan plan) throws IOException, Front.Unusable {
        World world = begin(plan);
        world.welcome();
        return world;
    }

    /** Starts everything; {@code /health} is 503 until {@link #welcome}. */
    static World begin(WorldPlan plan) throws IOException, Front.Unusable {
        Front front = Front.bind(plan.host(), plan.port(), IDLE);
        URI base = front.base();
        Template template = Template.read(plan.template(), plan.parameters(base));
        Files.createDirectories(plan.folder());
        Optional<Path> disk = plan.inMemory() ? Optional.empty() : Optional.of(plan.folder());
        Path secrets = Secrets.file(plan.folder());
        try (ExecutorService starters = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Gateway> gateway = starters.submit(() -> Gateway.open(front, template, plan.root(), disk));
            Future<Queues> queues = starters.submit(() -> Queues.open(disk, template, Events.REGION));
            Future<Tables> tables =
                    starters.submit(() -> Tables.open(disk.map(folder -> folder.resolve("tables.db")), template));
            Bus bus = Bus.open(template, queues.get());
            front.serve(files(plan, base, new BucketNotices(template, queues.get())));
            World world = new World(base, gateway.get(), tables.get(), queues.get(), bus);
            world.openDoors(template, secrets);
            world.run(plan);
            world.gateway.serve(world.doors);
            return world;
        } catch (ExecutionException e) {
            throw new IllegalStateException("The local world does not start: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted while the local world was starting.", e);
        }
    }

    /** Links end with the process: their secret is nowhere else. */
    private static LocalFiles files(WorldPlan plan, URI base, BucketNotices notices) throws IOException {
        byte[] secret = new byte[LINK_SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        var links = new FolderLinks(base.toString(), secret, InstantSource.system());
        FolderFiles files = FolderFiles.of(plan.folder().resolve("files"), links);
        LocalFileStores.provide(files);
        return new LocalFiles(files, links, notices::created);
    }

    private void openDoors(Template template, Path secrets) {
        LocalClients.provide(tables.dynamo(), queues.messages());
        Map<String, String> attributes = new HashMap<>();
        queues.urls().keySet().forEach(queue -> attributes.put(queue + ".Arn", queues.arn(queue)));
        attributes.put("VaultKmsKey.Arn", "local");
        Map<String, String> common = new LinkedHashMap<>();
        common.put("AWS_REGION", Events.REGION);
        common.put("AWS_ACCESS_KEY_ID", "local");
        common.put("AWS_SECRET_ACCESS_KEY", "local");
        common.put("SECRETS_FILE", secrets.toString());
        // Empty counts as absent: data keys are wrapped under a local secret, there is no key service here.
        common.put("VAULT_KMS_KEY", "");
        common.put("EVENTBRIDGE_ENDPOINT", bus.endpoint().toString());
        // An embedded index is never behind its table.
        common.put("CLOCK_SETTLE_MILLIS", "0");
        Resolver resolver = new Resolver(template, queues.urls(), attributes);
        doors.addAll(Doors.open(FunctionSpec.all(template), resolver, common).all());
    }

    private void run(WorldPlan plan) {
        for (Door door : doors) {
            for (Trigger trigger : door.spec().triggers()) {
                switch (trigger) {
                    case Trigger.Route _ -> LOG.debug("Routes are the gateway's.");
                    case Trigger.Stream stream ->
                        streamPollers.add(start(new StreamPoller(door, stream, tables, plan.folder())));
                    case Trigger.Queue queue -> queuePollers.add(start(new QueuePoller(door, queue, queues)));
                    case Trigger.Schedule schedule ->
                        schedules.add(start(new Schedules(door, schedule, plan.minute())));
                }
            }
        }
    }

    private <R extends Runnable> R start(R reader) {
        threads.add(Thread.ofVirtual().name(reader.getClass().getSimpleName()).start(() -> {
            try {
                reader.run();
            } catch (RuntimeException e) {
                // If a reader ended without a log line, its function would get no records and no operator would know.
                LOG.error("A reader has stopped; start the local world again.", e);
            }
        }));
        return reader;
    }

    void welcome() {
        // The lists are there before anyone can be screened.
        schedules.forEach(schedule -> schedule.awaitFirst(FIRST_ROUND));
        gateway.welcome();
    }

    /** Where it answers. */
    public URI base() {
        return base;
    }

    public DynamoDbClient dynamo() {
        return tables.dynamo();
    }

    public Queues queues() {
        return queues;
    }

    /** Whether the streams are read to their end, every queue is empty and no function is at work. */
    public boolean quiet() {
        return streamPollers.stream().allMatch(StreamPoller::idle)
                && queues.urls().keySet().stream().allMatch(queue -> queues.depth(queue) == 0)
                && doors.stream().allMatch(door -> door.inFlight() == 0);
    }

    /** Ends it: no new calls, running calls finish and positions are stored, then the engines stop. */
    @Override
    public void close() {
        gateway.close();
        schedules.forEach(Schedules::stop);
        queuePollers.forEach(QueuePoller::stop);
        streamPollers.forEach(StreamPoller::stop);
        for (Thread thread : threads) {
            try {
                thread.join(Duration.ofSeconds(65));
            } catch (InterruptedException e) {
                LOG.warn("Interrupted while waiting for the last invocations.");
                break;
            }
        }
        bus.close();
        queues.close();
        tables.close();
    }
}
