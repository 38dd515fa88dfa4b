package dev.surety.ledger.store;

import dev.surety.ledger.domain.Arrival;
import dev.surety.ledger.domain.ParkedEntries;
import dev.surety.ledger.domain.Place;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.resilience.Contended;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.secrets.Digests;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Parked entries, listed by marketplace, and a mark for each of their chains. The two are written together, and a mark
 * stays when its chain is freed: its version is what tells one parking from the next.
 */
public final class DynamoParkedEntries implements ParkedEntries {
    private static final int MOST_TRIES = 8;
    private static final String CHAIN = "chain";
    private static final String NUMBER = "number";
    private static final String FROM = "from";
    private static final String VERSION = "version";
    private static final String REASON = "reason";

    private final LedgerTable table;
    private final int generation;

    public DynamoParkedEntries(DynamoDbClient dynamo, String table) {
        this(new LedgerTable(dynamo, table), 0);
    }

    private DynamoParkedEntries(LedgerTable table, int generation) {
        this.table = table;
        this.generation = generation;
    }

    @Override
    public ParkedEntries in(int other) {
        return other == generation ? this : new DynamoParkedEntries(table, other);
    }

    @Override
    public Map<ChainId, Integer> heads(Collection<ChainId> chains) {
        Map<ChainId, Integer> heads = new HashMap<>();
        for (Map<String, AttributeValue> head : table.get(
                chains.stream().map(chain -> LedgerItems.headKey(chain.toString(), generation)).toList())) {
            if (head.containsKey(FROM)) {
                heads.put(ChainId.parse(Items.text(head, CHAIN)), (int) Items.number(head, FROM));
            }
        }
        return heads;
    }

    @Override
    public void park(Place place, Arrival.Reason reason) {
        for (int tries = 1; tries <= MOST_TRIES; tries++) {
            Optional<Map<String, AttributeValue>> head = find(LedgerItems.headKey(place.chain(), generation));
            Optional<Mark> mark = head.flatMap(DynamoParkedEntries::mark);
            if (find(LedgerItems.parkedKey(place, generation)).isPresent()) {
                return;
            }
            if (reason == Arrival.Reason.BEHIND && mark.isEmpty()) {
                throw new Outage("an entry is no longer behind a parked one");
            }
            int from = mark.map(of -> Math.min(of.from(), place.number())).orElse(place.number());
            if (together(place, reason, from, version(head), true)) {
                return;
            }
            LedgerTable.pause(tries);
        }
        throw new Contended("a chain is parked by too many at once");
    }

    /** False if the mark is not what it was. */
    private boolean together(Place place, Arrival.Reason reason, int from, long version, boolean isNew) {
        Map<String, AttributeValue> item = new HashMap<>(LedgerItems.parkedKey(place, generation));
        item.put(CHAIN, Items.of(place.chain()));
        item.put(NUMBER, Items.of(place.number()));
        item.put(REASON, Items.of(reason.name().toLowerCase(Locale.ROOT)));
        Put.Builder put = Put.builder().tableName(table.name()).item(item);
        // What is there may be replaced by what is now known of it, but nothing is put without saying so.
        put.conditionExpression(isNew ? "attribute_not_exists(pk)" : "attribute_not_exists(pk) OR #n = :n");
        if (!isNew) {
            put.expressionAttributeNames(Map.of("#n", NUMBER))
                    .expressionAttributeValues(Map.of(":n", Items.of(place.number())));
        }
        Update mark = mark(place.chain(), version, "SET chain = :chain, #from = :from, #version = :next", Map.of(
                ":chain", Items.of(place.chain()), ":from", Items.of(from)));
        String token = Digests.sha256Hex(generation + " " + place + " " + reason + " " + from + " " + version)
                .substring(0, 36);
        try {
            table.dynamo().transactWriteItems(write -> write.clientRequestToken(token)
                    .transactItems(
                            TransactWriteItem.builder().update(mark).build(),
                            TransactWriteItem.builder().put(put.build()).build()));
            return true;
        } catch (TransactionCanceledException cancelled) {
            return false;
        } catch (SdkException e) {
            throw new Outage("the ledger did not take a parked entry", e);
        }
    }

