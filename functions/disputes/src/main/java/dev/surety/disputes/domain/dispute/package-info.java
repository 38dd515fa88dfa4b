/** A dispute: its state, the events of its chain, and when a timer looks at it. */
package dev.surety.disputes.domain.dispute;
