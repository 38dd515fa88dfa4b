/** Disputes between the two parties of an escrow, and the cases of payers' banks. */
package dev.surety.disputes;
