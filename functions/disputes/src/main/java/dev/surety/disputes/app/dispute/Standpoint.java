package dev.surety.disputes.app.dispute;

import dev.surety.disputes.domain.dispute.Opening;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.model.journal.Actor;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.tokens.Caller;
import java.util.Optional;

/** Who asks something of a dispute, and for whom. */
public sealed interface Standpoint {
    Caller caller();

    /** Why this caller may not, or nothing. */
    Optional<Refusal> refusal(Opening dispute);

    Actor actor(Opening dispute);

    /** A participant sees the disputes it is a party of. The marketplace's own tokens see all of the marketplace's. */
    static boolean maySee(Caller caller, Opening dispute) {
        return !caller.isParticipant() || sideOf(caller, dispute).isPresent();
    }

    /** The side of a participant's own token. */
    static Optional<Side> sideOf(Caller caller, Opening dispute) {
        if (caller.is(dispute.payer())) {
            return Optional.of(Side.PAYER);
        }
        return caller.is(dispute.payee()) ? Optional.of(Side.PAYEE) : Optional.empty();
    }

    private static Refusal plain(CommonReason reason) {
        return reason.with(reason.title());
    }

    /**
     * A party with its own token, or the marketplace's back end for a party. A member of staff acts for neither side.
     * Else an arbiter could decide a case by conceding it.
     *
     * @param onBehalfOf the side that the back end names
     */
    record OfParty(Caller caller, Optional<Side> onBehalfOf) implements Standpoint {
        @Override
        public Optional<Refusal> refusal(Opening dispute) {
            return switch (caller.kind()) {
                case PARTICIPANT ->
                    side(dispute).isPresent() ? Optional.empty() : Optional.of(plain(CommonReason.NOT_FOUND));
                case BACKEND ->
                    side(dispute).isPresent() ? Optional.empty() : Optional.of(plain(CommonReason.FORBIDDEN));
                case STAFF -> Optional.of(CommonReason.FORBIDDEN.with("A member of staff acts for neither side."));
            };
        }

        Optional<Side> side(Opening dispute) {
            return caller.isParticipant() ? sideOf(caller, dispute) : onBehalfOf;
        }

        @Override
        public Actor actor(Opening dispute) {
            return caller.isParticipant()
                    ? caller.actor()
                    : caller.actor().onBehalfOf(side(dispute).map(Side::code).orElse(""));
        }
    }

    /** A mediator or arbiter; each is a person, so that two can be told apart. The rules know who is assigned. */
    record OfPerson(Caller caller) implements Standpoint {
        @Override
        public Optional<Refusal> refusal(Opening dispute) {
            return caller.kind() == Caller.Kind.STAFF
                    ? Optional.empty()
                    : Optional.of(CommonReason.FORBIDDEN.with("Only a person decides a dispute."));
        }

        @Override
        public Actor actor(Opening dispute) {
            return caller.actor();
        }
    }

    /** The marketplace itself: its back end or an operator. The route keeps participants' tokens out. */
    record OfMarketplace(Caller caller) implements Standpoint {
        @Override
        public Optional<Refusal> refusal(Opening dispute) {
            return caller.isParticipant() ? Optional.of(plain(CommonReason.NOT_FOUND)) : Optional.empty();
        }

        @Override
        public Actor actor(Opening dispute) {
            return caller.actor();
        }
    }
}
