package dev.surety.local.http;

import dev.surety.runtime.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The API reference: the OpenAPI document, and Swagger UI from its webjar. Nothing comes from another host. */
final class Docs {
    private static final Pattern FILE = Pattern.compile("/docs/([a-z0-9-]+\\.(css|js|png))");
    private static final Map<String, String> TYPES =
            Map.of("css", "text/css", "js", "text/javascript", "png", "image/png");
    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <title>Surety API</title>
              <link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
              <link rel="stylesheet" href="/docs/swagger-ui.css">
            </head>
            <body>
              <div id="swagger-ui"></div>
              <script src="/docs/swagger-ui-bundle.js"></script>
              <script src="/docs/start.js"></script>
            </body>
            </html>
            """;
    private static final String START =
            "SwaggerUIBundle({url: '/openapi.yaml', dom_id: '#swagger-ui', deepLinking: true, validatorUrl: null});\n";

    private final Path openapi;

    Docs(Path root) {
        this.openapi = root.resolve("infrastructure/cloud/openapi.yaml");
    }

    Optional<Reply> find(String path) {
        return switch (path) {
            case "/" -> Optional.of(Reply.empty(302).with("location", "/docs"));
            case "/openapi.yaml" -> description().map(text -> Reply.of(200, "application/yaml", text));
            case "/openapi.json" -> description().map(text -> Reply.of(200, "application/json", json(text)));
            case "/docs", "/docs/" -> Optional.of(page("text/html; charset=utf-8", PAGE));
            case "/docs/start.js" -> Optional.of(page("text/javascript", START));
            default -> {
                Matcher matcher = FILE.matcher(path);
                yield matcher.matches() ? resource(matcher.group(1), matcher.group(2)) : Optional.empty();
            }
        };
    }

    private Optional<String> description() {
        try {
            return Files.exists(openapi) ? Optional.of(Files.readString(openapi)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The API's description cannot be read.", e);
        }
    }

    private static String json(String yaml) {
        Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        return Json.text(Json.tree(read));
    }

    private static Reply page(String type, String content) {
        return Reply.of(200, type, content)
                .with(
                        "content-security-policy",
                        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:");
    }

    private static Optional<Reply> resource(String name, String extension) {
        String folder = "META-INF/resources/webjars/swagger-ui/" + version() + "/";
        try (InputStream in = Docs.class.getClassLoader().getResourceAsStream(folder + name)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(Reply.of(200, TYPES.getOrDefault(extension, ""), in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("Swagger UI cannot be read.", e);
        }
    }

    private static String version() {
        String file = "META-INF/maven/org.webjars/swagger-ui/pom.properties";
        try (InputStream in = Docs.class.getClassLoader().getResourceAsStream(file)) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "");
        } catch (IOException e) {
            throw new UncheckedIOException("Swagger UI cannot be found.", e);
        }
    }
}
