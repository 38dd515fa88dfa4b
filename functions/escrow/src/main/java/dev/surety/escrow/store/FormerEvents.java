package dev.surety.escrow.store;

import dev.surety.escrow.domain.escrow.Escrow;
import dev.surety.escrow.domain.escrow.EscrowEvent;
import dev.surety.escrow.domain.funds.Portion;
import dev.surety.escrow.domain.funds.Taking;
import dev.surety.model.dispute.DisputeReason;
import dev.surety.model.dispute.Division;
import dev.surety.model.id.RefundId;
import dev.surety.model.money.Money;
import dev.surety.runtime.journal.EventTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Shapes of events that earlier versions of the code wrote, read as today's events. Journals keep them for ever. */
final class FormerEvents {
    private FormerEvents() {}

    static EventTypes<EscrowEvent> in(EventTypes<EscrowEvent> types) {
        return types.former("escrow.released.v1", ReleasedV1.class, old -> old.today(Optional.empty()))
                .former("escrow.settled.v1", SettledV1.class, old -> old.release().today(Optional.of(old.outcome())))
                .former("escrow.disputed.v1", DisputedV1.class, DisputedV1::today)
                .former("escrow.refund_failed.v1", FailedV1.class, FailedV1::today)
                .former("escrow.refund_failed.v2", FailedV2.class, FailedV2::today)
                .former("escrow.chargeback_drawn.v1", DrawnV1.class, DrawnV1::today)
                .former("escrow.chargeback_drawn.v2", DrawnV2.class, DrawnV2::today)
                .former("escrow.chargeback_won.v1", WonV1.class, WonV1::today)
                .former("escrow.chargeback_won.v2", WonV2.class, WonV2::today)
                .former("escrow.chargeback_won_late.v1", WonLateV1.class, WonLateV1::today);
    }

    private static Portion nothing(Portion like) {
        Money zero = Money.zero(like.price().currency());
        return new Portion(zero, like.shares().stream().map(_ -> zero).toList());
    }

    /** A release from before releases had a reference or a hold. */
    private record ReleasedV1(Money amount, List<Money> shares, EscrowEvent.Why why) {
        EscrowEvent today(Optional<Escrow.Outcome> settles) {
            return new EscrowEvent.Released(
                    new Portion(amount, shares), why, Optional.empty(), Optional.empty(), settles);
        }
    }

    private record SettledV1(ReleasedV1 release, Escrow.Outcome outcome) {}

    /** A dispute from before payers chose a reason and said what they ask. */
    private record DisputedV1(Portion part, Instant longStop, Duration left) {
        EscrowEvent today() {
            return new EscrowEvent.Disputed(
                    part,
                    longStop,
                    left,
                    DisputeReason.OTHER,
                    Division.allToPayer(part.price()),
                    Optional.empty());
        }
    }

    /** A failed refund from before returning money covered chargebacks. */
    private record FailedV1(RefundId refund, String code, Optional<Instant> retryAt) {
        EscrowEvent today() {
            return EscrowEvent.RefundFailed.plain(refund, code, retryAt);
        }
    }

    /** A former chargeback froze money on hold in the escrow, instead of taking it back: the payee owed nothing. */
    private record Cover(
            String chargeback,
            Money covered,
            Portion frozen,
            Portion ofMaturing,
            Duration toMature,
            boolean kept,
            Portion ofClaim) {
        Taking today() {
            Portion none = nothing(frozen);
            return new Taking(chargeback, covered, frozen, ofMaturing, none, none, toMature, ofClaim);
        }
    }

    private record FailedV2(
            RefundId refund,
            String code,
            Optional<Instant> retryAt,
            List<Cover> covers,
            Optional<Duration> opens,
            Optional<Escrow.Outcome> settles) {
        EscrowEvent today() {
            return new EscrowEvent.RefundFailed(
                    refund, code, retryAt, covers.stream().map(Cover::today).toList(), settles);
        }
    }

    /** A chargeback from before banks could take money on hold from an escrow that was not settled. */
    private record DrawnV1(
            String chargeback,
            Money amount,
            Money covered,
            Portion frozen,
            Instant answerBy,
            Optional<Duration> opens) {
        EscrowEvent today() {
            return new DrawnV2(chargeback, amount, covered, frozen, nothing(frozen), Duration.ZERO, answerBy, opens)
                    .today();
        }
    }

    private record DrawnV2(
            String chargeback,
            Money amount,
            Money covered,
            Portion frozen,
            Portion ofMaturing,
            Duration toMature,
            Instant answerBy,
            Optional<Duration> opens) {
        EscrowEvent today() {
            Portion none = nothing(frozen);
            return new EscrowEvent.ChargebackOpened(
                    chargeback,
                    amount,
                    new Taking(chargeback, covered, frozen, ofMaturing, none, none, toMature, none),
                    opens.orElse(Duration.ZERO),
                    answerBy);
        }
    }

    private record WonV1(String chargeback, Portion unfrozen, Optional<Instant> resumedUntil) {
        EscrowEvent today() {
            return new WonV2(chargeback, unfrozen, resumedUntil, Optional.empty(), List.of(), Optional.empty())
                    .today();
        }
    }

    private record WonV2(
            String chargeback,
            Portion unfrozen,
            Optional<Instant> resumedUntil,
            Optional<Instant> maturesAt,
            List<Cover> covers,
            Optional<Escrow.Outcome> settles) {
        EscrowEvent today() {
            Portion none = nothing(unfrozen);
            return new EscrowEvent.ChargebackWon(
                    chargeback,
                    unfrozen,
                    none,
                    none,
                    resumedUntil,
                    maturesAt,
                    covers.stream().map(Cover::today).toList(),
                    settles);
        }
    }

    /** The bank gave money back after we had counted it as lost. */
    private record WonLateV1(String chargeback, Portion part) {
        EscrowEvent today() {
            Portion none = nothing(part);
            return new EscrowEvent.ChargebackWon(
                    chargeback,
                    none,
                    none,
                    part,
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty());
        }
    }
}
