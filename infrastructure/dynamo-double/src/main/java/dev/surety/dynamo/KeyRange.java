package dev.surety.dynamo;

import dev.surety.dynamo.Condition.Operand;
import dev.surety.dynamo.Condition.Relation;
import dev.surety.dynamo.TableShape.KeyPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A key condition understood: one value of the hash key and at most one condition on the range key. */
record KeyRange(AttributeValue hash, Optional<Condition> range) {

    boolean holds(Map<String, AttributeValue> row) {
        return range.map(each -> each.holds(row)).orElse(true);
    }

    static KeyRange of(Condition condition, KeyPart hashPart, Optional<KeyPart> rangePart) {
        List<Condition> parts = new ArrayList<>();
        flatten(condition, parts);
        Optional<AttributeValue> hash = Optional.empty();
        Optional<Condition> range = Optional.empty();
        for (Condition part : parts) {
            if (hash.isEmpty()
                    && part instanceof Condition.Compare(
                            Operand.Attribute(String name), Relation relation, Operand.Literal(AttributeValue value))
                    && relation == Relation.EQUAL
                    && name.equals(hashPart.name())) {
                hash = Optional.of(checked(hashPart, value));
            } else if (range.isEmpty() && rangePart.isPresent() && fits(part, rangePart.get())) {
                range = Optional.of(part);
            } else {
                throw Failures.validation("Query key condition not supported");
            }
        }
        if (hash.isEmpty()) {
            throw Failures.validation("Query condition missed key schema element: " + hashPart.name());
        }
        return new KeyRange(hash.get(), range);
    }

    private static void flatten(Condition condition, List<Condition> parts) {
        if (condition instanceof Condition.And(Condition left, Condition right)) {
            flatten(left, parts);
            flatten(right, parts);
        } else {
            parts.add(condition);
        }
    }

    private static boolean fits(Condition part, KeyPart key) {
        return switch (part) {
            case Condition.Compare(Operand left, Relation relation, Operand right) ->
                relation != Relation.NOT_EQUAL && isKey(left, key) && isValue(right, key);
            case Condition.Between(Operand value, Operand from, Operand to) ->
                isKey(value, key) && isValue(from, key) && isValue(to, key);
            case Condition.BeginsWith(Operand value, Operand prefix) -> isKey(value, key) && isValue(prefix, key);
            default -> false;
        };
    }

    private static boolean isKey(Operand operand, KeyPart key) {
        return operand instanceof Operand.Attribute(String name) && name.equals(key.name());
    }

    private static boolean isValue(Operand operand, KeyPart key) {
        return operand instanceof Operand.Literal(AttributeValue value) && checked(key, value) != null;
    }

    private static AttributeValue checked(KeyPart key, AttributeValue value) {
        if (!key.fits(value)) {
            throw Failures.validation("One or more parameter values were invalid: Condition parameter type does not"
                    + " match schema type");
        }
        if (Values.size(value) == 0) {
            throw Failures.validation("One or more parameter values are not valid. The AttributeValue for a key"
                    + " attribute cannot contain an empty string value. Key: " + key.name());
        }
        return value;
    }
}
