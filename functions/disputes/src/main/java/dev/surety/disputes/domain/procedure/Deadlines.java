package dev.surety.disputes.domain.procedure;

import dev.surety.disputes.domain.dispute.Dispute;
import dev.surety.disputes.domain.dispute.DisputeEvent.DeadlineMoved;
import dev.surety.disputes.domain.dispute.DisputeEvent.Why;
import dev.surety.disputes.domain.dispute.Stage;
import dev.surety.disputes.domain.procedure.Context.Outage;
import dev.surety.model.marketplace.DisputeTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When a deadline moves. Silence loses only after notice, and not because of an outage. It is decided from the dispute
 * and the outages each time, so a move that was not recorded counts all the same.
 */
final class Deadlines {
    private static final Duration DAY = Duration.ofHours(24);
    private static final int PERCENT = 100;

    private Deadlines() {}

    /** The move that is due before the deadline may do its work. */
    static Optional<DeadlineMoved> moved(Dispute dispute, Context context) {
        return byOutage(dispute, context).or(() -> byLateNotice(dispute, context.now()));
    }

    /**
     * An outage that covers too much of the deadline's last 24 hours moves the deadline. It moves by the outage's
     * length, and at least to 24 hours from the deadline and from now, within the bound of all moves.
     */
    static Optional<DeadlineMoved> byOutage(Dispute dispute, Context context) {
        Duration left = DisputeTerms.MOST_OUTAGES.minus(dispute.delays().outages());
        if (dispute.deadline().isEmpty() || !left.isPositive()) {
            return Optional.empty();
        }
        Instant deadline = dispute.deadline().get();
        Duration lastDay = covered(context.outages(), deadline.minus(DAY), deadline);
        long allowed = DAY.toMillis() * dispute.opening().terms().outageShare();
        if (Math.multiplyExact(lastDay.toMillis(), PERCENT) <= allowed) {
            return Optional.empty();
        }
        Instant from = dispute.delays().counted().filter(dispute.since()::isBefore).orElse(dispute.since());
        // A timer that was down with the rest of us leaves the party a day after it, too.
        Duration toAct = Duration.between(deadline, context.now().plus(DAY));
        Duration by = least(left, most(most(DAY, toAct), covered(context.outages(), from, deadline)));
        return Optional.of(new DeadlineMoved(deadline.plus(by), by, Why.OUTAGE));
    }

    private static Optional<DeadlineMoved> byLateNotice(Dispute dispute, Instant now) {
        if (dispute.stage() != Stage.AWAITING_RESPONSE
                || dispute.delays().hasWaitedForNotice()
                || isNoticed(dispute)) {
            return Optional.empty();
        }
        return dispute.deadline()
                .filter(deadline -> !now.isBefore(deadline))
                .map(deadline -> new DeadlineMoved(
                        deadline.plus(DisputeTerms.LATER_NOTICE), DisputeTerms.LATER_NOTICE, Why.NO_NOTICE));
    }

    /** Whether the respondent had notice, and a day to act on it. */
    static boolean isNoticed(Dispute dispute) {
        Duration toAct = least(DAY, dispute.opening().terms().timers().respond().dividedBy(2));
        return dispute.parties()
                .of(dispute.opening().respondent())
                .notice()
                .filter(notice -> dispute.deadline()
                        .filter(deadline -> !notice.at().isAfter(deadline.minus(toAct)))
                        .isPresent())
                .isPresent();
    }

    /** The part of a time that outages cover; two at once count once. */
    private static Duration covered(List<Outage> outages, Instant from, Instant to) {
        Duration all = Duration.ZERO;
        Instant counted = from;
        for (Outage outage :
                outages.stream().sorted(Comparator.comparing(Outage::from)).toList()) {
            Instant begin = counted.isAfter(outage.from()) ? counted : outage.from();
            Instant end = to.isBefore(outage.to()) ? to : outage.to();
            if (begin.isBefore(end)) {
                all = all.plus(Duration.between(begin, end));
                counted = end;
            }
        }
        return all;
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration most(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
