/** Stripe Identity over HTTP, by its public reference. */
package dev.surety.onboarding.identity.stripe;
