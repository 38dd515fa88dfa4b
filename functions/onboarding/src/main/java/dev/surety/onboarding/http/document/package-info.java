/** Routes of documents. */
package dev.surety.onboarding.http.document;
