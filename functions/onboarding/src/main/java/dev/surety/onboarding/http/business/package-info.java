/** The routes of the persons of a business. */
package dev.surety.onboarding.http.business;
