package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.onboarding.app.imports.ImportFiles;
import dev.surety.onboarding.app.imports.WorkOnImport;
import dev.surety.testkit.http.Response;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are broken as a whole: refused by name, and no line of them is read. */
class BrokenImportsTest {
    private final ImportCalls calls = new ImportCalls();
    private final OnboardingWorld world = calls.world;

    private void rejected(String id, String error) {
        assertEquals("rejected 0 created, 0 known, 0 refused", calls.shown(id));
        assertEquals(error, calls.get(id).body().path("error").toString());
        assertEquals(List.of(), calls.errors(id));
        assertEquals(0, ImportCalls.participants(world));
        world.check();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "header                                     | error",
                "seller-1,individual,DE,Grace,g@h.example   | {\"code\":\"no_header\"}",
                "`                                        ` | {\"code\":\"no_header\"}",
                "reference;kind;country;name;email          | {\"code\":\"no_header\"}",
                "reference,kind,country,name                | {\"code\":\"missing_column\",\"name\":\"email\"}",
                "reference,kind,country,name,email,shoes    | {\"code\":\"unknown_column\",\"column\":6}",
                "Reference,kind,country,name,email          | {\"code\":\"unknown_column\",\"column\":1}",
                "reference,kind,country,name,email,name     | {\"code\":\"doubled_column\",\"column\":6}",
                "reference,kind,country,name,email,         | {\"code\":\"unknown_column\",\"column\":6}",
                "reference,kind,country,name,\"email        | {\"code\":\"quote\"}",
                "reference,kind,country,na\"me\",email      | {\"code\":\"quote\"}",
            })
    void aFirstLineThatIsNoHeader(String header, String error) {
        String file = header + "\n" + ImportCalls.line("seller-1") + "\n";
        rejected(calls.imported(file.getBytes(StandardCharsets.UTF_8)), error);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"UTF-16LE, no_header", "UTF-16, encoding", "UTF-16BE, no_header"})
    void aFileInAnotherEncoding(String charset, String code) {
        String text = new String(ImportCalls.file(ImportCalls.line("seller-1")), StandardCharsets.UTF_8);
        rejected(calls.imported(text.getBytes(Charset.forName(charset))), "{\"code\":\"" + code + "\"}");
    }

    @Test
    void aPictureIsNoTable() {
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0};
        rejected(calls.imported(png), "{\"code\":\"encoding\"}");
    }

    @Test
    void otherBytesThanAnnounced() {
        byte[] file = ImportCalls.file(ImportCalls.line("seller-1"));
        byte[] other = ImportCalls.file(ImportCalls.line("seller-2"));
        for (byte[] put : List.of(other, ImportCalls.file())) {
            String id = calls.put(file);
            world.documents.files().files.put(ImportFiles.key(ImportCalls.chain(id)), put);
            assertEquals(List.of(), ImportCalls.tell(world, id));
            rejected(id, "{\"code\":\"digest_mismatch\"}");
        }
    }

    @Test
    void anUploadThatNeverComesExpires() {
        Response announced = calls.announce(ImportCalls.file(ImportCalls.line("seller-1")), calls.key());
        String id = announced.text("id");
        assertEquals(List.of(), ImportCalls.tell(world, id), "a message without a file");
        world.clock.advance(Duration.ofMinutes(65).minusMillis(1));
        ImportCalls.tick(world, id);
        assertEquals("awaiting_upload", calls.get(id).text("state"));
        world.clock.advance(Duration.ofMillis(1));
        ImportCalls.tick(world, id);
        assertEquals("expired", calls.get(id).text("state"));
        assertEquals("{\"code\":\"upload_missing\"}", calls.get(id).body().path("error").toString());
    }

    @Test
    void withoutAMessageTheDeadlineFindsTheFile() {
        String id = calls.put(ImportCalls.file(ImportCalls.line("seller-1")));
        world.clock.advance(Duration.ofMinutes(65));
        ImportCalls.tick(world, id);
        assertEquals("done 1 created, 0 known, 0 refused", calls.shown(id));
    }

    /** The most lines, and one more. A line of the most bytes is read, and one byte more is not. */
    @Test
    void aFileHasAtMostAHundredThousandLines() {
        String header = "reference,kind,country,name,email\n";
        var pace = WorkOnImport.Pace.of(world.clock);
        String most = calls.put((header + "x\n".repeat(100_000)).getBytes(StandardCharsets.UTF_8));
        Delivery.hand(world.imports.importer(pace), news(most));
        assertEquals("done 0 created, 0 known, 100000 refused", calls.shown(most));
        String more = calls.put((header + "x\n".repeat(100_001)).getBytes(StandardCharsets.UTF_8));
        Delivery.hand(world.imports.importer(pace), news(more));
        rejected(more, "{\"code\":\"too_many_lines\",\"bound\":{\"max\":100000,\"was\":100001}}");
        String lines = calls.imported((header + "x".repeat(65_536) + "\n" + "x".repeat(65_537) + "\nx")
                .getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of("2 - columns 5<1", "3 - line_too_long", "4 - columns 5<1"), calls.errors(lines));
    }

    private static String news(String id) {
        return "{\"Records\":[{\"s3\":{\"object\":{\"key\":\"" + ImportFiles.key(ImportCalls.chain(id)) + "\"}}}]}";
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock =
            """
            "contentType":"text/csv" | "contentType":"application/json" | /file/contentType
            "bytes":                 | "bytes":-                        | /file/bytes
            "bytes":                 | "bytes":5000000                  | /file/bytes
            "sha256":"               | "sha256":"X                      | /file/sha256
            {"file":                 | {"name":"a.csv","file":          | /name
            "contentType"            | "name":"../a","contentType"      | /file/name
            {"file":                 | {"files":                        | /file
            """)
    void badAnnouncementsStoreNothing(String from, String to, String pointer) {
        String body = ImportCalls.body(ImportCalls.file(ImportCalls.line("seller-1"))).replace(from, to);
        Response refused = world.refused("POST", ImportCalls.PATH, body, calls.key(), ImportCalls.BACKEND);
        assertEquals(400, refused.status(), refused.bytes());
        assertTrue(refused.bytes().contains("\"" + pointer + "\""), refused.bytes());
    }

    @Test
    void aMarketplaceWithoutSettingsImportsNothing() {
        Response refused = world.refused(
                "POST", ImportCalls.PATH, ImportCalls.body(ImportCalls.file()), calls.key(),
                OnboardingWorld.backend(OnboardingWorld.OTHER));
        assertEquals(422, refused.status(), refused.bytes());
        Map<String, String> other = OnboardingWorld.backend(OnboardingWorld.OTHER);
        assertEquals(200, world.get(ImportCalls.PATH, other).status());
        String id = calls.imported(ImportCalls.file(ImportCalls.line("seller-1")));
        assertEquals(404, world.get(ImportCalls.PATH + "/" + id, other).status());
        assertEquals(404, world.get(ImportCalls.PATH + "/" + id + "/errors", other).status());
    }
}