    private Update mark(String chain, long version, String change, Map<String, AttributeValue> more) {
        Map<String, AttributeValue> values = new HashMap<>(more);
        values.put(":next", Items.of(version + 1));
        if (version > 0) {
            values.put(":version", Items.of(version));
        }
        return Update.builder()
                .tableName(table.name())
                .key(LedgerItems.headKey(chain, generation))
                .updateExpression(change)
                .conditionExpression(version == 0 ? "attribute_not_exists(#version)" : "#version = :version")
                .expressionAttributeNames(Map.of("#from", FROM, "#version", VERSION))
                .expressionAttributeValues(values)
                .build();
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
    public long breaches(MarketplaceId marketplace) {
        AtomicLong count = new AtomicLong();
        String partition = LedgerItems.breachPartition(marketplace.value());
        table.each("pk = :pk", Map.of(":pk", Items.of(partition)), _ -> count.incrementAndGet());
        return count.get();
    }

    @Override
    public boolean any(MarketplaceId marketplace) {
        String partition = LedgerItems.parkedPartition(marketplace.value(), generation);
        return !table.last("pk = :pk", Map.of(":pk", Items.of(partition)), 1).isEmpty();
    }

    @Override
    public List<Parked> list(MarketplaceId marketplace, Optional<Place> after, int limit) {
        String from = after.map(place -> Items.text(LedgerItems.parkedKey(place, generation), "sk") + "!").orElse("!");
        List<Parked> found = new ArrayList<>();
        boolean _ = table.first(
                "pk = :pk AND sk BETWEEN :from AND :to",
                LedgerTable.values(LedgerItems.parkedPartition(marketplace.value(), generation), from, "~"),
                limit,
                item -> found.add(parked(item)));
        return found;
    }

    @Override
    public List<Parked> of(String chain) {
        List<Parked> found = new ArrayList<>();
        String partition = LedgerItems.parkedPartition(new Place(chain, 0).marketplace(), generation);
        table.each(
                "pk = :pk AND sk BETWEEN :from AND :to",
                LedgerTable.values(partition, chain + "#", chain + "#~"),
                item -> found.add(parked(item)));
        return found;
    }

    private static Parked parked(Map<String, AttributeValue> item) {
        return new Parked(
                new Place(Items.text(item, CHAIN), (int) Items.number(item, NUMBER)),
                Arrival.Reason.valueOf(Items.text(item, REASON).toUpperCase(Locale.ROOT)));
    }

    @Override
    public Optional<Mark> mark(String chain) {
        return find(LedgerItems.headKey(chain, generation)).flatMap(DynamoParkedEntries::mark);
    }

    private static Optional<Mark> mark(Map<String, AttributeValue> head) {
        return head.containsKey(FROM)
                ? Optional.of(new Mark((int) Items.number(head, FROM), version(Optional.of(head))))
                : Optional.empty();
    }

    private static long version(Optional<Map<String, AttributeValue>> head) {
        return head.filter(item -> item.containsKey(VERSION))
                .map(item -> Items.number(item, VERSION))
                .orElse(0L);
    }

    @Override
    public void drop(Place place) {
        table.delete(LedgerItems.parkedKey(place, generation), REASON);
    }

    @Override
    public boolean free(String chain, Mark mark) {
        return table.update(mark(chain, mark.version(), "SET #version = :next REMOVE #from", Map.of()));
    }

    @Override
    public boolean hold(Place first, Arrival.Reason reason, Mark mark) {
        return together(first, reason, first.number(), mark.version(), false);
    }

    private Optional<Map<String, AttributeValue>> find(Map<String, AttributeValue> key) {
        return table.get(List.of(key)).stream().findFirst();
    }
}
