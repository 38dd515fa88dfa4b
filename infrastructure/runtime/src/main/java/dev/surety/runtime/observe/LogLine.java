package dev.surety.runtime.observe;

import dev.surety.runtime.json.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import tools.jackson.databind.node.ObjectNode;

/**
 * One log line as a JSON object, after {@link Redaction}. It is made at the very end of the way, so that lines of
 * libraries are redacted as well as ours.
 */
final class LogLine {
    private static final int MOST_FRAMES = 12;
    private static final int MOST_CAUSES = 8;

    private LogLine() {}

    static String of(
            Instant at,
            Level level,
            String logger,
            String message,
            List<KeyValuePair> pairs,
            @Nullable Throwable cause) {
        ObjectNode line = Json.object()
                .put("at", at.toString())
                .put("level", level.toString())
                .put("logger", logger)
                .put("message", Redaction.of(message));
        for (KeyValuePair pair : pairs) {
            line.put(pair.key, Redaction.of(String.valueOf(pair.value)));
        }
        if (cause != null) {
            line.put("cause", Redaction.of(describe(cause)));
        }
        return Json.text(line);
    }

    private static String describe(Throwable outermost) {
        var text = new StringBuilder();
        Throwable each = outermost;
        for (int depth = 0; each != null && depth < MOST_CAUSES; depth++) {
            text.append(each.getClass().getName()).append(": ").append(each.getMessage());
            StackTraceElement[] frames = each.getStackTrace();
            for (int i = 0; i < Math.min(MOST_FRAMES, frames.length); i++) {
                text.append(" | at ").append(frames[i]);
            }
            text.append(" || ");
            each = each.getCause();
        }
        return text.toString();
    }
}
