package dev.surety.events.domain;

import dev.surety.model.Invariants;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An entry of the journal as others hear of it: that it happened, not what is in it. Whoever wants to know more asks
 * for the subject, and sees what it may see.
 *
 * @param type the entry's event without its version; {@value #ENDED} for the end that the same entry is
 * @param at when it happened in its world, which in a sandbox is not when it was relayed
 * @param sequence the subject's version by this entry
 * @param outcome how an escrow ended, where this tells of that
 * @param isRepublished whether it is told because a message asked for it, and perhaps was told before
 */
public record Event(
        String id,
        String type,
        int version,
        MarketplaceId marketplace,
        Instant at,
        int sequence,
        String subject,
        Optional<String> outcome,
        boolean isRepublished) {
    /** Whatever ends an escrow, a bank's word or an award or a timer: this is told beside the entry's own event. */
    public static final String ENDED = "escrow.ended";

    private static final Pattern NAME = Pattern.compile("([a-z_]+(?:\\.[a-z_]+)*)\\.v([1-9][0-9]{0,3})");

    /** The same entry always becomes the same id: that is how a listener knows that it heard it before. */
    public static Event of(ChainId chain, int number, String event, Instant at) {
        Matcher name = NAME.matcher(event);
        Invariants.hold(name.matches(), "an event has a name and a version");
        return new Event(
                Id.derive("evt", chain.toString(), Integer.toString(number)),
                name.group(1),
                Integer.parseInt(name.group(2)),
                chain.marketplace(),
                at,
                number,
                chain.id(),
                Optional.empty(),
                false);
    }

    /** That an escrow has ended with this entry. */
    public static Event ended(ChainId chain, int number, String outcome, Instant at) {
        return new Event(
                Id.derive("evt", chain.toString(), Integer.toString(number), "ended"),
                ENDED,
                1,
                chain.marketplace(),
                at,
                number,
                chain.id(),
                Optional.of(outcome),
                false);
    }

    public Event republished() {
        return new Event(id, type, version, marketplace, at, sequence, subject, outcome, true);
    }
}
