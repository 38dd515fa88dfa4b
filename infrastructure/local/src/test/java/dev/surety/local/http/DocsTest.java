package dev.surety.local.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.runtime.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The API's reference for a browser and for a generator of clients. */
class DocsTest {
    private static final Path ROOT = Path.of(System.getProperty("surety.root", "../..")).toAbsolutePath();

    private final Docs docs = new Docs(ROOT);

    @Test
    void theRootLeadsToTheReference() {
        Reply root = docs.find("/").orElseThrow();
        assertEquals(302, root.status());
        assertEquals(List.of("/docs"), root.headers().get("location"));
        assertEquals(200, docs.find("/docs").orElseThrow().status());
    }

    @Test
    void yamlAndJsonSayTheSame() throws Exception {
        Reply yaml = docs.find("/openapi.yaml").orElseThrow();
        Reply json = docs.find("/openapi.json").orElseThrow();
        String text = new String(yaml.body(), StandardCharsets.UTF_8);
        assertEquals(Files.readString(ROOT.resolve("infrastructure/cloud/openapi.yaml")), text);
        assertEquals(List.of("application/json"), json.headers().get("content-type"));
        assertEquals(
                Json.tree(new Yaml(new SafeConstructor(new LoaderOptions())).load(text)),
                Json.object(new String(json.body(), StandardCharsets.UTF_8)));
    }
}
