package dev.surety.onboarding.domain.business;

import java.time.Instant;

/**
 * A statement of a business about its owners.
 *
 * @param noOwnerAbove25 whether no owner has a quarter of it or more
 */
public record Declaration(boolean noOwnerAbove25, Instant at) {}
