/** A dispute: its state, the events of its chain, and the rules of who may do what until when. */
package dev.surety.disputes.domain.dispute;
