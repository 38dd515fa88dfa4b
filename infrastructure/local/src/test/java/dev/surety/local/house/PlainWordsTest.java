package dev.surety.local.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.local.template.TemplateYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds the sentences of READMEs, decisions, the API's description, and comments of main code and of the template's
 * parts to plain English. A sentence can keep these rules and still be a riddle; one that breaks them nearly always is.
 */
class PlainWordsTest {
    private static final Path ROOT = Path.of(System.getProperty("surety.root"));
    private static final int MOST_WORDS = 25;
    private static final Set<String> YAML = Set.of("api.yaml", "deploy.yaml", "patterns.yaml");

    /** Members of YAML files that people read. */
    private static final Set<String> FOR_PEOPLE = Set.of("summary", "description", "alarmdescription", "says");

    private record Sentence(String where, String text) {
        int words() {
            return text.split("\\s+").length;
        }
    }

    @Test
    void aSentenceHasAtMost25Words() throws IOException {
        assertEquals("", inTheHouse(PlainWordsTest::isLong), "make two sentences of it, each with its own subject");
    }

    @Test
    void noSentenceBeginsWithARelativeClause() throws IOException {
        assertEquals("", inTheHouse(PlainWordsTest::beginsWithAClause), "begin with the subject: who or what does it");
    }

    @Test
    void everyActorHasAName() throws IOException {
        assertEquals("", inTheHouse(PlainWordsTest::hidesItsActor), "name the caller, operator, worker or attacker");
    }

    @Test
    void aBrokenRuleIsFoundInJavaAndInMarkdown() {
        String java = """
                String none = "// What is in a string is no comment.";
                /**
                 * Fine. What comes
                 * next is not.
                 *
                 * @param none whoever it is
                 */
                // Nobody reads
                // on.
                """;
        assertEquals(
                List.of("What comes next is not.", "whoever it is", "Nobody reads on."),
                texts(sentencesOfJava(Path.of("A.java"), java).filter(s -> beginsWithAClause(s) || hidesItsActor(s))));
        String markdown = """
                # What a heading says is free

                Fine. **What is bold** is not.
                - one %s
                | What a table says | is free |
                """.formatted("two three four five ".repeat(6) + "six");
        assertEquals(
                List.of("**What is bold** is not.", "one " + "two three four five ".repeat(6) + "six"),
                texts(sentencesOfMarkdown(Path.of("A.md"), markdown).filter(s -> beginsWithAClause(s) || isLong(s))));
    }

    @Test
    void aBrokenRuleIsFoundInYaml() {
        String yaml = """
                # What a comment
                # says is not free.
                summary: What a summary says
                word: What no member for people says is free.
                properties:
                  description: {type: string, description: "Whoever reads this."}
                parts:
                  - description: |
                      ## What a heading says

                      A list of %s is one word. Nobody reads
                      on.
                """.formatted("`name`, ".repeat(30) + "`name`");
        assertEquals(
                List.of(
                        "What a comment says is not free.",
                        "What a summary says",
                        "Whoever reads this.",
                        "What a heading says",
                        "Nobody reads on."),
                texts(sentencesOfYaml(Path.of("A.yaml"), yaml)
                        .filter(s -> isLong(s) || beginsWithAClause(s) || hidesItsActor(s))));
    }

    private static boolean isLong(Sentence sentence) {
        return sentence.words() > MOST_WORDS;
    }

    private static boolean beginsWithAClause(Sentence sentence) {
        return sentence.text().matches("(?s)\\W*(What|Whoever|That)\\b.*[^?]");
    }

    private static boolean hidesItsActor(Sentence sentence) {
        return sentence.text().matches("(?is).*\\b(somebody|nobody|anybody|whoever)\\b.*");
    }

