package dev.surety.disputes.chargeback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.disputes.domain.evidence.EvidenceItem;
import dev.surety.disputes.domain.evidence.EvidenceKind;
import dev.surety.disputes.world.ChargebackWorld;
import dev.surety.disputes.world.DisputeWorld;
import dev.surety.dynamo.faults.Faults;
import dev.surety.files.FolderFiles;
import dev.surety.files.FolderLinks;
import dev.surety.model.id.Id;
import dev.surety.simulator.Chargeback.Status;
import dev.surety.testkit.http.HttpWorld;
import dev.surety.testkit.http.Response;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Banks' cases over HTTP: who may do it, what is shown, and that a refusal changes nothing. */
class BanksCasesAtTheDoorTest {
    private static final Map<String, String> BACKEND = Map.of(
            "kind", "backend", "client_id", "demo-backend", "scope", "disputes:read disputes:write");
    private static final Map<String, String> ANNA =
            Map.of("person", "anna", "scope", "disputes:read disputes:write disputes:rule");
    private static final Map<String, String> BEN = Map.of("person", "ben", "scope", "disputes:read disputes:rule");
    private static final Map<String, String> PAYEE =
            Map.of("participant", DisputeWorld.PAYEE, "scope", "disputes:read disputes:write");
    private static final Map<String, String> PAYER =
            Map.of("participant", DisputeWorld.PAYER, "scope", "disputes:read disputes:write");

    @TempDir
    private Path folder;

    private ChargebackWorld world;

    @BeforeEach
    void aBankDraws() throws IOException {
        var links = new FolderLinks("http://a", new byte[] {1}, InstantSource.fixed(Instant.EPOCH));
        world = new ChargebackWorld(Faults.none(), FolderFiles.of(folder, links), 200_000).bank(Status.DRAWN);
        world.drain();
    }

    private Response post(String what, String body, String key, Map<String, String> claims) {
        return world.call("POST", "/" + world.id + "/" + what, body.replace('\'', '"'), key, claims);
    }

    private Response refused(String what, String body, Map<String, String> claims) {
        return HttpWorld.refused(world.store::everything, () -> post(what, body, "refused-00000001", claims));
    }

    private Response words(String kind, Map<String, String> claims) {
        String body = "{'kind':'" + kind + "','words':'so it was'}";
        Response added = post("evidence", body, "add-000000000000-" + kind, claims);
        assertEquals(201, added.status(), added.bytes());
        return added;
    }

    private Response get(Map<String, String> claims) {
        return world.call("GET", "/" + world.id, "", "", claims);
    }

    private void complete() {
        words("order", BACKEND);
        words("promised_date", PAYEE);
        words("carrier_proof", BACKEND);
    }

    @Test
    void theViewSaysWhatTheBankNeedsAndWhatIsMissing() {
        Response view = get(BACKEND);
        assertEquals(200, view.status(), view.bytes());
        assertEquals("needs_response", view.text("state"));
        assertEquals("[\"order\",\"promised_date\"]", view.body().at("/missing/required").toString());
        assertEquals(4, view.body().at("/missing/oneOf").size());
        complete();
        assertTrue(get(BACKEND).body().path("complete").asBoolean());
        assertEquals(3, get(BACKEND).body().path("evidence").size());
    }

    @Test
    void aPayeeReadsItsCaseAddsEvidenceAndSeesItsOwnItems() {
        complete();
        Response view = get(PAYEE);
        assertEquals(1, view.body().path("evidence").size(), view.bytes());
        assertEquals("[\"evidence\"]", view.body().path("commands").toString());
        assertEquals(1, world.call("GET", "", "", "", PAYEE).body().path("data").size());
        assertEquals(404, get(PAYER).status());
        assertEquals(0, world.call("GET", "", "", "", PAYER).body().path("data").size());
        assertEquals(404, refused("evidence", "{'kind':'order','words':'x'}", PAYER).status());
        assertEquals(403, refused("submit", "", PAYEE).status());
        assertEquals(403, refused("accept", "", PAYEE).status());
    }

