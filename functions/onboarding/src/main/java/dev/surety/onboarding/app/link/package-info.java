/** Creates onboarding links, opens them, and says whose session a browser has. */
package dev.surety.onboarding.app.link;
