package dev.surety.payouts.app.run;

import dev.surety.model.journal.Actor;
import dev.surety.payouts.app.payout.RunStep;
import dev.surety.payouts.app.payout.SchedulePayout;
import dev.surety.payouts.app.payout.SendPayout;
import dev.surety.payouts.app.payout.TakeOutPayout;
import dev.surety.payouts.domain.payout.RunItem;
import dev.surety.payouts.domain.run.RunCounts;
import dev.surety.runtime.journal.CommandKey;
import java.util.Optional;

/** Pays one item of a run, or takes it out. Either ends on the item's own payout, and may be repeated. */
final class PayItem {
    private static final String SCHEDULED = "scheduled";
    private static final String CANCELLED = "cancelled";
    private static final String TAKEN_OUT = "taken_out";

    private final SchedulePayout scheduling;
    private final SendPayout sending;
    private final TakeOutPayout takingOut;

    PayItem(SchedulePayout scheduling, SendPayout sending, TakeOutPayout takingOut) {
        this.scheduling = scheduling;
        this.sending = sending;
        this.takingOut = takingOut;
    }

    /** Debits the payee and sends the money, unless a file will; nothing while the rail takes none. */
    Optional<RunCounts> pay(RunItem item) {
        RunStep step = scheduling.ofRun(item);
        boolean isByFile = sending.isByFile(item.marketplace(), item.rail());
        if (step.state().equals(SCHEDULED) && !isByFile) {
            step = sending.send(item.marketplace(), step.payout());
        }
        return step.state().equals(SCHEDULED) && !isByFile
                ? Optional.empty()
                : Optional.of(RunCounts.of(ended(step), item.amount(), step.amount()));
    }

    /** A payout that was debited, and then could not be sent, counts as one that could not be paid. */
    private static String ended(RunStep step) {
        return step.state().equals(CANCELLED) && !isCancelledByPerson(step) ? "excluded" : step.state();
    }

    /** Whether it is taken out now; false if its money is being sent, or if it has ended otherwise. */
    boolean takeOut(RunItem item, Actor by, CommandKey key) {
        return takingOut.ofRun(item, TAKEN_OUT, by, key)
                .filter(step -> step.state().equals(TAKEN_OUT) || isCancelledByPerson(step))
                .isPresent();
    }

    private static boolean isCancelledByPerson(RunStep step) {
        return step.state().equals(CANCELLED) && step.reason().filter(TAKEN_OUT::equals).isPresent();
    }
}
