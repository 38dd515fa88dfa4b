package dev.surety.onboarding.domain.identity;

import dev.surety.onboarding.domain.proof.ProofError;
import java.time.Instant;

/** A provider's word about a check, without a word about the person. */
public sealed interface CheckAnswer {
    /** The person has to visit the provider's page, which it takes until then. */
    record Waits(String reference, Instant expiresAt) implements CheckAnswer {}

    /** The person has submitted, and the provider looks. */
    record Processes(String reference) implements CheckAnswer {}

    record Verified(String reference) implements CheckAnswer {}

    record Failed(String reference, ProofError error) implements CheckAnswer {}

    /** The provider verified it once, and takes that back. */
    record Revoked(String reference) implements CheckAnswer {}

    /** The provider refused to begin, and never will under this reference. */
    record Declined() implements CheckAnswer {}

    /** The provider does not know it, which proves nothing: a start may still be on its way. */
    record NotFound() implements CheckAnswer {}

    /** No answer. Only asking again can tell. */
    record Unknown() implements CheckAnswer {}
}
