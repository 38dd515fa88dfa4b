package dev.surety.local.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads the repository and holds it to its own rules; every ban names what to use in its place. */
class TidyTest {
    private static final Path ROOT = Path.of(System.getProperty("surety.root"));
    private static final int LONGEST_LINE = 120;
    private static final int LONGEST_METHOD = 70;
    private static final int LONGEST_FILE = 400;

    /** What is banned, where it is allowed all the same, and what to use. */
    private record Ban(String pattern, Predicate<String> allowedIn, String instead) {}

    private static final List<Ban> BANS = List.of(
            new Ban("FIX" + "ME|TO" + "DO", _ -> false, "say it in the module's README, or do it"),
            new Ban("Instant\\.now\\(", TidyTest::isOfThisMachine, "take the time as an argument"),
            new Ban("UUID\\.randomUUID\\(", TidyTest::isOfThisMachine, "derive the id from the command's key"),
            new Ban(
                    "System\\.getenv\\(",
                    path -> path.endsWith("settings/Environment.java")
                            || path.endsWith("local/Main.java")
                            || path.contains("/cli/"),
                    "dev.surety.runtime.settings.Environment"),
            new Ban(
                    "catch \\((Exception|Throwable)",
                    path -> path.contains("/edge/") || isOfThisMachine(path) || isForTests(path),
                    "catch what you can answer for; the edge catches the rest"),
            new Ban(
                    "ThreadLocalRandom|Math\\.random|new Random\\(|static final SecureRandom",
                    path -> isForTests(path) || isOfThisMachine(path),
                    "a SecureRandom made when needed: instances restored from one snapshot share other seeds"),
            new Ban("\\bimport [a-z0-9_.]+\\.\\*;", _ -> false, "import what you use, by name"),
            new Ban("\\b(float|double|Double|Float)\\b [a-z]", TidyTest::isFarFromMoney, "long minor units"),
            new Ban("@Suppress" + "Warnings\\(\"all\"", _ -> false, "one name, with a reason"),
            new Ban("com\\.fasterxml\\.jackson\\.(core|databind)", _ -> false, "tools.jackson"),
            new Ban("lombok", _ -> false, "records"));

    private static final Pattern BAD_NAME = Pattern.compile(
            "\\b(class|record|interface|enum) \\w*"
                    + "(Impl|Manager|Helper|Util|Utils|Service|Processor|Dto|Base|Abstract|Data|Info)\\b");

    private static boolean isFarFromMoney(String path) {
        return isOfThisMachine(path)
                || path.contains("/resilience/")
                // Places on a page.
                || path.contains("/app/evidence/")
                || isForTests(path);
    }

    private static boolean isOfThisMachine(String path) {
        return path.contains("/local/") || path.contains("/bench/") || path.contains("/cli/");
    }

    private static boolean isForTests(String path) {
        return path.contains("/testkit/") || path.contains("/dynamo-double/");
    }

    @Test
    void thereIsAHouseToRead() throws IOException {
        assertTrue(sources().size() > 100, "the repository was not found at " + ROOT);
    }

