package dev.surety.payouts.inbox;

import dev.surety.files.StoredFiles;
import dev.surety.model.id.MarketplaceId;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.edge.queue.QueueEdge.Inbox;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Handles the bucket's messages about new files, and hands all others on. A message only names a file, and we look for
 * the file. A hostile writer to the queue can have us look, and cannot invent one.
 */
public final class UploadInbox implements Inbox {
    private static final String RECORDS = "Records";
    private static final Pattern KEY = Pattern.compile("uploads/([^/]+)/([^/]+)");

    private final StoredFiles files;
    private final Uploaded uploaded;
    private final Inbox others;

    public UploadInbox(StoredFiles files, Uploaded uploaded, Inbox others) {
        this.files = files;
        this.uploaded = uploaded;
        this.others = others;
    }

    /** Hears that the file {@code uploads/<marketplace>/<name>} is there. Hearing it twice does no harm. */
    public interface Uploaded {
        void hear(MarketplaceId marketplace, String name);
    }

    @Override
    public Handled handle(JsonNode message) {
        // The bucket tells once that it was told to tell; that message has no records.
        if (!message.has(RECORDS) && !message.path("Event").asString("").equals("s3:TestEvent")) {
            return others.handle(message);
        }
        for (JsonNode record : message.path(RECORDS).values()) {
            String encoded = record.path("s3").path("object").path("key").asString("");
            String key = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
            Matcher parts = KEY.matcher(key);
            if (parts.matches() && files.find(key).isPresent()) {
                uploaded.hear(new MarketplaceId(parts.group(1)), parts.group(2));
            }
        }
        return Handled.DONE;
    }
}
