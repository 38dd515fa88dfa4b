package dev.surety.events.domain;

import dev.surety.model.Invariants;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.money.Money;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The public form of a journal entry: that it happened, not its contents. A listener that needs more asks for the
 * subject, and sees only the parts it may see.
 *
 * @param type the entry's event without its version; {@value #ENDED} if this event tells of an escrow's end
 * @param at when it happened in its world, which in a sandbox is not when it was relayed
 * @param sequence the subject's version by this entry
 * @param subjectType the kind of subject, such as {@code escrow}; empty for events that were stored without it
 * @param isRepublished whether a message asked for it; then listeners may have had it before
 */
public record Event(
        String id,
        String type,
        int version,
        MarketplaceId marketplace,
        Instant at,
        int sequence,
        String subject,
        String subjectType,
        Tells tells,
        boolean isRepublished) {
    /**
     * The type of the event that follows the end of an escrow, by an award, a timer or a bank, beside the entry's own
     * event.
     */
    public static final String ENDED = "escrow.ended";

    /**
     * The little that a listener need not ask for.
     *
     * @param state the subject's, by this entry
     * @param amount the sum that the entry moved
     * @param reference the marketplace's own name for the subject
     * @param outcome how an escrow ended, where this tells of that
     */
    public record Tells(
            Optional<String> state, Optional<Money> amount, Optional<String> reference, Optional<String> outcome) {
        public static final Tells NONE =
                new Tells(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        Tells ending(String how) {
            return new Tells(state, amount, reference, Optional.of(how));
        }
    }

    private static final Pattern NAME = Pattern.compile("([a-z_]+(?:\\.[a-z_]+)*)\\.v([1-9][0-9]{0,3})");

    /** The same entry always becomes the same id, so a listener recognises an event that comes twice. */
    public static Event of(ChainId chain, int number, String event, Instant at, Tells tells) {
        Matcher name = NAME.matcher(event);
        Invariants.hold(name.matches(), "an event has a name and a version");
        return new Event(
                id(chain, number, ""),
                name.group(1),
                Integer.parseInt(name.group(2)),
                chain.marketplace(),
                at,
                number,
                chain.id(),
                chain.type(),
                tells,
                false);
    }

    /** The second event of an entry that ends an escrow. */
    public static Event ended(ChainId chain, int number, String outcome, Instant at, Tells tells) {
        return new Event(
                id(chain, number, ENDED),
                ENDED,
                1,
                chain.marketplace(),
                at,
                number,
                chain.id(),
                chain.type(),
                tells.ending(outcome),
                false);
    }

    /** The id of the entry's event of this type; only an end's id depends on the type. */
    public static String id(ChainId chain, int number, String type) {
        return type.equals(ENDED)
                ? Id.derive("evt", chain.toString(), Integer.toString(number), "ended")
                : Id.derive("evt", chain.toString(), Integer.toString(number));
    }

    public Event republished() {
        return new Event(id, type, version, marketplace, at, sequence, subject, subjectType, tells, true);
    }
}
