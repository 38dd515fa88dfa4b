package dev.surety.disputes.app.dispute;

import dev.surety.disputes.app.dispute.DisputeChains.Stamp;
import dev.surety.disputes.app.dispute.DisputeChains.Stored;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.procedure.Context;
import dev.surety.disputes.domain.procedure.DisputeCommand;
import dev.surety.disputes.domain.procedure.DisputeDecision.Append;
import dev.surety.disputes.domain.procedure.DisputeRules;
import dev.surety.runtime.tokens.Caller;
import java.time.Instant;
import java.util.Optional;

/** Records, once for each side, that a party has read its dispute with its own token: from then on it has notice. */
public final class NoteReading {
    private static final String CHANNEL = "read";

    private final DisputeChains disputes;

    public NoteReading(DisputeChains disputes) {
        this.disputes = disputes;
    }

    /** The dispute, with the reading recorded. If another entry took the place, the next reading is recorded. */
    public Stored read(Stored dispute, Caller caller) {
        Optional<Side> side = Standpoint.sideOf(caller, dispute.dispute().opening());
        if (side.isEmpty() || isNoticed(dispute, side.get())) {
            return dispute;
        }
        Instant now = disputes.present().now(dispute.marketplace());
        var command = new DisputeCommand.Notify(side.get(), now, CHANNEL);
        return DisputeRules.decide(dispute.dispute(), command, Context.at(now)) instanceof Append(var event)
                ? disputes.append(dispute, event, now, Stamp.of(caller.actor(), dispute.chain(), event))
                        .orElse(dispute)
                : dispute;
    }

    private static boolean isNoticed(Stored dispute, Side side) {
        return dispute.dispute().parties().of(side).notice().isPresent();
    }
}
