package dev.surety.dynamo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** SET (with +, - and if_not_exists), REMOVE and ADD of numbers, on top-level attributes. */
final class UpdateExpression {

    private sealed interface Term {
        record Attribute(String name) implements Term {}

        record Literal(AttributeValue value) implements Term {}

        record IfAbsent(String name, Term otherwise) implements Term {}

        record Sum(Term left, Term right, boolean minus) implements Term {}
    }

    private sealed interface Action {
        String name();

        record Set(String name, Term value) implements Action {}

        record Remove(String name) implements Action {}

        record Add(String name, AttributeValue value) implements Action {}
    }

    private final List<Action> actions = new ArrayList<>();
    private final Tokens tokens;
    private final Placeholders placeholders;

    private UpdateExpression(Tokens tokens, Placeholders placeholders) {
        this.tokens = tokens;
        this.placeholders = placeholders;
    }

    /** Without an expression an update only makes sure that the item exists. */
    static Optional<UpdateExpression> parse(@Nullable String expression, Placeholders placeholders) {
        if (expression == null) {
            return Optional.empty();
        }
        UpdateExpression update = new UpdateExpression(new Tokens(expression), placeholders);
        update.clauses();
        if (update.touched().size() != update.actions.size()) {
            throw update.tokens.bad("Two document paths overlap with each other");
        }
        return Optional.of(update);
    }

    Set<String> touched() {
        Set<String> names = new LinkedHashSet<>();
        actions.forEach(action -> names.add(action.name()));
        return names;
    }

    /** Every term is read from the item as it was before the update. */
    Map<String, AttributeValue> apply(Map<String, AttributeValue> before) {
        Map<String, AttributeValue> after = new LinkedHashMap<>(before);
        for (Action action : actions) {
            switch (action) {
                case Action.Set(String name, Term value) -> after.put(name, eval(value, before));
                case Action.Remove(String name) -> after.remove(name);
                case Action.Add(String name, AttributeValue value) -> {
                    AttributeValue old = before.getOrDefault(name, AttributeValue.fromN("0"));
                    after.put(name, Values.number(numeric(old).add(numeric(value))));
                }
            }
        }
        return after;
    }

    private static AttributeValue eval(Term term, Map<String, AttributeValue> item) {
        return switch (term) {
            case Term.Literal(AttributeValue value) -> value;
            case Term.Attribute(String name) -> {
                AttributeValue value = item.get(name);
                if (value == null) {
                    throw Failures.validation(
                            "The provided expression refers to an attribute that does not exist in the item");
                }
                yield value;
            }
            case Term.IfAbsent(String name, Term otherwise) -> {
                AttributeValue value = item.get(name);
                yield value == null ? eval(otherwise, item) : value;
            }
            case Term.Sum(Term left, Term right, boolean minus) -> {
                BigDecimal first = numeric(eval(left, item));
                BigDecimal second = numeric(eval(right, item));
                yield Values.number(minus ? first.subtract(second) : first.add(second));
            }
        };
    }

    private static BigDecimal numeric(AttributeValue value) {
        if (value.n() == null) {
            throw Failures.validation("An operand in the update expression has an incorrect data type");
        }
        return Values.number(value);
    }

    private void clauses() {
        Set<String> seen = new LinkedHashSet<>();
        while (!tokens.atEnd()) {
            String clause = tokens.take().toUpperCase(Locale.ROOT);
            if (!seen.add(clause)) {
                throw tokens.bad("The clause " + clause + " appears twice");
            }
            do {
                actions.add(
                        switch (clause) {
                            case "SET" -> set();
                            case "REMOVE" -> new Action.Remove(placeholders.name(tokens.word()));
                            case "ADD" -> add();
                            default -> throw tokens.bad("the clause " + clause + " is not understood");
                        });
            } while (tokens.accept(","));
        }
    }

    private Action set() {
        String name = placeholders.name(tokens.word());
        tokens.expect("=");
        Term value = term();
        if (tokens.accept("+")) {
            value = new Term.Sum(value, term(), false);
        } else if (tokens.accept("-")) {
            value = new Term.Sum(value, term(), true);
        }
        return new Action.Set(name, value);
    }

    private Action add() {
        String name = placeholders.name(tokens.word());
        AttributeValue value = placeholders.value(tokens.take());
        if (value.n() == null) {
            throw tokens.bad("ADD is understood for numbers only");
        }
        return new Action.Add(name, value);
    }

    private Term term() {
        if (tokens.peek().startsWith(":")) {
            return new Term.Literal(placeholders.value(tokens.take()));
        }
        if (tokens.peekSecond().equals("(")) {
            if (!tokens.accept("if_not_exists")) {
                throw tokens.bad("the function " + tokens.peek() + " is not understood");
            }
            tokens.expect("(");
            String name = placeholders.name(tokens.word());
            tokens.expect(",");
            Term otherwise = term();
            tokens.expect(")");
            return new Term.IfAbsent(name, otherwise);
        }
        return new Term.Attribute(placeholders.name(tokens.word()));
    }
}
