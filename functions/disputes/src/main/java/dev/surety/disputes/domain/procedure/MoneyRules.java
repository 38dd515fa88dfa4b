package dev.surety.disputes.domain.procedure;

import dev.surety.disputes.domain.dispute.Dispute;
import dev.surety.disputes.domain.dispute.DisputeEvent.Closed;
import dev.surety.disputes.domain.dispute.DisputeEvent.Enforced;
import dev.surety.disputes.domain.dispute.DisputeEvent.MoneyChanged;
import dev.surety.disputes.domain.dispute.DisputeEvent.Resumed;
import dev.surety.disputes.domain.dispute.DisputeEvent.Suspended;
import dev.surety.disputes.domain.dispute.Enforcement.Done;
import dev.surety.disputes.domain.dispute.Enforcement;
import dev.surety.disputes.domain.dispute.Outcome;
import dev.surety.disputes.domain.procedure.DisputeCommand.HearEscrow;
import dev.surety.disputes.domain.procedure.DisputeDecision.Append;
import dev.surety.disputes.domain.procedure.DisputeDecision.Nothing;
import dev.surety.model.dispute.DisputedMoney.End;
import dev.surety.model.dispute.DisputedMoney;
import dev.surety.model.money.Money;
import java.util.Optional;

/** The escrow's news of the money: its chain is the truth, and the dispute follows it. */
final class MoneyRules {
    private MoneyRules() {}

    static DisputeDecision hear(Dispute dispute, HearEscrow news) {
        if (dispute.isClosed()) {
            return new Nothing();
        }
        DisputedMoney money = news.money();
        return money.end().isPresent()
                ? ended(dispute, money.end().get(), news.ours())
                : open(dispute, money.left(), money.drawn());
    }

    private static DisputeDecision ended(Dispute dispute, End end, Optional<Integer> ours) {
        if (ours.isEmpty() || dispute.enforcement().isEmpty()) {
            return new Append(new Closed(
                    switch (end.how()) {
                        case AWARDED, WITHDRAWN -> Outcome.OUTSIDE;
                        case TIMED_OUT -> Outcome.TIMED_OUT;
                        case LOST -> Outcome.BANK;
                    },
                    Optional.empty()));
        }
        Enforcement enforcement = dispute.enforcement().get();
        var done = new Done(ours.get(), end.how(), end.at(), end.refund());
        if (enforcement.done().isEmpty()) {
            return new Append(new Enforced(done));
        }
        // Reputation hears at "enforced"; the parties are told "closed" only when the payer's part has been sent.
        return done.isPending() ? new Nothing() : new Append(new Closed(enforcement.outcome(), Optional.of(done)));
    }

    private static DisputeDecision open(Dispute dispute, Money left, Money drawn) {
        boolean isSame = left.equals(dispute.frozen()) && drawn.equals(dispute.drawn());
        return switch (dispute.stage()) {
            case AWAITING_RESPONSE, NEGOTIATING, EVIDENCE, REBUTTAL, MEDIATION, RULING, RULED, APPEAL ->
                drawn.isPositive() ? new Append(new Suspended(left, drawn)) : changed(isSame, left, drawn);
            case ENFORCING ->
                dispute.enforcement().flatMap(Enforcement::done).isPresent()
                        ? new Nothing()
                        : whileEnforcing(dispute, isSame, left, drawn);
            case SUSPENDED -> drawn.isZero() ? new Append(new Resumed(left)) : changed(isSame, left, drawn);
            case CLOSED -> new Nothing();
        };
    }

    /** A bank stops a division. It does not stop a withdrawal, which leaves the bank its part. */
    private static DisputeDecision whileEnforcing(Dispute dispute, boolean isSame, Money left, Money drawn) {
        boolean isDivided = dispute.enforcement().flatMap(Enforcement::division).isPresent();
        return isDivided && drawn.isPositive()
                ? new Append(new Suspended(left, drawn))
                : changed(isSame, left, drawn);
    }

    private static DisputeDecision changed(boolean isSame, Money left, Money drawn) {
        return isSame ? new Nothing() : new Append(new MoneyChanged(left, drawn));
    }
}
