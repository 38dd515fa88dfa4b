package dev.surety.onboarding.domain.proof;

import dev.surety.onboarding.domain.proof.Proof.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A participant's proofs, the one that changed last at the end. Every entry carries them, so only the last ones stay;
 * one that was accepted goes last.
 */
public record Proofs(List<Proof> list) {
    public static final Proofs NONE = new Proofs(List.of());

    private static final int MOST = 20;

    public Proofs {
        list = List.copyOf(list);
    }

    public Proofs with(Proof now) {
        List<Proof> kept = new ArrayList<>(list);
        kept.removeIf(of -> of.id().equals(now.id()));
        if (kept.size() >= MOST) {
            kept.remove(kept.stream()
                    .filter(of -> !of.is(Status.ACCEPTED))
                    .findFirst()
                    .orElse(kept.getFirst()));
        }
        kept.add(now);
        return new Proofs(kept);
    }

    public Optional<Proof> find(String id) {
        return list.stream().filter(of -> of.id().equals(id)).findFirst();
    }

    private boolean has(String code, Status status) {
        return list.stream().anyMatch(of -> of.code().equals(code) && of.is(status));
    }

    public boolean isMet(String code) {
        return has(code, Status.ACCEPTED);
    }

    /** Whether one waits for a look, and none is accepted. */
    public boolean isPending(String code) {
        return !isMet(code) && has(code, Status.PENDING);
    }

    /** Whether one waits for people, and not only for a provider's answer. */
    public boolean waitsForPeople(String code) {
        return list.stream()
                .anyMatch(of -> of.code().equals(code) && of.is(Status.PENDING) && !of.isOfAProvider());
    }

    /** Whether a provider that is to answer is late, and none is accepted. */
    public boolean isAwaited(String code) {
        return !isMet(code)
                && list.stream()
                        .anyMatch(of -> of.code().equals(code)
                                && of.is(Status.PENDING)
                                && of.error().equals(Optional.of(ProofError.CHECK_DELAYED)));
    }

    /** Whether the last one counted until its provider took it back, or until the person took another name. */
    public boolean isLost(String code) {
        return failed(code)
                .filter(of -> of.error().equals(Optional.of(ProofError.CHECK_REVOKED))
                        || (of.isOfAProvider() && of.is(Status.EXPIRED)))
                .isPresent();
    }

    /** The checks that a provider made are of the former name. A document that people accepted is theirs to judge. */
    public Proofs renamed(Instant now) {
        return new Proofs(list.stream()
                .map(of -> of.isOfAProvider() && of.is(Status.ACCEPTED)
                        ? new Proof(of.code(), of.id(), Status.EXPIRED, Optional.of(ProofError.NAME_MISMATCH), now)
                        : of)
                .toList());
    }

    /** The last one, if it does not count: why the requirement is open again, or still. */
    public Optional<Proof> failed(String code) {
        return list.reversed().stream()
                .filter(of -> of.code().equals(code))
                .findFirst()
                .filter(of -> of.error().isPresent());
    }
}
