package dev.surety.onboarding.domain;

import dev.surety.model.money.Money;
import java.time.Instant;
import java.util.Optional;

/**
 * A volume limit that a participant came near to, or reached.
 *
 * @param since when it was noticed
 * @param lookAt when a timer looks whether the volume has gone down
 * @param max the limit that was measured; a mark of another limit than today's means nothing
 */
public record VolumeMark(
        String capability, String currency, boolean reached, Instant since, Instant lookAt, Optional<Money> max) {
    boolean isOf(String name, Money limit) {
        return capability.equals(name) && max.filter(limit::equals).isPresent();
    }
}
