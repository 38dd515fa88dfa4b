/** Starts checks of identities, and follows them to their result. */
package dev.surety.onboarding.app.identity;
