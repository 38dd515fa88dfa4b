/** Imports of participants: what is known of a file, how far it was read, and which lines were refused. */
package dev.surety.onboarding.domain.imports;
