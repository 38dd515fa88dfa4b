package dev.surety.local.compose;

import static dev.surety.local.template.Template.list;
import static dev.surety.local.template.Template.map;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a template as a person would: short tags, a line for everything that fits one. */
final class TemplateText {
    private static final int LINE = 160;
    private static final String HEAD = """
            # Made by `mvn -q -Pcompose test-compile` of infrastructure/cloud and functions/*/deploy.yaml.
            # Every deployed thing of Surety is here, and its wiring; the local runtime reads this same file.
            """;
    private static final Pattern PLAIN = Pattern.compile(
            "[A-Za-z/$][A-Za-z0-9_./:$#*'();-]*( [A-Za-z0-9_./:$*'();-]+)*");
    private static final Pattern NOT_TEXT = Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n|.*:( .*)?");

    private final StringBuilder text = new StringBuilder(HEAD);

    private TemplateText() {}

    static String of(Map<String, Object> template) {
        TemplateText writer = new TemplateText();
        template.forEach((section, value) -> {
            if (value instanceof Map<?, ?>) {
                writer.text.append('\n').append(section).append(":\n");
                map(value).forEach((name, element) -> {
                    writer.text.append(section.equals("Resources") ? "\n" : "");
                    writer.entry(name, element, 2, section.equals("Resources"));
                });
            } else {
                writer.entry(section, value, 0, false);
            }
        });
        return writer.text.toString();
    }

    private void entry(String name, Object value, int indent, boolean open) {
        text.append(" ".repeat(indent)).append(scalar(name)).append(':');
        value(value, indent, indent + name.length() + 2, open);
    }

    /** What follows a key or a dash: on the same line if it fits, else in lines of its own. */
    private void value(Object value, int indent, int column, boolean open) {
        String line = inline(value);
        if (!open && column + line.length() <= LINE) {
            text.append(' ').append(line).append('\n');
            return;
        }
        Optional<Map.Entry<String, Object>> intrinsic = intrinsic(value);
        intrinsic.ifPresent(form -> text.append(' ').append(tag(form.getKey())));
        Object body = intrinsic.isPresent() ? intrinsic.get().getValue() : value;
        switch (body) {
            case Map<?, ?> mapping -> {
                text.append('\n');
                map(mapping).forEach((key, element) -> entry(key, element, indent + 2, false));
            }
            case List<?> sequence -> {
                text.append('\n');
                sequence.forEach(element -> item(element, indent + 2));
            }
            default -> folded(String.valueOf(body), indent + 2);
        }
    }

    private void item(Object element, int indent) {
        String line = inline(element);
        if (indent + 2 + line.length() <= LINE || intrinsic(element).isPresent() || !(element instanceof Map<?, ?>)) {
            text.append(" ".repeat(indent)).append('-');
            value(element, indent, indent + 2, false);
            return;
        }
        int start = text.length();
        map(element).forEach((key, value) -> entry(key, value, indent + 2, false));
        text.setCharAt(start + indent, '-');
    }

    /** Lines of a text that is too long for one; where a line ends, the text has a blank. */
    private void folded(String value, int indent) {
        if (!value.equals(value.strip()) || value.contains("\n") || value.contains("  ")) {
            throw new IllegalArgumentException("A text that does not fit a line is words and single blanks: " + value);
        }
        text.append(" >-\n");
        StringBuilder line = new StringBuilder();
        for (String word : value.split(" ", -1)) {
            if (!line.isEmpty() && indent + line.length() + 1 + word.length() > LINE) {
                text.append(" ".repeat(indent)).append(line).append('\n');
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        text.append(" ".repeat(indent)).append(line).append('\n');
    }

    private static String inline(Object value) {
        Optional<Map.Entry<String, Object>> intrinsic = intrinsic(value);
        if (intrinsic.isPresent()) {
            return tag(intrinsic.get().getKey()) + " " + inline(intrinsic.get().getValue());
        }
        return switch (value) {
            case Map<?, ?> mapping -> map(mapping).entrySet().stream()
                    .map(entry -> scalar(entry.getKey()) + ": " + inline(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
            case List<?> sequence -> joined(sequence);
            default -> scalar(value);
        };
    }

    private static String joined(Collection<?> elements) {
        List<String> texts = new ArrayList<>();
        elements.forEach(element -> texts.add(inline(element)));
        return "[" + String.join(", ", texts) + "]";
    }

    /** The one entry of a form that has a short tag; an attribute's name becomes one word. */
    private static Optional<Map.Entry<String, Object>> intrinsic(Object value) {
        if (!(value instanceof Map<?, ?> form) || form.size() != 1) {
            return Optional.empty();
        }
        Map.Entry<String, Object> only = map(form).entrySet().iterator().next();
        if (only.getKey().equals("Fn::GetAtt")) {
            List<String> names = list(only.getValue()).stream().map(String::valueOf).toList();
            return Optional.of(Map.entry(only.getKey(), String.join(".", names)));
        }
        return Optional.of(only).filter(entry -> entry.getKey().matches("Ref|Fn::.*"));
    }

    private static String tag(String name) {
        return "!" + name.replace("Fn::", "");
    }

    private static String scalar(Object value) {
        if (!(value instanceof String words)) {
            return String.valueOf(value);
        }
        boolean plain = PLAIN.matcher(words).matches() && !NOT_TEXT.matcher(words).matches();
        return plain ? words : "\"" + words.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
