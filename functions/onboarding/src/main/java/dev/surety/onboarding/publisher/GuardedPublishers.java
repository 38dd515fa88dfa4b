package dev.surety.onboarding.publisher;

import dev.surety.onboarding.app.lists.Publishers;
import dev.surety.runtime.resilience.Outage;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;

/**
 * Keeps a failing publisher from using up the time of the others, with one circuit breaker for each list. A file is
 * asked for a second time at once. After two failures the list has to wait for the next round.
 */
public final class GuardedPublishers implements Publishers {
    private static final int TRIES = 2;
    private static final Duration OPEN = Duration.ofMinutes(5);

    private final Publishers publishers;
    private final CircuitBreakerRegistry breakers;

    public GuardedPublishers(Publishers publishers) {
        this.publishers = publishers;
        this.breakers = CircuitBreakerRegistry.of(
                CircuitBreakerConfig.custom()
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(TRIES)
                        .minimumNumberOfCalls(TRIES)
                        .failureRateThreshold(100f)
                        .waitDurationInOpenState(OPEN)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .automaticTransitionFromOpenToHalfOpenEnabled(false)
                        .build());
    }

    @Override
    public byte[] fetch(String list, String file) {
        try {
            return once(list, file);
        } catch (Outage first) {
            return once(list, file);
        }
    }

    private byte[] once(String list, String file) {
        try {
            return breakers.circuitBreaker(list).executeSupplier(() -> publishers.fetch(list, file));
        } catch (CallNotPermittedException open) {
            throw new Outage("the publisher of the list " + list + " failed just now", open);
        }
    }
}
