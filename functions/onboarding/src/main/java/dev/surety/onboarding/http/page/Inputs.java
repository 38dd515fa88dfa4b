package dev.surety.onboarding.http.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The inputs of a form, each with its label, hint and error. The error stands beside its field, and the field names it.
 */
record Inputs(Words words, Map<String, String> given, Problems wrong) {
    static final String KEY = "key";

    record Option(String value, String text) {}

    /** @param autocomplete the purpose of the field, as WCAG 1.3.5 asks for it */
    Html text(String name, String type, String autocomplete) {
        return field(name, Html.of(
                "<input id=\"{}\" name=\"{}\" type=\"{}\" value=\"{}\" autocomplete=\"{}\"{}>",
                name, name, type, given.getOrDefault(name, ""), autocomplete, described(name)));
    }

    Html select(String name, List<Option> options, String otherwise, String autocomplete) {
        String chosen = given.getOrDefault(name, otherwise);
        List<Html> shown = options.stream()
                .map(option -> Html.of(
                        "<option value=\"{}\"{}>{}</option>",
                        option.value(),
                        new Html(option.value().equals(chosen) ? " selected" : ""),
                        option.text()))
                .toList();
        return field(name, Html.of(
                "<select id=\"{}\" name=\"{}\" autocomplete=\"{}\"{}>\n{}\n</select>",
                name, name, autocomplete, described(name), Html.all(shown)));
    }

    /** Choices of which one is taken; a group has its own label. */
    Html choices(String name, List<Option> options) {
        List<Html> shown = new ArrayList<>();
        for (int i = 0; i < options.size(); i++) {
            Option option = options.get(i);
            // A link of the summary leads to the first.
            String id = i == 0 ? name : name + "-" + i;
            shown.add(Html.of(
                    "<div><input type=\"radio\" id=\"{}\" name=\"{}\" value=\"{}\"{}> "
                            + "<label for=\"{}\">{}</label></div>",
                    id,
                    name,
                    option.value(),
                    new Html(option.value().equals(given.get(name)) ? " checked" : ""),
                    id,
                    option.text()));
        }
        return Html.of(
                "<fieldset{}>\n<legend>{}</legend>\n{}{}\n</fieldset>",
                described(name), words.get("field." + name), error(name), Html.all(shown));
    }

    Html checkbox(String name) {
        return Html.of(
                "<div class=\"field\">\n{}<input type=\"checkbox\" id=\"{}\" name=\"{}\" value=\"yes\"{}> "
                        + "<label for=\"{}\">{}</label>\n</div>",
                error(name), name, name, described(name), name, words.get("field." + name));
    }

    static Html hidden(String name, String value) {
        return Html.of("<input type=\"hidden\" name=\"{}\" value=\"{}\">", name, value);
    }

    private Html field(String name, Html input) {
        return Html.of(
                "<div class=\"field\">\n<label for=\"{}\">{}</label>\n{}{}{}\n</div>",
                name, words.get("field." + name), hint(name), error(name), input);
    }

    private Html hint(String name) {
        return Optional.of("hint." + name)
                .filter(words::has)
                .map(key -> Html.of("<p class=\"hint\" id=\"{}-hint\">{}</p>\n", name, words.get(key)))
                .orElse(Html.NONE);
    }

    private Html error(String name) {
        return wrong.of(name)
                .map(text -> Html.of(
                        "<p class=\"error\" id=\"{}-error\"><strong>{}</strong> {}</p>\n",
                        name, words.get("page.error"), text))
                .orElse(Html.NONE);
    }

    private Html described(String name) {
        List<String> by = new ArrayList<>();
        if (words.has("hint." + name)) {
            by.add(name + "-hint");
        }
        boolean isWrong = wrong.of(name).isPresent();
        if (isWrong) {
            by.add(name + "-error");
        }
        return by.isEmpty()
                ? Html.NONE
                : Html.of(
                        " aria-describedby=\"{}\"{}",
                        String.join(" ", by),
                        new Html(isWrong ? " aria-invalid=\"true\"" : ""));
    }
}
