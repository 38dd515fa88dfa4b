package dev.surety.local;

import static dev.surety.local.Compliance.one;
import static dev.surety.local.Sale.await;
import static dev.surety.local.Sale.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.local.ApiCaller.Response;
import dev.surety.local.http.Clients;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Names near to lists of sanctioned parties, played through the API. No name is a real one. */
class TrialsOfScreeningIT {
    static final String LISTED = "Ardan Mirkovich Zeltovrin";
    static final String LISTED_BORN = "1961-03-14";
    private static final List<String> TELLING =
            List.of("screening", "sanction", "ofac", "potential", "confirmed", "list", "zeltovrin, ardan");
    private static final List<String> FILES =
            List.of("sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv", "consolidated.xml");

    @TempDir
    private static Path folder;

    private static ChildWorld world;
    private static Compliance staff;

    @BeforeAll
    static void start() {
        world = ChildWorld.real(folder.resolve("memory"), "--memory");
        staff = new Compliance(world.base(), "trial");
    }

    @AfterAll
    static void stop() throws InterruptedException {
        world.terminate();
    }

    private static void refused(Response answer, int status, String reason) {
        assertEquals(status, answer.status(), answer.body().toString());
        assertEquals(reason, answer.text("reason"), answer.body().toString());
    }

    @Test
    void anOrdinaryNameIsClearAtOnce() {
        String participant = staff.participant("Gil Seller", "1988-05-17");
        assertFalse(staff.hasCase(participant));
        assertEquals("active", staff.payout(participant));
    }

    @Test
    void aHitIsHeldAndThePayoutWaits() {
        String participant = staff.participant(LISTED, LISTED_BORN);
        JsonNode found = staff.caseOf(participant);
        assertEquals("potential", found.path("state").asString(""));
        assertEquals("ofac_sdn", found.at("/evidence/hits/0/list").asString(""));
        assertTrue(found.at("/evidence/strong").asBoolean(false), found.toString());
        assertNotEquals("active", staff.payout(participant));
        assertEquals("active", staff.see(participant).at("/capabilities/receive/status").asString(""));
    }

    @Test
    void oneDecisionIsNotEnoughAndTheSamePersonCannotMakeTwo() {
        String participant = staff.participant(LISTED, LISTED_BORN);
        JsonNode found = staff.caseOf(participant);
        ok(staff.decide(0, found, "clear"));
        assertEquals("potential", staff.caseOf(participant).path("state").asString(""));
        assertNotEquals("active", staff.payout(participant));
        refused(staff.decide(0, found, "clear"), 409, "approver_counted");
        ok(staff.decide(1, found, "clear"));
        assertEquals(
                "cleared_until_list_changes",
                staff.caseOf(participant).path("state").asString(""));
        assertEquals("active", staff.payout(participant));
    }

    @Test
    void peopleWhoDifferDecideNothing() {
        String participant = staff.participant(LISTED, LISTED_BORN);
        JsonNode found = staff.caseOf(participant);
        ok(staff.decide(0, found, "clear"));
        ok(staff.decide(1, found, "confirm"));
        JsonNode after = staff.caseOf(participant);
        assertEquals("potential", after.path("state").asString(""));
        assertEquals(2, after.path("differed").size());
        assertNotEquals("active", staff.payout(participant));
    }

    @Test
    void aConfirmedParticipantIsBlockedAndToldNothing() {
        String participant = staff.participant(LISTED, LISTED_BORN);
        JsonNode found = staff.caseOf(participant);
        ok(staff.decide(0, found, "confirm"));
        ok(staff.decide(1, found, "confirm"));
        JsonNode seen = staff.see(participant);
        assertTrue(seen.path("inflowBlock").isObject(), seen.toString());
        assertTrue(seen.path("outflowBlock").isObject(), seen.toString());
        tellsNothing(participant);

        String buyer = staff.participant("Fay Buyer", "1979-09-09");
        String escrow = "/v1/escrows/"
                + ok(staff.sale.post("/v1/escrows", Sale.creation(buyer, participant, 5_000))).text("id");
        Response funded = staff.sale.post(escrow + "/fund", "{\"method\": \"card_ok\"}");
        assertEquals(403, funded.status(), funded.body().toString());
    }

    @Test
    void aHitIsNoWordInTheParticipantsOwnView() {
        String participant = staff.participant(LISTED, LISTED_BORN);
        staff.caseOf(participant);
        tellsNothing(participant);
    }