    @Test
    void twoPeopleSubmitALargeOne() {
        assertEquals("missing_order", refused("submit", "", ANNA).fieldReason());
        complete();
        assertEquals(200, post("submit", "", "submit-000000001", ANNA).status());
        String hash = get(ANNA).body().at("/approval/hash").asString("");
        String body = "{'hash':'" + hash + "'}";
        assertEquals("approver_is_maker", refused("submit/approve", body, ANNA).reason());
        assertEquals(403, refused("submit/approve", body, BACKEND).status());
        String other = "{'hash':'" + Id.derive("set", "other") + "'}";
        assertEquals("hash_mismatch", refused("submit/approve", other, BEN).reason());
        Response agreed = post("submit/approve", body, "approve-00000001", BEN);
        assertEquals("submitting", agreed.text("state"), agreed.bytes());
        assertEquals(agreed.bytes(), post("submit/approve", body, "approve-00000001", BEN).bytes());
        world.drain();
        assertEquals("under_review", get(BEN).text("state"));
        assertTrue(get(BEN).body().at("/answer/known").asBoolean());
        assertEquals("evidence_locked", refused("evidence", "{'kind':'trip','words':'x'}", BACKEND).reason());
    }

    @Test
    void aFileIsAnnouncedAndGetsALinkToPutItTo() {
        String file = "{'kind':'trip','file':{'name':'trip.pdf','contentType':'application/pdf','bytes':1000,"
                + "'sha256':'" + "a".repeat(64) + "'}}";
        Response added = post("evidence", file, "add-a-file-000001", BACKEND);
        assertEquals(201, added.status(), added.bytes());
        assertTrue(added.body().at("/upload/url").isString());
        assertEquals("awaiting_upload", added.body().at("/chargeback/evidence/0/state").asString(""));
        assertEquals(400, refused("evidence", "{'kind':'trip'}", BACKEND).status());
        assertEquals(400, refused("evidence", "{'kind':'gossip','words':'x'}", BACKEND).status());
    }

    @Test
    void whatThePayeeSubmittedInOurOwnDisputeIsOfferedInOneStep() {
        String from = "{'fromDispute':'" + Id.derive("dsp", "1") + "'}";
        assertEquals("nothing_submitted", refused("evidence", from, BACKEND).fieldReason());
        for (EvidenceKind kind : new EvidenceKind[] {EvidenceKind.ORDER, EvidenceKind.TRIP}) {
            world.locked.add(EvidenceItem.ofWords(
                    Id.derive("ev", kind.code()), kind, "commitment", world.clock.instant()));
        }
        Response added = post("evidence", from, "from-dispute-0001", BACKEND);
        assertEquals(201, added.status(), added.bytes());
        assertEquals(2, added.body().at("/chargeback/evidence").size());
        assertEquals(added.bytes(), post("evidence", from, "from-dispute-0001", BACKEND).bytes());
        assertEquals("nothing_submitted", refused("evidence", from, BACKEND).fieldReason(), "all are there");
    }

    @Test
    void casesThatWaitAreListedByTheirDueTime() {
        Response due = world.call("GET", "?order=due", "", "", BACKEND);
        assertEquals(1, due.body().path("data").size(), due.bytes());
        assertEquals(1, world.call("GET", "?state=needs_response", "", "", BACKEND).body().path("data").size());
        assertEquals(0, world.call("GET", "?state=lost", "", "", BACKEND).body().path("data").size());
        assertEquals(1, world.call("GET", "?payment=" + world.payment, "", "", BACKEND).body().path("data").size());
        assertEquals(400, world.call("GET", "?order=amount", "", "", BACKEND).status());
        assertEquals(200, post("accept", "", "accept-000000001", BACKEND).status());
        assertEquals(0, world.call("GET", "?order=due", "", "", BACKEND).body().path("data").size());
    }
}
