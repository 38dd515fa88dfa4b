package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.model.journal.Entry;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.http.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A marketplace brings the participants that it has: each line of a file as a request would, over HTTP. */
class ParticipantsAreImportedTest {
    private final ImportCalls calls = new ImportCalls();
    private final OnboardingWorld world = calls.world;

    private List<String> events(String id) {
        return world.chain(ImportCalls.chain(id)).stream().map(Entry::event).toList();
    }

    private JsonNode participant(String reference) {
        return world.get("/v1/participants?reference=" + reference).body().at("/data/0");
    }

    @Test
    void eachLineCreatesAParticipant() {
        byte[] file = ImportCalls.file(
                ImportCalls.line("seller-1"), ImportCalls.line("seller-2"), ImportCalls.line("seller-3"));
        Response announced = calls.announce(file, "announce-000000001");
        assertEquals(201, announced.status(), announced.bytes());
        assertEquals("awaiting_upload", announced.text("state"));
        assertTrue(announced.body().at("/upload/url").asString("").contains("imports/demo/" + announced.text("id")));
        assertEquals(announced.bytes(), calls.announce(file, "announce-000000001").bytes());

        String id = calls.imported(file);

        assertEquals("done 3 created, 0 known, 0 refused", calls.shown(id));
        assertEquals("{\"done\":3,\"of\":3}", calls.get(id).body().path("progress").toString());
        assertEquals(
                List.of(
                        "import.announced.v1", "import.started.v1", "import.paged.v1", "import.paged.v1",
                        "import.finished.v1"),
                events(id));
        assertEquals(List.of(), calls.errors(id));
        JsonNode seller = participant("seller-2");
        assertEquals("Grace seller-2", seller.at("/profile/name").asString(""));
        assertEquals("Main Street 1, left", seller.at("/profile/address/line1").asString(""));
        assertEquals("2026-01", seller.at("/terms/version").asString(""));
        assertEquals("2026-03-01T09:30:00.000Z", seller.at("/terms/acceptedAt").asString(""));
        assertEquals("active", seller.at("/capabilities/receive/status").asString(""));
        assertTrue(seller.path("requirements").isEmpty(), seller.toString());
        world.check();
    }

    /** The same words by a request and by a line make the same participant, but for its id and the terms. */
    @Test
    void aLineMakesWhatARequestMakes() {
        calls.imported(ImportCalls.file(
                "customer-8,individual,DE,Grace Hopper,grace@navy.example,+4930123456,1906-12-09,Main Street 1,"
                        + "back yard,Berlin,10115,DE,HRB 7,,"));
        world.created("customer-9", "create-000000000009");
        assertEquals(like(participant("customer-9")), like(participant("customer-8")));
        Entry line = first(participant("customer-8"));
        Entry request = first(participant("customer-9"));
        assertEquals(request.actor(), line.actor(), "the one who announced the file");
        assertEquals(
                Set.copyOf(Json.object(request.data()).propertyNames()),
                Set.copyOf(Json.object(line.data()).propertyNames()));
    }

    private Entry first(JsonNode participant) {
        return world.chain(CreateParticipant.chain(
                        OnboardingWorld.DEMO, participant.path("id").asString("")))
                .getFirst();
    }

    private static String like(JsonNode participant) {
        ObjectNode of = Json.object(participant.toString());
        of.remove(List.of("id", "reference"));
        return of.toString();
    }

    /** The rule about references: one is imported once, in whichever file it comes, and a known one is not changed. */
    @Test
    void aReferenceIsImportedOnce() {
        world.created("seller-4", "create-000000000004");
        byte[] first = ImportCalls.file(
                ImportCalls.line("seller-1"), ImportCalls.line("seller-4"), ImportCalls.line("seller-1"), "");
        String id = calls.imported(first);
        assertEquals("done 1 created, 2 known, 0 refused", calls.shown(id));
        assertEquals("Grace Hopper", participant("seller-4").at("/profile/name").asString(""));

        String again = calls.imported(first);
        assertEquals("done 0 created, 3 known, 0 refused", calls.shown(again));
        String more = calls.imported(ImportCalls.file(
                ImportCalls.line("seller-1").replace("Grace", "Alan"), ImportCalls.line("seller-2")));
        assertEquals("done 1 created, 1 known, 0 refused", calls.shown(more));
        assertEquals("Grace seller-1", participant("seller-1").at("/profile/name").asString(""));
        for (String reference : List.of("seller-1", "seller-2", "seller-4")) {
            assertEquals(1, calls.participants(reference), reference);
        }
        world.check();
    }

