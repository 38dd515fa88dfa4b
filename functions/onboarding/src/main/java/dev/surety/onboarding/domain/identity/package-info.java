/** Checks of people's identities by a provider. */
package dev.surety.onboarding.domain.identity;
