/** Use cases about the persons of a business. */
package dev.surety.onboarding.app.business;
