/** The routes that close a participant, and hold its data back. */
package dev.surety.onboarding.http.closing;
