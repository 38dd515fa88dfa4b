package dev.surety.runtime.wiring;

import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.logging.LoggingSystemFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Keeps Spring Boot from configuring its own logging. Ours needs no configuration. Without it, Boot would take the
 * JDK's logging, which redacts nothing.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class OwnLog implements LoggingSystemFactory {
    @Override
    public LoggingSystem getLoggingSystem(ClassLoader classes) {
        return new LoggingSystem() {
            @Override
            public void beforeInitialize() {
                // There is nothing to silence until a configuration is read.
            }
        };
    }
}
