package dev.surety.disputes.domain.dispute;

import dev.surety.disputes.domain.evidence.EvidenceItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The evidence of both sides.
 *
 * @param exhibits without those that were removed
 * @param opened the rounds whose items and words the other side may read
 * @param moreUntil the arbiter asked for more, until then
 * @param requests how often an arbiter has asked
 */
public record Evidence(
        List<Exhibit> exhibits,
        List<Submission> submissions,
        List<Round> opened,
        Optional<Instant> moreUntil,
        int requests) {
    /** An arbiter may ask for more once. */
    public static final int MOST_REQUESTS = 1;

    static final Evidence NONE = new Evidence(List.of(), List.of(), List.of(), Optional.empty(), 0);

    public Evidence {
        exhibits = List.copyOf(exhibits);
        submissions = List.copyOf(submissions);
        opened = List.copyOf(opened);
    }

    /** The part of the procedure that an item is for. */
    public enum Round {
        FIRST,
        /** Words only. */
        REBUTTAL,
        /** The arbiter asked for it. */
        MORE,
        APPEAL,
        /** For the payer's bank only; the other side never reads it here. */
        BANK
    }

    /** An item with its owner. */
    public record Exhibit(Side side, Round round, EvidenceItem item) {
        public String id() {
            return item.id();
        }
    }

    /**
     * A side has no more to say in this round.
     *
     * @param words the vault's commitment to its words
     * @param byTimer whether the time was over, and what was attached counts
     */
    public record Submission(Side side, Round round, Instant at, Optional<String> words, boolean byTimer) {}

    public Optional<Exhibit> find(String id) {
        return exhibits.stream().filter(exhibit -> exhibit.id().equals(id)).findFirst();
    }

    public List<EvidenceItem> items(Side side) {
        return exhibits.stream()
                .filter(exhibit -> exhibit.side() == side)
                .map(Exhibit::item)
                .toList();
    }

    public Optional<Submission> submission(Side side, Round round) {
        return submissions.stream()
                .filter(one -> one.side() == side && one.round() == round)
                .findFirst();
    }

    public boolean hasSubmitted(Side side, Round round) {
        return submission(side, round).isPresent();
    }

    public boolean hasBoth(Round round) {
        return hasSubmitted(Side.PAYER, round) && hasSubmitted(Side.PAYEE, round);
    }

    /** Whether the other side may not yet read what a side has in this round, its words included. */
    public boolean isSealed(Round round) {
        return !opened.contains(round);
    }

    Evidence plus(Exhibit exhibit) {
        List<Exhibit> more = new ArrayList<>(exhibits);
        more.add(exhibit);
        return new Evidence(more, submissions, opened, moreUntil, requests);
    }

    Evidence minus(String id) {
        return new Evidence(
                exhibits.stream().filter(exhibit -> !exhibit.id().equals(id)).toList(),
                submissions,
                opened,
                moreUntil,
                requests);
    }

    Evidence with(EvidenceItem item) {
        return new Evidence(
                exhibits.stream()
                        .map(one -> one.id().equals(item.id()) ? new Exhibit(one.side(), one.round(), item) : one)
                        .toList(),
                submissions,
                opened,
                moreUntil,
                requests);
    }

    Evidence submitted(Submission by) {
        if (hasSubmitted(by.side(), by.round())) {
            return this;
        }
        List<Submission> more = new ArrayList<>(submissions);
        more.add(by);
        return new Evidence(exhibits, more, opened, moreUntil, requests);
    }

    /** The round is over: what is attached is submitted, and both sides may read all of it. */
    Evidence ended(Round round, Instant at) {
        Evidence both = this;
        for (Side side : Side.values()) {
            both = both.submitted(new Submission(side, round, at, Optional.empty(), true));
        }
        List<Round> more = new ArrayList<>(opened);
        if (!more.contains(round)) {
            more.add(round);
        }
        return new Evidence(exhibits, both.submissions, more, moreUntil, requests);
    }

    Evidence asked(Instant until) {
        return new Evidence(exhibits, submissions, opened, Optional.of(until), requests + 1);
    }

    Evidence until(Optional<Instant> until) {
        return new Evidence(exhibits, submissions, opened, until, requests);
    }
}
