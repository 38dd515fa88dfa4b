package dev.surety.ledger.store;

import dev.surety.ledger.domain.job.WorkQueue;
import dev.surety.ledger.domain.posting.JournalScan.Scanned;
import dev.surety.ledger.domain.posting.Relay;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.aws.Messages;
import dev.surety.runtime.json.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Two SQS queues. The worker's own brings a job to go on with, in the form of the bus's event that it was started. The
 * relay's names entries that events must tell again.
 */
public final class QueuedWork implements WorkQueue, Relay {
    /** As many entries as the relay takes in one message. */
    private static final int PER_MESSAGE = 25;

    private final Messages queues;
    private final String workUrl;
    private final String relayUrl;

    public QueuedWork(Messages queues, String workUrl, String relayUrl) {
        this.queues = queues;
        this.workUrl = workUrl;
        this.relayUrl = relayUrl;
    }

    @Override
    public void goOn(ChainId job) {
        send(job.toString());
    }

    @Override
    public void scanOn() {
        send("scan");
    }

    @Override
    public void daily() {
        send("daily");
    }

    private void send(String what) {
        ObjectNode message = Json.object();
        message.putObject("detail").put("pk", what);
        queues.send(workUrl, List.of(Json.text(message)));
    }

    @Override
    public void again(List<Scanned> entries) {
        List<String> messages = new ArrayList<>();
        for (int from = 0; from < entries.size(); from += PER_MESSAGE) {
            ObjectNode message = Json.object();
            var items = message.putArray("entries");
            for (Scanned entry : entries.subList(from, Math.min(from + PER_MESSAGE, entries.size()))) {
                items.addObject().put("pk", entry.place().chain()).put("sk", entry.place().number());
            }
            messages.add(Json.text(message));
        }
        if (!messages.isEmpty()) {
            queues.send(relayUrl, messages);
        }
    }
}
