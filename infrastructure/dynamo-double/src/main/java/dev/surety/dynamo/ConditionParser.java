package dev.surety.dynamo;

import dev.surety.dynamo.Condition.Operand;
import dev.surety.dynamo.Condition.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads conditions by descent: OR binds weakest, then AND, then NOT. It refuses an operator it does not know. */
final class ConditionParser {
    private final Tokens tokens;
    private final Placeholders placeholders;

    private ConditionParser(Tokens tokens, Placeholders placeholders) {
        this.tokens = tokens;
        this.placeholders = placeholders;
    }

    /** The condition a request carries, if it carries one. */
    static Optional<Condition> parse(@Nullable String expression, Placeholders placeholders) {
        if (expression == null) {
            return Optional.empty();
        }
        ConditionParser parser = new ConditionParser(new Tokens(expression), placeholders);
        Condition condition = parser.either();
        parser.tokens.end();
        return Optional.of(condition);
    }

    private Condition either() {
        Condition left = both();
        while (tokens.accept("OR")) {
            left = new Condition.Or(left, both());
        }
        return left;
    }

    private Condition both() {
        Condition left = negated();
        while (tokens.accept("AND")) {
            left = new Condition.And(left, negated());
        }
        return left;
    }

    private Condition negated() {
        return tokens.accept("NOT") ? new Condition.Not(negated()) : single();
    }

    private Condition single() {
        if (tokens.accept("(")) {
            Condition inner = either();
            tokens.expect(")");
            return inner;
        }
        if (tokens.peekSecond().equals("(") && !tokens.peek().equals("size")) {
            return function(tokens.take());
        }
        Operand left = operand();
        if (tokens.accept("BETWEEN")) {
            Operand from = operand();
            tokens.expect("AND");
            return new Condition.Between(left, from, operand());
        }
        if (tokens.accept("IN")) {
            return new Condition.OneOf(left, options());
        }
        Relation relation = Relation.of(tokens.take()).orElseThrow(() -> tokens.bad("expected a comparison"));
        return new Condition.Compare(left, relation, operand());
    }

    private Condition function(String name) {
        tokens.expect("(");
        Condition condition =
                switch (name) {
                    case "attribute_exists" -> new Condition.Exists(placeholders.name(tokens.word()));
                    case "attribute_not_exists" -> new Condition.Absent(placeholders.name(tokens.word()));
                    case "begins_with" -> {
                        Operand value = operand();
                        tokens.expect(",");
                        yield new Condition.BeginsWith(value, operand());
                    }
                    default -> throw tokens.bad("the function " + name + " is not understood");
                };
        tokens.expect(")");
        return condition;
    }

    private List<Operand> options() {
        List<Operand> options = new ArrayList<>();
        tokens.expect("(");
        do {
            options.add(operand());
        } while (tokens.accept(","));
        tokens.expect(")");
        return options;
    }

    private Operand operand() {
        if (tokens.peek().startsWith(":")) {
            return new Operand.Literal(placeholders.value(tokens.take()));
        }
        if (tokens.peek().equals("size") && tokens.peekSecond().equals("(")) {
            tokens.take();
            tokens.expect("(");
            Operand size = new Operand.Size(placeholders.name(tokens.word()));
            tokens.expect(")");
            return size;
        }
        return new Operand.Attribute(placeholders.name(tokens.word()));
    }
}
