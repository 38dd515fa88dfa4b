package dev.surety.model.standing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The participant data that other functions decide by. Each entry of the participant's chain carries it, so the last
 * entry is enough.
 *
 * @param state such as {@code active} or {@code suspended}
 * @param active the capabilities that may be used now, such as {@code pay} and {@code receive}
 * @param inflowBlocked no money may be taken in for or from this participant
 * @param outflowBlocked no money may be paid out to this participant
 * @param record the participant's sales before its record chain began; empty in old entries
 * @param requirements the open ones; empty in old entries and where there are none
 * @param methods the payout method in force for each currency; empty in old entries and where there are none
 * @param screened the version of the lists that the participant was last screened against
 * @param profile the vault's commitment to reference and profile; empty in old entries
 * @param withheld whether two people found the participant on a list of sanctioned parties, so that no refund goes to
 *     it; empty where they did not
 */
public record Standing(
        String state,
        Set<String> active,
        boolean inflowBlocked,
        boolean outflowBlocked,
        Optional<SalesRecord> record,
        Optional<List<OpenRequirement>> requirements,
        Optional<List<MethodInForce>> methods,
        Optional<String> screened,
        Optional<String> profile,
        Optional<Boolean> withheld) {
    /** The version of this stored shape. We raise it if a reader that skips a new member would decide wrongly. */
    public static final int VERSION = 1;

    public static final String PAY = "pay";
    public static final String RECEIVE = "receive";
    public static final String PAYOUT = "payout";
    public static final String INSTANT_PAYOUT = "instant_payout";

    /** The requirement that is open while names are compared with lists of sanctioned parties, or a hit is decided. */
    public static final String SCREENING_REVIEW = "screening.review";

    /** The only word for it that a participant's own token reads: a participant is never told of a hit. */
    public static final String UNDER_REVIEW = "under_review";

    /** The version of the lists while nothing is screened. */
    public static final String NO_LIST = "none";

    public Standing {
        active = Set.copyOf(active);
        requirements = requirements.map(List::copyOf);
        methods = methods.map(List::copyOf);
    }

    /** Of a participant of whom nothing is required and who has no payout method. */
    public Standing(
            String state,
            Set<String> active,
            boolean inflowBlocked,
            boolean outflowBlocked,
            Optional<SalesRecord> record) {
        this(
                state,
                active,
                inflowBlocked,
                outflowBlocked,
                record,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Of a participant whose profile is not asked for, and who is on no list. */
    public Standing(
            String state,
            Set<String> active,
            boolean inflowBlocked,
            boolean outflowBlocked,
            Optional<SalesRecord> record,
            Optional<List<OpenRequirement>> requirements,
            Optional<List<MethodInForce>> methods,
            Optional<String> screened) {
        this(
                state,
                active,
                inflowBlocked,
                outflowBlocked,
                record,
                requirements,
                methods,
                screened,
                Optional.empty(),
                Optional.empty());
    }

    /** Whether money for the participant is kept back, wherever it comes from. */
    public boolean isWithheld() {
        return withheld.orElse(false);
    }

    /**
     * Whether nothing but the comparison of names with lists keeps a capability away. Requirements that still have time
     * keep nothing away.
     */
    public boolean waitsForReview(String capability) {
        List<OpenRequirement> open = requirements.orElse(List.of()).stream()
                .filter(of -> of.restricts().contains(capability))
                .filter(of -> !of.hasTime())
                .toList();
        return !open.isEmpty() && open.stream().allMatch(of -> of.code().equals(SCREENING_REVIEW));
    }

    public boolean may(String capability) {
        return active.contains(capability);
    }

    /** The payout method in force for a currency. */
    public Optional<MethodInForce> method(String currency) {
        return methods.orElse(List.of()).stream()
                .filter(method -> method.currency().equals(currency))
                .findFirst();
    }

    /**
     * A requirement that is not met.
     *
     * @param code of the closed list of requirement codes
     * @param awaiting who has to act: participant, marketplace or surety
     * @param status eventually_due, currently_due, past_due or pending
     * @param deadline when it becomes past due
     * @param restricts the capabilities that it takes away once it is past due
     */
    public record OpenRequirement(
            String code, String awaiting, String status, Optional<Instant> deadline, List<String> restricts) {
        public OpenRequirement {
            restricts = List.copyOf(restricts);
        }

        private boolean hasTime() {
            return status.equals("eventually_due") || (status.equals("currently_due") && deadline.isPresent());
        }
    }

    /**
     * The payout method that pays out one currency.
     *
     * @param kind iban or us_account
     * @param fingerprint keyed hash of the account's number: equal numbers have equal fingerprints
     * @param words the vault's commitment to holder, number and masked number
     * @param state new or verified
     * @param since when it came into force
     * @param coolDownUntil no payout before this instant
     * @param nameCheck whether the holder's name belongs to the account: match, close, no_match, not_possible, pending
     */
    public record MethodInForce(
            String id,
            String kind,
            String currency,
            String fingerprint,
            String words,
            String state,
            Instant since,
            Optional<Instant> coolDownUntil,
            Optional<String> nameCheck) {
        /** Of an account whose holder no bank was asked about. */
        public MethodInForce(
                String id,
                String kind,
                String currency,
                String fingerprint,
                String words,
                String state,
                Instant since,
                Optional<Instant> coolDownUntil) {
            this(id, kind, currency, fingerprint, words, state, since, coolDownUntil, Optional.empty());
        }

        public boolean isNameWrong() {
            return nameCheck.filter("no_match"::equals).isPresent();
        }
    }
}
