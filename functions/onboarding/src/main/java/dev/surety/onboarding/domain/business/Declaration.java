package dev.surety.onboarding.domain.business;

import java.time.Instant;

/**
 * The last declaration of a business about itself.
 *
 * @param noOwnerAbove25 no person owns 25 % or more of it
 */
public record Declaration(boolean noOwnerAbove25, Instant at) {}
