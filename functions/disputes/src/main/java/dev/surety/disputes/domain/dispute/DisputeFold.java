package dev.surety.disputes.domain.dispute;

import dev.surety.disputes.domain.dispute.DisputeEvent.Why;
import dev.surety.disputes.domain.dispute.Evidence.Round;
import dev.surety.disputes.domain.dispute.Evidence.Submission;
import dev.surety.model.money.Money;
import java.time.Instant;
import java.util.Optional;

/** A dispute after one more event. */
final class DisputeFold {
    private DisputeFold() {}

    static Dispute after(Dispute was, DisputeEvent event, Instant at) {
        if (event instanceof DisputeEvent.Opened(var opening)) {
            return Dispute.opened(opening, at);
        }
        return DisputeAttention.tended(edited(was, event, new DisputeEdit(was, at), at).done());
    }

    private static DisputeEdit edited(Dispute was, DisputeEvent event, DisputeEdit next, Instant at) {
        return switch (event) {
            case DisputeEvent.Opened _ -> next;
            case DisputeEvent.Notified(var side, var when, var channel) ->
                next.parties(of -> of.noticed(side, when, channel));
            case DisputeEvent.Responded of -> responded(of, next, at);
            case DisputeEvent.OfferMade(var offer) -> next.acted(offer.side()).offered(offer);
            case DisputeEvent.Escalated(var side) ->
                next.acted(side).enter(was.stage() == Stage.NEGOTIATING ? Stage.EVIDENCE : Stage.RULING);
            case DisputeEvent.EvidenceAdded(var exhibit) ->
                next.acted(exhibit.side()).evidence(of -> of.plus(exhibit));
            case DisputeEvent.EvidenceRemoved(var side, var id) -> next.acted(side).evidence(of -> of.minus(id));
            case DisputeEvent.EvidenceChecked(var item) -> next.evidence(of -> of.with(item));
            case DisputeEvent.EvidenceSubmitted of -> submitted(was, of, next, at);
            case DisputeEvent.EvidenceRequested(var _, var until) -> next.evidence(of -> of.asked(until));
            case DisputeEvent.RoundEnded(var round) -> roundEnded(was, round, next, at);
            case DisputeEvent.Proposed(var by, var division, var facts) -> {
                var made = new Judgement.Proposal(by, at, division, facts, Optional.empty(), Optional.empty());
                yield next.judgement(of -> of.proposed(made))
                        .deadline(at.plus(was.opening().terms().timers().answer()));
            }
            case DisputeEvent.ProposalAnswered(var side, var yes) -> {
                next.acted(side).judgement(of -> answered(of, side, yes));
                yield yes ? next : next.enter(Stage.RULING);
            }
            case DisputeEvent.Assigned(var role, var person) -> next.bench(of -> of.assigned(role, person, at));
            case DisputeEvent.Recused(var role, var _) -> next.bench(of -> of.left(role, Bench.Left.RECUSED));
            case DisputeEvent.Challenged(var side, var role, var _) ->
                next.acted(side)
                        .parties(of -> of.challenged(side))
                        .bench(of -> of.left(role, Bench.Left.CHALLENGED));
            case DisputeEvent.RulingDrafted(var draft) -> next.judgement(of -> of.drafted(draft));
            case DisputeEvent.Ruled(var ruling) -> next.judgement(of -> of.ruled(ruling)).enter(Stage.RULED);
            case DisputeEvent.Appealed(var side, var grounds) -> {
                var appeal = new Judgement.Appeal(side, at, grounds, Optional.empty(), Optional.empty());
                yield next.acted(side).judgement(of -> of.appealed(appeal)).enter(Stage.APPEAL);
            }
            case DisputeEvent.Advanced(var to) -> next.enter(to);
            case DisputeEvent.RulingMissed(var role, var _) ->
                next.bench(of -> of.left(role, Bench.Left.MISSED).overdue())
                        .deadline(at.plus(was.opening().terms().timers().reassign()));
            case DisputeEvent.DeadlineMoved moved -> moved(moved, next, was, at);
            case DisputeEvent.Suspended(var frozen, var drawn) -> next.money(frozen, drawn).suspend();
            case DisputeEvent.Resumed(var frozen) ->
                next.money(frozen, Money.zero(frozen.currency())).resume();
            case DisputeEvent.MoneyChanged(var frozen, var drawn) -> next.money(frozen, drawn);
            case DisputeEvent.Enforcing of -> enforcing(of, next);
            case DisputeEvent.SentAgain(var isStuck) -> next.enforcement(of -> of.sentAgain(isStuck));
            case DisputeEvent.Enforced(var done) -> next.enforced(done);
            case DisputeEvent.Closed(var how, var done) -> {
                done.ifPresent(next::enforced);
                yield next.close(how);
            }
            case DisputeEvent.Looked(var lacking) -> next.bench(of -> of.lacking(lacking));
        };
    }

