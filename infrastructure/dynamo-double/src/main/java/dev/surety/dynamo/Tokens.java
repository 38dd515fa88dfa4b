package dev.surety.dynamo;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of an expression, read from left to right. */
final class Tokens {
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:([#:]?[A-Za-z_][A-Za-z0-9_]*|[#:][0-9][A-Za-z0-9_]*)|(<>|<=|>=|[=<>(),+-]))");

    private final String text;
    private final List<String> tokens = new ArrayList<>();
    private int next;

    Tokens(String text) {
        this.text = text;
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        String rest = text.stripTrailing();
        while (end < rest.length()) {
            if (!matcher.region(end, rest.length()).lookingAt()) {
                throw bad("cannot read from position " + end);
            }
            tokens.add(matcher.group().strip());
            end = matcher.end();
        }
        if (tokens.isEmpty()) {
            throw bad("The expression can not be empty");
        }
    }

    boolean atEnd() {
        return next == tokens.size();
    }

    String peek() {
        return atEnd() ? "" : tokens.get(next);
    }

    /** The token after the next. */
    String peekSecond() {
        return next + 1 < tokens.size() ? tokens.get(next + 1) : "";
    }

    String take() {
        if (atEnd()) {
            throw bad("ends too early");
        }
        return tokens.get(next++);
    }

    boolean accept(String token) {
        boolean accepted = peek().equalsIgnoreCase(token);
        if (accepted) {
            next++;
        }
        return accepted;
    }

    void expect(String token) {
        if (!accept(token)) {
            throw bad("expected " + token + " instead of '" + peek() + "'");
        }
    }

    void end() {
        if (!atEnd()) {
            throw bad("did not expect '" + peek() + "'");
        }
    }

    String word() {
        String token = take();
        if (!Character.isLetter(token.charAt(0)) && token.charAt(0) != '#' && token.charAt(0) != '_') {
            throw bad("expected an attribute instead of '" + token + "'");
        }
        return token;
    }

    RuntimeException bad(String why) {
        return Failures.validation("Invalid expression: " + why + " in: " + text);
    }
}
