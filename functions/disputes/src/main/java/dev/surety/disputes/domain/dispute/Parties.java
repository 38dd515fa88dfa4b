package dev.surety.disputes.domain.dispute;

import java.time.Instant;
import java.util.Optional;

/**
 * The conduct of both sides.
 *
 * @param respondedAt when the respondent rejected or made a first offer
 */
public record Parties(Party payer, Party payee, Optional<Instant> respondedAt) {
    /** A side that caused so many entries makes no more offers and adds no more evidence; its other rights remain. */
    public static final int MOST_ENTRIES = 60;

    static final Parties NEW = new Parties(Party.NEW, Party.NEW, Optional.empty());

    /**
     * One side.
     *
     * @param notice that the dispute came to its knowledge
     * @param entries that it has caused, those that decided the dispute aside
     * @param hasChallenged whether it has used its one challenge
     */
    public record Party(Optional<Notice> notice, int entries, boolean hasChallenged) {
        static final Party NEW = new Party(Optional.empty(), 0, false);
    }

    /** @param channel such as {@code email}; {@code command} if the side acted, {@code read} if it looked */
    public record Notice(Instant at, String channel) {}

    public Party of(Side side) {
        return side == Side.PAYER ? payer : payee;
    }

    private Parties with(Side side, Party now) {
        return side == Side.PAYER ? new Parties(now, payee, respondedAt) : new Parties(payer, now, respondedAt);
    }

    Parties noticed(Side side, Instant at, String channel) {
        Party was = of(side);
        return was.notice().isPresent()
                ? this
                : with(side, new Party(Optional.of(new Notice(at, channel)), was.entries(), was.hasChallenged()));
    }

    /** The side acted, so it knows of the dispute. */
    Parties acted(Side side, Instant at) {
        Party was = of(side);
        return with(side, new Party(was.notice(), was.entries() + 1, was.hasChallenged())).noticed(side, at, "command");
    }

    Parties challenged(Side side) {
        Party was = of(side);
        return with(side, new Party(was.notice(), was.entries(), true));
    }

    Parties responded(Instant at) {
        return new Parties(payer, payee, Optional.of(at));
    }
}
