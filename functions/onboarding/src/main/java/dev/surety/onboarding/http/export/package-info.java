/** The routes of the export of a participant's data. */
package dev.surety.onboarding.http.export;
