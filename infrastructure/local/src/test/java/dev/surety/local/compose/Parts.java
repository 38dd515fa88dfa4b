package dev.surety.local.compose;

import static dev.surety.local.template.Template.list;
import static dev.surety.local.template.Template.map;

import dev.surety.local.template.TemplateYaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of which template.yaml is made, and what they say together. */
record Parts(Map<String, Object> common, Map<String, Object> patterns, Map<String, Map<String, Object>> functions) {
    private static final String CLOUD = "infrastructure/cloud/";
    private static final String JOURNAL = "JournalTable";

    /** A Lambda, as a function's part writes it. */
    record Door(String module, String name, @Nullable Object condition, Map<String, Object> words) {
        /** What its metrics name as the function that counts. */
        String counts() {
            return String.valueOf(words.getOrDefault("counts", module));
        }

        int timeout() {
            return Integer.parseInt(String.valueOf(words.get("timeout")));
        }
    }

    static Parts read(Path root) {
        Map<String, Map<String, Object>> functions = new TreeMap<>();
        try (Stream<Path> files = Files.list(root.resolve("functions"))) {
            files.map(folder -> folder.resolve("deploy.yaml"))
                    .filter(Files::exists)
                    .forEach(file -> functions.put(file.getParent().getFileName().toString(), yaml(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Parts(
                yaml(root.resolve(CLOUD + "deploy.yaml")), yaml(root.resolve(CLOUD + "patterns.yaml")), functions);
    }

    private static Map<String, Object> yaml(Path file) {
        try {
            return TemplateYaml.read(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Door> doors() {
        List<Door> doors = new ArrayList<>();
        functions.forEach((module, part) -> map(part.get("doors")).forEach((name, words) ->
                doors.add(new Door(module, name, part.get("condition"), map(words)))));
        return doors;
    }

    /** Each type of chain that leaves deadlines, and the queue that wakes it. */
    Map<String, String> timers() {
        Map<String, String> timers = new TreeMap<>();
        functions.values().forEach(part ->
                map(part.get("timers")).forEach((type, queue) -> timers.put(type, queue.toString())));
        return timers;
    }

    /** The leading keys of every chain that some door may append to. */
    Set<String> appended() {
        Set<String> keys = new TreeSet<>();
        doors().forEach(door -> map(door.words().get("rights")).values().forEach(value -> {
            Map<String, Object> right = map(value);
            if (texts(right.get("to")).contains(JOURNAL) && texts(right.get("may")).contains("PutItem")) {
                keys.addAll(texts(right.get("keys")));
            }
        }));
        return keys;
    }

    /** The types of event that some queue hears from the bus. */
    Set<String> heard() {
        Set<String> types = new TreeSet<>();
        doors().forEach(door -> map(door.words().get("queues")).values()
                .forEach(queue -> types.addAll(texts(map(queue).get("events")))));
        return types;
    }

    /** A pattern with these values in the places that are written {@code <name>}. */
    Object pattern(String name, Map<String, ?> values) {
        Object pattern = patterns.get(name);
        if (pattern == null) {
            throw new IllegalArgumentException("There is no pattern " + name + ".");
        }
        Object filled = fill(pattern, values);
        return filled == null ? Map.of() : filled;
    }

    /** The place's value; nothing where it has none, and what holds the place goes with it. */
    private static @Nullable Object fill(Object pattern, Map<String, ?> values) {
        return switch (pattern) {
            case Map<?, ?> mapping -> {
                Map<String, Object> filled = new LinkedHashMap<>();
                mapping.forEach((key, element) -> {
                    Object value = fill(element, values);
                    if (value != null) {
                        filled.put(String.valueOf(fill(key, values)), value);
                    }
                });
                yield filled;
            }
            case List<?> sequence -> sequence.stream().map(element -> fill(element, values)).toList();
            case String text when text.matches("<\\w+>") -> values.get(text.substring(1, text.length() - 1));
            case String text -> {
                String filled = text;
                for (Map.Entry<String, ?> value : values.entrySet()) {
                    filled = filled.replace("<" + value.getKey() + ">", String.valueOf(value.getValue()));
                }
                if (filled.matches("(?s).*<[A-Za-z]+>.*")) {
                    throw new IllegalArgumentException("A place has no value: " + filled);
                }
                yield filled;
            }
            default -> pattern;
        };
    }

    static List<String> texts(@Nullable Object value) {
        return list(value).stream().map(String::valueOf).toList();
    }
}
