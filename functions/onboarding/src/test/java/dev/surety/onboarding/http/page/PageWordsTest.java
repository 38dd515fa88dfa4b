package dev.surety.onboarding.http.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.onboarding.domain.proof.ProofError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page's texts: each key is in each language, and each key that the code asks for is there. */
class PageWordsTest {
    private static final Path CODE =
            Path.of(System.getProperty("basedir", "."), "src/main/java/dev/surety/onboarding/http/page");
    private static final Path TEXTS =
            Path.of(System.getProperty("basedir", "."), "src/main/resources/dev/surety/onboarding/http/page");
    private static final Pattern ASKED = Pattern.compile("\\.get\\(\"([a-z]+\\.[A-Za-z.-]*[A-Za-z])\"");
    private static final Pattern PLACES = Pattern.compile("\\{[^}]*}");

    @Test
    void eachKeyIsInEachLanguage() {
        Set<String> english = Words.in(Language.EN).keys();
        assertTrue(english.size() > 100, "the texts are read");
        for (Language language : Language.values()) {
            assertEquals(new TreeSet<>(english), new TreeSet<>(Words.in(language).keys()), language.code());
        }
    }

    /** Of two lines with one key, a reader of properties keeps the last. */
    @Test
    void noKeyComesTwice() throws IOException {
        for (Language language : Language.values()) {
            List<String> keys = Files.readAllLines(TEXTS.resolve("words_" + language.code() + ".properties")).stream()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("=", 2)[0])
                    .toList();
            assertEquals(keys.size(), Set.copyOf(keys).size(), language.code());
        }
    }

    @Test
    void aTextHasTheSamePlacesInEachLanguage() {
        for (String key : Words.in(Language.EN).keys()) {
            assertEquals(places(Words.in(Language.EN), key), places(Words.in(Language.DE), key), key);
        }
    }

    private static List<String> places(Words words, String key) {
        return PLACES.matcher(words.get(key)).results().map(found -> found.group()).sorted().toList();
    }

    @Test
    void eachTextThatTheCodeAsksForIsThere() throws IOException {
        Set<String> asked = new TreeSet<>();
        try (Stream<Path> files = Files.list(CODE)) {
            for (Path file : files.toList()) {
                Matcher found = ASKED.matcher(Files.readString(file));
                while (found.find()) {
                    asked.add(found.group(1));
                }
            }
        }
        assertTrue(asked.size() >= 12, "the code is read: " + asked);
        asked.forEach(Words.in(Language.EN)::get);
    }

    @ParameterizedTest
    @EnumSource
    void eachErrorOfAProofHasItsSentence(ProofError error) {
        assertEquals(error.sentence(), Words.in(Language.EN).get("proof." + error.code()));
        assertFalse(Words.in(Language.DE).get("proof." + error.code()).isEmpty());
    }

    @Test
    void eachStepAndFieldIsNamed() {
        for (Language language : Language.values()) {
            Words words = Words.in(language);
            for (StepForm step : List.of(
                    new ProfileForm(), new OwnersForm(), new PersonForm(), new TermsForm(), new PayoutMethodForm())) {
                words.get("step." + step.name());
                words.get("send." + step.name());
                step.fields().stream()
                        .filter(name -> !List.of("kind", "person").contains(name))
                        .forEach(name -> words.get("field." + name));
            }
            words.get("send.declaration");
            words.get("step." + IdentityStep.NAME);
            words.get("send." + IdentityStep.NAME);
            for (String notice : List.of("foreign", "over", "elsewhere")) {
                words.get(notice + ".title");
                words.get(notice + ".text");
            }
            for (String end : List.of("done", "others", "closed")) {
                words.get(end + ".title");
                words.get(end + ".text");
            }
        }
    }

    @Test
    void aKeyThatIsMissingIsABreachAndNoEmptyText() {
        assertThrows(IllegalStateException.class, () -> Words.in(Language.DE).get("no.such.key"));
    }

    @Test
    void textIsNeverMarkup() {
        Html html = Html.of("<a href=\"{}\">{}</a>{}", "\"><script>", "<b>&'", Html.of("<i>{}</i>", "ß🙂"));
        assertEquals(
                "<a href=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt;&amp;&#39;</a><i>ß🙂</i>", html.markup());
        assertThrows(IllegalArgumentException.class, () -> Html.of("{}{}", "one"));
        assertThrows(IllegalArgumentException.class, () -> Html.of("<p>", Map.of()));
    }
}
