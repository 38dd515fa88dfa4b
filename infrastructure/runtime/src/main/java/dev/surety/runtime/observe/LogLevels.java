package dev.surety.runtime.observe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.slf4j.event.Level;

/**
 * The level from which a logger writes: {@code log-levels.properties}, where the longest beginning of its name decides,
 * {@code root} for all others. A module's tests may have a {@code log-levels-test.properties} of their own.
 */
final class LogLevels {
    private static final String ROOT = "root";

    private final Map<String, Integer> least;

    private LogLevels(Map<String, Integer> least) {
        this.least = least;
    }

    static LogLevels find() {
        Properties read = read("/log-levels-test.properties")
                .or(() -> read("/log-levels.properties"))
                .orElseGet(Properties::new);
        return of(read.stringPropertyNames().stream().collect(Collectors.toMap(name -> name, read::getProperty)));
    }

    /** {@code words} by beginnings of names, such as {@code org.springframework} and {@code WARN}. */
    static LogLevels of(Map<String, String> words) {
        return new LogLevels(words.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, word -> least(word.getValue()))));
    }

    boolean hears(String logger, Level level) {
        String name = logger;
        while (!least.containsKey(name)) {
            int dot = name.lastIndexOf('.');
            if (dot < 0) {
                return level.toInt() >= least.getOrDefault(ROOT, Level.INFO.toInt());
            }
            name = name.substring(0, dot);
        }
        return level.toInt() >= least.getOrDefault(name, Level.INFO.toInt());
    }

    private static int least(String word) {
        String level = word.strip().toUpperCase(Locale.ROOT);
        return level.equals("OFF") ? Integer.MAX_VALUE : Level.valueOf(level).toInt();
    }

    private static Optional<Properties> read(String resource) {
        try (InputStream stream = LogLevels.class.getResourceAsStream(resource)) {
            if (stream == null) {
                return Optional.empty();
            }
            var properties = new Properties();
            properties.load(stream);
            return Optional.of(properties);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
