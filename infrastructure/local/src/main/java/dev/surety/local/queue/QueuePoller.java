package dev.surety.local.queue;

import dev.surety.local.Door;
import dev.surety.local.Events;
import dev.surety.local.template.Trigger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads one queue for one function, as Lambda's event source does. Messages that the function names as failed stay and
 * come again when their visibility ends; the others are deleted. A function that throws has failed for its whole batch.
 * One reader receives, and as many invocations are at work at once as the template lets Lambda start. The queue never
 * gives messages of one FIFO group to two invocations at once.
 */
public final class QueuePoller implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(QueuePoller.class);
    private static final int WAIT_SECONDS = 1;
    private static final long AFTER_TROUBLE_MILLIS = 500;

    private final Door door;
    private final Trigger.Queue source;
    private final Queues queues;
    private final String url;
    private final String arn;
    private final JsonMapper json = JsonMapper.shared();
    private final Semaphore hands;
    private volatile boolean stopping;

    public QueuePoller(Door door, Trigger.Queue source, Queues queues) {
        this.door = door;
        this.source = source;
        this.hands = new Semaphore(source.atOnce());
        this.queues = queues;
        this.url = queues.url(source.queue());
        this.arn = queues.arn(source.queue());
    }

    /** Asks it to end after its present batch. */
    public void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        try {
            while (!stopping) {
                hands.acquire();
                try {
                    work(receive());
                } catch (SdkException e) {
                    hands.release();
                    LOG.warn("The queue {} does not answer: {}", source.queue(), e.getMessage());
                    Thread.sleep(AFTER_TROUBLE_MILLIS);
                }
            }
            hands.acquire(source.atOnce());
        } catch (InterruptedException e) {
            LOG.debug("The reader of {} ends.", source.queue());
        }
    }

    /** Starts an invocation for the messages, and frees its place afterwards. */
    private void work(List<Message> messages) {
        if (messages.isEmpty()) {
            hands.release();
            return;
        }
        Thread.ofVirtual().name(source.queue()).start(() -> {
            try {
                deliver(messages);
            } catch (SdkException e) {
                LOG.warn("{} messages of {} come again: {}", messages.size(), source.queue(), e.getMessage());
            } catch (InterruptedException e) {
                LOG.warn("Interrupted; {} messages of {} come again.", messages.size(), source.queue());
            } finally {
                hands.release();
            }
        });
    }

    private List<Message> receive() {
        return queues.client()
                .receiveMessage(r -> r.queueUrl(url)
                        .maxNumberOfMessages(Math.min(10, source.batchSize()))
                        .waitTimeSeconds(WAIT_SECONDS)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
                .messages();
    }

    private void deliver(List<Message> messages) throws InterruptedException {
        Optional<Set<String>> failed = invoke(messages);
        if (failed.isEmpty()) {
            return;
        }
        List<DeleteMessageBatchRequestEntry> done = messages.stream()
                .filter(m -> !failed.get().contains(m.messageId()))
                .map(m -> DeleteMessageBatchRequestEntry.builder()
                        .id(m.messageId())
                        .receiptHandle(m.receiptHandle())
                        .build())
                .toList();
        if (!done.isEmpty()) {
            queues.client().deleteMessageBatch(d -> d.queueUrl(url).entries(done));
        }
    }

    /** The ids of the messages that failed; nothing when all did. */
    private Optional<Set<String>> invoke(List<Message> messages) throws InterruptedException {
        try {
            byte[] answer = door.invoke(json.writeValueAsBytes(event(messages)));
            if (!source.partial()) {
                return Optional.of(Set.of());
            }
            Set<String> known = Set.copyOf(messages.stream().map(Message::messageId).toList());
            return Events.failures(answer).filter(known::containsAll);
        } catch (Door.Failed | Door.TimedOut e) {
            LOG.warn("{}; its {} messages come again.", e.getMessage(), messages.size(), e.getCause());
            return Optional.empty();
        }
    }

    private ObjectNode event(List<Message> messages) {
        ObjectNode event = json.createObjectNode();
        ArrayNode records = event.putArray("Records");
        for (Message message : messages) {
            ObjectNode entry = records.addObject()
                    .put("messageId", message.messageId())
                    .put("receiptHandle", message.receiptHandle())
                    .put("body", message.body());
            ObjectNode attributes = entry.putObject("attributes");
            message.attributesAsStrings().forEach(attributes::put);
            ObjectNode named = entry.putObject("messageAttributes");
            message.messageAttributes()
                    .forEach((name, value) -> named.putObject(name)
                            .put("stringValue", value.stringValue())
                            .put("dataType", value.dataType()));
            entry.put("md5OfBody", message.md5OfBody())
                    .put("eventSource", "aws:sqs")
                    .put("eventSourceARN", arn)
                    .put("awsRegion", Events.REGION);
        }
        return event;
    }
}
