package dev.surety.local.template;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An event source of a function. */
public sealed interface Trigger {
    /** A route of the HTTP API. No scopes and not open: any valid token will do. */
    record Route(String method, String path, List<String> scopes, boolean open) implements Trigger {}

    /** A queue, by its logical id, and how many batches of it may be in hand at once. */
    record Queue(String queue, int batchSize, int atOnce, boolean partial) implements Trigger {}

    /** The stream of a table, by the table's logical id. A record older than the age, unless negative, is given up. */
    record Stream(String table, int batchSize, int retries, Duration age, boolean bisect, boolean partial)
            implements Trigger {}

    record Schedule(String name, Duration every, Optional<String> input) implements Trigger {}
}
