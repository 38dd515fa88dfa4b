/** The routes of identity checks. */
package dev.surety.onboarding.http.identity;