    /** A key of the index that was changed since finds the former participants, so that none is doubled. */
    @Test
    void aReferenceIsKnownThoughTheKeyOfTheIndexChanged() {
        byte[] file = ImportCalls.file(ImportCalls.line("seller-1"));
        calls.imported(file);
        world.secrets = world.secrets.replace(
                "\"index\": {\"current\": \"YSBrZXkgZm9yIHRoZSBpbmRleCwgZm9yIHRlc3RzISE=\"}",
                "\"index\": {\"current\": \"YW5vdGhlciBrZXkgZm9yIHRoZSBpbmRleCwgdGVzdHM=\","
                        + " \"previous\": \"YSBrZXkgZm9yIHRoZSBpbmRleCwgZm9yIHRlc3RzISE=\"}");
        world.clock.advance(Duration.ofMinutes(10));
        assertEquals("done 0 created, 1 known, 0 refused", calls.shown(calls.imported(file)));
    }

    @Test
    void anImportedNameIsComparedWithTheLists() {
        world.lists.add("Grace seller-2", "6908555", "hash-1");
        calls.imported(ImportCalls.file(ImportCalls.line("seller-1"), ImportCalls.line("seller-2")));
        assertFalse(participant("seller-1").path("requirements").toString().contains("screening.review"));
        assertTrue(participant("seller-2").path("requirements").toString().contains("screening.review"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "from                 | to                   | errors",
                "seller-2,individual  | ,individual          | 3 reference missing",
                "individual           | person               | 3 kind format",
                "DE,Grace             | XX,Grace             | 3 country format",
                "Grace seller-2       | =1+1                 | 3 name format",
                "Grace seller-2       | +cmd                 | 3 name format",
                "Grace seller-2       | @SUM                 | 3 name format",
                "Grace seller-2       | %10000%              | 3 name bound 200<10000",
                "grace@navy.example   | nowhere              | 3 email format",
                "grace@navy.example   | %300%                | 3 email bound 254<300",
                "+4930123456          | 030                  | 3 phone bound",
                "1906-12-09           | 1906-02-30           | 3 birth_date format",
                "1906-12-09           | 1899-12-31           | 3 birth_date bound",
                "1906-12-09           | 2026-11-23           | 3 birth_date in_the_future",
                "1906-12-09           | 09.12.1906           | 3 birth_date format",
                ",Berlin,             | ,,                   | 3 address_city missing",
                ",2026-01,            | ,,                   | 3 terms_version missing",
                "2026-03-01T09:30:00Z | 2027-01-01T00:00:00Z | 3 terms_accepted_at in_the_future",
                "2026-03-01T09:30:00Z | yesterday            | 3 terms_accepted_at format",
                "2026-03-01T09:30:00Z | ''                   | 3 terms_accepted_at missing",
                "back yard            | back\u0007yard       | 3 address_line2 characters",
                ",back yard           | ,back yard,more      | 3 - columns 15<16",
                ",back yard           | ''                   | 3 - columns 15<14",
                "back yard            | \"back               | 3 - quote",
                "back yard            | back \"yard\"        | 3 - quote",
                "back yard            | %70000%              | 3 - line_too_long",
                "individual,DE        | person,XX            | 3 kind format; 3 country format",
            })
    void aBadLineIsToldAndStopsNoOther(String from, String to, String errors) {
        String bad = ImportCalls.line("seller-2").replace(from, filled(to));
        assertFalse(bad.equals(ImportCalls.line("seller-2")), "nothing was replaced");
        String id = calls.imported(ImportCalls.file(ImportCalls.line("seller-1"), bad, ImportCalls.line("seller-3")));
        assertEquals("done 2 created, 0 known, 1 refused", calls.shown(id));
        assertEquals(errors, String.join("; ", calls.errors(id)));
        assertEquals(2, ImportCalls.participants(world));
        assertEquals(0, calls.participants("seller-2"));
        assertEquals(1, calls.participants("seller-3"));
        world.check();
    }

    /** The same character so many times, where a row says so. */
    private static String filled(String to) {
        return to.matches("%[0-9]+%") ? "x".repeat(Integer.parseInt(to.replace("%", ""))) : to;
    }

    @Test
    void aLineThatIsNotUtf8IsTold() {
        byte[] file = ImportCalls.file(ImportCalls.line("seller-1"), "b\u00e4d", ImportCalls.line("seller-3"));
        byte[] latin = new String(file, StandardCharsets.UTF_8).getBytes(StandardCharsets.ISO_8859_1);
        String id = calls.imported(latin);
        assertEquals("done 2 created, 0 known, 1 refused", calls.shown(id));
        assertEquals(List.of("3 - encoding"), calls.errors(id));
    }

    /** Cut in half within quotes: the last line is refused, and the whole file doubles none of those before. */
    @Test
    void aFileThatIsCutInHalfTellsItsLastLine() {
        byte[] whole = ImportCalls.file(ImportCalls.line("seller-1"), ImportCalls.line("seller-2"));
        String text = new String(whole, StandardCharsets.UTF_8);
        String cut = text.substring(0, text.lastIndexOf("Street"));
        String id = calls.imported(cut.getBytes(StandardCharsets.UTF_8));
        assertEquals("done 1 created, 0 known, 1 refused", calls.shown(id));
        assertEquals(List.of("3 - quote"), calls.errors(id));
        assertEquals("done 1 created, 1 known, 0 refused", calls.shown(calls.imported(whole)));
    }

    @Test
    void marksAndLineEndsOfSpreadsheetsAreTaken() {
        byte[] file = ImportCalls.file(ImportCalls.line("seller-1"), "", "  ", ImportCalls.line("seller-2"));
        String text = "\uFEFF" + new String(file, StandardCharsets.UTF_8);
        String id = calls.imported(text.replace("\n", "\r\n").strip().getBytes(StandardCharsets.UTF_8));
        assertEquals("done 2 created, 0 known, 0 refused", calls.shown(id));
        assertEquals("{\"done\":2,\"of\":2}", calls.get(id).body().path("progress").toString());
    }

    @Test
    void aFileWithoutLinesIsDone() {
        String id = calls.imported("reference,kind,country,name,email".getBytes(StandardCharsets.UTF_8));
        assertEquals("done 0 created, 0 known, 0 refused", calls.shown(id));
    }

    /** The errors have pages of their own, whichever pages of the file they are of. */
    @Test
    void errorsAreListedPageByPage() {
        String[] lines = new String[9];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = i % 2 == 0 ? "," : ImportCalls.line("seller-" + i);
        }
        String id = calls.imported(ImportCalls.file(lines));
        assertEquals("done 4 created, 0 known, 5 refused", calls.shown(id));
        assertEquals(
                List.of(
                        "2 - columns 15<2", "4 - columns 15<2", "6 - columns 15<2", "8 - columns 15<2",
                        "10 - columns 15<2"),
                calls.errors(id));
        assertEquals(400, world.get(ImportCalls.PATH + "/" + id + "/errors?cursor=x").status());
        assertEquals(400, world.get(ImportCalls.PATH + "/imp_none/errors?cursor=x").status(), "before it is sought");
        assertEquals(404, world.get(ImportCalls.PATH + "/imp_none/errors").status());
    }

