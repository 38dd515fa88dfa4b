package dev.surety.runtime.aws;

import java.util.List;

/** Where messages to queues are handed over. Sending one twice must do no harm. */
public interface Messages {
    /** Hands over all or throws an {@code Outage}; some may then be on the queue already. */
    void send(String queueUrl, List<String> bodies);
}
