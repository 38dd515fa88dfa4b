/** Rules of times in which parties could not act: silence in such a time loses nothing. */
package dev.surety.disputes.domain.outage;
