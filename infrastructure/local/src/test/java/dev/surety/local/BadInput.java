package dev.surety.local;

import dev.surety.runtime.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Everything that can be wrong with a body, made from one that is right. */
final class BadInput {
    private static final String HERE = "@here@";
    private static final List<String> AMOUNTS = List.of(
            "0", "-1", "1.0", "1e3", "\"1\"", "01", "+1", "NaN", "9223372036854775808", "1000000000000001", "null");
    private static final List<String> CURRENCIES = List.of("\"eur\"", "\"XXX\"", "\"EURO\"", "978", "null");
    private static final List<String> FOREIGN = List.of("state", "fee", "marketplace", "__proto__");

    private BadInput() {}

    /** Bodies that are no object, not JSON, or too much of it, whatever the route. */
    static List<String> bodies() {
        return List.of(
                "",
                " ",
                "{",
                "}",
                "nul",
                "null",
                "7",
                "\"x\"",
                "[]",
                "[{}]",
                "{} {}",
                "{},",
                "{\"a\":1,\"a\":1}",
                "{'a':1}",
                "{\"a\":1,}",
                "\uFEFF{}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":" + "[".repeat(20) + "]".repeat(20) + "}",
                "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000),
                "{\"nobody-asked-for-this\":\"" + "x".repeat(70_000) + "\"}");
    }

    /** The body with one thing wrong: a member missing, of another type, past a bound, or that nobody asked for. */
    static List<String> of(JsonNode good, Collection<String> required) {
        List<String> bad = new ArrayList<>();
        for (String name : required) {
            ObjectNode without = (ObjectNode) good.deepCopy();
            without.remove(name);
            bad.add(Json.text(without));
        }
        spoil(good, good, bad);
        return bad;
    }

    private static void spoil(JsonNode whole, JsonNode at, List<String> bad) {
        if (at instanceof ObjectNode object) {
            for (String name : FOREIGN) {
                ObjectNode original = object.deepCopy();
                object.put(name, 1);
                bad.add(Json.text(whole));
                object.removeAll();
                object.setAll(original);
            }
            for (Map.Entry<String, JsonNode> member : List.copyOf(object.properties())) {
                // What a caller keeps with us under names of its own may be any text.
                if (!member.getKey().equals("metadata")) {
                    for (String wrong : wrong(member.getKey(), member.getValue())) {
                        object.put(member.getKey(), HERE);
                        bad.add(Json.text(whole).replace("\"" + HERE + "\"", wrong));
                        object.set(member.getKey(), member.getValue());
                    }
                    spoil(whole, member.getValue(), bad);
                }
            }
        } else if (at instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                spoil(whole, array.get(i), bad);
            }
        }
    }

    private static List<String> wrong(String name, JsonNode value) {
        List<String> wrong = new ArrayList<>(List.of("null", "1.5", "[[]]", "{\"x\":{}}"));
        if (!value.isBoolean()) {
            wrong.add("true");
        }
        if (value.isString()) {
            wrong.addAll(List.of("7", "\"a\\u0000b\"", "\"" + "x".repeat(9_000) + "\""));
        } else {
            wrong.add("\"x\"");
        }
        if (name.equals("amount") && value.isNumber()) {
            wrong.addAll(AMOUNTS);
        }
        if (name.equals("currency")) {
            wrong.addAll(CURRENCIES);
        }
        return wrong;
    }
}
