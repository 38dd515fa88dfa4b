package dev.surety.runtime.timers;

import dev.surety.runtime.aws.Messages;
import dev.surety.runtime.journal.JournalIndexes.Deadline;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import java.util.List;

/** Wakes as messages {@code {"chain", "number", "at"}} on a queue. */
public final class QueueTimerMessages implements TimerMessages {
    private final Messages messages;
    private final String queueUrl;

    public QueueTimerMessages(Messages messages, String queueUrl) {
        this.messages = messages;
        this.queueUrl = queueUrl;
    }

    @Override
    public void send(List<Deadline> deadlines) {
        messages.send(queueUrl, deadlines.stream().map(QueueTimerMessages::body).toList());
    }

    private static String body(Deadline deadline) {
        return Json.text(Json.object()
                .put("chain", deadline.chain().toString())
                .put("number", deadline.number())
                .put("at", Times.text(deadline.at())));
    }
}