    private static DisputeEdit responded(DisputeEvent.Responded by, DisputeEdit next, Instant at) {
        by.counter().ifPresent(next::offered);
        return next.acted(by.side()).parties(of -> of.responded(at)).enter(Stage.NEGOTIATING);
    }

    /** When both sides have submitted, they need not wait for the deadline. A bank's case lets nothing go on. */
    private static DisputeEdit submitted(
            Dispute was, DisputeEvent.EvidenceSubmitted by, DisputeEdit next, Instant at) {
        var submission = new Submission(by.side(), by.round(), at, by.words(), false);
        next.acted(by.side()).evidence(of -> of.submitted(submission));
        boolean isLast = was.evidence().hasSubmitted(by.side().other(), by.round());
        if (!isLast || was.stage() == Stage.SUSPENDED) {
            return next;
        }
        return switch (was.stage()) {
            case EVIDENCE -> next.enter(Stage.REBUTTAL);
            case REBUTTAL -> next.enter(was.afterEvidence());
            case APPEAL -> roundEnded(was, Round.APPEAL, next, at);
            case AWAITING_RESPONSE, NEGOTIATING, MEDIATION, RULING, RULED, ENFORCING, SUSPENDED, CLOSED -> next;
        };
    }

    private static DisputeEdit roundEnded(Dispute was, Round round, DisputeEdit next, Instant at) {
        next.evidence(of -> of.ended(round, at));
        if (round == Round.MORE) {
            return next.evidence(of -> of.until(Optional.empty()));
        }
        return next.judgement(of -> of.appeal().map(appeal -> of.appealed(appeal.heard(at))).orElse(of))
                .deadline(at.plus(was.opening().terms().timers().rule()));
    }

    private static Judgement answered(Judgement of, Side side, boolean yes) {
        return of.proposal().map(one -> of.proposed(one.answered(side, yes))).orElse(of);
    }

    private static DisputeEdit moved(
            DisputeEvent.DeadlineMoved moved, DisputeEdit next, Dispute was, Instant at) {
        Instant before = was.deadline().filter(at::isAfter).orElse(at);
        return next.deadline(moved.to()).delays(of -> moved.why() == Why.NO_NOTICE
                ? new Dispute.Delays(of.outages(), of.counted(), true)
                : new Dispute.Delays(of.outages().plus(moved.by()), Optional.of(before), of.hasWaitedForNotice()));
    }

    private static DisputeEdit enforcing(DisputeEvent.Enforcing of, DisputeEdit next) {
        of.offer().ifPresent(next::accepted);
        of.by().filter(_ -> of.outcome() == Outcome.MEDIATED)
                .ifPresent(side -> next.judgement(all -> answered(all, side, true)));
        of.ruling().ifPresent(last -> next.judgement(
                all -> all.appeal().map(appeal -> all.appealed(appeal.ruled(last))).orElse(all)));
        return next.enforce(of.outcome(), of.division());
    }
}
