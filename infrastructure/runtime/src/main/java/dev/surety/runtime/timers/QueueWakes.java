package dev.surety.runtime.timers;

import dev.surety.runtime.journal.Hints.Deadline;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.resilience.Outage;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Wakes as messages {@code {"chain", "number", "at"}} on an SQS queue. */
public final class QueueWakes implements Wakes {
    private static final int MOST_PER_SEND = 10;

    private final SqsClient sqs;
    private final String queueUrl;

    public QueueWakes(SqsClient sqs, String queueUrl) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
    }

    @Override
    public void send(List<Deadline> deadlines) {
        for (int from = 0; from < deadlines.size(); from += MOST_PER_SEND) {
            sendBatch(deadlines.subList(from, Math.min(from + MOST_PER_SEND, deadlines.size())));
        }
    }

    private void sendBatch(List<Deadline> deadlines) {
        List<SendMessageBatchRequestEntry> messages = new ArrayList<>();
        for (Deadline deadline : deadlines) {
            String body = Json.text(Json.object()
                    .put("chain", deadline.chain().toString())
                    .put("number", deadline.number())
                    .put("at", Times.text(deadline.at())));
            messages.add(SendMessageBatchRequestEntry.builder()
                    .id(Integer.toString(messages.size()))
                    .messageBody(body)
                    .build());
        }
        try {
            var sent = sqs.sendMessageBatch(batch -> batch.queueUrl(queueUrl).entries(messages));
            if (!sent.failed().isEmpty()) {
                throw new Outage("the queue did not take all wakes");
            }
        } catch (SdkException e) {
            throw new Outage("the queue did not take the wakes", e);
        }
    }
}
