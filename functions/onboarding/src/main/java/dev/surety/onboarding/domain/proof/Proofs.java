package dev.surety.onboarding.domain.proof;

import dev.surety.onboarding.domain.business.PersonCode;
import dev.surety.onboarding.domain.proof.Proof.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A participant's proofs, the one that changed last at the end. Every entry carries them, so only the last ones of each
 * requirement stay; one that was accepted goes last.
 *
 * @param renamed the persons who became others by name, date of birth or registration; empty before the first
 * @param askAgainAt when the proof that counts is so old that a new one is asked for
 */
public record Proofs(
        List<Proof> list, Optional<List<Renamed>> renamed, Optional<Instant> askAgainAt) {
    public static final Proofs NONE = new Proofs(List.of(), Optional.empty(), Optional.empty());

    private static final int MOST = 20;

    /** A business has up to twenty persons, so each keeps fewer. */
    private static final int MOST_OF_A_PERSON = 5;

    public Proofs {
        list = List.copyOf(list);
        renamed = renamed.map(List::copyOf);
    }

    /**
     * @param code of the requirement that a document of this person meets
     * @param at when it was for the last time
     */
    public record Renamed(String code, Instant at) {}

    public Proofs with(Proof now) {
        List<Proof> kept = new ArrayList<>(list);
        kept.removeIf(of -> of.id().equals(now.id()));
        List<Proof> same = kept.stream().filter(of -> of.code().equals(now.code())).toList();
        if (same.size() >= most(now.code())) {
            kept.remove(same.stream()
                    .filter(of -> !of.is(Status.ACCEPTED))
                    .findFirst()
                    .orElse(same.getFirst()));
        }
        kept.add(find(now.id()).map(now::taken).orElse(now));
        return new Proofs(kept, renamed, askAgainAt);
    }

    public Proofs askingAgain(Optional<Instant> at) {
        return new Proofs(list, renamed, at);
    }

    private static int most(String code) {
        return PersonCode.parse(code).isPresent() ? MOST_OF_A_PERSON : MOST;
    }

    /** Without those of a requirement that is asked for no more. */
    public Proofs without(String code) {
        return new Proofs(
                list.stream().filter(of -> !of.code().equals(code)).toList(), renamed, askAgainAt);
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

    /** Whether one waits for a look, beside one that counts. */
    public boolean isRenewing(String code) {
        return isMet(code) && has(code, Status.PENDING);
    }

    /** When the newest one that counts was accepted. */
    public Optional<Instant> acceptedAt(String code) {
        return list.stream()
                .filter(of -> of.code().equals(code) && of.is(Status.ACCEPTED))
                .map(Proof::at)
                .max(Comparator.naturalOrder());
    }

    /** Whether people accepted it when the participant had another name. */
    public boolean isOfAFormerName(String id) {
        return find(id).filter(this::isOfAFormerName).isPresent();
    }

    private boolean isOfAFormerName(Proof of) {
        boolean isBefore = renamed.orElse(List.of()).stream()
                .anyMatch(person -> person.code().equals(of.code()) && of.at().isBefore(person.at()));
        return !of.isOfAProvider() && of.is(Status.ACCEPTED) && isBefore;
    }

    /** Whether people have to look again: of some person only documents of a former name count. */
    public boolean waitsForAnotherLook() {
        return list.stream().anyMatch(of -> isOfAFormerName(of) && !hasOneOfThisName(of.code()));
    }

    private boolean hasOneOfThisName(String code) {
        return list.stream().anyMatch(of -> of.code().equals(code) && of.is(Status.ACCEPTED) && !isOfAFormerName(of));
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

    /** The same for any requirement. */
    public boolean isAnyAwaited() {
        return list.stream().anyMatch(of -> isAwaited(of.code()));
    }

    /** Whether the last one counted until its provider or people took it back, or until the person's name changed. */
    public boolean isLost(String code) {
        return failed(code)
                .filter(of -> of.error().equals(Optional.of(ProofError.CHECK_REVOKED))
                        || (of.is(Status.EXPIRED) && (of.isOfAProvider() || !of.hasEndedByDate())))
                .isPresent();
    }

    /**
     * The checks that a provider made are of the former name. A document that people accepted is theirs to judge.
     *
     * @param code of the requirement that a document of the renamed person meets
     */
    public Proofs renamed(String code, Instant now) {
        List<Proof> former = list.stream()
                .map(of -> of.code().equals(code) && of.isOfAProvider() && of.is(Status.ACCEPTED)
                        ? new Proof(of.code(), of.id(), Status.EXPIRED, Optional.of(ProofError.NAME_MISMATCH), now)
                        : of)
                .toList();
        List<Renamed> since = new ArrayList<>(renamed.orElse(List.of()));
        since.removeIf(person -> person.code().equals(code));
        since.add(new Renamed(code, now));
        return new Proofs(former, Optional.of(since), askAgainAt);
    }

    /** The last one, if it does not count: why the requirement is open again, or still. */
    public Optional<Proof> failed(String code) {
        return list.reversed().stream()
                .filter(of -> of.code().equals(code))
                .findFirst()
                .filter(of -> of.error().isPresent());
    }
}
