package dev.surety.onboarding.inbox;

import dev.surety.files.UploadNews;
import dev.surety.onboarding.app.document.DocumentFiles;
import dev.surety.onboarding.app.document.WatchDocuments;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.edge.queue.QueueEdge.Inbox;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Handles the bucket's messages about new files, and hands all others on. A hostile writer to the queue can have us
 * look for a file, and cannot invent one.
 */
public final class DocumentUploads implements Inbox {
    private final WatchDocuments documents;
    private final Inbox others;

    public DocumentUploads(WatchDocuments documents, Inbox others) {
        this.documents = documents;
        this.others = others;
    }

    @Override
    public Handled handle(JsonNode message) {
        Optional<List<String>> keys = UploadNews.keys(message);
        if (keys.isEmpty()) {
            return others.handle(message);
        }
        keys.get().forEach(key -> DocumentFiles.chain(key).ifPresent(documents::hear));
        return Handled.DONE;
    }
}
