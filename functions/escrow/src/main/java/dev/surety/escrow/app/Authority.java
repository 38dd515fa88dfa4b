package dev.surety.escrow.app;

import dev.surety.escrow.domain.Agreement;
import dev.surety.model.journal.Actor;
import dev.surety.model.refusal.CommonReason;
import dev.surety.runtime.edge.http.Caller;
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

    /** A participant sees what it is a party of; the marketplace's own tokens see all of the marketplace. */
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

    /** An operator, whose token cannot act for a side, forces a move against one; that takes a reason. */
    public static boolean isForced(Caller caller) {
        return !caller.has(WRITE);
    }

    public static Actor actor(Caller caller, Side side) {
        return caller.isParticipant() ? caller.actor() : caller.actor().onBehalfOf(side.word());
    }
}
