package dev.surety.ledger.store;

import dev.surety.ledger.domain.posting.Arrival;
import dev.surety.ledger.domain.posting.EntryRef;
import dev.surety.ledger.domain.posting.ParkedEntries;
import dev.surety.model.id.MarketplaceId;
import dev.surety.runtime.aws.Items;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Parked entries, an item each, listed by marketplace. */
public final class DynamoParkedEntries implements ParkedEntries {
    private static final String RANGE = "pk = :pk AND sk BETWEEN :from AND :to";
    private static final String CHAIN = "chain";
    private static final String NUMBER = "number";
    private static final String REASON = "reason";

    private final LedgerTable table;

    public DynamoParkedEntries(DynamoDbClient dynamo, String table) {
        this.table = new LedgerTable(dynamo, table);
    }

    @Override
    public void park(EntryRef place, Arrival.Reason reason) {
        table.putOnce(LedgerItems.parkedKey(place), Map.of(
                CHAIN, Items.of(place.chain()),
                NUMBER, Items.of(place.number()),
                REASON, Items.of(reason.name().toLowerCase(Locale.ROOT))));
    }

    @Override
    public void recordBreach(Arrival.Tampered tampered) {
        EntryRef place = tampered.place();
        table.putOnce(
                LedgerItems.key(
                        LedgerItems.breachPartition(place.marketplace()),
                        place.chain() + "#" + place.number() + "#" + tampered.kind() + "#" + tampered.sequence()),
                Map.of("invariant", Items.of("append-only"), "kind", Items.of(tampered.kind())));
    }

    @Override
    public long breaches(MarketplaceId marketplace) {
        AtomicLong count = new AtomicLong();
        String partition = LedgerItems.breachPartition(marketplace.value());
        table.each("pk = :pk", Map.of(":pk", Items.of(partition)), _ -> count.incrementAndGet());
        return count.get();
    }

    @Override
    public boolean any(MarketplaceId marketplace) {
        return !list(marketplace, Optional.empty(), 1).isEmpty();
    }

    @Override
    public List<Parked> list(MarketplaceId marketplace, Optional<EntryRef> after, int limit) {
        String from = after.map(place -> Items.text(LedgerItems.parkedKey(place), "sk") + "!").orElse("!");
        return between(marketplace.value(), from, "~", limit);
    }

    @Override
    public Set<EntryRef> among(Collection<EntryRef> places) {
        Set<EntryRef> parked = new HashSet<>();
        table.get(places.stream().map(LedgerItems::parkedKey).toList())
                .forEach(item -> parked.add(parked(item).place()));
        return parked;
    }

    @Override
    public boolean anyOtherOf(EntryRef place) {
        String chain = place.chain();
        return between(place.marketplace(), chain + "#", chain + "#~", 2).stream()
                .anyMatch(each -> !each.place().equals(place));
    }

    private List<Parked> between(String marketplace, String from, String to, int limit) {
        List<Parked> found = new ArrayList<>();
        boolean _ = table.first(
                RANGE,
                LedgerTable.values(LedgerItems.parkedPartition(marketplace), from, to),
                limit,
                item -> found.add(parked(item)));
        return found;
    }

    private static Parked parked(Map<String, AttributeValue> item) {
        return new Parked(
                new EntryRef(Items.text(item, CHAIN), (int) Items.number(item, NUMBER)), Items.text(item, REASON));
    }

    @Override
    public void drop(EntryRef place) {
        table.delete(LedgerItems.parkedKey(place), REASON);
    }
}
