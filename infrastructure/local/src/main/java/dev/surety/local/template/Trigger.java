package dev.surety.local.template;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What makes a function run. */
public sealed interface Trigger {
    /** A route of the HTTP API. No scopes and not open: any valid token will do. */
    record Route(String method, String path, List<String> scopes, boolean open) implements Trigger {}

    /** A queue, by its logical id. */
    record Queue(String queue, int batchSize, boolean partial) implements Trigger {}

    /** The stream of a table, by the table's logical id. */
    record Stream(String table, int batchSize, int retries, boolean bisect, boolean partial) implements Trigger {}

    record Schedule(String name, Duration every, Optional<String> input) implements Trigger {}
}
