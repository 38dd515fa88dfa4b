package dev.surety.disputes.app.dispute;

import dev.surety.disputes.app.dispute.DisputeChains.Stamp;
import dev.surety.disputes.app.dispute.DisputeChains.Stored;
import dev.surety.disputes.domain.dispute.DisputeEvent;
import dev.surety.disputes.domain.procedure.Context;
import dev.surety.disputes.domain.procedure.DisputeCommand;
import dev.surety.disputes.domain.procedure.DisputeDecision;
import dev.surety.disputes.domain.procedure.DisputeRules;
import dev.surety.model.Invariants.Breach;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.resilience.Outage;
import java.time.Instant;
import java.util.Optional;

/**
 * Does what a dispute's time asks for. First this hears the escrow's last entry and looks at the store of files, so a
 * lost message is made good before a deadline decides. Each entry leaves the next deadline until the dispute is closed.
 */
public final class WakeDispute {
    private final DisputeChains disputes;
    private final HearEscrow hearing;
    private final CheckUploads uploads;
    private final Contexts contexts;
    private final Follow follow;

    public WakeDispute(
            DisputeChains disputes, HearEscrow hearing, CheckUploads uploads, Contexts contexts, Follow follow) {
        this.disputes = disputes;
        this.hearing = hearing;
        this.uploads = uploads;
        this.contexts = contexts;
        this.follow = follow;
    }

    /** @param number of the entry whose deadline has come; 0 in a nudge */
    public Handled wake(ChainId id, int number) {
        Optional<Stored> found = disputes.find(id);
        if (found.isEmpty() || (number > 0 && found.get().version() != number)) {
            return Handled.DONE;
        }
        Stored dispute = found.get();
        Instant now = disputes.present().now(id.marketplace());
        boolean isEarly = dispute.last().due().filter(due -> now.isBefore(due.at())).isPresent();
        if (number > 0 && isEarly) {
            return Handled.AGAIN;
        }
        Stored heard = uploads.check(hearing.upToDate(dispute));
        // A new entry has its own deadline. If that has come, too, its own wake comes.
        if (heard.version() == dispute.version()) {
            pass(heard, now, number > 0);
        }
        return Handled.DONE;
    }

    /** @param isDue whether the last entry's deadline has come, so that an entry has to leave the next */
    private void pass(Stored dispute, Instant now, boolean isDue) {
        var command = new DisputeCommand.Time();
        Context context = contexts.of(dispute, command, now);
        switch (DisputeRules.decide(dispute.dispute(), command, context)) {
            case DisputeDecision.Append(var event) -> append(dispute, event, now);
            case DisputeDecision.Refused(var refusal) -> throw new Breach("a dispute refuses its time: " + refusal);
            case DisputeDecision.Nothing _ -> {
                if (isDue && !dispute.dispute().isClosed()) {
                    append(dispute, new DisputeEvent.Looked(dispute.dispute().bench().lacking()), now);
                }
            }
        }
    }

    /** If another entry took the place, that entry has a deadline of its own. */
    private void append(Stored dispute, DisputeEvent event, Instant now) {
        if (event instanceof DisputeEvent.Assigned(var _, var person) && !contexts.arbiters().take(person, dispute)) {
            throw new Outage("the person has got another dispute meanwhile");
        }
        disputes.append(dispute, event, now, Stamp.of(Actor.TIMER, dispute.chain(), event)).ifPresent(follow::after);
    }
}
