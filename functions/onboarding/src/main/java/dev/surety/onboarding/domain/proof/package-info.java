/** Proofs about a participant: its documents and checks, and why one does not count. */
package dev.surety.onboarding.domain.proof;
