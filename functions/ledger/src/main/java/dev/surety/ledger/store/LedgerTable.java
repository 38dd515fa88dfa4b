package dev.surety.ledger.store;

import dev.surety.runtime.aws.Items;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.resilience.ContentionPause;
import dev.surety.runtime.resilience.Outage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The few ways in which the ledger table is read and put. Every read is consistent. An attacker who writes this table
 * can make statements lie until the next audit; payouts guard the money itself.
 */
final class LedgerTable {
    private static final int MOST_PER_BATCH = 100;
    private static final int MOST_BATCH_TRIES = 8;
    private static final int MOST_PAGES = 1_000;

    private final DynamoDbClient dynamo;
    private final String name;

    LedgerTable(DynamoDbClient dynamo, String name) {
        this.dynamo = dynamo;
        this.name = name;
    }

    DynamoDbClient dynamo() {
        return dynamo;
    }

    String name() {
        return name;
    }

    /** Those of the items that exist, in no order. */
    List<Map<String, AttributeValue>> get(Collection<Map<String, AttributeValue>> keys) {
        List<Map<String, AttributeValue>> found = new ArrayList<>();
        List<Map<String, AttributeValue>> distinct = List.copyOf(new LinkedHashSet<>(keys));
        for (int from = 0; from < distinct.size(); from += MOST_PER_BATCH) {
            getBatch(distinct.subList(from, Math.min(from + MOST_PER_BATCH, distinct.size())), found);
        }
        return found;
    }

    private void getBatch(List<Map<String, AttributeValue>> keys, List<Map<String, AttributeValue>> found) {
        List<Map<String, AttributeValue>> left = keys;
        for (int tries = 0; tries < MOST_BATCH_TRIES; tries++) {
            KeysAndAttributes asked =
                    KeysAndAttributes.builder().keys(left).consistentRead(true).build();
            try {
                var answer = dynamo.batchGetItem(get -> get.requestItems(Map.of(name, asked)));
                found.addAll(answer.responses().getOrDefault(name, List.of()));
                KeysAndAttributes rest = answer.unprocessedKeys().get(name);
                if (rest == null || rest.keys().isEmpty()) {
                    return;
                }
                // An answer that brings something is progress and does not count as a try.
                tries = rest.keys().size() < left.size() ? -1 : tries;
                left = rest.keys();
            } catch (SdkException e) {
                throw new Outage("the ledger does not answer", e);
            }
            ContentionPause.pause(Math.max(0, tries) + 1);
        }
        throw new Outage("the ledger left keys of a batch unanswered");
    }

