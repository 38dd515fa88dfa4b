/** Links to the hosted onboarding page: opened once, then a session of one participant. */
package dev.surety.onboarding.domain.link;
