package dev.surety.ledger.domain;

import dev.surety.model.id.MarketplaceId;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What an audit found.
 *
 * @param complete whether everything was read in the time there was; if not, nothing is said about balances
 * @param marketplaces those that it is about
 */
public record AuditReport(
        boolean complete,
        long entries,
        long accounts,
        List<Difference> differences,
        List<Invariant> invariants,
        Set<MarketplaceId> marketplaces) {
    public AuditReport {
        marketplaces = Set.copyOf(marketplaces);
        differences = List.copyOf(differences);
        invariants = List.copyOf(invariants);
    }

    /** Why an account of the ledger is not what the journal says, or not what it should be. */
    public enum Kind {
        /** Younger than ten minutes: the poster may not have got there. Not a fault yet. */
        NOT_YET_POSTED,
        PARKED,
        MISSING_LINE,
        EXTRA_LINE,
        LINE_DIFFERS,
        BALANCE_DIFFERS,
        /** Books and journal agree: money is on its way through a clearing account. No fault. */
        IN_FLIGHT,
        /** They agree, but a clearing account has not been at zero for a week. No alarm, but somebody is to look. */
        NOT_CLEARED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether books and journal do not agree, and time alone does not explain it. */
        public boolean isFault() {
            return switch (this) {
                case NOT_YET_POSTED, IN_FLIGHT, NOT_CLEARED -> false;
                case PARKED, MISSING_LINE, EXTRA_LINE, LINE_DIFFERS, BALANCE_DIFFERS -> true;
            };
        }

        public boolean wantsPerson() {
            return isFault() || this == NOT_CLEARED;
        }
    }

    /** Sums in minor units; they are those of the account even where they do not fit into a balance. */
    public record Difference(Kind kind, LedgerAccount account, BigInteger journal, BigInteger ledger) {}

    /** @param violations how many entries, chains, accounts or sums break it */
    public record Invariant(String name, long violations) {
        public static final String CLEARING = "clearing-clears";

        public boolean holds() {
            return violations == 0;
        }

        /** Money that stays in clearing is in nobody's wrong account: a place in the work queue, and no alarm. */
        public boolean isFault() {
            return !holds() && !name.equals(CLEARING);
        }
    }
}
