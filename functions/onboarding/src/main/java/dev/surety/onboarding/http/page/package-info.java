/** The hosted onboarding page: plain HTML that asks a participant for what is missing. */
package dev.surety.onboarding.http.page;