    /** Every page that a participant's own token can read. */
    private static void tellsNothing(String participant) {
        String own = staff.sale.api.tokenOf(Clients.SCREENED + "-backend", participant);
        for (String page : List.of("", "/requirements", "/limits", "/payout-methods", "/balance")) {
            String text = staff.sale.api.get(own, one(participant) + page).body().toString().toLowerCase(Locale.ROOT);
            TELLING.forEach(word -> assertFalse(text.contains(word), page + " tells " + word + ": " + text));
        }
        Response view = staff.sale.api.get(own, one(participant));
        assertEquals(
                "under_review", view.body().at("/capabilities/payout/details/0/code").asString(""), view.toString());
        assertEquals(403, staff.sale.api.get(own, Compliance.CASES).status());
        assertEquals(403, staff.sale.api.get(own, "/v1/screening/lists").status());
    }

    @Test
    void anOperatorHasEveryoneComparedAgain() {
        String participant = staff.participant(LISTED, LISTED_BORN);
        JsonNode found = staff.caseOf(participant);
        ok(staff.decide(0, found, "clear"));
        ok(staff.decide(1, found, "clear"));
        Response begun =
                staff.sale.api.send("POST", staff.sale.operator, "/v1/screening/runs", "{}", staff.sale.key());
        assertEquals(202, ok(begun).status());
        String run = "/v1/screening/runs/" + begun.text("id");
        await("the run is done", () -> staff.sale.api.get(staff.sale.operator, run).text("state").equals("done"));
        JsonNode progress = staff.sale.api.get(staff.sale.operator, run).body().path("progress");
        assertTrue(progress.path("named").asInt(0) >= 1, progress.toString());
        assertEquals("active", staff.payout(participant), "a clearance holds for the same entry");
    }

    private static Path lists(Path into) throws IOException {
        Files.createDirectories(into);
        for (String file : FILES) {
            try (InputStream bytes = TrialsOfScreeningIT.class.getResourceAsStream(
                    "/dev/surety/sanctions/synthetic/" + file)) {
                Files.write(into.resolve(file), bytes.readAllBytes());
            }
        }
        return into;
    }

    /** A world is started with other lists, killed at once, and started again; at last one file is cut in half. */
    @Test
    void changedListsNameThoseWhomTheyMeanAndABrokenOneChangesNothing() throws Exception {
        Path data = folder.resolve("data");
        Path files = lists(folder.resolve("lists"));
        ChildWorld first = ChildWorld.listing(data, files);
        var before = new Compliance(first.base(), "before");
        String named = before.participant("Corvin Aldermoor Pexley", "1958-06-01");
        String other = before.participant("Gil Seller", "1988-05-17");
        assertFalse(before.hasCase(named));
        String version = before.lists().path("index").asString("");
        first.terminate();

        Path sdn = files.resolve("sdn.csv");
        String text = Files.readString(sdn);
        Files.writeString(sdn, text.replace("QUILVANTE OROZ, Benedo", "PEXLEY, Corvin Aldermoor"));
        ChildWorld killed = ChildWorld.listing(data, files);
        killed.base();
        killed.kill();

        ChildWorld second = ChildWorld.listing(data, files);
        var after = new Compliance(second.base(), "after");
        await("the change is through", () -> after.runs().valueStream()
                .anyMatch(run -> run.at("/lists/from").asString("").equals(version)
                        && run.path("state").asString("").equals("done")));
        JsonNode runs = after.runs();
        assertTrue(
                runs.valueStream().anyMatch(run -> run.at("/progress/named").asInt(0) == 1), runs.toString());
        assertTrue(after.hasCase(named), runs.toString() + after.see(named));
        assertFalse(after.hasCase(other));
        assertNotEquals("active", after.payout(named));
        assertEquals("active", after.payout(other));
        String changed = after.lists().path("index").asString("");
        assertNotEquals(version, changed);
        second.terminate();

        Files.writeString(sdn, text.substring(0, text.length() / 2));
        ChildWorld third = ChildWorld.listing(data, files);
        var broken = new Compliance(third.base(), "broken");
        JsonNode lists = broken.lists();
        assertEquals(changed, lists.path("index").asString(""), "the last whole list stays");
        assertTrue(lists.path("data").valueStream().anyMatch(of -> of.path("refused").isObject()), lists.toString());
        assertTrue(broken.hasCase(named));
        third.terminate();
    }
}
