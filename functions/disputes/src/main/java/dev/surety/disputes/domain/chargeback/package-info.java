/** The cases of payers' banks: what a bank needs to see, by when, and what is answered. */
package dev.surety.disputes.domain.chargeback;
