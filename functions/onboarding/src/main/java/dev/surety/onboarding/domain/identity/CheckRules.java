package dev.surety.onboarding.domain.identity;

import dev.surety.onboarding.domain.identity.IdentityCheck.State;
import dev.surety.onboarding.domain.proof.ProofError;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Decides what a provider's answer makes of a check. */
public final class CheckRules {
    /** A provider that has not answered for so long is late. */
    public static final Duration LATE = Duration.ofDays(1);

    /** The provider forgets a key after a day, so that a later start could be a second check. */
    public static final Duration STARTS = Duration.ofHours(23);

    /** Nothing is waited for any longer. */
    static final Duration GIVEN_UP = Duration.ofDays(30);

    static final Duration FIRST = Duration.ofMinutes(1);

    private static final Duration LONGEST = Duration.ofHours(6);
    private static final int MOST_DOUBLED = 10;

    /** A yes is looked at once more: a provider may find a forgery late. Later news come by notice alone. */
    private static final Duration LOOKED_AT_AGAIN = Duration.ofDays(2);

    private CheckRules() {}

    public record Changed(CheckEvent event, IdentityCheck after) {}

    /** Whether asking the provider to begin cannot make a second check. */
    public static boolean isStartable(IdentityCheck check, Instant now) {
        return check.state() == State.STARTING && now.isBefore(check.startedAt().plus(STARTS));
    }

    /** @return nothing if the answer changes nothing and nothing is waited for */
    public static Optional<Changed> answered(IdentityCheck check, CheckAnswer answer, Instant now) {
        return switch (check.state()) {
            case STARTING -> Optional.of(starting(check, answer, now));
            case WAITING -> Optional.of(waiting(check, answer, now));
            case PROCESSING -> Optional.of(processing(check, answer, now));
            case VERIFIED -> verified(check, answer);
            case FAILED, EXPIRED -> ended(check, answer, now);
            case REVOKED -> Optional.empty();
        };
    }

    private static Changed starting(IdentityCheck check, CheckAnswer answer, Instant now) {
        return switch (answer) {
            case CheckAnswer.Waits(var reference, var expiresAt) -> begun(check, reference, expiresAt, now);
            case CheckAnswer.Processes(var reference) -> submitted(check, reference, now);
            case CheckAnswer.Verified(var reference) -> completed(check, reference, now);
            case CheckAnswer.Failed(var reference, var error) -> failed(check, reference, error, now);
            case CheckAnswer.Revoked(var reference) -> failed(check, reference, ProofError.CHECK_REVOKED, now);
            case CheckAnswer.Declined() -> ended(check, State.FAILED, ProofError.CHECK_ABANDONED, now);
            case CheckAnswer.NotFound() ->
                isStartable(check, now)
                        ? nothingNew(check, now)
                        : ended(check, State.FAILED, ProofError.CHECK_ABANDONED, now);
            case CheckAnswer.Unknown() -> nothingNew(check, now);
        };
    }

    private static Changed waiting(IdentityCheck check, CheckAnswer answer, Instant now) {
        boolean isOver = check.expiresAt().filter(at -> !at.isAfter(now)).isPresent();
        return switch (answer) {
            case CheckAnswer.Waits _ ->
                isOver ? ended(check, State.EXPIRED, ProofError.CHECK_ABANDONED, now) : nothingNew(check, now);
            case CheckAnswer.Processes(var reference) -> submitted(check, reference, now);
            case CheckAnswer.Verified(var reference) -> completed(check, reference, now);
            case CheckAnswer.Failed(var reference, var error) -> failed(check, reference, error, now);
            case CheckAnswer.Revoked(var reference) -> failed(check, reference, ProofError.CHECK_REVOKED, now);
            case CheckAnswer.Declined() -> ended(check, State.FAILED, ProofError.CHECK_ABANDONED, now);
            case CheckAnswer.NotFound() -> nothingNew(check, now);
            case CheckAnswer.Unknown() -> nothingNew(check, now);
        };
    }

    private static Changed processing(IdentityCheck check, CheckAnswer answer, Instant now) {
        return switch (answer) {
            case CheckAnswer.Waits _ -> nothingNew(check, now);
            case CheckAnswer.Processes _ -> nothingNew(check, now);
            case CheckAnswer.Verified(var reference) -> completed(check, reference, now);
            case CheckAnswer.Failed(var reference, var error) -> failed(check, reference, error, now);
            case CheckAnswer.Revoked(var reference) -> failed(check, reference, ProofError.CHECK_REVOKED, now);
            case CheckAnswer.Declined() -> ended(check, State.FAILED, ProofError.CHECK_ABANDONED, now);
            case CheckAnswer.NotFound() -> nothingNew(check, now);
            case CheckAnswer.Unknown() -> nothingNew(check, now);
        };
    }

