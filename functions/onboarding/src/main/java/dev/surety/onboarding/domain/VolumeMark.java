package dev.surety.onboarding.domain;

import java.time.Instant;

/**
 * A volume limit that a participant came near to, or reached.
 *
 * @param since when it was noticed
 * @param lookAt when a timer looks whether the volume has gone down
 */
public record VolumeMark(
        String capability, String currency, boolean reached, Instant since, Instant lookAt) {}
