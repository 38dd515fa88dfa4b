package dev.surety.cli;

import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Looks at a thing again and again while Surety works on it. */
final class Follow {
    private static final Duration LOOK = Duration.ofMillis(500);

    private Follow() {}

    /**
     * Returns the thing once it is in none of these states.
     *
     * @param seen the thing as it was last seen
     * @param again looks at it once more
     * @param otherwise tells a person who interrupts that the work goes on, and how to look at it
     */
    static JsonNode until(
            Progress progress, JsonNode seen, Supplier<JsonNode> again, Set<String> during, String otherwise) {
        JsonNode thing = seen;
        while (during.contains(thing.path("state").asString(""))) {
            JsonNode done = thing.path("progress");
            progress.show(thing.path("state").asString(""), done.path("done").asLong(0), done.path("of").asLong(0));
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Failure.unreachable("Interrupted. " + otherwise);
            }
            thing = again.get();
        }
        progress.end();
        return thing;
    }
}
