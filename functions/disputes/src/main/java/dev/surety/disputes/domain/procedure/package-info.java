/** The rules of a dispute: who may do what until when, and what time, the escrow and people bring. */
package dev.surety.disputes.domain.procedure;