    /** Every item of a query, page after page. */
    void each(String condition, Map<String, AttributeValue> values, Consumer<Map<String, AttributeValue>> item) {
        Map<String, AttributeValue> from = Map.of();
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            QueryResponse page = page(condition, values, true, Optional.empty(), from);
            page.items().forEach(item);
            from = page.lastEvaluatedKey();
            if (from.isEmpty()) {
                return;
            }
        }
        throw new Outage("an account has more lines than one call reads");
    }

    /** At most so many items of a query, first first; false if there are more. */
    boolean first(
            String condition,
            Map<String, AttributeValue> values,
            int most,
            Consumer<Map<String, AttributeValue>> item) {
        Map<String, AttributeValue> from = Map.of();
        int left = most;
        do {
            QueryResponse page = page(condition, values, true, Optional.of(left + 1), from);
            List<Map<String, AttributeValue>> items = page.items();
            items.stream().limit(left).forEach(item);
            if (items.size() > left) {
                return false;
            }
            left -= items.size();
            from = page.lastEvaluatedKey();
        } while (!from.isEmpty());
        return true;
    }

    /** The items of a query, first or last first, a number a page, until the reader has enough. */
    void walk(
            String condition,
            Map<String, AttributeValue> values,
            boolean forward,
            int perPage,
            Predicate<Map<String, AttributeValue>> more) {
        Map<String, AttributeValue> from = Map.of();
        do {
            QueryResponse page = page(condition, values, forward, Optional.of(perPage), from);
            for (Map<String, AttributeValue> item : page.items()) {
                if (!more.test(item)) {
                    return;
                }
            }
            from = page.lastEvaluatedKey();
        } while (!from.isEmpty());
    }

    /** One page of a query, from after a sort key of it. */
    QueryResponse page(String condition, Map<String, AttributeValue> values, String afterSk, int limit) {
        Map<String, AttributeValue> from = afterSk.isEmpty()
                ? Map.of()
                : Map.of("pk", values.get(":pk"), "sk", Items.of(afterSk));
        return page(condition, values, true, Optional.of(limit), from);
    }

    private QueryResponse page(
            String condition,
            Map<String, AttributeValue> values,
            boolean forward,
            Optional<Integer> limit,
            Map<String, AttributeValue> from) {
        QueryRequest.Builder query = QueryRequest.builder()
                .tableName(name)
                .keyConditionExpression(condition)
                .expressionAttributeValues(values)
                .scanIndexForward(forward)
                .consistentRead(true);
        limit.ifPresent(query::limit);
        if (!from.isEmpty()) {
            query.exclusiveStartKey(from);
        }
        try {
            return dynamo.query(query.build());
        } catch (SdkException e) {
            throw new Outage("the ledger does not answer", e);
        }
    }

    /** Puts an item unless one is there; an existing one stays as it is. */
    void putOnce(Map<String, AttributeValue> key, Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> item = new HashMap<>(attributes);
        item.putAll(key);
        try {
            dynamo.putItem(put -> put.tableName(name).item(item).conditionExpression("attribute_not_exists(pk)"));
        } catch (ConditionalCheckFailedException there) {
            return;
        } catch (SdkException e) {
            throw new Outage("the ledger did not take an item", e);
        }
    }

    /** Takes an item away if it has this attribute; one that is not there is gone already. */
    void delete(Map<String, AttributeValue> key, String attribute) {
        try {
            dynamo.deleteItem(delete -> delete.tableName(name)
                    .key(key)
                    .conditionExpression("attribute_exists(#it)")
                    .expressionAttributeNames(Map.of("#it", attribute)));
        } catch (ConditionalCheckFailedException gone) {
            return;
        } catch (SdkException e) {
            throw new Outage("the ledger did not take an item away", e);
        }
    }

    Optional<Map<String, AttributeValue>> find(Map<String, AttributeValue> key) {
        return get(List.of(key)).stream().findFirst();
    }

    /** False if the update's condition does not hold. */
    boolean update(Update update) {
        return change(update).isPresent();
    }

    /** The item after the update; nothing if its condition does not hold. */
    Optional<Map<String, AttributeValue>> change(Update update) {
        return Contention.retry("an item of the ledger", () -> {
            try {
                return Optional.of(Optional.of(updated(update)));
            } catch (ConditionalCheckFailedException other) {
                return Optional.of(Optional.empty());
            } catch (TransactionConflictException postedMeanwhile) {
                return Optional.empty();
            } catch (SdkException e) {
                throw new Outage("the ledger did not take a change", e);
            }
        });
    }

    private Map<String, AttributeValue> updated(Update update) {
        return dynamo.updateItem(one -> {
                    one.tableName(update.tableName())
                            .key(update.key())
                            .updateExpression(update.updateExpression())
                            .conditionExpression(update.conditionExpression())
                            .expressionAttributeNames(update.expressionAttributeNames())
                            .returnValues(ReturnValue.ALL_NEW);
                    if (update.hasExpressionAttributeValues()) {
                        one.expressionAttributeValues(update.expressionAttributeValues());
                    }
                })
                .attributes();
    }

    /** False if a condition does not hold. Conflicts with other writers are tried again. */
    boolean transact(List<TransactWriteItem> items, String token) {
        return Contention.retry("an account", () -> {
            try {
                dynamo.transactWriteItems(write -> write.transactItems(items).clientRequestToken(token));
                return Optional.of(true);
            } catch (TransactionCanceledException cancelled) {
                boolean refused = cancelled.cancellationReasons().stream()
                        .anyMatch(reason -> "ConditionalCheckFailed".equals(reason.code()));
                return refused ? Optional.of(false) : Optional.empty();
            } catch (SdkException e) {
                throw new Outage("the ledger did not take a correction", e);
            }
        });
    }

    /** Puts an item if its condition holds; false if not. */
    boolean put(Map<String, AttributeValue> item, String condition, Map<String, AttributeValue> values) {
        try {
            dynamo.putItem(put -> {
                put.tableName(name).item(item).conditionExpression(condition);
                if (!values.isEmpty()) {
                    put.expressionAttributeValues(values);
                }
            });
            return true;
        } catch (ConditionalCheckFailedException another) {
            return false;
        } catch (SdkException e) {
            throw new Outage("the ledger did not take an item", e);
        }
    }

    static Map<String, AttributeValue> values(String pk, String from, String to) {
        return Map.of(":pk", Items.of(pk), ":from", Items.of(from), ":to", Items.of(to));
    }
}
