package dev.surety.runtime.wiring;

import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.logging.LoggingSystemFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Keeps Spring Boot from configuring a logging of its own: ours writes and needs no configuration, and the one Boot
 * would find in its absence, that of the JDK, redacts nothing.
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
