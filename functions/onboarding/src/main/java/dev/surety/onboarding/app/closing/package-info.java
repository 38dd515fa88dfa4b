/** Use cases of closing: asked for, watched until the money is settled, erased, and held back. */
package dev.surety.onboarding.app.closing;
