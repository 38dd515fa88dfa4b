/** The route by which a marketplace makes an onboarding link. */
package dev.surety.onboarding.http.link;
