/** The routes of imports. */
package dev.surety.onboarding.http.imports;
