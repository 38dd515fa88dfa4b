/** Providers of identity checks behind our port: one that plays, and Stripe. */
package dev.surety.onboarding.identity;
