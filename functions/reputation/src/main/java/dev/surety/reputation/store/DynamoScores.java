package dev.surety.reputation.store;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.reputation.app.score.Scores;
import dev.surety.reputation.domain.score.Count;
import dev.surety.reputation.domain.score.History;
import dev.surety.reputation.domain.score.Kind;
import dev.surety.reputation.domain.score.Role;
import dev.surety.reputation.domain.tally.ScoreLine;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.resilience.ContentionPause;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.secrets.Digests;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Scores in the ledger's table. Each participant has a partition for each role, with its lines and one item of sums.
 * Each payer has an item of fee units. A line, its sums and the units are one transaction, on condition that the line
 * is new. An attacker who writes these items can make scores lie until they are made again from the journal.
 */
public final class DynamoScores implements Scores {
    static final String SUMS = "sums";
    private static final String UNITS = "units";
    private static final String WEIGHT = "w#";
    private static final String COUNT = "n#";
    static final String HOUR = "h#";
    private static final String LINES = "lines";

    /** Behind every line and before the sums: lines begin with a year. */
    private static final String LAST = ":";

    private static final String FIRST = "0";

    private static final int MOST_BATCH_TRIES = 8;
    private static final int PAGE = 200;

    private final DynamoDbClient dynamo;
    private final String table;

