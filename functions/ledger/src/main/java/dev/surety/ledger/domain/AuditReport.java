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

    /** Why an account of the ledger is not what the journal says. */
    public enum Kind {
        /** Younger than ten minutes: the poster may not have got there. Not a fault yet. */
        NOT_YET_POSTED,
        PARKED,
        MISSING_LINE,
        EXTRA_LINE,
        LINE_DIFFERS,
        BALANCE_DIFFERS;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public boolean isFault() {
            return this != NOT_YET_POSTED;
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

        /** Money that is being cleared is no fault; it is reported so that somebody sees when it stays. */
        public boolean isFault() {
            return !holds() && !name.equals(CLEARING);
        }
    }
}
