/** A business's persons, and what it declares about its owners. */
package dev.surety.onboarding.domain.business;