    @Test
    void linesMethodsAndFilesCanBeReadAtOneSitting() throws IOException {
        List<String> untidy = new ArrayList<>();
        for (Path file : sources()) {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() > LONGEST_FILE) {
                untidy.add(where(file, 1) + " has " + lines.size() + " lines");
            }
            for (int i = 0; i < lines.size(); i++) {
                // The rows of a test's table are as wide as its columns need.
                boolean row = file.toString().contains("/src/test/") && lines.get(i).contains(" | ");
                if (lines.get(i).length() > LONGEST_LINE && !row) {
                    untidy.add(where(file, i + 1) + " has " + lines.get(i).length() + " characters");
                }
            }
            longMethods(file, lines, untidy);
        }
        assertEquals(List.of(), untidy);
    }

    @Test
    void nothingBannedIsUsedInMainCode() throws IOException {
        List<String> untidy = new ArrayList<>();
        for (Path file : sources()) {
            String path = file.toString();
            if (!path.contains("/src/main/")) {
                continue;
            }
            List<String> lines = Files.readAllLines(file);
            for (Ban ban : BANS) {
                Pattern pattern = Pattern.compile(ban.pattern());
                for (int i = 0; i < lines.size(); i++) {
                    boolean comment = lines.get(i).strip().startsWith("*") || lines.get(i).strip().startsWith("//");
                    if (!comment && !ban.allowedIn().test(path) && pattern.matcher(lines.get(i)).find()) {
                        untidy.add(where(file, i + 1) + " uses " + ban.pattern() + "; instead: " + ban.instead());
                    }
                }
            }
            for (int i = 0; i < lines.size(); i++) {
                if (BAD_NAME.matcher(lines.get(i)).find()) {
                    untidy.add(where(file, i + 1) + " has a name that says nothing");
                }
            }
        }
        assertEquals(List.of(), untidy);
    }

    @Test
    void noFileNamesAMachineOrASecret() throws IOException {
        Pattern banned = Pattern.compile(
                "/(root|home)/[a-z]|/work/(main|shared)|AKIA[0-9A-Z]{16}|BEGIN [A-Z ]*PRIVATE KEY");
        List<String> untidy = new ArrayList<>();
        try (Stream<Path> files = tracked()) {
            for (Path file : files.filter(TidyTest::isText).toList()) {
                if (file.endsWith("TidyTest.java")) {
                    continue;
                }
                List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
                for (int i = 0; i < lines.size(); i++) {
                    if (banned.matcher(lines.get(i)).find()) {
                        untidy.add(where(file, i + 1));
                    }
                }
            }
        }
        assertEquals(List.of(), untidy);
    }

    @Test
    void theTopLevelIsTheAgreedSet() throws IOException {
        List<String> agreed = List.of(
                "functions", "infrastructure", "shared-model", "template.yaml", "pom.xml", "README.md", "LICENSE",
                "SECURITY.md", "CHANGELOG.md", "CONTRIBUTING.md", "samconfig.toml", "target");
        try (Stream<Path> top = Files.list(ROOT)) {
            List<String> others = top.map(path -> path.getFileName().toString())
                    .filter(name -> !name.startsWith(".") && !agreed.contains(name))
                    .toList();
            assertEquals(List.of(), others);
        }
    }

    /** A method's body runs from a line that opens it at one level of indentation to the brace that closes it. */
    private static void longMethods(Path file, List<String> lines, List<String> untidy) {
        int opened = -1;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean opens = line.matches(" {4}[^ *@/].*\\) *(throws .*)?\\{");
            if (opens) {
                opened = i;
            } else if (line.equals("    }") && opened >= 0) {
                if (i - opened + 1 > LONGEST_METHOD) {
                    untidy.add(where(file, opened + 1) + " has a method of " + (i - opened + 1) + " lines");
                }
                opened = -1;
            }
        }
    }

    private static boolean isText(Path file) {
        String name = file.getFileName().toString();
        return List.of(".java", ".md", ".yaml", ".xml", ".toml", ".properties", ".json", ".csv").stream()
                        .anyMatch(name::endsWith)
                || name.equals("run");
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = tracked()) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static Stream<Path> tracked() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String top : List.of("functions", "infrastructure", "shared-model", ".ci")) {
            try (Stream<Path> all = Files.walk(ROOT.resolve(top))) {
                all.filter(Files::isRegularFile)
                        .filter(file -> !file.toString().contains("/target/"))
                        .forEach(files::add);
            }
        }
        for (String file : List.of("pom.xml", "template.yaml", "samconfig.toml", "README.md")) {
            files.add(ROOT.resolve(file));
        }
        return files.stream();
    }

    private static String where(Path file, int line) {
        return ROOT.relativize(file) + ":" + line;
    }
}
