package dev.surety.ledger.app.audit;

import dev.surety.ledger.app.Present;
import dev.surety.ledger.app.posting.LedgerEntries;
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
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Shows an audit's findings in the work queue. The first audit that finds differences opens the place; an audit with
 * other findings updates it; the first clean audit closes it. An audit writes at most one entry per marketplace. The
 * marketplace has one chain per year for them, so that none grows without end.
 */
public final class TellFindings {
    public static final String TYPE = "audit";
    public static final String KIND = "difference_found";
    static final String FOUND = "ledger.difference_found.v1";
    static final String CLEARED = "ledger.difference_cleared.v1";

    private static final Actor LEDGER = Actor.of("ledger");
    private static final int MOST_OPENED = Journal.MOST_ENTRIES - 10;

    private final LedgerEntries entries;
    private final Present present;

    public TellFindings(Journal journal, Present present) {
        this.entries = new LedgerEntries(journal);
        this.present = present;
    }

    /** @param classes how many differences of each class the audit found */
    public void tell(MarketplaceId marketplace, Map<String, Long> classes) {
        Instant now = present.now(marketplace);
        int year = now.atZone(ZoneOffset.UTC).getYear();
        ChainId thisYear = new ChainId(TYPE, marketplace, "differences-" + year);
        if (classes.isEmpty()) {
            close(thisYear, now);
            close(new ChainId(TYPE, marketplace, "differences-" + (year - 1)), now);
        } else {
            open(thisYear, classes, now);
        }
    }

    private void open(ChainId id, Map<String, Long> classes, Instant now) {
        String data = Json.canonical(Map.of("classes", classes));
        entries.append(id, chain -> {
            boolean known = isOpen(chain) && chain.last().data().equals(data);
            return known || chain.version() >= MOST_OPENED
                    ? Optional.empty()
                    : Optional.of(draft(chain, FOUND, data, now).attention(Attention.opens(KIND).toString()));
        });
    }

    private void close(ChainId id, Instant now) {
        entries.append(id, chain -> isOpen(chain)
                ? Optional.of(draft(chain, CLEARED, "{}", now).attention(Attention.closes(KIND).toString()))
                : Optional.empty());
    }

    private static Draft draft(Chain chain, String event, String data, Instant now) {
        var key = CommandKey.ofFact(event, chain.id().toString(), Integer.toString(chain.version()));
        return Draft.of(event, Json.object(data), now, LEDGER, key);
    }

    private static boolean isOpen(Chain chain) {
        List<Entry> entries = chain.entries();
        return !entries.isEmpty()
                && entries.getLast().attention().filter(Attention.opens(KIND).toString()::equals).isPresent();
    }
}
