package dev.surety.payouts.domain.bank;

import dev.surety.model.money.Money;
import java.time.Instant;
import java.util.Optional;

/**
 * A line of the bank, as far as we have dealt with it.
 *
 * @param origin the statement that told it first; empty if the bank told it when asked
 * @param group the group whose payouts are told page by page
 * @param suspense what the line brought to {@code suspense}; below zero if it took it from there
 * @param told the place in the group from which payouts are told next; empty once all are
 */
public record LineState(
        BookedLine line,
        Optional<Origin> origin,
        Phase phase,
        Optional<GroupDebit> group,
        Money suspense,
        Optional<String> told,
        Optional<Resolution> resolution) {
    /** The place before a group's first page. */
    public static final String FIRST_PAGE = "";

    /**
     * @param statement the id of the uploaded file
     * @param part the statement's place in the file, from 0
     * @param place the line's place in the statement, from 1
     * @param by the person who uploaded it
     */
    public record Origin(String statement, int part, int place, String by, LineClass as, MatchedBy match) {
        public boolean isOf(String file, int inFile, int inStatement) {
            return statement.equals(file) && part == inFile && place == inStatement;
        }

        public Origin matched(LineClass to, MatchedBy found) {
            return new Origin(statement, part, place, by, to, found);
        }
    }

    /** The API has the lower-case word. */
    public enum Phase {
        /** Nothing is posted yet. */
        PARKED,
        BOOKED,
        /** A person has explained it, and another has to agree. */
        RESOLVING,
        RESOLVED
    }

    /**
     * The explanation that a person gives of a line.
     *
     * @param target the payout, gateway or account, where the kind asks for one
     * @param by the person
     * @param approvedBy the second person; empty if none was needed, or none has agreed yet
     */
    public record Resolution(
            Kind as, Optional<String> target, String by, Instant at, Optional<String> approvedBy) {
        public enum Kind {
            PAYOUT_DEBIT,
            PAYOUT_RETURN,
            OWN_MONEY,
            FEE,
            OWN_TRANSFER,
            GATEWAY_SETTLEMENT,
            ACCOUNT,
            /** An adjustment has cleared it; a person cannot say so. */
            ADJUSTMENT
        }

        public Resolution approved(String person) {
            return new Resolution(as, target, by, at, Optional.of(person));
        }
    }

    /** The class; of a line that no statement told, as far as its parts show it. */
    public LineClass as() {
        return origin.map(Origin::as).orElseGet(() -> {
            if (line.parts().stream().anyMatch(part -> part.as() == Part.As.WAITS)) {
                return LineClass.RETURN_WAITS;
            }
            if (!suspense.isZero() || line.parts().isEmpty()) {
                return LineClass.UNMATCHED;
            }
            return line.isDebit() ? LineClass.DEBIT : LineClass.RETURN;
        });
    }
}
