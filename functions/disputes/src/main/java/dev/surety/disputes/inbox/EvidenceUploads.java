package dev.surety.disputes.inbox;

import dev.surety.disputes.app.evidence.EvidenceKey;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.edge.queue.QueueEdge.Inbox;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Handles the bucket's messages about new files, and hands all others on. A message only names an item, and we look for
 * the item and its file. A hostile writer to the queue can have us look, and cannot invent one.
 */
public final class EvidenceUploads implements Inbox {
    private static final String RECORDS = "Records";

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
        // The bucket tells once that it was told to tell; that message has no records.
        if (!message.has(RECORDS) && !message.path("Event").asString("").equals("s3:TestEvent")) {
            return others.handle(message);
        }
        for (JsonNode record : message.path(RECORDS).values()) {
            key(record).flatMap(EvidenceKey::parse).ifPresent(uploaded::hear);
        }
        return Handled.DONE;
    }

    private static Optional<String> key(JsonNode record) {
        String encoded = record.path("s3").path("object").path("key").asString("");
        try {
            return Optional.of(URLDecoder.decode(encoded, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            // S3 encodes its keys, so no bucket wrote this one.
            return Optional.empty();
        }
    }
}
