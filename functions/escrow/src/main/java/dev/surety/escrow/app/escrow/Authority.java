package dev.surety.escrow.app.escrow;

import dev.surety.escrow.domain.escrow.Escrow;
import dev.surety.escrow.domain.payment.PayeeDebt;
import dev.surety.escrow.domain.terms.Agreement;
import dev.surety.model.journal.Actor;
import dev.surety.model.refusal.CommonReason;
import dev.surety.runtime.tokens.Caller;
import java.util.Optional;

/** Who may see an escrow, and who may act in it for which side. */
public final class Authority {
    public static final String WRITE = "escrows:write";
    public static final String OPERATE = "escrows:operate";

    private Authority() {}

    public enum Side {
        PAYER("payer"),
        PAYEE("payee");

        private final String word;

        Side(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** A participant sees the escrows it is a party of. The marketplace's own tokens see all of the marketplace's. */
    public static boolean maySee(Caller caller, Agreement agreement) {
        return !caller.isParticipant() || caller.is(agreement.payer()) || caller.is(agreement.payee());
    }

    /** Why this caller may not act for this side, or nothing. */
    public static Optional<CommonReason> refusal(Caller caller, Agreement agreement, Side side) {
        if (!maySee(caller, agreement)) {
            return Optional.of(CommonReason.NOT_FOUND);
        }
        boolean isSide = caller.is(side == Side.PAYER ? agreement.payer() : agreement.payee());
        return !caller.isParticipant() || isSide ? Optional.empty() : Optional.of(CommonReason.FORBIDDEN);
    }

    /** Whether an operator forces the move: an operator's token acts for no side. A forced move needs a reason. */
    public static boolean isForced(Caller caller) {
        return !caller.has(WRITE);
    }

    public static Actor actor(Caller caller, Side side) {
        return caller.isParticipant() ? caller.actor() : caller.actor().onBehalfOf(side.word());
    }

    /** The debt that a caller's refund may leave a payee with. */
    public static PayeeDebt leaves(Caller caller) {
        return switch (caller.kind()) {
            case PARTICIPANT -> PayeeDebt.NONE;
            case STAFF -> caller.has(OPERATE) ? PayeeDebt.ANY : PayeeDebt.NONE;
            case BACKEND -> caller.has(OPERATE) ? PayeeDebt.ANY : PayeeDebt.LIMITED;
        };
    }

    /** Who asks, and for whom. */
    public sealed interface Standpoint {
        /** Why this caller may not, or nothing. */
        Optional<CommonReason> refusal(Escrow escrow);

        Actor actor();

        /** Whether it may end a dispute beside the procedure that the dispute has of its own. */
        default boolean mayOverrule() {
            return false;
        }
    }

    /** A command of a party, or of the marketplace for a party. */
    public record OfSide(Caller caller, Side side) implements Standpoint {
        @Override
        public Optional<CommonReason> refusal(Escrow escrow) {
            return Authority.refusal(caller, escrow.agreement(), side);
        }

        @Override
        public Actor actor() {
            return Authority.actor(caller, side);
        }
    }

    /** Either side may cancel an unpaid escrow. Once it is paid only the payee may. */
    public record Cancelling(Caller caller, Side side) implements Standpoint {
        @Override
        public Optional<CommonReason> refusal(Escrow escrow) {
            boolean late = side == Side.PAYER && escrow.fundsNow().isPresent();
            return Authority.refusal(caller, escrow.agreement(), side)
                    .or(() -> late ? Optional.of(CommonReason.FORBIDDEN) : Optional.empty());
        }

        @Override
        public Actor actor() {
            return Authority.actor(caller, side);
        }
    }

    /** A participant cancels for whichever side it is on. */
    public record OwnCancelling(Caller caller) implements Standpoint {
        @Override
        public Optional<CommonReason> refusal(Escrow escrow) {
            Side side = caller.is(escrow.agreement().payee()) ? Side.PAYEE : Side.PAYER;
            return new Cancelling(caller, side).refusal(escrow);
        }

        @Override
        public Actor actor() {
            return caller.actor();
        }
    }

    /**
     * The payer withdraws its dispute.
     *
     * @param hasReason whether the request says why
     */
    public record Withdrawing(Caller caller, boolean hasReason) implements Standpoint {
        @Override
        public Optional<CommonReason> refusal(Escrow escrow) {
            return Authority.refusal(caller, escrow.agreement(), Side.PAYER);
        }

        @Override
        public Actor actor() {
            return Authority.actor(caller, Side.PAYER);
        }

        @Override
        public boolean mayOverrule() {
            return caller.has(OPERATE) && hasReason;
        }
    }

    /** A dispute has been decided by its own procedure. */
    public record OfDispute() implements Standpoint {
        @Override
        public Optional<CommonReason> refusal(Escrow escrow) {
            return Optional.empty();
        }

        @Override
        public Actor actor() {
            return Actor.EVENT;
        }

        @Override
        public boolean mayOverrule() {
            return true;
        }
    }

    /** An arbiter or an operator acts for neither side, and says why. The route keeps participants' tokens out. */
    public record OfArbiter(Caller caller) implements Standpoint {
        @Override
        public Optional<CommonReason> refusal(Escrow escrow) {
            return Optional.empty();
        }

        @Override
        public Actor actor() {
            return caller.actor();
        }

        @Override
        public boolean mayOverrule() {
            return caller.has(OPERATE);
        }
    }
}
