package dev.surety.onboarding.http.page;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * HTML that is safe to send. Text comes into it only by {@link #of}, which escapes it. So no browser reads a text of a
 * stranger as markup.
 */
record Html(String markup) {
    static final Html NONE = new Html("");

    private static final Map<Integer, String> ESCAPES =
            Map.of((int) '&', "&amp;", (int) '<', "&lt;", (int) '>', "&gt;", (int) '"', "&quot;", (int) '\'', "&#39;");

    /**
     * @param template our own markup, in which each {@code {}} stands for an argument; attributes are in double quotes
     * @param arguments HTML, which is taken as it is, or anything else, whose text is escaped
     */
    static Html of(String template, Object... arguments) {
        String[] parts = template.split("\\{}", -1);
        if (parts.length != arguments.length + 1) {
            throw new IllegalArgumentException("a template has as many places as there are arguments: " + template);
        }
        var html = new StringBuilder(parts[0]);
        for (int i = 0; i < arguments.length; i++) {
            html.append(arguments[i] instanceof Html(var markup) ? markup : escaped(arguments[i].toString()));
            html.append(parts[i + 1]);
        }
        return new Html(html.toString());
    }

    static Html all(List<Html> parts) {
        return new Html(parts.stream().map(Html::markup).collect(Collectors.joining("\n")));
    }

    private static String escaped(String text) {
        var escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            String escape = ESCAPES.get(c);
            if (escape == null) {
                escaped.appendCodePoint(c);
            } else {
                escaped.append(escape);
            }
        });
        return escaped.toString();
    }
}
