/** Rules of the export of a participant's data. */
package dev.surety.onboarding.domain.export;
