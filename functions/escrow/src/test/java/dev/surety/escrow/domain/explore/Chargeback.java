package dev.surety.escrow.domain.explore;

import dev.surety.model.Invariants;
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
     * @param lost what it paid of it
     * @param over whether the escrow holds nothing for it any more
     */
    record Part(long amount, String told, long covered, long lost, boolean over) {}

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
        return with(sale, new Part(part.amount(), bank.name(), part.covered(), part.lost(), part.over()));
    }

    Chargeback covered(int sale, long covered) {
        Part part = parts.get(sale);
        return with(sale, new Part(part.amount(), part.told(), covered, 0, covered == 0));
    }

    /** More of it was covered: frozen, or lost if the bank has kept it. */
    Chargeback more(int sale, long covered, boolean kept) {
        Part part = parts.get(sale);
        long lost = kept ? Math.addExact(part.lost(), covered) : part.lost();
        return with(sale, new Part(part.amount(), part.told(), Math.addExact(part.covered(), covered), lost, kept));
    }

    Chargeback ended(int sale, long lost) {
        Part part = parts.get(sale);
        return with(sale, new Part(part.amount(), part.told(), part.covered(), lost, true));
    }
}
