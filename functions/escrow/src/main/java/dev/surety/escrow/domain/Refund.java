package dev.surety.escrow.domain;

import dev.surety.model.id.Id;
import dev.surety.model.id.RefundId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Money on its way back to the payer, and how far it has come.
 *
 * @param part what goes back
 * @param ofMaturing how much of that was maturing for the payee when it was taken; the rest of what was already
 *     released is the payee's debt
 * @param maturedAt when the last of that would have matured
 * @param afterSettlement whether the escrow was settled when this was begun: it then counts as refunded from the start
 * @param attempt which one the gateway is at, from 1; each has a reference of its own
 * @param intentKey the command whose intent this is
 * @param answered whether that command has had its answer
 * @param asked how often the gateway was asked in vain
 * @param askAt when it is to be asked, or tried, again
 * @param code why the gateway would not, if it would not
 */
public record Refund(
        RefundId id,
        Portion part,
        Portion ofMaturing,
        Optional<Instant> maturedAt,
        boolean afterSettlement,
        Cause cause,
        Optional<String> reference,
        Status status,
        int attempt,
        String intentKey,
        boolean answered,
        int asked,
        Instant askAt,
        String code) {

    /** After this many refusals a refund that must be made is given up: the money waits for a person. */
    public static final int MOST_ATTEMPTS = 3;

    public enum Status {
        PENDING,
        UNKNOWN,
        /** The gateway would not; it is tried again. */
        RETRYING,
        DONE,
        FAILED,
        /** The gateway would not, again and again; the money waits in suspense. */
        UNDELIVERABLE;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Cause {
        GRANTED,
        CANCELLED,
        NOT_DELIVERED,
        AWARDED,
        CASE_TIMED_OUT;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether the payer must get it: nobody's leave is asked, so a refusal of the gateway is not the end. */
        boolean isOwed() {
            return switch (this) {
                case NOT_DELIVERED, AWARDED, CASE_TIMED_OUT -> true;
                case GRANTED, CANCELLED -> false;
            };
        }
    }

    public boolean isOpen() {
        return switch (status) {
            case PENDING, UNKNOWN, RETRYING -> true;
            case DONE, FAILED, UNDELIVERABLE -> false;
        };
    }

    /** What the gateway knows this attempt by. An attempt it refused is never made again under the same. */
    public RefundId gatewayReference() {
        return reference(attempt);
    }

    /** What the gateway knows the attempts before this one by, all of which it refused. */
    public List<RefundId> earlierReferences() {
        return IntStream.range(1, attempt).mapToObj(this::reference).toList();
    }

    /** What the gateway knows all the attempts by. */
    public List<RefundId> references() {
        return IntStream.rangeClosed(1, attempt).mapToObj(this::reference).toList();
    }

    private RefundId reference(int nth) {
        return nth == 1 ? id : new RefundId(Id.derive(RefundId.PREFIX, id.value(), Integer.toString(nth)));
    }

    Refund unknown(Instant ask) {
        return with(Status.UNKNOWN, attempt, true, asked + 1, ask, code);
    }

    Refund failedFor(String why, Instant retryAt) {
        return with(Status.RETRYING, attempt, true, 0, retryAt, why);
    }

    /** If it waits to be tried again, it is now. */
    Refund triedAt(Instant at) {
        return status == Status.RETRYING ? with(status, attempt, answered, asked, at, code) : this;
    }

    Refund triedAgain(Instant ask) {
        return with(Status.PENDING, attempt + 1, true, 0, ask, code);
    }

    Refund ended(Status end, String why) {
        return with(end, attempt, true, asked, askAt, why);
    }

    private Refund with(Status next, int attempts, boolean told, int vain, Instant ask, String why) {
        return new Refund(
                id,
                part,
                ofMaturing,
                maturedAt,
                afterSettlement,
                cause,
                reference,
                next,
                attempts,
                intentKey,
                told,
                vain,
                ask,
                why);
    }
}
