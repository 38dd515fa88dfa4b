package dev.surety.ledger.store;

import dev.surety.ledger.domain.Arrival;
import dev.surety.ledger.domain.ParkedEntries;
import dev.surety.ledger.domain.Place;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.aws.Items;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Parked entries, listed by marketplace and marked by chain. The mark is written first: a crash between the two leaves
 * a chain that is held back, and the entry comes again and is listed then.
 */
public final class DynamoParkedEntries implements ParkedEntries {
    private final LedgerTable table;

    public DynamoParkedEntries(DynamoDbClient dynamo, String table) {
        this.table = new LedgerTable(dynamo, table);
    }

    @Override
    public Map<ChainId, Integer> heads(Collection<ChainId> chains) {
        Map<ChainId, Integer> heads = new HashMap<>();
        for (Map<String, AttributeValue> head : table.get(
                chains.stream().map(chain -> LedgerItems.headKey(chain.toString())).toList())) {
            heads.put(ChainId.parse(Items.text(head, "chain")), (int) Items.number(head, "from"));
        }
        return heads;
    }

    @Override
    public void park(Place place, Arrival.Reason reason) {
        table.putOnce(
                LedgerItems.headKey(place.chain()),
                Map.of("chain", Items.of(place.chain()), "from", Items.of(place.number())));
        table.putOnce(
                LedgerItems.parkedKey(place),
                Map.of(
                        "chain", Items.of(place.chain()),
                        "number", Items.of(place.number()),
                        "reason", Items.of(reason.name().toLowerCase(Locale.ROOT))));
    }

    @Override
    public void recordBreach(Arrival.Tampered tampered) {
        Place place = tampered.place();
        table.putOnce(
                LedgerItems.key(
                        LedgerItems.breachPartition(place.marketplace()),
                        place.chain() + "#" + place.number() + "#" + tampered.kind() + "#" + tampered.sequence()),
                Map.of("invariant", Items.of("append-only"), "kind", Items.of(tampered.kind())));
    }

    @Override
    public boolean any(MarketplaceId marketplace) {
        String partition = LedgerItems.parkedPartition(marketplace.value());
        return !table.last("pk = :pk", Map.of(":pk", Items.of(partition)), 1).isEmpty();
    }
}
