package dev.surety.runtime.observe;

import dev.surety.runtime.json.Json;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Counts, written to the log in the CloudWatch embedded metric format: one line, no call. Dimension values come from
 * closed lists of ours, so that nothing a stranger sends becomes a metric.
 */
public final class Metrics {
    private final String function;
    private final InstantSource clock;
    private final Consumer<String> lines;

    public Metrics(String function, InstantSource clock, Consumer<String> lines) {
        this.function = function;
        this.clock = clock;
        this.lines = lines;
    }

    public void count(String name, String dimension, String value) {
        count(name, dimension, value, 1);
    }

    public void count(String name, String dimension, String value, long by) {
        write(name, "Count", dimension, value, by);
    }

    /** A duration or an age in whole seconds: a gauge, of which the largest matters. */
    public void seconds(String name, String dimension, String value, long seconds) {
        write(name, "Seconds", dimension, value, seconds);
    }

    private void write(String name, String unit, String dimension, String value, long number) {
        var line = Json.object();
        var directive = line.putObject("_aws").put("Timestamp", clock.millis())
                .putArray("CloudWatchMetrics").addObject().put("Namespace", "Surety");
        var dimensions = directive.putArray("Dimensions");
        dimensions.addArray().add("function").add(dimension);
        // Alarms go by function alone; the finer dimension helps a person who then looks.
        dimensions.addArray().add("function");
        directive.putArray("Metrics").addObject().put("Name", name).put("Unit", unit);
        line.put("function", function).put(dimension, value).put(name, number);
        lines.accept(Json.text(line));
    }
}
