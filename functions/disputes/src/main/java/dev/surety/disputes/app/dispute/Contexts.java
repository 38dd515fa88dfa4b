package dev.surety.disputes.app.dispute;

import dev.surety.disputes.app.dispute.DisputeChains.Stored;
import dev.surety.disputes.domain.dispute.Dispute;
import dev.surety.disputes.domain.procedure.Context;
import dev.surety.disputes.domain.procedure.DisputeCommand;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Reads the facts that a command needs from outside the dispute, and no others. */
public final class Contexts {
    private final Arbiters arbiters;
    private final Outages outages;

    public Contexts(Arbiters arbiters, Outages outages) {
        this.arbiters = arbiters;
        this.outages = outages;
    }

    /** The people who can decide a dispute. */
    public interface Arbiters {
        /** In order of assignment, without those who are linked to a party or have no room for another dispute. */
        List<String> eligible(Stored dispute, Instant now);

        /** Those who may not decide it, although one of them may be assigned. */
        Set<String> conflicted(Stored dispute, Instant now);

        /**
         * Counts a dispute among those of a person, before the dispute's own entry does.
         *
         * @return false if the person has no room for it any more
         */
        boolean take(String person, Stored dispute);
    }

    /** Times in which parties could not act. */
    public interface Outages {
        List<Context.Outage> recent(Stored dispute, Instant now);
    }

    Arbiters arbiters() {
        return arbiters;
    }

    Context of(Stored dispute, DisputeCommand command, Instant now) {
        return switch (command) {
            case DisputeCommand.Assign _, DisputeCommand.Challenge _, DisputeCommand.Recuse _ ->
                new Context(now, arbiters.eligible(dispute, now), Set.of(), late(dispute, now));
            case DisputeCommand.Propose _,
                    DisputeCommand.Rule _,
                    DisputeCommand.Confirm _,
                    DisputeCommand.RequestEvidence _ ->
                new Context(now, List.of(), arbiters.conflicted(dispute, now), late(dispute, now));
            case DisputeCommand.HearOutage _ ->
                new Context(now, List.of(), Set.of(), outages.recent(dispute, now));
            case DisputeCommand.Time _ ->
                new Context(
                        now,
                        dispute.dispute().vacancy().isPresent() ? arbiters.eligible(dispute, now) : List.of(),
                        isFilled(dispute) ? arbiters.conflicted(dispute, now) : Set.of(),
                        outages.recent(dispute, now));
            case DisputeCommand.Reject _,
                    DisputeCommand.MakeOffer _,
                    DisputeCommand.AcceptOffer _,
                    DisputeCommand.Withdraw _,
                    DisputeCommand.Concede _,
                    DisputeCommand.Escalate _,
                    DisputeCommand.AddEvidence _,
                    DisputeCommand.RemoveEvidence _,
                    DisputeCommand.CheckEvidence _,
                    DisputeCommand.SubmitEvidence _,
                    DisputeCommand.AnswerProposal _,
                    DisputeCommand.Appeal _,
                    DisputeCommand.Notify _,
                    DisputeCommand.HearEscrow _ ->
                new Context(now, List.of(), Set.of(), late(dispute, now));
        };
    }

    /** An outage may have moved a deadline that is over, and no timer has said so yet. */
    private List<Context.Outage> late(Stored dispute, Instant now) {
        boolean isLate = dispute.dispute().deadline().filter(now::isAfter).isPresent();
        return isLate ? outages.recent(dispute, now) : List.of();
    }

    /** The person who has to act may have become linked to a side. */
    private static boolean isFilled(Stored dispute) {
        Dispute of = dispute.dispute();
        return of.role().flatMap(of.bench()::person).isPresent();
    }
}
