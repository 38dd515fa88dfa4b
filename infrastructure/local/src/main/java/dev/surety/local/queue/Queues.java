package dev.surety.local.queue;

import static dev.surety.local.template.Template.list;
import static dev.surety.local.template.Template.map;

import com.typesafe.config.ConfigFactory;
import dev.surety.local.template.Template;
import dev.surety.runtime.aws.AwsJson;
import dev.surety.runtime.aws.Messages;
import dev.surety.runtime.aws.SqsMessages;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.actor.queue.QueueEvent;
import org.elasticmq.persistence.sql.SqlQueuePersistenceActor;
import org.elasticmq.persistence.sql.SqlQueuePersistenceConfig;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder$;
import org.elasticmq.rest.sqs.TheSQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import scala.Option;
import scala.collection.immutable.Nil$;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The template's queues in an embedded ElasticMQ, each under its logical id. On disk, a message is written before its
 * sender is answered (a write delay of 0 ms). So a message that was taken outlives a kill, and so does its count of
 * receipts. Without that setting the database would lose its last half second.
 */
public final class Queues implements AutoCloseable {
    private static final Duration RESTORE = Duration.ofSeconds(30);

    private final ActorSystem actors;
    private final SQSRestServer server;
    private final SqsClient client;
    private final URI endpoint;
    private final Map<String, String> urls = new LinkedHashMap<>();

    private Queues(ActorSystem actors, SQSRestServer server, URI endpoint, SqsClient client) {
        this.actors = actors;
        this.server = server;
        this.endpoint = endpoint;
        this.client = client;
    }

    /** On disk in this folder, or in memory without one. */
    public static Queues open(Optional<Path> folder, Template template, String region) {
        ActorSystem actors = ActorSystem.create(
                "queues",
                ConfigFactory.parseString("""
                        pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off
                        pekko.jvm-shutdown-hooks = off
                        pekko.loglevel = WARNING
                        pekko.stdout-loglevel = OFF
                        pekko.log-dead-letters = off
                        pekko.daemonic = on
                        """).withFallback(ConfigFactory.load(ActorSystem.class.getClassLoader())));
        TheSQSRestServerBuilder builder = SQSRestServerBuilder$.MODULE$
                .withActorSystem(actors)
                .withInterface("127.0.0.1")
                .withDynamicPort();
        builder = folder.isPresent() ? remembering(folder.get(), actors, builder) : builder;
        SQSRestServer server = builder.start();
        URI endpoint = URI.create(
                "http://127.0.0.1:" + server.waitUntilStarted().localAddress().getPort());
        Queues queues = new Queues(actors, server, endpoint, client(endpoint, region));
        queues.create(template);
        return queues;
    }

    private static TheSQSRestServerBuilder remembering(
            Path folder, ActorSystem actors, TheSQSRestServerBuilder builder) {
        String database = "jdbc:h2:file:" + folder.toAbsolutePath().resolve("queues")
                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
        Orphans.release(database);
        SqlQueuePersistenceConfig config =
                new SqlQueuePersistenceConfig(true, "org.h2.Driver", database, "", "", false);
        ActorRef memory = actors.actorOf(Props.create(SqlQueuePersistenceActor.class, config, Nil$.MODULE$));
        ActorRef manager = actors.actorOf(Props.create(
                QueueManagerActor.class, new NowProvider(), StrictSQSLimits$.MODULE$, Option.apply(memory)));
        try {
            Patterns.ask(memory, new QueueEvent.Restore(manager), RESTORE)
                    .toCompletableFuture()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The queues in " + folder + " cannot be read.", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted while the queues were read.", e);
        }
        return builder.withQueueManagerActor(manager).withQueueEventListener(memory);
    }

    private static SqsClient client(URI endpoint, String region) {
        return SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClient(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(2))
                        .socketTimeout(Duration.ofSeconds(30))
                        .build())
                .build();
    }

    private void create(Template template) {
        Map<String, Map<String, Object>> queues = template.resources("AWS::SQS::Queue");
        // Makes dead-letter queues first, because the other queues name them.
        queues.forEach((name, properties) -> {
            if (!properties.containsKey("RedrivePolicy")) {
                create(name, properties);
            }
        });
        queues.forEach((name, properties) -> {
            if (properties.containsKey("RedrivePolicy")) {
                create(name, properties);
            }
        });
    }

    private void create(String name, Map<String, Object> properties) {
        Map<QueueAttributeName, String> attributes = new LinkedHashMap<>();
        attributes.put(
                QueueAttributeName.VISIBILITY_TIMEOUT,
                String.valueOf(properties.getOrDefault("VisibilityTimeout", 30)));
        Map<String, Object> redrive = map(properties.get("RedrivePolicy"));
        if (!redrive.isEmpty()) {
            String dead = String.valueOf(list(map(redrive.get("deadLetterTargetArn")).get("Fn::GetAtt")).getFirst());
            attributes.put(
                    QueueAttributeName.REDRIVE_POLICY,
                    "{\"deadLetterTargetArn\":\"" + arn(dead) + "\",\"maxReceiveCount\":"
                            + redrive.get("maxReceiveCount") + "}");
        }
        urls.put(name, urlOf(name, attributes));
    }

    /** One that was there before takes the attributes of today's template. */
    private String urlOf(String name, Map<QueueAttributeName, String> attributes) {
        boolean exists = client.listQueues(l -> l.queueNamePrefix(name)).queueUrls().stream()
                .anyMatch(url -> url.endsWith("/" + name));
        if (!exists) {
            return client.createQueue(q -> q.queueName(name).attributes(attributes)).queueUrl();
        }
        String url = client.getQueueUrl(q -> q.queueName(name)).queueUrl();
        client.setQueueAttributes(q -> q.queueUrl(url).attributes(attributes));
        return url;
    }

    public SqsClient client() {
        return client;
    }

    /** The sender that functions use: the deployed code, against this server. */
    public Messages messages() {
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
        return new SqsMessages(AwsJson.of("sqs", "AmazonSQS", endpoint, credentials));
    }

    /** The URL of each queue, by logical id. */
    public Map<String, String> urls() {
        return urls;
    }

    public String url(String name) {
        return Objects.requireNonNull(urls.get(name), () -> "There is no queue " + name + ".");
    }

    /** The ARN of a queue, as ElasticMQ has it. */
    public String arn(String name) {
        String url = url(name);
        String arn = client.getQueueAttributes(q -> q.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        return Objects.requireNonNull(arn, "A queue has an ARN.");
    }

    /** How many messages a queue holds: waiting, delayed or in a reader's hands. */
    public long depth(String name) {
        String url = url(name);
        return client
                .getQueueAttributes(q -> q.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes()
                .entrySet()
                .stream()
                .filter(a -> a.getKey().toString().startsWith("ApproximateNumberOfMessages"))
                .mapToLong(a -> Long.parseLong(a.getValue()))
                .sum();
    }

    @Override
    public void close() {
        client.close();
        server.stopAndWait();
        actors.terminate();
    }
}
