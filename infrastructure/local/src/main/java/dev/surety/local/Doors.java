package dev.surety.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.surety.local.template.FunctionSpec;
import dev.surety.local.template.Resolver;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every function of the deployment, constructed one after the other. System properties are the only environment a JVM
 * lets us write, and all functions share them. So each finds its own there while it is being made.
 */
public final class Doors {
    private static final Object ENVIRONMENT = new Object();
    private static final String PREFIX = "surety.env.";

    private final Map<String, Door> doors = new LinkedHashMap<>();

    private Doors() {}

    /**
     * Constructs the doors of these functions. {@code common} are settings that Lambda gives or that differ here; they
     * win.
     */
    static Doors open(List<FunctionSpec> functions, Resolver resolver, Map<String, String> common) {
        Doors opened = new Doors();
        for (FunctionSpec function : functions) {
            Map<String, String> environment = new LinkedHashMap<>();
            function.environment().forEach((name, value) -> environment.put(name, resolver.text(value)));
            environment.putAll(common);
            environment.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
            opened.doors.put(function.name(), new Door(function, construct(function, environment)));
        }
        return opened;
    }

    Collection<Door> all() {
        return doors.values();
    }

    private static RequestStreamHandler construct(FunctionSpec function, Map<String, String> environment) {
        synchronized (ENVIRONMENT) {
            Set<String> written = new HashSet<>();
            environment.forEach((name, value) -> {
                System.setProperty(PREFIX + name, value);
                written.add(PREFIX + name);
            });
            String main = environment.get("MAIN_CLASS");
            if (main != null) {
                // Spring Cloud Function looks for its start class under this very name.
                System.setProperty("MAIN_CLASS", main);
                written.add("MAIN_CLASS");
            }
            try {
                Class<?> type = Class.forName(function.handlerClass());
                return (RequestStreamHandler) type.getDeclaredConstructor().newInstance();
            } catch (ReflectiveOperationException e) {
                String reason = e.getCause() == null ? e.toString() : e.getCause().toString();
                throw new IllegalStateException("The function " + function.name() + " does not start: " + reason, e);
            } finally {
                written.forEach(System::clearProperty);
            }
        }
    }
}
