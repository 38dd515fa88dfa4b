package dev.surety.runtime.timers;

import dev.surety.model.Invariants;
import dev.surety.runtime.aws.Messages;
import dev.surety.runtime.journal.JournalIndexes.Deadline;
import dev.surety.runtime.settings.Environment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Every type of chain that has timers, and the queue of the function that wakes it. The rows are the template's
 * ({@code TIMERS}): a function that gets timers adds its rows to its {@code deploy.yaml}, and rights come of them.
 */
public final class TimerQueues implements TimerMessages {
    private final Map<String, String> queues;
    private final Messages messages;

    private TimerQueues(Map<String, String> queues, Messages messages) {
        this.queues = queues;
        this.messages = messages;
    }

    public static TimerQueues ofEnvironment(Messages messages) {
        return parse(Environment.get("TIMERS"), messages);
    }

    /** Rows {@code <type>=<queue's URL>}, separated by blanks. */
    static TimerQueues parse(String rows, Messages messages) {
        Map<String, String> queues = new TreeMap<>();
        for (String row : rows.strip().split("\\s+", -1)) {
            String[] parts = row.split("=", 2);
            Invariants.hold(
                    parts.length == 2 && !parts[0].isEmpty() && !parts[1].isEmpty(),
                    "a row of TIMERS names a type and a queue");
            Invariants.hold(queues.put(parts[0], parts[1]) == null, "a type of chain has one row in TIMERS");
        }
        return new TimerQueues(queues, messages);
    }

    public Set<String> types() {
        return queues.keySet();
    }

    /** Sends each wake to the queue of its chain's type; asking for a type that has no row is a breach. */
    @Override
    public void send(List<Deadline> deadlines) {
        Map<String, List<Deadline>> byQueue = deadlines.stream()
                .collect(Collectors.groupingBy(this::queue, LinkedHashMap::new, Collectors.toList()));
        byQueue.forEach((queue, theirs) -> new QueueTimerMessages(messages, queue).send(theirs));
    }

    private String queue(Deadline deadline) {
        String type = deadline.chain().type();
        Invariants.hold(queues.containsKey(type), "a deadline's type has a row in TIMERS");
        return Objects.requireNonNull(queues.get(type));
    }
}
