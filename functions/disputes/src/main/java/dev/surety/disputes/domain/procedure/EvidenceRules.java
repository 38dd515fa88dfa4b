package dev.surety.disputes.domain.procedure;

import dev.surety.disputes.domain.dispute.Dispute;
import dev.surety.disputes.domain.dispute.DisputeEvent;
import dev.surety.disputes.domain.dispute.Evidence.Exhibit;
import dev.surety.disputes.domain.dispute.Evidence.Round;
import dev.surety.disputes.domain.dispute.Evidence;
import dev.surety.disputes.domain.dispute.Role;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.dispute.Stage;
import dev.surety.disputes.domain.evidence.CheckOutcome;
import dev.surety.disputes.domain.evidence.EvidenceItem;
import dev.surety.disputes.domain.evidence.EvidenceLimits;
import dev.surety.disputes.domain.procedure.DisputeDecision.Append;
import dev.surety.disputes.domain.procedure.DisputeDecision.Nothing;
import dev.surety.disputes.domain.procedure.DisputeDecision.Refused;
import dev.surety.files.AnnouncedFile;
import dev.surety.model.refusal.CommonReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Evidence: until when a side may add to it, and from when the other side may read it. */
final class EvidenceRules {
    /** Both sides have this time when the arbiter asks for more. */
    static final Duration MORE = Duration.ofHours(48);

    private EvidenceRules() {}

    static DisputeDecision add(Dispute dispute, Side side, EvidenceItem item, Context context) {
        if (dispute.evidence().find(item.id()).isPresent()) {
            return new Nothing();
        }
        return EvidenceLimits.refused(dispute.evidence().items(side), item)
                .<DisputeDecision>map(Refused::new)
                .or(() -> Refusals.spent(dispute, side))
                .or(() -> closed(dispute, side, context))
                .or(() -> known(dispute, item))
                .orElseGet(() -> new Append(
                        new DisputeEvent.EvidenceAdded(new Exhibit(side, round(dispute), item))));
    }

    static DisputeDecision remove(Dispute dispute, Side side, String id, Context context) {
        Optional<Exhibit> own = dispute.evidence().find(id).filter(exhibit -> exhibit.side() == side);
        if (own.isEmpty()) {
            return Refusals.of(CommonReason.NOT_FOUND);
        }
        return Refusals.spent(dispute, side)
                .or(() -> closed(dispute, side, context))
                .orElseGet(() -> own.get().round() == round(dispute)
                        ? new Append(new DisputeEvent.EvidenceRemoved(side, id))
                        : Refusals.of(CommonReason.EVIDENCE_LOCKED));
    }

    /**
     * A file that is checked after its side's round does not count. Until an entry ends the round it does, for the
     * check may be late where the upload was not.
     */
    static DisputeDecision check(Dispute dispute, String id, CheckOutcome outcome) {
        Optional<Exhibit> found = dispute.evidence().find(id).filter(one -> one.item().state().isOpen());
        if (dispute.isClosed() || found.isEmpty()) {
            return new Nothing();
        }
        Exhibit exhibit = found.get();
        boolean inTime = !dispute.evidence().hasSubmitted(exhibit.side(), exhibit.round());
        return new Append(new DisputeEvent.EvidenceChecked(exhibit.item().after(outcome, inTime)));
    }

    static DisputeDecision submit(Dispute dispute, Side side, Optional<String> words, Context context) {
        return switch (dispute.stage()) {
            case EVIDENCE, REBUTTAL, APPEAL, SUSPENDED -> {
                Round round = dispute.stage() == Stage.REBUTTAL ? Round.REBUTTAL : round(dispute);
                yield Refusals.late(dispute, context)
                        .or(() -> locked(dispute, side, round))
                        .orElseGet(() -> new Append(new DisputeEvent.EvidenceSubmitted(side, round, words)));
            }
            case AWAITING_RESPONSE, NEGOTIATING, MEDIATION, RULING, RULED, ENFORCING, CLOSED ->
                Refusals.notIn(dispute);
        };
    }

    static DisputeDecision request(Dispute dispute, String person, Context context) {
        return Refusals.person(dispute, Role.ARBITER, person, context)
                .or(() -> Optional.of(dispute)
                        .filter(of -> of.evidence().requests() >= Evidence.MOST_REQUESTS)
                        .map(_ -> Refusals.limited(
                                "requests", Evidence.MOST_REQUESTS, "More evidence was asked for already.")))
                .orElseGet(() -> dispute.stage() == Stage.RULING
                                && dispute.judgement().drafts().isEmpty()
                        ? requested(dispute, person, context.now())
                        : Refusals.notIn(dispute));
    }

    /** The parties' time is a part of the arbiter's, so the procedure does not become longer. */
    private static DisputeDecision requested(Dispute dispute, String person, Instant now) {
        Instant until = now.plus(MORE);
        return dispute.deadline().filter(until::isAfter).isPresent()
                ? Refusals.of(CommonReason.WINDOW_CLOSED)
                : new Append(new DisputeEvent.EvidenceRequested(person, until));
    }

    private static Round round(Dispute dispute) {
        return switch (dispute.stage()) {
            case AWAITING_RESPONSE, NEGOTIATING, EVIDENCE, REBUTTAL -> Round.FIRST;
            case RULING -> Round.MORE;
            case APPEAL -> Round.APPEAL;
            case MEDIATION, RULED, ENFORCING, SUSPENDED, CLOSED -> Round.BANK;
        };
    }

    /** Why a side can change its evidence no more. */
    private static Optional<DisputeDecision> closed(Dispute dispute, Side side, Context context) {
        return switch (dispute.stage()) {
            case AWAITING_RESPONSE, NEGOTIATING, EVIDENCE, REBUTTAL, APPEAL, SUSPENDED ->
                Refusals.late(dispute, context).or(() -> locked(dispute, side, round(dispute)));
            case RULING -> {
                Optional<Instant> until = dispute.evidence().moreUntil();
                yield until.isEmpty()
                        ? Optional.of(Refusals.notIn("The arbiter has not asked for more evidence."))
                        : until.filter(context.now()::isAfter)
                                .<DisputeDecision>map(_ -> Refusals.of(CommonReason.WINDOW_CLOSED));
            }
            case MEDIATION, RULED, ENFORCING, CLOSED -> Optional.of(Refusals.notIn(dispute));
        };
    }

    private static Optional<DisputeDecision> locked(Dispute dispute, Side side, Round round) {
        return dispute.evidence().hasSubmitted(side, round)
                ? Optional.of(Refusals.of(CommonReason.EVIDENCE_LOCKED))
                : Optional.empty();
    }

    /** An appeal takes new evidence only. */
    private static Optional<DisputeDecision> known(Dispute dispute, EvidenceItem item) {
        Optional<String> digest = item.file().map(AnnouncedFile::sha256);
        boolean isKnown = dispute.stage() == Stage.APPEAL
                && digest.isPresent()
                && dispute.evidence().exhibits().stream()
                        .anyMatch(one -> one.item().file().map(AnnouncedFile::sha256).equals(digest));
        return isKnown ? Optional.of(Refusals.invalid("/sha256", "new")) : Optional.empty();
    }
}