    private static String inTheHouse(Predicate<Sentence> breaksTheRule) throws IOException {
        List<Sentence> all = new ArrayList<>();
        for (Path file : files()) {
            String text = Files.readString(file);
            String name = file.toString();
            (name.endsWith(".md")
                            ? sentencesOfMarkdown(file, text)
                            : name.endsWith(".yaml") ? sentencesOfYaml(file, text) : sentencesOfJava(file, text))
                    .forEach(all::add);
        }
        assertTrue(all.size() > 1000, "the repository was not found at " + ROOT);
        return all.stream()
                .filter(breaksTheRule)
                .map(sentence -> "\n" + sentence.where() + " " + sentence.text())
                .collect(Collectors.joining());
    }

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        for (String top : List.of("functions", "infrastructure", "shared-model")) {
            try (Stream<Path> all = Files.walk(ROOT.resolve(top))) {
                all.filter(file -> !file.toString().contains("/target/"))
                        .filter(file -> file.toString().endsWith(".md")
                                || YAML.contains(file.getFileName().toString())
                                || file.toString().endsWith(".java")
                                        && file.toString().contains("/src/main/"))
                        .forEach(files::add);
            }
        }
        return files;
    }

    /** Matches strings, too: a comment sign within one begins no comment. Line comments in a row are one. */
    private static final Pattern COMMENT_OR_STRING = Pattern.compile(
            "(?s)\"\"\".*?\"\"\"|\"(?:[^\"\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\n]|\\\\.)+'"
                    + "|(?<comment>/\\*.*?\\*/|//[^\n]*(?:\n[ \t]*//[^\n]*)*)");

    private static Stream<Sentence> sentencesOfJava(Path file, String text) {
        List<Sentence> sentences = new ArrayList<>();
        Matcher found = COMMENT_OR_STRING.matcher(text);
        while (found.find()) {
            if (found.group("comment") != null) {
                String words = found.group("comment")
                        .replaceAll("(?m)^[ \t]*(/\\*\\*?|\\*/|\\*|//)|\\*/", "")
                        .replaceAll("\\{@\\w+[^{}]*}", "CODE")
                        .replaceAll("@param \\S+|@return|@throws \\S+|</?(p|ul|li)>", "\n\n")
                        .replaceAll("<[^<>]+>", " ");
                long line = 1 + text.substring(0, found.start()).chars().filter(c -> c == '\n').count();
                sentences(ROOT.relativize(ROOT.resolve(file)) + ":" + line, words).forEach(sentences::add);
            }
        }
        return sentences.stream();
    }

    /** Headings, tables and code are free; an item of a list is a paragraph. */
    private static Stream<Sentence> sentencesOfMarkdown(Path file, String text) {
        String words = text.replaceAll("(?s)```.*?```", "")
                .replaceAll("(?m)^([#|]| {4}).*$", "")
                .replaceAll("(?m)^ *([-*]|\\d+\\.) ", "\n\n")
                .replaceAll("`[^`]*`", "CODE");
        return sentences(ROOT.relativize(ROOT.resolve(file)).toString(), words);
    }

    /** Two signs begin a heading of a description. */
    private static final Pattern YAML_COMMENT = Pattern.compile("(?:(?:^|\n)[ \t]*#(?!#)[^\n]*)+");

    /** Headings count here, and names in a row are one word. */
    private static Stream<Sentence> sentencesOfYaml(Path file, String text) {
        List<String> words = new ArrayList<>();
        YAML_COMMENT.matcher(text).results().forEach(found ->
                words.add(found.group().replaceAll("(?m)^[ \t]*# ?", "")));
        forPeople(TemplateYaml.read(text), words);
        return words.stream()
                .map(some -> some.replaceAll("(?m)^#+ (.*)$", "\n$1\n")
                        .replaceAll("`[^`]*`(,?\\s+(and |or )?`[^`]*`)+", "`names`"))
                .flatMap(some -> sentencesOfMarkdown(file, some));
    }

    private static void forPeople(Object yaml, List<String> words) {
        if (yaml instanceof Map<?, ?> members) {
            members.forEach((name, member) -> {
                if (member instanceof String text
                        && FOR_PEOPLE.contains(String.valueOf(name).toLowerCase(Locale.ROOT))) {
                    words.add(text);
                } else {
                    forPeople(member, words);
                }
            });
        } else if (yaml instanceof List<?> list) {
            list.forEach(member -> forPeople(member, words));
        }
    }

    private static Stream<Sentence> sentences(String where, String text) {
        return Stream.of(text.split("\n\\s*\n"))
                .flatMap(paragraph -> Stream.of(paragraph.split("(?<=[.!?]\\**)\\s+(?=\\W*[A-Z])| · ")))
                .map(sentence -> sentence.strip().replaceAll("\\s+", " "))
                .filter(sentence -> !sentence.isEmpty())
                .map(sentence -> new Sentence(where, sentence));
    }

    private static List<String> texts(Stream<Sentence> sentences) {
        return sentences.map(Sentence::text).toList();
    }
}
