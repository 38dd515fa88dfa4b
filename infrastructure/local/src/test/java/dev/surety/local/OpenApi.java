package dev.surety.local;

import static dev.surety.local.template.Template.list;
import static dev.surety.local.template.Template.map;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The API's description, as far as tests look at it. */
final class OpenApi {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    private final Map<String, Object> root;

    private OpenApi(Map<String, Object> root) {
        this.root = root;
    }

    static OpenApi read(Path file) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try {
            return new OpenApi(map(new Yaml(new SafeConstructor(options)).load(Files.readString(file))));
        } catch (IOException e) {
            throw new UncheckedIOException("The API's description cannot be read.", e);
        }
    }

    /** One operation. References in what it gives are resolved. */
    final class Operation {
        private final String path;
        private final Map<String, Object> content;

        private Operation(String path, Map<String, Object> content) {
            this.path = path;
            this.content = content;
        }

        String path() {
            return path;
        }

        String description() {
            return String.valueOf(content.get("description"));
        }

        boolean isLocalOnly() {
            return Boolean.TRUE.equals(content.get("x-local-only"));
        }

        /** Any one of these is enough; empty where no token is asked for. */
        Set<String> scopes() {
            return list(content.get("security")).stream()
                    .flatMap(one -> list(map(one).get("token")).stream())
                    .map(String::valueOf)
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        List<Map<String, Object>> parameters(String in) {
            return list(content.get("parameters")).stream()
                    .map(OpenApi.this::resolve)
                    .filter(parameter -> in.equals(parameter.get("in")))
                    .toList();
        }

        boolean hasBody() {
            return content.containsKey("requestBody");
        }

        Map<String, Object> bodySchema() {
            return resolve(map(bodyContent().values().iterator().next()).get("schema"));
        }

        /** The examples of the body, by name. */
        Map<String, Object> bodyExamples() {
            return examples(map(bodyContent().values().iterator().next()));
        }

        private Map<String, Object> bodyContent() {
            return map(resolve(content.get("requestBody")).get("content"));
        }

        /** By status. */
        Map<String, Map<String, Object>> responses() {
            Map<String, Map<String, Object>> responses = new LinkedHashMap<>();
            map(content.get("responses")).forEach((status, response) -> responses.put(status, resolve(response)));
            return responses;
        }
    }

    /** By method and path, such as {@code GET /health}. */
    Map<String, Operation> operations() {
        Map<String, Operation> operations = new LinkedHashMap<>();
        map(root.get("paths")).forEach((path, item) -> map(item).forEach((method, operation) -> {
            if (METHODS.contains(method)) {
                operations.put(
                        method.toUpperCase(Locale.ROOT) + " " + path, new Operation(path, map(operation)));
            }
        }));
        return operations;
    }

    Map<String, Object> schema(String name) {
        return map(map(map(root.get("components")).get("schemas")).get(name));
    }

    /** The examples of one media type, by name. */
    Map<String, Object> examples(Map<String, Object> media) {
        Map<String, Object> examples = new LinkedHashMap<>();
        if (media.containsKey("example")) {
            examples.put("example", media.get("example"));
        }
        map(media.get("examples")).forEach((name, example) -> examples.put(name, resolve(example).get("value")));
        return examples;
    }

    /** What a node is, or what it refers to. A reference to nothing fails. */
    Map<String, Object> resolve(Object node) {
        Map<String, Object> content = map(node);
        Object reference = content.get("$ref");
        return reference == null ? content : resolve(find(String.valueOf(reference)));
    }

    Object find(String reference) {
        if (!reference.startsWith("#/")) {
            throw new AssertionError(reference + " leads out of the document");
        }
        Object at = root;
        for (String name : reference.substring(2).split("/", -1)) {
            at = map(at).get(name.replace("~1", "/").replace("~0", "~"));
            if (at == null) {
                throw new AssertionError(reference + " leads to nothing");
            }
        }
        return at;
    }

    /** Visits every member of every object of the document. */
    void visit(BiConsumer<String, Object> visitor) {
        visit(root, visitor);
    }

    private static void visit(Object node, BiConsumer<String, Object> visitor) {
        switch (node) {
            case Map<?, ?> object -> object.forEach((name, value) -> {
                if (value != null) {
                    visitor.accept(String.valueOf(name), value);
                    visit(value, visitor);
                }
            });
            case List<?> elements -> elements.stream().filter(e -> e != null).forEach(e -> visit(e, visitor));
            default -> {}
        }
    }
}
