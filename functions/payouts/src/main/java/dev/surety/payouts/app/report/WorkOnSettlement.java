package dev.surety.payouts.app.report;

import dev.surety.model.journal.ChainId;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.app.report.SettlementChains.Stored;
import dev.surety.payouts.domain.report.Settlement;
import java.time.Instant;
import java.util.Optional;

/** Looks whether the bank has booked a settlement, and tells people if it stays away for five bank days. */
public final class WorkOnSettlement {
    private final SettlementChains settlements;
    private final Arrivals arrivals;
    private final Present present;

    WorkOnSettlement(SettlementChains settlements, Arrivals arrivals, Present present) {
        this.settlements = settlements;
        this.arrivals = arrivals;
        this.present = present;
    }

    /**
     * @param number of the entry that left the deadline; 0 in a hint
     * @return whether the wake is done; if not, it has to come again
     */
    public boolean wake(ChainId id, int number) {
        Optional<Stored> found = settlements.find(id);
        if (found.isEmpty() || (number > 0 && found.get().chain().version() != number)) {
            return true;
        }
        Stored stored = found.get();
        if (!stored.settlement().isAwaited()) {
            return true;
        }
        Instant now = present.now(id.marketplace());
        Optional<Settlement.Bank> bank = arrivals.take(stored);
        if (bank.isPresent()) {
            return settlements.arrived(stored, bank.get(), now);
        }
        boolean isLate = !now.isBefore(stored.settlement().answerBy());
        if (isLate && !stored.settlement().overdue()) {
            settlements.late(stored, now);
        }
        return isLate || number == 0;
    }
}
