package dev.surety.dynamo;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A condition, key condition or filter, parsed. An item that does not exist is an empty one. */
sealed interface Condition {

    /** Something a condition compares. */
    sealed interface Operand {
        record Attribute(String name) implements Operand {}

        record Literal(AttributeValue value) implements Operand {}

        record Size(String name) implements Operand {}

        default Optional<AttributeValue> in(Map<String, AttributeValue> item) {
            return switch (this) {
                case Attribute(String name) -> Optional.ofNullable(item.get(name));
                case Literal(AttributeValue value) -> Optional.of(value);
                case Size(String name) ->
                    Optional.ofNullable(item.get(name)).map(value -> AttributeValue.fromN("" + length(value)));
            };
        }

        private static int length(AttributeValue value) {
            return switch (value.type()) {
                case L -> value.l().size();
                case M -> value.m().size();
                default -> Values.size(value);
            };
        }
    }

    enum Relation {
        EQUAL,
        NOT_EQUAL,
        LESS,
        AT_MOST,
        GREATER,
        AT_LEAST;

        private static final Map<String, Relation> BY_SIGN =
                Map.of("=", EQUAL, "<>", NOT_EQUAL, "<", LESS, "<=", AT_MOST, ">", GREATER, ">=", AT_LEAST);

        static Optional<Relation> of(String sign) {
            return Optional.ofNullable(BY_SIGN.get(sign));
        }

        private boolean holds(int order) {
            return switch (this) {
                case EQUAL -> order == 0;
                case NOT_EQUAL -> order != 0;
                case LESS -> order < 0;
                case AT_MOST -> order <= 0;
                case GREATER -> order > 0;
                case AT_LEAST -> order >= 0;
            };
        }

        boolean holds(Optional<AttributeValue> left, Optional<AttributeValue> right) {
            if (this == EQUAL || this == NOT_EQUAL) {
                boolean same = left.isPresent() && right.isPresent() && Values.same(left.get(), right.get());
                return same == (this == EQUAL);
            }
            return left.isPresent()
                    && right.isPresent()
                    && Values.ordered(left.get(), right.get())
                    && holds(Values.compare(left.get(), right.get()));
        }
    }

    record And(Condition left, Condition right) implements Condition {}

    record Or(Condition left, Condition right) implements Condition {}

    record Not(Condition inner) implements Condition {}

    record Compare(Operand left, Relation relation, Operand right) implements Condition {}

    record Between(Operand value, Operand from, Operand to) implements Condition {}

    record OneOf(Operand value, List<Operand> options) implements Condition {}

    record BeginsWith(Operand value, Operand prefix) implements Condition {}

    record Exists(String name) implements Condition {}

    record Absent(String name) implements Condition {}

    default boolean holds(Map<String, AttributeValue> item) {
        return switch (this) {
            case And(Condition left, Condition right) -> left.holds(item) && right.holds(item);
            case Or(Condition left, Condition right) -> left.holds(item) || right.holds(item);
            case Not(Condition inner) -> !inner.holds(item);
            case Compare(Operand left, Relation relation, Operand right) ->
                relation.holds(left.in(item), right.in(item));
            case Between(Operand value, Operand from, Operand to) ->
                Relation.AT_LEAST.holds(value.in(item), from.in(item))
                        && Relation.AT_MOST.holds(value.in(item), to.in(item));
            case OneOf(Operand value, List<Operand> options) ->
                options.stream().anyMatch(option -> Relation.EQUAL.holds(value.in(item), option.in(item)));
            case BeginsWith(Operand value, Operand prefix) -> begins(value.in(item), prefix.in(item));
            case Exists(String name) -> item.containsKey(name);
            case Absent(String name) -> !item.containsKey(name);
        };
    }

    /** Whether this cannot hold unless {@code name} is absent. */
    default boolean demandsAbsent(String name) {
        return switch (this) {
            case Absent(String absent) -> absent.equals(name);
            case And(Condition left, Condition right) -> left.demandsAbsent(name) || right.demandsAbsent(name);
            case Or(Condition left, Condition right) -> left.demandsAbsent(name) && right.demandsAbsent(name);
            case Not _, Compare _, Between _, OneOf _, BeginsWith _, Exists _ -> false;
        };
    }

    /** The attributes it looks at. */
    default Set<String> attributes() {
        return switch (this) {
            case And(Condition left, Condition right) -> both(left.attributes(), right.attributes());
            case Or(Condition left, Condition right) -> both(left.attributes(), right.attributes());
            case Not(Condition inner) -> inner.attributes();
            case Compare(Operand left, Relation _, Operand right) -> both(named(left), named(right));
            case Between(Operand value, Operand from, Operand to) -> both(named(value), both(named(from), named(to)));
            case OneOf(Operand value, List<Operand> _) -> named(value);
            case BeginsWith(Operand value, Operand prefix) -> both(named(value), named(prefix));
            case Exists(String name) -> Set.of(name);
            case Absent(String name) -> Set.of(name);
        };
    }

    private static Set<String> named(Operand operand) {
        return switch (operand) {
            case Operand.Attribute(String name) -> Set.of(name);
            case Operand.Size(String name) -> Set.of(name);
            case Operand.Literal _ -> Set.of();
        };
    }

    private static Set<String> both(Set<String> left, Set<String> right) {
        return Stream.concat(left.stream(), right.stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean begins(Optional<AttributeValue> value, Optional<AttributeValue> prefix) {
        return value.isPresent()
                && prefix.isPresent()
                && value.get().s() != null
                && prefix.get().s() != null
                && value.get().s().startsWith(prefix.get().s());
    }
}