    @Test
    void importsAreListedNewestFirst() {
        Set<String> ids = new TreeSet<>();
        for (int i = 0; i < 3; i++) {
            world.clock.advance(Duration.ofSeconds(1));
            ids.add(calls.put(ImportCalls.file(ImportCalls.line("seller-" + i))));
        }
        Response page = world.get(ImportCalls.PATH + "?limit=2");
        assertEquals(2, page.body().path("data").size());
        String next = page.text("nextCursor");
        Response rest = world.get(ImportCalls.PATH + "?limit=2&cursor=" + next);
        Set<String> listed = new TreeSet<>();
        page.body().path("data").forEach(of -> listed.add(of.path("id").asString("")));
        rest.body().path("data").forEach(of -> listed.add(of.path("id").asString("")));
        assertEquals(ids, listed);
        assertTrue(rest.body().path("nextCursor").isNull());
        assertEquals(400, world.get(ImportCalls.PATH + "?cursor=x").status());
    }

    /** No word of a person is in the journal, in an answer about the import, or under an id that a guess would give. */
    @Test
    void noWordOfTheFileIsInTheJournal() {
        String bad = ImportCalls.line("seller-2").replace("DE,Grace", "XX,Grace");
        String id = calls.imported(ImportCalls.file(ImportCalls.line("seller-1@shop.example"), bad));
        String journal = world.store.items(SuretyTables.JOURNAL).toString();
        String answers = calls.get(id).bytes() + world.get(ImportCalls.PATH + "/" + id + "/errors").bytes();
        for (String word : List.of("seller-1", "seller-2", "Grace", "navy.example", "Street", "+49301", "1906-12-09")) {
            assertFalse(journal.contains(word), word);
            assertFalse(answers.contains(word), word);
        }
        assertEquals(
                Map.of("participant.created.v3", 1L), ImportCalls.events(world), "each is compared before it is there");
    }
}
