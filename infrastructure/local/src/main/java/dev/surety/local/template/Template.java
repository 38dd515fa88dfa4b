package dev.surety.local.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The deployment's template, as far as the local runtime needs it. Resources under a condition that does not hold are
 * left out. Its values are still unresolved; {@link Resolver} turns references into values.
 */
public final class Template {
    private final Map<String, Object> root;
    private final Map<String, String> parameters;

    private Template(Map<String, Object> root, Map<String, String> parameters) {
        this.root = root;
        this.parameters = parameters;
    }

    /** The template of a file, with these parameters in place of its defaults. */
    public static Template read(Path file, Map<String, String> overrides) {
        try {
            return parse(Files.readString(file), overrides);
        } catch (IOException e) {
            throw new UncheckedIOException("The template " + file + " cannot be read.", e);
        }
    }

    public static Template parse(String text, Map<String, String> overrides) {
        Map<String, Object> root = TemplateYaml.read(text);
        Map<String, String> parameters = new LinkedHashMap<>();
        map(root.get("Parameters")).forEach((name, parameter) -> {
            Object value = map(parameter).get("Default");
            parameters.put(name, value == null ? "" : value.toString());
        });
        parameters.putAll(overrides);
        return new Template(root, parameters);
    }

    public Map<String, String> parameters() {
        return parameters;
    }

    /** The properties of every resource of a type that is part of this deployment, by logical id. */
    public Map<String, Map<String, Object>> resources(String type) {
        Map<String, Map<String, Object>> found = new LinkedHashMap<>();
        map(root.get("Resources")).forEach((id, value) -> {
            Map<String, Object> resource = map(value);
            Object condition = resource.get("Condition");
            if (type.equals(resource.get("Type")) && (condition == null || holds(condition.toString()))) {
                found.put(id, map(resource.get("Properties")));
            }
        });
        return found;
    }

    /** Every resource as it is written, present or not. */
    public Map<String, Object> everyResource() {
        return map(root.get("Resources"));
    }

    /** The globals for every function. */
    public Map<String, Object> functionGlobals() {
        return map(map(root.get("Globals")).get("Function"));
    }

    public boolean holds(String condition) {
        Object definition = map(root.get("Conditions")).get(condition);
        if (definition == null) {
            throw new IllegalArgumentException("The template has no condition " + condition + ".");
        }
        return holds(condition, map(definition));
    }

    private boolean holds(String condition, Map<String, Object> definition) {
        if (definition.containsKey("Fn::Not")) {
            return !holds(condition, map(list(definition.get("Fn::Not")).getFirst()));
        }
        List<Object> sides = list(definition.get("Fn::Equals"));
        if (sides.size() != 2) {
            throw new IllegalArgumentException("Fn::Equals and Fn::Not are understood in condition " + condition + ".");
        }
        return side(sides.get(0)).equals(side(sides.get(1)));
    }

    /** Of an {@code Fn::If} the side that holds, nothing if that is {@code AWS::NoValue}; anything else as it is. */
    public @Nullable Object chosen(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> form) || !form.containsKey("Fn::If")) {
            return value;
        }
        List<Object> parts = list(form.get("Fn::If"));
        Object side = holds(parts.get(0).toString()) ? parts.get(1) : parts.get(2);
        return side instanceof Map<?, ?> reference && "AWS::NoValue".equals(reference.get("Ref")) ? null : side;
    }

    private String side(Object value) {
        if (value instanceof Map<?, ?> reference) {
            String name = String.valueOf(reference.get("Ref"));
            return parameters.getOrDefault(name, "");
        }
        return value.toString();
    }

    /** A mapping with its keys as text; nothing counts as an empty one. */
    public static Map<String, Object> map(@Nullable Object value) {
        Map<String, Object> result = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> source) {
            source.forEach((key, element) -> result.put(String.valueOf(key), element));
        } else if (value != null) {
            throw new IllegalArgumentException("A mapping was expected, not: " + value);
        }
        return result;
    }

    /** A sequence; a single value counts as a sequence of one, nothing as an empty one. */
    public static List<Object> list(@Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        return value instanceof List<?> source ? new ArrayList<>(source) : List.of(value);
    }

    public static int number(@Nullable Object value, int otherwise) {
        return value == null ? otherwise : Integer.parseInt(value.toString());
    }
}
