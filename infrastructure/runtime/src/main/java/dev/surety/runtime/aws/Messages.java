package dev.surety.runtime.aws;

import java.time.Duration;
import java.util.List;

/** Where messages to queues are handed over. Sending one twice must do no harm. */
public interface Messages {
    /** Hands over all or throws an {@code Outage}; some may then be on the queue already. */
    void send(String queueUrl, List<String> bodies);

    /** The same, to be handed out after a delay of whole seconds, 15 minutes at most. A stand-in need not wait. */
    default void sendLater(String queueUrl, List<String> bodies, Duration delay) {
        send(queueUrl, bodies);
    }
}
