package dev.surety.payouts.domain.explore;

import dev.surety.model.Invariants;
import dev.surety.payouts.domain.payout.Payout;
import dev.surety.payouts.domain.payout.PayoutEvent.Credit;
import dev.surety.payouts.domain.payout.PayoutEvent.Debit;
import dev.surety.payouts.domain.payout.PayoutOrder;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One payout in our books, and beside it the truth about it at the bank.
 *
 * @param due when a timer looks at it next
 * @param debit the last line on its chain that debited it
 * @param credit the last line on its chain that brought its money back
 * @param told the keys of the bank's news that its chain has
 * @param net the sum of all that it posted to its source, whether by its own entries or by the bank's lines
 * @param credits how many entries and lines credited its source
 */
record Track(
        PayoutOrder order,
        Payout payout,
        Optional<Instant> due,
        Optional<Debit> debit,
        Optional<Credit> credit,
        Set<String> told,
        long net,
        int credits,
        AtBank bank) {
    Track {
        told = Set.copyOf(told);
    }

    boolean isEnded() {
        return due.isEmpty();
    }

    Track told(String key) {
        Set<String> more = new TreeSet<>(told);
        Invariants.hold(more.add(key), "at-most-once: a line is told twice");
        return new Track(order, payout, due, debit, credit, more, net, credits, bank);
    }

    Track at(AtBank next) {
        return new Track(order, payout, due, debit, credit, told, net, credits, next);
    }

    Track posted(long toSource) {
        return toSource == 0
                ? this
                : new Track(
                        order,
                        payout,
                        due,
                        debit,
                        credit,
                        told,
                        net + toSource,
                        credits + (toSource > 0 ? 1 : 0),
                        bank);
    }

    /**
     * @param calls how many calls were made to the rail
     * @param call whether a call is on its way to the bank
     * @param answer the answer that is on its way back: a code, {@code OK} or {@code SILENCE}
     */
    record AtBank(int calls, boolean call, Optional<String> answer, Truth truth, String code, Set<Booked> booked) {
        static final AtBank NEVER_HEARD = new AtBank(0, false, Optional.empty(), Truth.UNHEARD, "", Set.of());

        AtBank {
            booked = Set.copyOf(booked);
        }

        AtBank called() {
            return new AtBank(calls + 1, true, answer, truth, code, booked);
        }

        AtBank heard(Truth next, String why, Optional<String> answers) {
            return new AtBank(calls, false, answers, next, why, booked);
        }

        AtBank closed() {
            return new AtBank(calls, call, answer, Truth.CLOSED, "AB05", booked);
        }

        AtBank answered() {
            return new AtBank(calls, call, Optional.empty(), truth, code, booked);
        }

        AtBank books(Booked line) {
            Set<Booked> more = new TreeSet<>(booked);
            more.add(line);
            return new AtBank(calls, call, answer, truth, code, more);
        }

        boolean has(Booked line) {
            return booked.contains(line);
        }
    }

    enum Truth {
        UNHEARD,
        EXECUTED,
        DECLINED,
        /** We told the bank never to execute it. */
        CLOSED
    }

    enum Booked {
        DEBIT,
        CREDIT
    }
}
