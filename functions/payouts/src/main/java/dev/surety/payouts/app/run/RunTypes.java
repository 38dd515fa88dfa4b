package dev.surety.payouts.app.run;

import dev.surety.payouts.domain.run.RunEvent;
import dev.surety.runtime.journal.EventTypes;

/** The stored names of a run's events. */
final class RunTypes {
    static final EventTypes<RunEvent> ALL = new EventTypes<RunEvent>()
            .event("payout_run.planning.v1", RunEvent.Planning.class)
            .event("payout_run.listed.v1", RunEvent.Listed.class)
            .event("payout_run.group_planned.v1", RunEvent.GroupPlanned.class)
            .event("payout_run.planned.v1", RunEvent.Planned.class)
            .event("payout_run.too_large.v1", RunEvent.TooLarge.class)
            .event("payout_run.stale.v1", RunEvent.Stale.class)
            .event("payout_run.submitted.v1", RunEvent.Submitted.class)
            .event("payout_run.approved.v1", RunEvent.Approved.class)
            .event("payout_run.rejected.v1", RunEvent.Rejected.class)
            .event("payout_run.expired.v1", RunEvent.Expired.class)
            .event("payout_run.aborted.v1", RunEvent.Aborted.class)
            .event("payout_run.taken_out.v1", RunEvent.TakenOut.class)
            .event("payout_run.executing.v1", RunEvent.Executing.class)
            .event("payout_run.group_done.v1", RunEvent.GroupDone.class)
            .event("payout_run.filed.v1", RunEvent.Filed.class)
            .event("payout_run.executed.v1", RunEvent.Executed.class)
            .event("payout_run.looked.v1", RunEvent.Looked.class);

    private RunTypes() {}
}
