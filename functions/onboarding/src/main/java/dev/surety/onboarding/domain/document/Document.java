package dev.surety.onboarding.domain.document;

import dev.surety.files.AnnouncedFile;
import dev.surety.model.Invariants;
import dev.surety.onboarding.domain.Codes;
import dev.surety.onboarding.domain.ParticipantState.Kind;
import dev.surety.onboarding.domain.business.PersonCode;
import dev.surety.onboarding.domain.proof.Proof;
import dev.surety.onboarding.domain.proof.ProofError;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A document in its present state; each entry of its chain carries it. The file lies in the store of files, and no name
 * of it is kept.
 *
 * @param linkEnds when its upload can come no more
 * @param changedAt when it took this state
 * @param validUntil the last day on which it is valid, as the person read it who accepted it
 * @param error why it does not count
 * @param decidedBy the person who accepted or rejected it
 * @param isTold whether the participant's chain has its status
 * @param person the person of a business whom it shows; empty where it is the participant's own
 */
public record Document(
        String participant,
        Purpose purpose,
        Side side,
        AnnouncedFile file,
        Instant announcedAt,
        Instant linkEnds,
        State state,
        Instant changedAt,
        Optional<LocalDate> validUntil,
        Optional<ProofError> error,
        Optional<String> decidedBy,
        boolean isTold,
        Optional<String> person) {
    public static final String PREFIX = "doc";
    public static final long MOST_BYTES = 10_000_000;

    public Document {
        Invariants.hold(
                error.isPresent() == (state == State.REJECTED || state == State.EXPIRED),
                "a document that does not count says why");
    }

    public enum Purpose {
        /** Of a person: a passport, an identity card, a driving licence. */
        IDENTITY,
        /** Of a business: an extract of the register. */
        BUSINESS_REGISTRATION,
        ADDRESS,
        SOURCE_OF_FUNDS;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Purpose> find(String code) {
            return Arrays.stream(values()).filter(of -> of.code().equals(code)).findFirst();
        }
    }

    public enum Side {
        FRONT,
        BACK;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum State {
        AWAITING_UPLOAD,
        /** It waits for a person's look. */
        UPLOADED,
        ACCEPTED,
        REJECTED,
        EXPIRED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Document announced(
            String participant,
            Optional<String> person,
            Purpose purpose,
            Side side,
            AnnouncedFile file,
            Instant now,
            Instant linkEnds) {
        return new Document(
                participant, purpose, side, file, now, linkEnds, State.AWAITING_UPLOAD, now, Optional.empty(),
                Optional.empty(), Optional.empty(), true, person);
    }

    private Document become(
            State to, Instant now, Optional<LocalDate> valid, Optional<ProofError> why, Optional<String> by) {
        return new Document(
                participant, purpose, side, file, announcedAt, linkEnds, to, now, valid, why, by, !isToTell(to, why),
                person);
    }

    /** The participant's chain hears of nothing until there is a file. */
    private static boolean isToTell(State to, Optional<ProofError> why) {
        return to != State.AWAITING_UPLOAD && !why.equals(Optional.of(ProofError.UPLOAD_MISSING));
    }

    Document uploaded(Instant now) {
        return become(State.UPLOADED, now, validUntil, Optional.empty(), Optional.empty());
    }

    Document accepted(Optional<LocalDate> valid, String by, Instant now) {
        return become(State.ACCEPTED, now, valid, Optional.empty(), Optional.of(by));
    }

    Document rejected(ProofError why, Optional<String> by, Instant now) {
        return become(State.REJECTED, now, validUntil, Optional.of(why), by);
    }

    Document expired(ProofError why, Instant now) {
        return become(State.EXPIRED, now, validUntil, Optional.of(why), decidedBy);
    }

    public Document told() {
        return new Document(
                participant, purpose, side, file, announcedAt, linkEnds, state, changedAt, validUntil, error,
                decidedBy, true, person);
    }

    /** When time brings the next entry, if it does. */
    public Optional<Instant> due() {
        if (!isTold) {
            return Optional.of(changedAt);
        }
        return switch (state) {
            case AWAITING_UPLOAD -> Optional.of(linkEnds);
            case ACCEPTED ->
                validUntil.map(day -> day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
            case UPLOADED, REJECTED, EXPIRED -> Optional.empty();
        };
    }

    /** Whether a person may be given the file: its bytes were those announced, and of their type. */
    public boolean isShowable() {
        return switch (state) {
            case AWAITING_UPLOAD -> false;
            case UPLOADED, ACCEPTED -> true;
            case REJECTED, EXPIRED -> decidedBy.isPresent();
        };
    }

    /** The proof that the participant's state has of it; empty if the document meets no requirement by itself. */
    public Optional<Proof> proof(String id, Kind kind) {
        boolean isOfABusiness = kind == Kind.BUSINESS && person.isEmpty();
        Purpose proving = isOfABusiness ? Purpose.BUSINESS_REGISTRATION : Purpose.IDENTITY;
        if (purpose != proving || side != Side.FRONT) {
            return Optional.empty();
        }
        String code = PersonCode.of(person, Codes.DOCUMENT);
        return status().map(status -> new Proof(code, id, status, error, changedAt));
    }

    private Optional<Proof.Status> status() {
        return switch (state) {
            case AWAITING_UPLOAD -> Optional.empty();
            case UPLOADED -> Optional.of(Proof.Status.PENDING);
            case ACCEPTED -> Optional.of(Proof.Status.ACCEPTED);
            case REJECTED -> Optional.of(Proof.Status.REJECTED);
            case EXPIRED -> Optional.of(Proof.Status.EXPIRED);
        };
    }
}
