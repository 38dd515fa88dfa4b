package dev.surety.onboarding.domain.closing;

import java.time.Instant;
import java.util.Optional;

/**
 * A participant that is closing or closed.
 *
 * @param since when it was asked for: nothing new from then on
 * @param closedAt when its open money was settled and its data destroyed, but for what a law keeps longer
 */
public record Closing(Instant since, Optional<Instant> closedAt) {}
