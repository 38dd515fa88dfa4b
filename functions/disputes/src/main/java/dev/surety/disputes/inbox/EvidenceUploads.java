package dev.surety.disputes.inbox;

import dev.surety.disputes.app.evidence.EvidenceKey;
import dev.surety.files.UploadNews;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.edge.queue.QueueEdge.Inbox;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Handles the bucket's messages about new files, and hands all others on. A message only names an item, and we look for
 * the item and its file. A hostile writer to the queue can have us look, and cannot invent one.
 */
public final class EvidenceUploads implements Inbox {
    private final Uploaded uploaded;
    private final Inbox others;

    public EvidenceUploads(Uploaded uploaded, Inbox others) {
        this.uploaded = uploaded;
        this.others = others;
    }

    /** Hears that the file of an item may be there. Hearing it twice does no harm. */
    public interface Uploaded {
        void hear(EvidenceKey item);
    }

    @Override
    public Handled handle(JsonNode message) {
        Optional<List<String>> keys = UploadNews.keys(message);
        if (keys.isEmpty()) {
            return others.handle(message);
        }
        keys.get().forEach(key -> EvidenceKey.parse(key).ifPresent(uploaded::hear));
        return Handled.DONE;
    }
}
