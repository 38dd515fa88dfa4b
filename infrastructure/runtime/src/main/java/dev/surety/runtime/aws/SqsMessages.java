package dev.surety.runtime.aws;

import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.ContentionPause;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.Outage;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends messages to queues of SQS, the one operation that functions need. It repeats a message a few times if SQS
 * refused it or did not answer: a message twice does no harm, a missing one may.
 */
public final class SqsMessages implements Messages {
    private static final int MOST_PER_SEND = 10;

    private final AwsJson sqs;

    public SqsMessages(AwsJson sqs) {
        this.sqs = sqs;
    }

    @Override
    public void send(String queueUrl, List<String> bodies) {
        sendLater(queueUrl, bodies, Duration.ZERO);
    }

    @Override
    public void sendLater(String queueUrl, List<String> bodies, Duration delay) {
        for (int from = 0; from < bodies.size(); from += MOST_PER_SEND) {
            List<String> some = bodies.subList(from, Math.min(from + MOST_PER_SEND, bodies.size()));
            for (int round = 0; !taken(queueUrl, some, delay, round); round++) {
                ContentionPause.pause(round + 1);
            }
        }
    }

    private boolean taken(String queueUrl, List<String> bodies, Duration delay, int round) {
        ObjectNode input = Json.object().put("QueueUrl", queueUrl);
        var entries = input.putArray("Entries");
        for (String body : bodies) {
            ObjectNode entry = entries.addObject();
            entry.put("Id", Integer.toString(entries.size())).put("MessageBody", body);
            if (!delay.isZero()) {
                entry.put("DelaySeconds", delay.toSeconds());
            }
        }
        try {
            JsonNode answer = sqs.call("SendMessageBatch", input);
            if (answer.path("Successful").size() < bodies.size()) {
                throw new Outage("the queue did not take all messages");
            }
            return true;
        } catch (Outage outage) {
            if (round + 1 < Limits.QUEUE_ATTEMPTS) {
                return false;
            }
            throw outage;
        }
    }
}
