package dev.surety.ledger.domain.posting;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.ledger.Line;

/**
 * An entry's key, as text: even a broken key needs a place to be parked under.
 *
 * @param number 0 where the key had none that could be read
 */
public record EntryRef(String chain, int number) {
    private static final String NOWHERE = "-";
    private static final int LONGEST = 200;

    public EntryRef {
        chain = chain.length() > LONGEST ? chain.substring(0, LONGEST) : chain;
    }

    public static EntryRef of(ChainId chain, int number) {
        return new EntryRef(chain.toString(), number);
    }

    /** The entry that made the line. */
    public static EntryRef of(Line line) {
        return of(line.chain(), line.number());
    }

    /** As text, for a cursor. */
    public String text() {
        return number + " " + chain;
    }

    public static EntryRef parse(String text) {
        int space = text.indexOf(' ');
        return new EntryRef(text.substring(space + 1), Integer.parseInt(text.substring(0, space)));
    }

    /** The id of the entry's aggregate; the whole key where that has another form. */
    public String subject() {
        String[] parts = chain.split("#", -1);
        return parts.length == 3 ? parts[2] : chain;
    }

    /** The marketplace whose books are affected; a dash where the key names none. */
    public String marketplace() {
        String[] parts = chain.split("#", -1);
        return parts.length == 3 && MarketplaceId.isWellFormed(parts[1]) ? parts[1] : NOWHERE;
    }
}
