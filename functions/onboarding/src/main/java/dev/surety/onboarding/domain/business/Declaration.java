package dev.surety.onboarding.domain.business;

import java.time.Instant;

/**
 * What a business declares about itself.
 *
 * @param noOwnerAbove25 nobody owns 25 % or more of it
 */
public record Declaration(boolean noOwnerAbove25, Instant at) {}