    private static Optional<Changed> verified(IdentityCheck check, CheckAnswer answer) {
        return switch (answer) {
            case CheckAnswer.Failed(var _, var error) -> Optional.of(revoked(check, error));
            case CheckAnswer.Revoked _ -> Optional.of(revoked(check, ProofError.CHECK_REVOKED));
            case CheckAnswer.Waits _,
                    CheckAnswer.Processes _,
                    CheckAnswer.Verified _,
                    CheckAnswer.Declined _,
                    CheckAnswer.NotFound _,
                    CheckAnswer.Unknown _ ->
                check.askAt().map(_ -> new Changed(new CheckEvent.Looked(), check.asking(0, Optional.empty())));
        };
    }

    /** A provider may correct its no, and a person may submit late. Only a notice tells of it. */
    private static Optional<Changed> ended(IdentityCheck check, CheckAnswer answer, Instant now) {
        return switch (answer) {
            case CheckAnswer.Processes(var reference) -> Optional.of(submitted(check, reference, now));
            case CheckAnswer.Verified(var reference) -> Optional.of(completed(check, reference, now));
            case CheckAnswer.Failed(var reference, var error) ->
                Optional.of(error)
                        .filter(why -> !check.error().equals(Optional.of(why)))
                        .map(why -> failed(check, reference, why, now));
            case CheckAnswer.Waits _,
                    CheckAnswer.Revoked _,
                    CheckAnswer.Declined _,
                    CheckAnswer.NotFound _,
                    CheckAnswer.Unknown _ ->
                Optional.empty();
        };
    }

    private static Changed begun(IdentityCheck check, String reference, Instant expiresAt, Instant now) {
        IdentityCheck waits = check.becomes(
                State.WAITING, Optional.of(reference), Optional.of(expiresAt), expiresAt, Optional.empty());
        return new Changed(new CheckEvent.Started(), askingNext(waits, 0, now));
    }

    private static Changed submitted(IdentityCheck check, String reference, Instant now) {
        IdentityCheck processes = check.becomes(
                State.PROCESSING, Optional.of(reference), Optional.empty(), now, Optional.empty());
        return new Changed(new CheckEvent.Submitted(), askingNext(processes, 0, now));
    }

    private static Changed completed(IdentityCheck check, String reference, Instant now) {
        IdentityCheck verified = check.becomes(
                State.VERIFIED, Optional.of(reference), Optional.empty(), check.since(), Optional.empty());
        return new Changed(
                new CheckEvent.Completed(), verified.asking(0, Optional.of(now.plus(LOOKED_AT_AGAIN))));
    }

    private static Changed failed(IdentityCheck check, String reference, ProofError error, Instant now) {
        return new Changed(
                new CheckEvent.Failed(error),
                check.becomes(State.FAILED, Optional.of(reference), Optional.empty(), now, Optional.of(error)));
    }

    private static Changed revoked(IdentityCheck check, ProofError error) {
        return new Changed(
                new CheckEvent.Failed(error),
                check.becomes(
                        State.REVOKED, Optional.empty(), Optional.empty(), check.since(), Optional.of(error)));
    }

    private static Changed ended(IdentityCheck check, State as, ProofError error, Instant now) {
        return new Changed(
                new CheckEvent.Failed(error),
                check.becomes(as, Optional.empty(), Optional.empty(), now, Optional.of(error)));
    }

    /** The provider is late after a day, and given up after a month. */
    private static Changed nothingNew(IdentityCheck check, Instant now) {
        if (!now.isBefore(check.since().plus(GIVEN_UP))) {
            return ended(check, State.FAILED, ProofError.CHECK_ABANDONED, now);
        }
        IdentityCheck asked = askingNext(check, check.asked() + 1, now);
        boolean isLate = !check.delayed() && !now.isBefore(check.since().plus(LATE));
        return isLate
                ? new Changed(new CheckEvent.Delayed(), asked.late())
                : new Changed(new CheckEvent.Looked(), asked);
    }

    /** Asks ever less often, and at the moments that decide something. */
    private static IdentityCheck askingNext(IdentityCheck check, int times, Instant now) {
        Duration wait = FIRST.multipliedBy(1L << Math.min(times + 1, MOST_DOUBLED));
        Instant next = now.plus(wait.compareTo(LONGEST) < 0 ? wait : LONGEST);
        next = earlier(next, check.since().plus(LATE), now);
        next = earlier(next, check.expiresAt().orElse(next), now);
        return check.asking(times, Optional.of(next));
    }

    private static Instant earlier(Instant next, Instant moment, Instant now) {
        return moment.isAfter(now) && moment.isBefore(next) ? moment : next;
    }
}
