package dev.surety.runtime.json;

import dev.surety.model.Invariants;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The JSON canonicalisation scheme of RFC 8785: members sorted by UTF-16 code units (§3.2.3), the shortest escapes
 * (§3.2.2.2), no white space. Numbers here are integers of 64 bits and are written exactly; RFC 8785 would round
 * those beyond 2^53, which money must not be. A fraction is a breach: none of our data has one.
 */
final class CanonicalJson {
    private CanonicalJson() {}

    static String of(JsonNode node) {
        var out = new StringBuilder();
        write(node, out);
        return out.toString();
    }

    private static void write(JsonNode node, StringBuilder out) {
        switch (node.getNodeType()) {
            case OBJECT -> writeObject(node, out);
            case ARRAY -> writeArray(node, out);
            case STRING -> writeString(node.stringValue(), out);
            case BOOLEAN -> out.append(node.booleanValue());
            case NULL -> out.append("null");
            case NUMBER -> {
                Invariants.hold(node.isIntegralNumber(), "canonical data has integers only");
                out.append(node.bigIntegerValue());
            }
            case BINARY, MISSING, POJO -> throw new Invariants.Breach("canonical data is plain JSON");
        }
    }

    private static void writeObject(JsonNode node, StringBuilder out) {
        List<String> names = node.propertyNames().stream().sorted().toList();
        out.append('{');
        for (int i = 0; i < names.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            writeString(names.get(i), out);
            out.append(':');
            write(node.get(names.get(i)), out);
        }
        out.append('}');
    }

    private static void writeArray(JsonNode node, StringBuilder out) {
        out.append('[');
        for (int i = 0; i < node.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            write(node.get(i), out);
        }
        out.append(']');
    }

    private static void writeString(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < 0x20) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
