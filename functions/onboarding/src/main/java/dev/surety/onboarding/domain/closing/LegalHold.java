package dev.surety.onboarding.domain.closing;

import java.time.Instant;

/**
 * Why a participant's data must not be destroyed.
 *
 * @param reason of a closed list
 * @param words the vault's commitment to the facts
 * @param by the actor, as entries name it
 */
public record LegalHold(String reason, String words, Instant at, String by) {}
