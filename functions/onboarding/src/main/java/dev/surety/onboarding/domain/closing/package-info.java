/** How a participant is closed and its data destroyed, and the legal hold that stands in the way. */
package dev.surety.onboarding.domain.closing;
