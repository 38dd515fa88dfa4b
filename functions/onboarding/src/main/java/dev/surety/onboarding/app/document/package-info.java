/** Use cases of documents: announced, uploaded, looked at and decided. */
package dev.surety.onboarding.app.document;
