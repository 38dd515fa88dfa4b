package dev.surety.runtime.edge.http;

import dev.surety.runtime.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a form as a browser sends it (URL Standard, section 5) into an object of texts, which {@link Fields} reads like
 * any other body. Strict where the standard is not: broken escapes, broken UTF-8 and a name that comes twice are
 * malformed.
 */
final class Form {
    private static final String TYPE = "application/x-www-form-urlencoded";
    private static final int MOST_FIELDS = 20;

    private Form() {}

    static JsonNode parse(HttpEvent event) throws Json.Malformed {
        String type = event.headers().getOrDefault("content-type", "").split(";", 2)[0].strip();
        String[] pairs = new String(event.body(), StandardCharsets.ISO_8859_1).split("&", MOST_FIELDS + 1);
        if (!type.equalsIgnoreCase(TYPE) || pairs.length > MOST_FIELDS) {
            throw new Json.Malformed("not_form");
        }
        ObjectNode form = Json.object();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            if (name.isEmpty() || form.has(name)) {
                throw new Json.Malformed("not_form");
            }
            form.put(name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        return form;
    }

    /** {@code text} holds one character a byte. */
    private static String decode(String text) throws Json.Malformed {
        var bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
                int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    throw new Json.Malformed("not_form");
                }
                bytes.write(high * 16 + low);
                i += 2;
            } else {
                bytes.write(c == '+' ? ' ' : c);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
        } catch (CharacterCodingException e) {
            throw new Json.Malformed("not_utf8");
        }
    }
}
