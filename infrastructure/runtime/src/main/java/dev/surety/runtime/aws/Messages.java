package dev.surety.runtime.aws;

import java.time.Duration;
import java.util.List;

/** Where messages to queues are handed over. Sending one twice must do no harm. */
public interface Messages {
    /** Hands over all or throws an {@code Outage}; some may then be on the queue already. */
    default void send(String queueUrl, List<String> bodies) {
        send(queueUrl, bodies, Duration.ZERO);
    }

    /** The same, to be handed out after a delay of whole seconds, 15 minutes at most. */
    void send(String queueUrl, List<String> bodies, Duration delay);
}
