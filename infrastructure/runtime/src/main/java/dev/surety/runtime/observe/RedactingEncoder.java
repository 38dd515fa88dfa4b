package dev.surety.runtime.observe;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.encoder.EncoderBase;
import dev.surety.runtime.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.slf4j.event.KeyValuePair;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every log line as one JSON object, after {@link Redaction}. It stands at the very end of the way, so that what a
 * library logs is redacted as well as what we log.
 */
public final class RedactingEncoder extends EncoderBase<ILoggingEvent> {
    private static final int MOST_FRAMES = 12;
    private static final byte[] NOTHING = new byte[0];

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        ObjectNode line = Json.object()
                .put("at", Instant.ofEpochMilli(event.getTimeStamp()).toString())
                .put("level", event.getLevel().toString())
                .put("logger", event.getLoggerName())
                .put("message", Redaction.of(event.getFormattedMessage()));
        if (event.getKeyValuePairs() != null) {
            for (KeyValuePair pair : event.getKeyValuePairs()) {
                line.put(pair.key, Redaction.of(String.valueOf(pair.value)));
            }
        }
        IThrowableProxy cause = event.getThrowableProxy();
        if (cause != null) {
            line.put("cause", Redaction.of(describe(cause)));
        }
        return (Json.text(line) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    private static String describe(IThrowableProxy cause) {
        var text = new StringBuilder();
        for (IThrowableProxy each = cause; each != null; each = each.getCause()) {
            text.append(each.getClassName()).append(": ").append(each.getMessage());
            StackTraceElementProxy[] frames = each.getStackTraceElementProxyArray();
            for (int i = 0; i < Math.min(MOST_FRAMES, frames.length); i++) {
                text.append(" | ").append(frames[i].getSTEAsString());
            }
            text.append(" || ");
        }
        return text.toString();
    }
}
