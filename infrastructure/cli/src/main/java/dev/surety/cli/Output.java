package dev.surety.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Prints answers as tables for people, or as CSV or JSON for programs. */
final class Output {
    enum Form {
        table,
        csv,
        json
    }

    private final PrintWriter out;
    private final Form form;

    Output(PrintWriter out, Form form) {
        this.out = out;
        this.form = form;
    }

    boolean isForPeople() {
        return form == Form.table;
    }

    /** A sentence for people; programs get none. */
    void say(String sentence) {
        if (isForPeople()) {
            out.println(sentence);
            out.flush();
        }
    }

    /** One thing: its members at these pointers, a line each. */
    void show(JsonNode thing, List<String> pointers) {
        switch (form) {
            case json -> out.println(thing);
            case csv -> rows(List.of(thing), pointers);
            case table -> {
                int width = pointers.stream().mapToInt(of -> name(of).length()).max().orElse(0);
                for (String pointer : pointers) {
                    String value = Amounts.shown(thing.at(pointer));
                    if (!value.isEmpty()) {
                        out.println(padded(name(pointer), width) + "  " + value);
                    }
                }
            }
        }
        out.flush();
    }

    /** Many things: a row each, a column for each pointer. */
    void list(List<JsonNode> things, List<String> pointers) {
        switch (form) {
            case json -> things.forEach(out::println);
            case csv -> rows(things, pointers);
            case table -> table(things, pointers);
        }
        out.flush();
    }

    private void rows(List<JsonNode> things, List<String> pointers) {
        out.println(pointers.stream().map(Output::name).collect(Collectors.joining(",")));
        for (JsonNode thing : things) {
            out.println(pointers.stream()
                    .map(pointer -> cell(Amounts.shown(thing.at(pointer))))
                    .collect(Collectors.joining(",")));
        }
    }

    /** A cell that a spreadsheet takes for a text, never for a formula. */
    private static String cell(String value) {
        String safe = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    private void table(List<JsonNode> things, List<String> pointers) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(pointers.stream().map(Output::name).toList());
        things.forEach(thing -> lines.add(
                pointers.stream().map(pointer -> Amounts.shown(thing.at(pointer))).toList()));
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < pointers.size(); column++) {
            int at = column;
            widths.add(lines.stream().mapToInt(line -> line.get(at).length()).max().orElse(0));
        }
        for (List<String> line : lines) {
            var text = new StringBuilder();
            for (int column = 0; column < line.size(); column++) {
                text.append(padded(line.get(column), widths.get(column))).append("  ");
            }
            out.println(text.toString().stripTrailing());
        }
    }

    private static String name(String pointer) {
        return pointer.substring(1).replace('/', '.');
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