    public DynamoScores(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    static String partition(MarketplaceId marketplace, Role role, ParticipantId participant) {
        return "score#" + marketplace + "#" + participant + "#" + role.code();
    }

    static Map<String, AttributeValue> key(String pk, String sk) {
        return Map.of("pk", Items.of(pk), "sk", Items.of(sk));
    }

    static Map<String, AttributeValue> unitsKey(MarketplaceId marketplace, ParticipantId payer) {
        return key("score_units#" + marketplace + "#" + payer, UNITS);
    }

    @Override
    public void add(Source source, ScoreLine line) {
        String pk = partition(source.marketplace(), line.role(), line.about());
        String sk = place(source);
        List<TransactWriteItem> items = new ArrayList<>();
        Map<String, AttributeValue> item = new LinkedHashMap<>(key(pk, sk));
        item.put("sale", Items.of(source.sale()));
        item.put("line", Items.of(Json.canonical(line)));
        source.commitment().ifPresent(of -> item.put("commitment", Items.of(of)));
        items.add(TransactWriteItem.builder()
                .put(put -> put.tableName(table).item(item).conditionExpression("attribute_not_exists(pk)"))
                .build());
        items.add(adding(table, key(pk, SUMS), sums(line)));
        line.paid().ifPresent(paid -> items.add(adding(
                table,
                unitsKey(source.marketplace(), paid.payer()),
                Map.of(HOUR + source.hour(), paid.units()))));
        String token = Digests.sha256Hex(pk + " " + sk).substring(0, 36);
        Contention.retry("a score", () -> transact(items, token));
    }

    static String place(Source source) {
        return Times.text(source.at()) + "#" + source.entry() + "#" + source.index();
    }

    @Override
    public boolean has(Source source, ScoreLine line) {
        return get(key(partition(source.marketplace(), line.role(), line.about()), place(source))).isPresent();
    }

    static Map<String, Long> sums(ScoreLine line) {
        Map<String, Long> sums = new LinkedHashMap<>(Map.of(LINES, 1L));
        if (line.weight() != 0) {
            sums.put(
                    WEIGHT + line.kind().code() + "#" + (line.isGood() ? "good" : "bad") + "#" + line.bucket(),
                    line.weight());
        }
        line.counts().forEach((code, by) -> sums.put(COUNT + code, by));
        return sums;
    }

    static TransactWriteItem adding(String table, Map<String, AttributeValue> key, Map<String, Long> sums) {
        Map<String, String> names = new HashMap<>();
        Map<String, AttributeValue> values = new HashMap<>();
        List<String> adds = new ArrayList<>();
        sums.forEach((name, by) -> {
            String n = Integer.toString(adds.size());
            names.put("#n" + n, name);
            values.put(":v" + n, Items.of(by));
            adds.add("#n" + n + " :v" + n);
        });
        return TransactWriteItem.builder()
                .update(update -> update.tableName(table)
                        .key(key)
                        .updateExpression("ADD " + String.join(", ", adds))
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(values))
                .build();
    }

    /** Done if the line is there, whether by us or before; nothing if other writers were in the way. */
    private Optional<Boolean> transact(List<TransactWriteItem> items, String token) {
        try {
            dynamo.transactWriteItems(write -> write.transactItems(items).clientRequestToken(token));
            return Optional.of(true);
        } catch (TransactionCanceledException cancelled) {
            boolean isThere = cancelled.cancellationReasons().stream()
                    .anyMatch(reason -> "ConditionalCheckFailed".equals(reason.code()));
            return isThere ? Optional.of(false) : Optional.empty();
        } catch (SdkException e) {
            throw new Outage("the scores did not take a line", e);
        }
    }

    @Override
    public Map<ParticipantId, History> read(
            MarketplaceId marketplace, Role role, Collection<ParticipantId> participants) {
        Map<String, ParticipantId> wanted = new LinkedHashMap<>();
        participants.forEach(of -> wanted.put(partition(marketplace, role, of), of));
        Map<ParticipantId, History> read = new HashMap<>();
        batch(wanted.keySet().stream().map(pk -> key(pk, SUMS)).toList())
                .forEach(item -> read.put(wanted.get(Items.text(item, "pk")), history(item)));
        return read;
    }

    private List<Map<String, AttributeValue>> batch(List<Map<String, AttributeValue>> keys) {
        List<Map<String, AttributeValue>> found = new ArrayList<>();
        List<Map<String, AttributeValue>> left = keys;
        for (int tries = 0; tries < MOST_BATCH_TRIES && !left.isEmpty(); tries++) {
            ContentionPause.pause(tries);
            KeysAndAttributes asked =
                    KeysAndAttributes.builder().keys(left).consistentRead(true).build();
            try {
                var answer = dynamo.batchGetItem(get -> get.requestItems(Map.of(table, asked)));
                found.addAll(answer.responses().getOrDefault(table, List.of()));
                left = Optional.ofNullable(answer.unprocessedKeys().get(table))
                        .map(KeysAndAttributes::keys)
                        .orElse(List.of());
            } catch (SdkException e) {
                throw new Outage("the scores do not answer", e);
            }
        }
        if (!left.isEmpty()) {
            throw new Outage("the scores left keys of a batch unanswered");
        }
        return found;
    }

    static History history(Map<String, AttributeValue> item) {
        History history = History.EMPTY;
        for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
            String[] parts = attribute.getKey().split("#", -1);
            if (attribute.getKey().startsWith(WEIGHT)) {
                var sort = new History.Sort(Kind.of(parts[1]), parts[2].equals("good"));
                history = history.plus(sort, Integer.parseInt(parts[3]), number(attribute), Map.of());
            }
        }
        Map<Count, Long> counts = new TreeMap<>();
        for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
            if (attribute.getKey().startsWith(COUNT)) {
                Count.find(attribute.getKey().substring(COUNT.length()))
                        .ifPresent(count -> counts.put(count, number(attribute)));
            }
        }
        return new History(history.weights(), counts);
    }

    static long number(Map.Entry<String, AttributeValue> attribute) {
        return Long.parseLong(attribute.getValue().n());
    }

    /** A line that comes between the two reads is seen by the number of lines, and both are read again. */
    @Override
    public History before(MarketplaceId marketplace, Role role, ParticipantId participant, Instant instant) {
        String pk = partition(marketplace, role, participant);
        return Contention.retry("a score", () -> {
            Optional<Map<String, AttributeValue>> sums = get(key(pk, SUMS));
            if (sums.isEmpty()) {
                return Optional.of(History.EMPTY);
            }
            History history = history(sums.get());
            String from = Times.text(instant);
            List<Stored> page;
            do {
                page = page(marketplace, pk, from, PAGE, true);
                for (Stored later : page) {
                    history = without(history, later.line());
                    from = later.place() + "!";
                }
            } while (page.size() == PAGE);
            boolean isSame = get(key(pk, SUMS)).map(item -> Items.number(item, LINES))
                    .equals(sums.map(item -> Items.number(item, LINES)));
            return isSame ? Optional.of(history) : Optional.empty();
        });
    }

    private static History without(History history, ScoreLine line) {
        Map<Count, Long> fewer = new TreeMap<>();
        line.counted().forEach((count, by) -> fewer.put(count, -by));
        return history.plus(line.sort(), line.bucket(), -line.weight(), fewer);
    }

    Optional<Map<String, AttributeValue>> get(Map<String, AttributeValue> key) {
        try {
            Map<String, AttributeValue> item = dynamo.getItem(
                            get -> get.tableName(table).key(key).consistentRead(true))
                    .item();
            return item == null || item.isEmpty() ? Optional.empty() : Optional.of(item);
        } catch (SdkException e) {
            throw new Outage("the scores do not answer", e);
        }
    }

    @Override
    public long unitsBefore(MarketplaceId marketplace, ParticipantId payer, Instant hour) {
        return get(unitsKey(marketplace, payer)).map(Map::entrySet).stream()
                .flatMap(Collection::stream)
                .filter(attribute -> attribute.getKey().startsWith(HOUR))
                .filter(attribute -> Long.parseLong(attribute.getKey().substring(HOUR.length())) < Source.hour(hour))
                .mapToLong(DynamoScores::number)
                .sum();
    }

    @Override
    public List<Stored> lines(
            MarketplaceId marketplace, Role role, ParticipantId participant, Optional<String> after, int limit) {
        return page(
                marketplace,
                partition(marketplace, role, participant),
                after.map(place -> place + "!").orElse(FIRST),
                limit,
                true);
    }

    @Override
    public List<Stored> newest(MarketplaceId marketplace, Role role, ParticipantId participant, int limit) {
        return page(marketplace, partition(marketplace, role, participant), FIRST, limit, false);
    }

    private List<Stored> page(MarketplaceId marketplace, String pk, String from, int limit, boolean isOldestFirst) {
        try {
            return dynamo
                    .queryPaginator(query -> query.tableName(table)
                            .consistentRead(true)
                            .scanIndexForward(isOldestFirst)
                            .keyConditionExpression("pk = :pk AND sk BETWEEN :from AND :to")
                            .expressionAttributeValues(Map.of(
                                    ":pk", Items.of(pk), ":from", Items.of(from), ":to", Items.of(LAST)))
                            .limit(limit))
                    .items()
                    .stream()
                    .limit(limit)
                    .map(item -> stored(marketplace, item))
                    .toList();
        } catch (SdkException e) {
            throw new Outage("the scores do not answer", e);
        }
    }

    private static Stored stored(MarketplaceId marketplace, Map<String, AttributeValue> item) {
        String place = Items.text(item, "sk");
        String[] parts = place.split("#", -1);
        var source = new Source(
                marketplace,
                Items.text(item, "sale"),
                parts[1],
                Instant.parse(parts[0]),
                Integer.parseInt(parts[2]),
                Items.findText(item, "commitment"));
        return new Stored(place, source, Json.read(Items.text(item, "line"), ScoreLine.class));
    }
}
