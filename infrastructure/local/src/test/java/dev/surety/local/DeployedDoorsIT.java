package dev.surety.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.sun.net.httpserver.HttpServer;
import dev.surety.local.template.FunctionSpec;
import dev.surety.local.template.Resolver;
import dev.surety.local.template.Template;
import dev.surety.local.template.Trigger;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every door of every function out of its own zip: nothing on its class path but what is deployed and what Lambda's
 * runtime brings along, the SDK calling over HTTP. What an artefact lacks shows here and not in production.
 */
class DeployedDoorsIT {
    private static final Path ROOT = Path.of(System.getProperty("surety.root"));

    @TempDir
    private static Path folder;

    private final Map<String, String> set = new TreeMap<>();
    private final AtomicInteger storeCalls = new AtomicInteger();
    private HttpServer aws;

    /** Stands for DynamoDB: everything is empty. */
    @BeforeEach
    void serve() throws IOException {
        aws = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        aws.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                storeCalls.incrementAndGet();
                exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
                byte[] nothing = "{}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, nothing.length);
                exchange.getResponseBody().write(nothing);
            }
        });
        aws.start();
        set("aws.endpointUrl", "http://127.0.0.1:" + aws.getAddress().getPort() + "/");
        set("aws.region", Events.REGION);
    }

    @AfterEach
    void stop() {
        aws.stop(0);
        set.keySet().forEach(System::clearProperty);
    }

    private void set(String name, String value) {
        set.put(name, value);
        System.setProperty(name, value);
    }

    @ParameterizedTest
    @MethodSource("dev.surety.local.house.Functions#all")
    void everyDoorAnswersFromItsZip(String module) throws Exception {
        Template template = Template.read(
                ROOT.resolve("template.yaml"), Map.of("Sandbox", "true", "TokenIssuer", "https://issuer.example"));
        List<String> answered = new ArrayList<>();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader deployed = deployed(module)) {
            thread.setContextClassLoader(deployed);
            for (FunctionSpec function : FunctionSpec.all(template)) {
                if (function.handlerClass().startsWith("dev.surety." + module + ".")) {
                    configure(function, new Resolver(template, Map.of(), Map.of()));
                    Class<?> door = deployed.loadClass(function.handlerClass());
                    assertEquals(deployed, door.getClassLoader());
                    answered.addAll(call(function, door.getDeclaredConstructor().newInstance()));
                }
            }
        } finally {
            thread.setContextClassLoader(before);
        }
        System.out.println(module + ": " + answered);
        assertTrue(answered.size() >= 2, "no door of " + module + " was found");
        assertTrue(storeCalls.get() > 0, "no door of " + module + " has reached its store");
    }

    private void configure(FunctionSpec function, Resolver resolver) {
        function.environment().forEach((name, value) -> set("surety.env." + name, resolver.text(value)));
        set("surety.env.VAULT_KMS_KEY", "");
        set("surety.env.AWS_ACCESS_KEY_ID", "local");
        set("surety.env.AWS_SECRET_ACCESS_KEY", "local");
        set("surety.env.SECRETS_FILE", Secrets.file(folder).toString());
        set("MAIN_CLASS", function.environment().get("MAIN_CLASS").toString());
    }

    private static List<String> call(FunctionSpec function, Object door) throws ReflectiveOperationException {
        List<String> answered = new ArrayList<>();
        for (Trigger trigger : function.triggers()) {
            String event = switch (trigger) {
                case Trigger.Route route when route.method().equals("GET") -> request(route);
                case Trigger.Route _ -> "{\"version\":\"2.0\"}";
                case Trigger.Queue _, Trigger.Stream _ -> "{\"Records\":[]}";
                case Trigger.Schedule schedule -> schedule.input().orElse("{}");
            };
            JsonNode answer = call(door, event);
            if (trigger instanceof Trigger.Route route) {
                int status = answer.path("statusCode").asInt(0);
                assertTrue(status >= 200 && status < 500, function.name() + " " + route + ": " + answer);
            }
            answered.add(function.name());
        }
        return answered;
    }

    private static String request(Trigger.Route route) {
        String path = route.path()
                .replace("{id}", (route.path().contains("escrows") ? "esc_" : "par_") + "a".repeat(26))
                .replace("{account}", "suspense");
        ObjectNode event = JsonMapper.shared().createObjectNode().put("version", "2.0").put("rawPath", path);
        ObjectNode context = event.putObject("requestContext").put("requestId", "req-1");
        context.putObject("http").put("method", route.method()).put("path", path);
        context.putObject("authorizer").putObject("jwt").putObject("claims")
                .put("marketplace", "demo")
                .put("client_id", "demo-operator")
                .put("person", "per_operator")
                .put("scope", String.join(" ", route.scopes()));
        return JsonMapper.shared().writeValueAsString(event);
    }

    private static JsonNode call(Object door, String event) throws ReflectiveOperationException {
        ClassLoader loader = door.getClass().getClassLoader();
        Class<?> context = loader.loadClass("com.amazonaws.services.lambda.runtime.Context");
        Object quiet = Proxy.newProxyInstance(loader, new Class<?>[] {context}, (_, method, _) ->
                method.getReturnType() == int.class ? (Object) 0 : null);
        var out = new ByteArrayOutputStream();
        door.getClass()
                .getMethod("handleRequest", InputStream.class, OutputStream.class, context)
                .invoke(door, new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out, quiet);
        return JsonMapper.shared().readTree(out.toByteArray());
    }

    /** The zip's jars, and the serialization that Lambda's own runtime has on its class path. */
    private static URLClassLoader deployed(String module) throws IOException {
        Path unpacked = folder.resolve(module);
        List<URL> jars = new ArrayList<>();
        try (ZipFile zip = new ZipFile(
                ROOT.resolve("functions").resolve(module).resolve("target/function.zip").toFile())) {
            for (ZipEntry entry : zip.stream().filter(each -> each.getName().endsWith(".jar")).toList()) {
                Path jar = unpacked.resolve(entry.getName());
                Files.createDirectories(jar.getParent());
                Files.copy(zip.getInputStream(entry), jar);
                jars.add(jar.toUri().toURL());
            }
        }
        jars.add(LambdaEventSerializers.class.getProtectionDomain().getCodeSource().getLocation());
        return new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }
}
