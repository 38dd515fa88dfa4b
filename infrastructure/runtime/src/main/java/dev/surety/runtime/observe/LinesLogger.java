package dev.surety.runtime.observe;

import java.io.Serial;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LoggingEventAware;

/** A logger that writes {@link LogLine}s. Never throws: a log line that cannot be written must not fail a payment. */
final class LinesLogger extends LegacyAbstractLogger implements LoggingEventAware {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient LogLevels levels;
    private final transient InstantSource clock;
    private final transient Consumer<String> lines;

    LinesLogger(String name, LogLevels levels, InstantSource clock, Consumer<String> lines) {
        this.name = name;
        this.levels = levels;
        this.clock = clock;
        this.lines = lines;
    }

    @Override
    public void log(LoggingEvent event) {
        List<KeyValuePair> pairs = Objects.requireNonNullElse(event.getKeyValuePairs(), List.of());
        write(event.getLevel(), event.getMessage(), event.getArgumentArray(), pairs, event.getThrowable());
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            @Nullable String pattern,
            Object @Nullable [] arguments,
            @Nullable Throwable cause) {
        write(level, pattern, arguments, List.of(), cause);
    }

    private void write(
            Level level,
            @Nullable String pattern,
            Object @Nullable [] arguments,
            List<KeyValuePair> pairs,
            @Nullable Throwable cause) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        try {
            String message = arguments == null || arguments.length == 0
                    ? String.valueOf(pattern)
                    : String.valueOf(MessageFormatter.basicArrayFormat(pattern, arguments));
            lines.accept(LogLine.of(at, level, name, message, pairs, cause));
        } catch (RuntimeException untellable) {
            lines.accept(LogLine.of(at, level, name, "a line could not be written", List.of(), null));
        }
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    public boolean isTraceEnabled() {
        return levels.hears(name, Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return levels.hears(name, Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return levels.hears(name, Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return levels.hears(name, Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return levels.hears(name, Level.ERROR);
    }
}
