package dev.surety.dynamo;

import dev.surety.dynamo.TableShape.KeyPart;
import dev.surety.dynamo.TableShape.Rule;
import dev.surety.dynamo.Write.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** From requests to writes, single or in a transaction; here the rules stricter than DynamoDB's are held. */
final class WriteReader {
    private final Function<String, MemoryTable> tables;

    WriteReader(Function<String, MemoryTable> tables) {
        this.tables = tables;
    }

    Write put(PutItemRequest request) {
        if (request.hasExpected()) {
            throw new UnsupportedOperationException("Expected is not understood: use a condition expression");
        }
        return put(Put.builder()
                .tableName(request.tableName())
                .item(request.item())
                .conditionExpression(request.conditionExpression())
                .expressionAttributeNames(request.expressionAttributeNames())
                .expressionAttributeValues(request.expressionAttributeValues())
                .returnValuesOnConditionCheckFailure(request.returnValuesOnConditionCheckFailure())
                .build());
    }

    /** One of a batch, which knows no conditions. */
    Write put(String table, WriteRequest request) {
        if (request.putRequest() == null) {
            throw new UnsupportedOperationException("of batch writes only puts are understood");
        }
        return put(Put.builder().tableName(table).item(request.putRequest().item()).build());
    }

    Write update(UpdateItemRequest request) {
        if (request.hasExpected() || request.hasAttributeUpdates()) {
            throw new UnsupportedOperationException("Expected and AttributeUpdates are not understood");
        }
        return update(Update.builder()
                .tableName(request.tableName())
                .key(request.key())
                .updateExpression(request.updateExpression())
                .conditionExpression(request.conditionExpression())
                .expressionAttributeNames(request.expressionAttributeNames())
                .expressionAttributeValues(request.expressionAttributeValues())
                .returnValuesOnConditionCheckFailure(request.returnValuesOnConditionCheckFailure())
                .build());
    }

    Write delete(DeleteItemRequest request) {
        if (request.hasExpected()) {
            throw new UnsupportedOperationException("Expected is not understood: use a condition expression");
        }
        return delete(Delete.builder()
                .tableName(request.tableName())
                .key(request.key())
                .conditionExpression(request.conditionExpression())
                .expressionAttributeNames(request.expressionAttributeNames())
                .expressionAttributeValues(request.expressionAttributeValues())
                .returnValuesOnConditionCheckFailure(request.returnValuesOnConditionCheckFailure())
                .build());
    }

    Write oneOf(TransactWriteItem item) {
        List<Write> writes = Stream.of(
                        Optional.ofNullable(item.put()).map(this::put),
                        Optional.ofNullable(item.update()).map(this::updateInTransaction),
                        Optional.ofNullable(item.delete()).map(this::delete),
                        Optional.ofNullable(item.conditionCheck()).map(this::check))
                .flatMap(Optional::stream)
                .toList();
        if (writes.size() != 1) {
            throw Failures.validation("TransactItems can only contain one of Check, Put, Update or Delete");
        }
        return writes.getFirst();
    }

    private Write put(Put request) {
        MemoryTable table = tables.apply(request.tableName());
        Map<String, AttributeValue> item = Map.copyOf(Values.stored(request.item()));
        Optional<Condition> condition = condition(
                request.conditionExpression(),
                new Placeholders(request.expressionAttributeNames(), request.expressionAttributeValues()));
        table.checkItem(item);
        ItemKey key = table.keyIn(item);
        String hash = table.shape().hashKey().name();
        if (table.shape().is(Rule.APPEND_ONLY)
                && !condition.map(each -> each.demandsAbsent(hash)).orElse(false)) {
            throw new BreachError("append-only: a put of " + key + " without attribute_not_exists(" + hash + ")");
        }
        boolean shows = shows(request.returnValuesOnConditionCheckFailure());
        return new Write(Kind.PUT, table, key, condition, shows, _ -> item);
    }

    private Write updateInTransaction(Update request) {
        if (request.updateExpression() == null) {
            throw Failures.validation("UpdateExpression must be provided");
        }
        return update(request);
    }

    private Write update(Update request) {
        MemoryTable table = tables.apply(request.tableName());
        ItemKey key = table.keyAlone(request.key());
        if (table.shape().is(Rule.APPEND_ONLY)) {
            throw new BreachError("append-only: an update of " + key);
        }
        Placeholders placeholders =
                new Placeholders(request.expressionAttributeNames(), request.expressionAttributeValues());
        Optional<UpdateExpression> update = UpdateExpression.parse(request.updateExpression(), placeholders);
        Optional<Condition> condition = condition(request.conditionExpression(), placeholders);
        for (KeyPart part : table.shape().keys()) {
            if (update.map(each -> each.touched().contains(part.name())).orElse(false)) {
                throw Failures.validation("One or more parameter values were invalid: Cannot update attribute "
                        + part.name() + ". This attribute is part of the key");
            }
        }
        boolean shows = shows(request.returnValuesOnConditionCheckFailure());
        return new Write(Kind.UPDATE, table, key, condition, shows, before -> {
            Map<String, AttributeValue> old = before == null ? table.attributes(key) : before;
            return Map.copyOf(update.map(each -> each.apply(old)).orElse(old));
        });
    }

    private Write delete(Delete request) {
        MemoryTable table = tables.apply(request.tableName());
        ItemKey key = table.keyAlone(request.key());
        boolean careful =
                table.shape().is(Rule.DELETABLE_ON_CONDITION) && request.conditionExpression() != null;
        if (!careful && !table.shape().is(Rule.DELETABLE)) {
            throw new BreachError("append-only: a delete of " + key);
        }
        Optional<Condition> condition = condition(
                request.conditionExpression(),
                new Placeholders(request.expressionAttributeNames(), request.expressionAttributeValues()));
        boolean shows = shows(request.returnValuesOnConditionCheckFailure());
        return new Write(Kind.DELETE, table, key, condition, shows, _ -> null);
    }

    private Write check(ConditionCheck request) {
        MemoryTable table = tables.apply(request.tableName());
        ItemKey key = table.keyAlone(request.key());
        Optional<Condition> condition = condition(
                request.conditionExpression(),
                new Placeholders(request.expressionAttributeNames(), request.expressionAttributeValues()));
        if (condition.isEmpty()) {
            throw Failures.validation("The ConditionExpression of a ConditionCheck must be provided");
        }
        boolean shows = shows(request.returnValuesOnConditionCheckFailure());
        return new Write(Kind.CHECK, table, key, condition, shows, before -> before);
    }

    private static Optional<Condition> condition(@Nullable String expression, Placeholders placeholders) {
        Optional<Condition> condition = ConditionParser.parse(expression, placeholders);
        placeholders.allUsed();
        return condition;
    }

    private static boolean shows(@Nullable ReturnValuesOnConditionCheckFailure wanted) {
        return wanted == ReturnValuesOnConditionCheckFailure.ALL_OLD;
    }
}
