package dev.surety.escrow.domain.explore;

import dev.surety.model.Invariants;
import dev.surety.model.money.Money;
import java.util.ArrayList;
import java.util.List;

/** What the payer's bank drew, as the payment's chain has it, and what each escrow made of its part. */
record Chargeback(String id, long amount, List<Part> parts, Bank bank) {
    enum Bank {
        DRAWN,
        WON,
        LOST
    }

    /**
     * The part of one escrow.
     *
     * @param amount what falls on it
     * @param told what the escrow has been told last; empty string if nothing yet
     * @param covered what it froze for it
     * @param taken what it took back of what it had released
     * @param lost what it paid of what it had frozen
     * @param over whether the escrow freezes nothing for it any more
     */
    record Part(long amount, String told, long covered, long taken, long lost, boolean over) {
        Part won(Money late) {
            Invariants.hold(late.amountMinor() == lost, "what is given back late is what was lost");
            return new Part(amount, told, lost, 0, lost, true);
        }

        Part lost(Money all) {
            Invariants.hold(!over, "one case, one lock: a case that is over moves");
            return new Part(amount, told, covered, taken, all.amountMinor(), true);
        }

        Part found(long more, long back) {
            long gone = over ? Math.addExact(lost, more) : lost;
            return new Part(
                    amount, told, Math.addExact(covered, more), Math.addExact(taken, back), gone, over);
        }
    }

    Chargeback {
        parts = List.copyOf(parts);
        Invariants.hold(
                parts.stream().mapToLong(Part::amount).sum() == amount, "what a bank draws is borne to the last unit");
    }

    boolean isTold(int sale) {
        Part part = parts.get(sale);
        return part.amount() == 0 || part.told().equals(bank.name());
    }

    boolean isToldToAll() {
        for (int i = 0; i < parts.size(); i++) {
            if (!isTold(i)) {
                return false;
            }
        }
        return true;
    }

    Chargeback decided(Bank next) {
        return new Chargeback(id, amount, parts, next);
    }

    Chargeback with(int sale, Part part) {
        List<Part> next = new ArrayList<>(parts);
        next.set(sale, part);
        return new Chargeback(id, amount, next, bank);
    }

    Chargeback told(int sale) {
        Part part = parts.get(sale);
        return with(
                sale,
                new Part(part.amount(), bank.name(), part.covered(), part.taken(), part.lost(), part.over()));
    }
}
