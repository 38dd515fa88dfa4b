package dev.surety.runtime.wiring;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.surety.runtime.settings.Environment;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.cloud.function.context.FunctionRegistration;
import org.springframework.cloud.function.context.catalog.FunctionTypeUtils;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Registers the one function this process is deployed as. A module has several doors and one wiring. The setting {@code
 * DOOR} names the door. Only that door is wired, so a function needs no setting, table or permission of its siblings.
 *
 * <p>Functions take raw bytes: the framework's conversions of requests, which content of a request can steer, never
 * run.
 */
public final class Doors {
    private final GenericApplicationContext context;
    private final String door = Environment.get("DOOR");

    public Doors(GenericApplicationContext context) {
        this.context = context;
        context.addBeanFactoryPostProcessor(new AnswersOnly());
    }

    /** The name under which a door class finds its function. */
    public static String name(Class<?> door) {
        String simple = door.getSimpleName();
        return simple.substring(0, 1).toLowerCase(Locale.ROOT) + simple.substring(1);
    }

    public Doors http(Class<?> door, Supplier<Function<InputStream, APIGatewayV2HTTPResponse>> function) {
        return with(door, APIGatewayV2HTTPResponse.class, function);
    }

    public Doors queue(Class<?> door, Supplier<Function<InputStream, SQSBatchResponse>> function) {
        return with(door, SQSBatchResponse.class, function);
    }

    public Doors stream(Class<?> door, Supplier<Function<InputStream, StreamsEventResponse>> function) {
        return with(door, StreamsEventResponse.class, function);
    }

    /** A door that a schedule or a person invokes, and that answers with texts and numbers by name. */
    public Doors invoked(Class<?> door, Supplier<Function<InputStream, Map<String, Object>>> function) {
        return with(door, Map.class, function);
    }

    private Doors with(Class<?> of, Class<?> answer, Supplier<? extends Function<InputStream, ?>> function) {
        if (of.getSimpleName().equals(door)) {
            String name = name(of);
            context.registerBean(
                    name,
                    FunctionRegistration.class,
                    () -> new FunctionRegistration<>(function.get(), name)
                            .type(FunctionTypeUtils.functionType(InputStream.class, answer)));
        }
        return this;
    }
}
