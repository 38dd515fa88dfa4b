package dev.surety.reputation.app.review;

import dev.surety.model.Invariants.Breach;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Actor;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import dev.surety.reputation.domain.review.Side;
import dev.surety.runtime.tokens.Caller;
import java.util.Optional;

/** Who asks something of a review, and for which side. */
public sealed interface Standpoint {
    /** Why this caller may not, or nothing. */
    Optional<Refusal> refusal(ParticipantId payer, ParticipantId payee);

    /** The side of the caller; for a moderator, who has none, the payer's. */
    Side side(ParticipantId payer, ParticipantId payee);

    Actor actor(ParticipantId payer, ParticipantId payee);

    private static Refusal plain(CommonReason reason) {
        return reason.with(reason.title());
    }

    /**
     * A side with its own token, or the marketplace's back end for a side. A member of staff writes for neither: else
     * staff could praise and defame.
     *
     * @param onBehalfOf the side that the back end names
     */
    record OfParty(Caller caller, Optional<Side> onBehalfOf) implements Standpoint {
        @Override
        public Optional<Refusal> refusal(ParticipantId payer, ParticipantId payee) {
            return switch (caller.kind()) {
                case PARTICIPANT ->
                    find(payer, payee).isPresent() ? Optional.empty() : Optional.of(plain(CommonReason.NOT_FOUND));
                case BACKEND -> onBehalfOf.isPresent() ? Optional.empty() : Optional.of(plain(CommonReason.FORBIDDEN));
                case STAFF -> Optional.of(CommonReason.FORBIDDEN.with("A member of staff reviews for neither side."));
            };
        }

        @Override
        public Side side(ParticipantId payer, ParticipantId payee) {
            return find(payer, payee).orElseThrow(() -> new Breach("a party has a side"));
        }

        private Optional<Side> find(ParticipantId payer, ParticipantId payee) {
            if (!caller.isParticipant()) {
                return onBehalfOf;
            }
            if (caller.is(payer)) {
                return Optional.of(Side.PAYER);
            }
            return caller.is(payee) ? Optional.of(Side.PAYEE) : Optional.empty();
        }

        @Override
        public Actor actor(ParticipantId payer, ParticipantId payee) {
            return caller.isParticipant()
                    ? caller.actor()
                    : caller.actor().onBehalfOf(side(payer, payee).code());
        }
    }

    /** A moderator, who is a person. */
    record OfPerson(Caller caller) implements Standpoint {
        @Override
        public Optional<Refusal> refusal(ParticipantId payer, ParticipantId payee) {
            return caller.kind() == Caller.Kind.STAFF
                    ? Optional.empty()
                    : Optional.of(CommonReason.FORBIDDEN.with("Only a person decides about a flag."));
        }

        @Override
        public Side side(ParticipantId payer, ParticipantId payee) {
            return Side.PAYER;
        }

        @Override
        public Actor actor(ParticipantId payer, ParticipantId payee) {
            return caller.actor();
        }
    }
}
