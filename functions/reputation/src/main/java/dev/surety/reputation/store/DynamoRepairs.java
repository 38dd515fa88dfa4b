package dev.surety.reputation.store;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.reputation.app.rebuild.Repairs;
import dev.surety.reputation.app.score.Scores.Source;
import dev.surety.reputation.app.score.Scores.Stored;
import dev.surety.reputation.domain.score.History;
import dev.surety.reputation.domain.score.Role;
import dev.surety.reputation.domain.tally.ScoreLine;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.secrets.Digests;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Repairs of scores in the ledger's table. Sums are put right by adding the difference, which stays right however much
 * others add meanwhile.
 */
public final class DynamoRepairs implements Repairs {
    private static final int PAGE = 200;

    private final DynamoDbClient dynamo;
    private final String table;
    private final DynamoScores scores;

    public DynamoRepairs(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
        this.scores = new DynamoScores(dynamo, table);
    }

    @Override
    public boolean correct(Source source, ScoreLine right) {
        String pk = DynamoScores.partition(source.marketplace(), right.role(), right.about());
        Map<String, AttributeValue> key = DynamoScores.key(pk, DynamoScores.place(source));
        return Contention.retry("a score", () -> {
            String stored = scores.get(key).map(item -> Items.text(item, "line")).orElse("");
            if (stored.isEmpty() || Json.read(stored, ScoreLine.class).equals(right)) {
                return Optional.of(false);
            }
            ScoreLine wrong = Json.read(stored, ScoreLine.class);
            Map<String, Long> sums =
                    difference(DynamoScores.sums(right), DynamoScores.sums(wrong));
            TransactWriteItem line = TransactWriteItem.builder()
                    .update(update -> update.tableName(table)
                            .key(key)
                            .updateExpression("SET #line = :right")
                            .conditionExpression("#line = :stored")
                            .expressionAttributeNames(Map.of("#line", "line"))
                            .expressionAttributeValues(Map.of(
                                    ":right", Items.of(Json.canonical(right)), ":stored", Items.of(stored))))
                    .build();
            return written(stored, sums.isEmpty()
                    ? List.of(line)
                    : List.of(line, DynamoScores.adding(table, DynamoScores.key(pk, DynamoScores.SUMS), sums)));
        });
    }

    /** @param stored the state that the repair was made from: from another state it is another repair */
    private Optional<Boolean> written(String stored, List<TransactWriteItem> items) {
        String token = Digests.sha256Hex(stored + items).substring(0, 36);
        try {
            dynamo.transactWriteItems(write -> write.transactItems(items).clientRequestToken(token));
            return Optional.of(true);
        } catch (TransactionCanceledException others) {
            return Optional.empty();
        } catch (SdkException e) {
            throw new Outage("the scores did not take a repair", e);
        }
    }

    private static Map<String, Long> difference(Map<String, Long> right, Map<String, Long> stored) {
        Map<String, Long> difference = new HashMap<>(right);
        stored.forEach((name, value) -> difference.merge(name, -value, Math::addExact));
        difference.values().removeIf(value -> value == 0);
        return difference;
    }

    @Override
    public Summed sum(MarketplaceId marketplace, Role role, ParticipantId participant, Instant horizon) {
        Map<String, AttributeValue> key =
                DynamoScores.key(DynamoScores.partition(marketplace, role, participant), DynamoScores.SUMS);
        return Contention.retry("a score", () -> {
            Map<String, AttributeValue> stored = scores.get(key).orElse(Map.of());
            Map<String, Long> right = new HashMap<>();
            long old = 0;
            Optional<String> from = Optional.empty();
            List<Stored> page;
            do {
                page = scores.lines(marketplace, role, participant, from, PAGE);
                for (Stored line : page) {
                    old += line.source().at().isBefore(horizon) ? 1 : 0;
                    from = Optional.of(line.place());
                    DynamoScores.sums(line.line()).forEach((name, by) -> right.merge(name, by, Math::addExact));
                }
            } while (page.size() == PAGE);
            if (!scores.get(key).orElse(Map.of()).equals(stored)) {
                return Optional.empty();
            }
            Map<String, Long> missing = difference(right, numbers(stored, ""));
            History was = DynamoScores.history(stored);
            if (!missing.isEmpty() && written(stored.toString(), List.of(DynamoScores.adding(table, key, missing)))
                            .isEmpty()) {
                return Optional.empty();
            }
            History is = DynamoScores.history(scores.get(key).orElse(Map.of()));
            return Optional.of(new Summed(!missing.isEmpty(), was, is, old));
        });
    }

    private static Map<String, Long> numbers(Map<String, AttributeValue> item, String beginning) {
        Map<String, Long> numbers = new HashMap<>();
        for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
            if (attribute.getValue().n() != null && attribute.getKey().startsWith(beginning)) {
                numbers.put(attribute.getKey().substring(beginning.length()), DynamoScores.number(attribute));
            }
        }
        return numbers;
    }

    @Override
    public Map<Long, Long> units(MarketplaceId marketplace, ParticipantId payer) {
        Map<String, AttributeValue> item =
                scores.get(DynamoScores.unitsKey(marketplace, payer)).orElse(Map.of());
        Map<Long, Long> units = new HashMap<>();
        numbers(item, DynamoScores.HOUR).forEach((hour, value) -> {
            if (value != 0) {
                units.put(Long.valueOf(hour), value);
            }
        });
        return units;
    }

    @Override
    public void addUnits(
            MarketplaceId marketplace, ParticipantId payer, Map<Long, Long> right, Map<Long, Long> stored) {
        Map<String, Long> missing = difference(named(right), named(stored));
        Map<String, AttributeValue> key = DynamoScores.unitsKey(marketplace, payer);
        if (!missing.isEmpty()) {
            boolean _ = Contention.retry(
                    "fee units", () -> written(stored.toString(), List.of(DynamoScores.adding(table, key, missing))));
        }
    }

    private static Map<String, Long> named(Map<Long, Long> byHour) {
        Map<String, Long> named = new HashMap<>();
        byHour.forEach((hour, units) -> named.put(DynamoScores.HOUR + hour, units));
        return named;
    }
}
