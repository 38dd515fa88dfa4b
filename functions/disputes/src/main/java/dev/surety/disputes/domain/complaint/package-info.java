/** Complaints of participants about what was done to them or to their words. */
package dev.surety.disputes.domain.complaint;
