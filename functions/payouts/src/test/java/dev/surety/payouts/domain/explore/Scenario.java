package dev.surety.payouts.domain.explore;

import dev.surety.payouts.domain.bank.LineRules.FeeOfReturn;
import java.util.List;
import java.util.Set;

/**
 * A world to explore.
 *
 * @param seed the payee's available money at the beginning
 * @param orders the amounts that the payee may ask for, in this order
 * @param depth how many moves
 * @param atLeast how many states there are, so that a broken explorer is noticed
 */
record Scenario(
        String name, long seed, List<Long> orders, FeeOfReturn fee, Set<Mood> moods, int depth, int atLeast) {
    enum Mood {
        /** Payouts wait for a second person. */
        APPROVALS,
        /** The rail declines, with a code that credits and with one that does not. */
        DECLINES,
        /** Answers of the rail get lost, come late, and calls are late. */
        SILENCE,
        /** It refuses what it had taken, a report tells so, truly or not, and a second person or statements agree. */
        REFUSES,
        /** The bank gives transfers back after it booked them. */
        RETURNS,
        /** It also gives them back before it books their debit. */
        EARLY_RETURNS,
        /** It debits a transfer that it declined, and credits it again. */
        GROSS,
        /** The payer's bank draws released money, and may give it back. */
        CHARGEBACK,
        /** Days of reserve are released, as far as debts have left them. */
        RELEASES,
        /** Failed and returned payouts are repeated. */
        RETRIES,
        /** Standing, pauses and take-out stop payouts before they are sent. */
        STOPS
    }

    Scenario {
        orders = List.copyOf(orders);
        moods = Set.copyOf(moods);
    }

    boolean has(Mood mood) {
        return moods.contains(mood);
    }
}
