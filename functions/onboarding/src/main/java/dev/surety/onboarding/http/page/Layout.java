package dev.surety.onboarding.http.page;

import dev.surety.runtime.edge.http.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page around the forms: title, languages, errors, steps. */
final class Layout {
    private static final String STYLE =
            """
            html{background:#fff;color:#1b1b1b}
            body{font:1.1rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:38rem;padding:1rem}
            label,legend{display:block;font-weight:600}
            input,select,button{font:inherit;padding:.4rem;max-width:100%;box-sizing:border-box}
            input[type=checkbox]+label,input[type=radio]+label{display:inline;font-weight:400}
            .field,fieldset{margin:0 0 1.2rem}
            .hint,.error{margin:0}
            .error{color:#b00020}
            .summary{border:3px solid #b00020;padding:0 1rem;margin:0 0 1.2rem}
            a:focus,input:focus,select:focus,button:focus,.summary:focus{outline:3px solid #1a5fb4;outline-offset:2px}
            @media (prefers-color-scheme:dark){
            html{background:#121212;color:#f1f1f1}
            a{color:#8ab4f8}
            .error{color:#ff9a9a}
            .summary{border-color:#ff9a9a}
            }
            """;

    private Layout() {}

    /** @param bucket where the form of a file goes, if the page has one */
    static Response page(int status, Words words, String title, boolean isWrong, Html main, Optional<URI> bucket) {
        String shown = isWrong ? words.get("page.error") + " " + title : title;
        Html html = Html.of(
                """
                <!doctype html>
                <html lang="{}">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>{}</title>
                <style>{}</style>
                </head>
                <body>
                <header>
                {}
                </header>
                <main>
                <h1>{}</h1>
                {}
                </main>
                </body>
                </html>
                """,
                words.language().code(), shown, new Html(STYLE), languages(words), title, main);
        return new Response.Page(status, html.markup(), bucket, Optional.of(STYLE));
    }

    private static Html languages(Words words) {
        List<Html> links = new ArrayList<>();
        for (Language language : Language.values()) {
            if (language != words.language()) {
                String name = Words.in(language).get("language.name");
                links.add(Html.of(
                        "<a href=\"/onboarding?lang={}\" lang=\"{}\" hreflang=\"{}\">{}</a>",
                        language.code(), language.code(), language.code(), name));
            }
        }
        return Html.of("<nav aria-label=\"{}\">{}</nav>", words.get("language.choose"), Html.all(links));
    }

    /** Lists the errors before all else, has the focus, and leads to each field. */
    static Html summary(Problems wrong, Words words) {
        if (wrong.isEmpty()) {
            return Html.NONE;
        }
        List<Html> lines = new ArrayList<>();
        wrong.others().forEach(text -> lines.add(Html.of("<li>{}</li>", text)));
        for (Map.Entry<String, String> of : wrong.ofFields().entrySet()) {
            lines.add(Html.of(
                    "<li><a href=\"#{}\">{}: {}</a></li>",
                    of.getKey(), words.get("field." + of.getKey()), of.getValue()));
        }
        return Html.of(
                """
                <div class="summary" role="alert" tabindex="-1" autofocus aria-labelledby="errors">
                <h2 id="errors">{}</h2>
                <ul>
                {}
                </ul>
                </div>
                """,
                words.get("page.errors"), Html.all(lines));
    }

    /** The steps that are left; the one that is shown is marked. */
    static Html steps(List<StepForm> left, StepForm shown, Words words) {
        List<Html> lines = left.stream()
                .map(step -> Html.of(
                        "<li><a href=\"/onboarding?step={}\"{}>{}</a></li>",
                        step.name(),
                        new Html(step.name().equals(shown.name()) ? " aria-current=\"step\"" : ""),
                        words.get("step." + step.name())))
                .toList();
        return left.size() < 2
                ? Html.NONE
                : Html.of(
                        "<nav aria-labelledby=\"left\">\n<p id=\"left\">{}</p>\n<ol>\n{}\n</ol>\n</nav>",
                        words.get("page.left"), Html.all(lines));
    }

    /** A page in all languages, for a browser that has no session. */
    static Response notice(int status, Language first, String key, Optional<String> leadsTo) {
        List<Html> texts = new ArrayList<>();
        texts.add(said(Words.in(first), key, leadsTo));
        for (Language language : Language.values()) {
            if (language != first) {
                Words words = Words.in(language);
                texts.add(Html.of(
                        "<section lang=\"{}\">\n<h2>{}</h2>\n{}\n</section>",
                        language.code(), words.get(key + ".title"), said(words, key, leadsTo)));
            }
        }
        Words words = Words.in(first);
        return page(status, words, words.get(key + ".title"), false, Html.all(texts), Optional.empty());
    }

    private static Html said(Words words, String key, Optional<String> leadsTo) {
        Html link = leadsTo.map(url -> Html.of("<p><a href=\"{}\">{}</a></p>", url, words.get(key + ".link")))
                .orElse(Html.NONE);
        return Html.of("<p>{}</p>\n{}", words.get(key + ".text"), link);
    }
}
