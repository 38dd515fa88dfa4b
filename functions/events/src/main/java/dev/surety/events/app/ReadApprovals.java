package dev.surety.events.app;

import dev.surety.events.domain.Kinds;
import dev.surety.events.domain.Waiting;
import dev.surety.events.domain.WorkItem;
import dev.surety.model.journal.Attention;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.money.Money;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.SideBySide;
import dev.surety.runtime.tokens.Caller;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Reads the work that waits for one person's approval: of the kinds that the person's scopes approve, less what that
 * person made or has approved. The entry that opened a place tells who made it, and the entries after it who approved.
 */
public final class ReadApprovals {
    private static final String TELLS = "tells";
    private static final String APPROVED = ".approved.v";
    private static final String STAFF = "staff:";

    private final ReadWorklist worklist;
    private final Journal journal;
    private final Marketplaces marketplaces;

    public ReadApprovals(ReadWorklist worklist, Journal journal, Marketplaces marketplaces) {
        this.worklist = worklist;
        this.journal = journal;
        this.marketplaces = marketplaces;
    }

    /** @param next where to go on; nothing at the end of the list */
    public record Page(List<Waiting> waiting, Optional<String> next) {}

    public Page read(Caller person, Optional<String> after, int limit) {
        MoneyOut rules = marketplaces
                .find(person.marketplace())
                .map(MarketplaceSettings::moneyOut)
                .orElse(MoneyOut.SHIPPED);
        ReadWorklist.Page page = worklist.read(
                person.marketplace(),
                kind -> Kinds.isApproval(kind) && person.has(Kinds.scope(kind)),
                after,
                limit);
        List<Waiting> waiting = SideBySide.map(Limits.LIST_READS_AT_ONCE, page.places(), this::waiting).stream()
                .flatMap(Optional::stream)
                .filter(each -> each.isFor(person.id(), rules))
                .toList();
        return new Page(waiting, page.next());
    }

    /** Nothing if a later entry has closed the place, which the work list has not heard of. */
    private Optional<Waiting> waiting(WorkItem place) {
        List<Entry> entries = new ArrayList<>();
        String closed = Attention.closes(place.kind()).toString();
        Optional<Entry> next = journal.find(place.chain(), place.number());
        while (next.isPresent()) {
            entries.add(next.get());
            if (next.get().attention().filter(closed::equals).isPresent()) {
                return Optional.empty();
            }
            next = journal.find(place.chain(), next.get().number() + 1);
        }
        return entries.isEmpty() ? Optional.empty() : Optional.of(waiting(place, entries));
    }

    private static Waiting waiting(WorkItem place, List<Entry> entries) {
        Entry opened = entries.getFirst();
        JsonNode tells = Json.object(opened.data()).path(TELLS);
        JsonNode approval = tells.path("approval");
        Set<String> makers = new HashSet<>();
        person(opened).ifPresent(makers::add);
        approval.path("makers").forEach(maker -> makers.add(maker.asString("")));
        return new Waiting(
                place,
                makers,
                entries.stream()
                        .filter(later -> later.event().contains(APPROVED))
                        .flatMap(later -> person(later).stream())
                        .collect(Collectors.toSet()),
                approval.path("needed").asInt(1),
                Optional.of(approval.path("hash").asString("")).filter(hash -> !hash.isEmpty()),
                Optional.of(approval.path("sum")).filter(JsonNode::isObject).map(sum -> Json.read(sum, Money.class)));
    }

    private static Optional<String> person(Entry entry) {
        return Optional.of(entry.actor().principal())
                .filter(principal -> principal.startsWith(STAFF))
                .map(principal -> principal.substring(STAFF.length()));
    }
}
