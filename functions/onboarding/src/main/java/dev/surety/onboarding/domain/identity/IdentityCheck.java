package dev.surety.onboarding.domain.identity;

import dev.surety.onboarding.domain.proof.Proof.Status;
import dev.surety.onboarding.domain.proof.Proof;
import dev.surety.onboarding.domain.proof.ProofError;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One check of a participant's identity; each entry of its chain carries it. It has no words about the person.
 *
 * @param provider the name of the provider that was asked; another one is never asked about this check
 * @param returnUrl where the provider's page sends the person afterwards: the vault's commitment to it, under the
 * check's own key; a former entry has the address itself
 * @param reference the provider's own id, once it has answered
 * @param expiresAt when the person can no longer begin
 * @param since when the provider's answer began to be waited for: the start, or the person's submission
 * @param error why it does not count
 * @param asked how often in a row the provider had nothing new
 * @param askAt when to ask it next; empty once nothing is waited for
 * @param delayed whether the provider is late
 * @param told whether the participant's chain has the result
 * @param person the person of a business who is checked; empty where it is the participant
 */
public record IdentityCheck(
        String participant,
        String provider,
        String returnUrl,
        State state,
        Instant startedAt,
        Optional<String> reference,
        Optional<Instant> expiresAt,
        Instant since,
        Optional<ProofError> error,
        int asked,
        Optional<Instant> askAt,
        boolean delayed,
        boolean told,
        Optional<String> person) {
    public static final String PREFIX = "chk";

    public enum State {
        /** The provider is asked to begin. Its answer is not known yet. */
        STARTING,
        /** The person has to visit the provider's page. */
        WAITING,
        /** The provider looks at what the person submitted. */
        PROCESSING,
        VERIFIED,
        FAILED,
        /** The person did not submit in time. */
        EXPIRED,
        /** The provider took its yes back. */
        REVOKED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean isOpen() {
            return this == STARTING || this == WAITING || this == PROCESSING;
        }
    }

    /** The entry that holds this is the intent: a timer asks the provider if the process that wrote it did not. */
    public static IdentityCheck intended(
            String participant, Optional<String> person, String provider, String returnUrl, Instant now) {
        return new IdentityCheck(
                participant, provider, returnUrl, State.STARTING, now, Optional.empty(), Optional.empty(), now,
                Optional.empty(), 0, Optional.of(now.plus(CheckRules.FIRST)), false, true, person);
    }

    IdentityCheck becomes(
            State next, Optional<String> known, Optional<Instant> until, Instant from, Optional<ProofError> why) {
        boolean isResult = !next.isOpen();
        // Once the person has submitted, there is nothing for them to do, and their requirement says so.
        boolean isNews = isResult || next == State.PROCESSING;
        return new IdentityCheck(
                participant, provider, returnUrl, next, startedAt, known.or(() -> reference), until.or(() -> expiresAt),
                from, why, 0, Optional.empty(), delayed && !isResult, told && !isNews, person);
    }

    IdentityCheck asking(int times, Optional<Instant> next) {
        return new IdentityCheck(
                participant, provider, returnUrl, state, startedAt, reference, expiresAt, since, error, times, next,
                delayed, told, person);
    }

    IdentityCheck late() {
        return new IdentityCheck(
                participant, provider, returnUrl, state, startedAt, reference, expiresAt, since,
                Optional.of(ProofError.CHECK_DELAYED), asked, askAt, true, false, person);
    }

    public IdentityCheck toldOf() {
        return new IdentityCheck(
                participant, provider, returnUrl, state, startedAt, reference, expiresAt, since, error, asked, askAt,
                delayed, true, person);
    }

    /** When a timer has to look next: at once until the participant's chain has the result. */
    public Optional<Instant> due(Instant now) {
        return told ? askAt : Optional.of(now);
    }

    /** The proof that the participant's state has of it. */
    public Proof proof(String code, String id, Instant at) {
        Status status = switch (state) {
            case STARTING, WAITING, PROCESSING -> Status.PENDING;
            case VERIFIED -> Status.ACCEPTED;
            case FAILED, REVOKED -> Status.REJECTED;
            case EXPIRED -> Status.EXPIRED;
        };
        return new Proof(code, id, status, error, at);
    }
}
