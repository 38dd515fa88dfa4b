/** Rules of who may decide a dispute, and of who is asked first. */
package dev.surety.disputes.domain.arbiter;
