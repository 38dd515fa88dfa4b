package dev.surety.payouts.domain.plan;

import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.RunId;
import dev.surety.model.money.Money;
import dev.surety.model.standing.Standing;
import java.util.List;
import java.util.Optional;

/**
 * A payee as planning sees it.
 *
 * @param available what it had at the plan's cutoff and still has
 * @param debt below zero if it owes
 * @param otherRun an open run that pays it already
 * @param excluded whether the maker excluded it
 * @param dormant whether the money has lain there for a year; looked up only where it is below the minimum
 */
public record Candidate(
        ParticipantId payee,
        Money available,
        Money debt,
        Standing standing,
        Optional<RunId> otherRun,
        boolean excluded,
        boolean dormant) {
    /** The same payee, whose money has lain there for a year. */
    public Candidate asDormant() {
        return new Candidate(payee, available, debt, standing, otherRun, excluded, true);
    }

    /**
     * The account that would be paid, as the vault has it.
     *
     * @param bank the code of the bank
     * @param isWritable whether the holder's name has a writing in the rail's characters
     * @param hasAddress whether the payee's town and country are known and have one; not asked within the EEA
     * @param lives the country that the payee lives in, as far as the profile tells; asked of accounts in the US
     */
    public record Destination(
            String country, String bank, boolean isWritable, boolean hasAddress, Optional<String> lives) {
        public static final Destination NONE = new Destination("", "", false, false, Optional.empty());
    }

    /** A former payout to the payee. */
    public record Past(Money amount, String fingerprint) {}

    /** Looked up only for a payee whom nothing else bars; payouts are newest first. */
    public record Lookup(Destination destination, List<Past> payouts) {
        public Lookup {
            payouts = List.copyOf(payouts);
        }
    }
}
