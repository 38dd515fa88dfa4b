package dev.surety.ledger.store;

import dev.surety.ledger.domain.JournalScan.Scanned;
import dev.surety.ledger.domain.Relay;
import dev.surety.ledger.domain.WorkQueue;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import tools.jackson.databind.node.ObjectNode;

/**
 * Two SQS queues: the worker's own, for a job that is to go on, in the form in which the bus says that one was
 * started; and the relay's, for entries that are to be told again, in the form of items less what they say.
 */
public final class QueuedWork implements WorkQueue, Relay {
    private static final int PER_MESSAGE = 50;
    private static final int PER_SEND = 10;

    private final SqsClient sqs;
    private final String workUrl;
    private final String relayUrl;

    public QueuedWork(SqsClient sqs, String workUrl, String relayUrl) {
        this.sqs = sqs;
        this.workUrl = workUrl;
        this.relayUrl = relayUrl;
    }

    @Override
    public void goOn(ChainId job) {
        ObjectNode message = Json.object();
        message.putObject("detail").put("pk", job.toString());
        send(workUrl, List.of(Json.text(message)));
    }

    @Override
    public void again(List<Scanned> entries) {
        List<String> messages = new ArrayList<>();
        for (int from = 0; from < entries.size(); from += PER_MESSAGE) {
            ObjectNode message = Json.object();
            var items = message.putArray("entries");
            for (Scanned entry : entries.subList(from, Math.min(from + PER_MESSAGE, entries.size()))) {
                ObjectNode item = items.addObject()
                        .put("pk", entry.place().chain())
                        .put("sk", entry.place().number())
                        .put("event", entry.envelope().event())
                        .put("at", entry.envelope().at());
                if (!entry.envelope().attention().isEmpty()) {
                    item.put("attention", entry.envelope().attention());
                }
            }
            messages.add(Json.text(message));
        }
        for (int from = 0; from < messages.size(); from += PER_SEND) {
            send(relayUrl, messages.subList(from, Math.min(from + PER_SEND, messages.size())));
        }
    }

    private void send(String url, List<String> bodies) {
        List<SendMessageBatchRequestEntry> messages = new ArrayList<>();
        for (String body : bodies) {
            messages.add(SendMessageBatchRequestEntry.builder()
                    .id(Integer.toString(messages.size()))
                    .messageBody(body)
                    .build());
        }
        try {
            if (!sqs.sendMessageBatch(batch -> batch.queueUrl(url).entries(messages)).failed().isEmpty()) {
                throw new Outage("a queue did not take all messages");
            }
        } catch (SdkException e) {
            throw new Outage("a queue did not take messages", e);
        }
    }
}
