/** The export of a participant's data: a signed file, made by a worker and kept for a week. */
package dev.surety.onboarding.app.export;
