package dev.surety.files;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The bucket's messages about new files. A message only names keys; the reader looks for the files. */
public final class UploadNews {
    private static final String RECORDS = "Records";

    private UploadNews() {}

    /** The keys of new files; empty if the message is not the bucket's. */
    public static Optional<List<String>> keys(JsonNode message) {
        // The bucket tells once that it was told to tell; that message has no records.
        if (!message.has(RECORDS) && !message.path("Event").asString("").equals("s3:TestEvent")) {
            return Optional.empty();
        }
        List<String> keys = new ArrayList<>();
        for (JsonNode record : message.path(RECORDS).values()) {
            key(record).ifPresent(keys::add);
        }
        return Optional.of(keys);
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
