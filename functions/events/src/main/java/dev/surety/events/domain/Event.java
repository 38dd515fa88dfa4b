package dev.surety.events.domain;

import dev.surety.model.Invariants;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An entry of the journal as others hear of it: that it happened, not what is in it. Whoever wants to know more asks
 * for the subject, and sees what it may see.
 *
 * @param type the entry's event without its version
 * @param at when it happened in its world, which in a sandbox is not when it was relayed
 * @param sequence the subject's version by this entry
 */
public record Event(
        String id, String type, int version, MarketplaceId marketplace, Instant at, int sequence, String subject) {
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
                chain.id());
    }
}
