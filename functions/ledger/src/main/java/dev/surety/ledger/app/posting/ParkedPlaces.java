package dev.surety.ledger.app.posting;

import dev.surety.ledger.app.Present;
import dev.surety.ledger.domain.posting.Arrival.Reason;
import dev.surety.ledger.domain.posting.EntryRef;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Attention;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.journal.Chain;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps parked chains in the work queue. Each has a chain of its own here, whose entries open and close its place. A
 * parked item whose key names no marketplace has no place; only the metric tells of it.
 */
public final class ParkedPlaces {
    public static final String TYPE = "parked";
    public static final String PREFIX = "prk";
    public static final String KIND = "entry_parked";
    static final String PARKED = "ledger.entry_parked.v1";
    static final String RELEASED = "ledger.entries_released.v1";

    private static final Logger LOG = LoggerFactory.getLogger(ParkedPlaces.class);
    private static final Actor LEDGER = Actor.of("ledger");

    /** So that a place that is open can be closed. */
    private static final int MOST_OPENED = Journal.MOST_ENTRIES - 10;

    private final LedgerEntries entries;
    private final Present present;

    public ParkedPlaces(Journal journal, Present present) {
        this.entries = new LedgerEntries(journal);
        this.present = present;
    }

    /** The public id of a parked chain. */
    public static String id(String chain) {
        return Id.derive(PREFIX, chain);
    }

    /** Opens the chain's place; nothing to do where this entry has opened it already. */
    public void open(EntryRef place, Reason reason) {
        append(place, chain -> {
            List<Entry> open = sinceClosed(chain);
            boolean opened = open.stream()
                    .anyMatch(entry -> Json.object(entry.data()).path("number").asInt(-1) == place.number());
            if (opened) {
                return Optional.empty();
            }
            if (chain.version() >= MOST_OPENED) {
                LOG.atError().addKeyValue("chain", place.chain()).log("a chain was parked too often to be told of");
                return Optional.empty();
            }
            var data = Json.object()
                    .put("chain", place.chain())
                    .put("number", place.number())
                    .put("reason", reason.name().toLowerCase(Locale.ROOT));
            String round = Integer.toString(chain.version() - open.size());
            var key = CommandKey.ofFact(PARKED, place.chain(), Integer.toString(place.number()), round);
            return Optional.of(Draft.of(PARKED, data, present.now(chain.id().marketplace()), LEDGER, key)
                    .attention(Attention.opens(KIND).toString()));
        });
    }

    /** Closes the chain's place, if it is open and still nothing is parked when the entry is to be appended. */
    public void close(EntryRef place, BooleanSupplier isFree) {
        append(place, chain -> {
            if (sinceClosed(chain).isEmpty() || !isFree.getAsBoolean()) {
                return Optional.empty();
            }
            var data = Json.object().put("chain", place.chain());
            var key = CommandKey.ofFact(RELEASED, place.chain(), Integer.toString(chain.version()));
            return Optional.of(Draft.of(RELEASED, data, present.now(chain.id().marketplace()), LEDGER, key)
                    .attention(Attention.closes(KIND).toString()));
        });
    }

    private void append(EntryRef place, LedgerEntries.Decision decision) {
        if (MarketplaceId.isWellFormed(place.marketplace())) {
            entries.append(new ChainId(TYPE, new MarketplaceId(place.marketplace()), id(place.chain())), decision);
        }
    }

    /** The entries after the last that closed the place. */
    private static List<Entry> sinceClosed(Chain chain) {
        int closed = 0;
        for (Entry entry : chain.entries()) {
            boolean closes = entry.attention()
                    .flatMap(Attention::parse)
                    .filter(change -> change.change() == Attention.Change.CLOSES)
                    .isPresent();
            closed = closes ? entry.number() : closed;
        }
        return chain.entries().subList(closed, chain.version());
    }
}
