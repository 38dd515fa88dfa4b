package dev.surety.escrow.domain.funds;

import dev.surety.escrow.domain.terms.Agreement;
import dev.surety.model.id.Id;
import dev.surety.model.id.RefundId;
import dev.surety.model.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A refund to the payer, and how far it is.
 *
 * @param part the money that goes back
 * @param ofMaturing the part of it that was on hold for the payee; the payee owes the rest of released money
 * @param maturedAt when the last of that would have left the hold
 * @param afterSettlement whether the escrow was settled at its start: it then counts as refunded at once
 * @param attempt the gateway's attempt, from 1; each has a reference of its own
 * @param intentKey the command that wrote the intent
 * @param answered whether that command has had its answer
 * @param asked how often the gateway was asked without an answer
 * @param askAt when to ask, or to try, again
 * @param code why the gateway refused, if it did
 * @param charge how the payee bears it; empty if it becomes the payee's debt
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
        String code,
        Optional<Charge> charge) {

    /** After this many refusals an owed refund is given up: the money waits for a person. */
    public static final int MOST_ATTEMPTS = 3;

    public enum Status {
        PENDING,
        UNKNOWN,
        /** The gateway refused; the refund is tried again. */
        RETRYING,
        DONE,
        FAILED,
        /** The gateway refused for good; the money waits in suspense. */
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

        /** Whether the payer must get it: no party granted it, so a gateway's refusal is not the end. */
        public boolean isOwed() {
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

    /**
     * The payee's debt from it: its part came from released money that was not on hold any more. An award's part came
     * from the dispute. A payee that has paid has a credit on {@code debt} once the gateway refused.
     */
    Money owed(Agreement agreement) {
        Money none = Money.zero(part.price().currency());
        if (!afterSettlement || cause != Cause.GRANTED) {
            return none;
        }
        boolean isFailed = status == Status.FAILED;
        if (charge.isEmpty()) {
            return isFailed ? none : part.minus(ofMaturing).net(agreement);
        }
        Money borne = part.net(agreement).plus(fees()).minus(ofMaturing.net(agreement));
        return isFailed ? charge.get().debt().minus(borne) : charge.get().debt();
    }

    /** The fees on it that stay taken though its part went back. */
    Portion feesKept(Agreement agreement) {
        Portion none = Portion.none(agreement);
        return keepsFees() && status != Status.FAILED ? new Portion(none.price(), part.shares()) : none;
    }

    private Money fees() {
        return keepsFees() ? part.fees() : Money.zero(part.price().currency());
    }

    private boolean keepsFees() {
        return charge.filter(Charge::keepsFees).isPresent();
    }

    /** The gateway's reference of this attempt. A refused reference is never used again. */
    public RefundId gatewayReference() {
        return reference(attempt);
    }

    /** The gateway's references of the earlier attempts, all refused. */
    public List<RefundId> earlierReferences() {
        return IntStream.range(1, attempt).mapToObj(this::reference).toList();
    }

    /** The gateway's references of all attempts. */
    public List<RefundId> references() {
        return IntStream.rangeClosed(1, attempt).mapToObj(this::reference).toList();
    }

    private RefundId reference(int nth) {
        return nth == 1 ? id : new RefundId(Id.derive(RefundId.PREFIX, id.value(), Integer.toString(nth)));
    }

    public Refund unknown(Instant ask) {
        return with(Status.UNKNOWN, attempt, true, asked + 1, ask, code);
    }

    public Refund failedFor(String why, Instant retryAt) {
        return with(Status.RETRYING, attempt, true, 0, retryAt, why);
    }

    /** A refund that waits for its next attempt is tried now. */
    public Refund triedAt(Instant at) {
        return status == Status.RETRYING ? with(status, attempt, answered, asked, at, code) : this;
    }

    public Refund triedAgain(Instant ask) {
        return with(Status.PENDING, attempt + 1, true, 0, ask, code);
    }

    public Refund ended(Status end, String why) {
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
                why,
                charge);
    }
}
