package dev.surety.payouts.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.Faults;
import dev.surety.model.id.FileId;
import dev.surety.model.id.Id;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.id.RunId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.standing.Standing.MethodInForce;
import dev.surety.model.standing.Standing.OpenRequirement;
import dev.surety.model.standing.Standing;
import dev.surety.payouts.world.PayoutWorld;
import dev.surety.payouts.world.RunWorld;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A payee whose name is compared with lists, or was found on one, is not paid until that is decided. */
class PayeesUnderReviewTest {
    private static final OpenRequirement REVIEW = new OpenRequirement(
            "screening.review", "surety", "pending", Optional.empty(), List.of("payout", "instant_payout"));

    private static Standing standing(
            Set<String> active, boolean blocked, List<OpenRequirement> open, Optional<MethodInForce> method) {
        return new Standing(
                blocked ? "restricted" : "active",
                active,
                blocked,
                blocked,
                Optional.empty(),
                Optional.of(open).filter(of -> !of.isEmpty()),
                method.map(List::of),
                Optional.of("index-1"));
    }

    private static Standing underReview(MethodInForce method) {
        return standing(Set.of("pay", "receive"), false, List.of(REVIEW), Optional.of(method));
    }

    private static Standing confirmed(MethodInForce method) {
        return standing(Set.of("pay", "receive"), true, List.of(REVIEW), Optional.of(method));
    }

    /** The case of a payee, as the onboarding function keeps it. */
    private static void caseOf(RunWorld world, ParticipantId payee, String state) {
        var journal = new Journal(world.payouts.store, SuretyTables.JOURNAL);
        var chain = new ChainId("screening_case", PayoutWorld.DEMO, Id.derive("scr", "demo", payee.value()));
        var data = Json.object();
        data.putObject("state").put("participant", payee.value()).put("state", state);
        var last = journal.state(chain);
        var draft = Draft.of(
                "screening_case.matched.v1", data, world.payouts.clock.instant(), Actor.EVENT,
                CommandKey.ofFact(state, Integer.toString(last.version())));
        var _ = journal.append(
                last, last.isEmpty() ? draft.indexed(new Entry.Index("screening_case#demo#all", "", "")) : draft);
    }

    @Test
    void aPlanLeavesThePayeeOutAndSuretyActs() {
        var world = new RunWorld();
        ParticipantId seller = world.payee("seller", 100_00);
        MethodInForce method = world.method(seller, PayoutWorld.ORDINARY, "verified", Optional.of("Name"));
        world.standing(seller, underReview(method));
        RunId run = world.plan("");
        assertEquals("screening_pending", world.exclusion(run, seller));
        assertEquals("surety", world.exclusions(run).getFirst().path("whoActs").asString(""));
        assertEquals("wait", world.exclusions(run).getFirst().path("nextStep").asString(""));

        var address = new OpenRequirement(
                "profile.address", "participant", "past_due", Optional.empty(), List.of("payout"));
        world.standing(seller, standing(Set.of("pay"), false, List.of(address, REVIEW), Optional.of(method)));
        assertEquals("kyc_past_due", world.exclusion(world.plan(""), seller), "the payee can do something first");
        world.standing(seller, confirmed(method));
        assertEquals("outflow_blocked", world.exclusion(world.plan(""), seller));
        world.check();
    }

    @Test
    void aPayeeWhoIsFoundAfterTheApprovalIsLeftOutAndKeepsItsMoney() {
        RunWorld world = FileWorld.of(Faults.none());
        ParticipantId anna = world.payee("seller-anna", 90_00);
        ParticipantId ben = world.payee("seller-ben", 50_00);
        RunId run = world.approvedBySepa("");
        MethodInForce method = world.method(ben, PayoutWorld.ORDINARY, "verified", Optional.of("seller-ben"));
        world.standing(ben, underReview(method));
        world.hear();

        assertEquals(1, FileWorld.file(world, FileWorld.files(world, run).getFirst()).file().count());
        assertEquals(50_00, world.payouts.posted().payable(ben));
        assertEquals(0, world.payouts.payable(anna));
        world.check();
    }

    @Test
    void aFileIsNotGivenOutWhileAPayeeOfItHasAnOpenCase() {
        RunWorld world = FileWorld.of(Faults.none());
        ParticipantId anna = world.payee("seller-anna", 90_00);
        ParticipantId other = new ParticipantId(Id.derive("par", "nobody's"));
        RunId run = world.approvedBySepa("");
        world.hear();
        FileId file = FileWorld.files(world, run).getFirst();
        String path = "/v1/payout-files/" + file.value() + "/download";
        caseOf(world, other, "potential");
        assertEquals(200, world.post(path, "", "download-key-0001", RunWorld.TREASURER).status(), "of another payee");

        caseOf(world, anna, "potential");
        assertEquals("blocked", world.refused(path, "", RunWorld.TREASURER).reason());
        caseOf(world, anna, "confirmed");
        Response refused = world.refused(path, "", RunWorld.TREASURER);
        assertEquals("blocked", refused.reason());
        assertFalse(refused.bytes().contains("screening") || refused.bytes().contains("sanction"), refused.bytes());
        caseOf(world, anna, "cleared_until_list_changes");
        assertEquals(200, world.post(path, "", "download-key-0002", RunWorld.TREASURER).status());
        world.check();
    }

    @Test
    void aSinglePayoutIsTakenAndWaitsUntilThePayeeIsCleared() {
        var world = new PayoutWorld().released(PayoutWorld.ANNA, 100_00);
        MethodInForce method = world.seeds.payee(PayoutWorld.ANNA, PayoutWorld.ORDINARY, "verified");
        world.seeds.standing(PayoutWorld.ANNA, underReview(method));
        Response asked = world.post(
                "/v1/payouts", PayoutWorld.wanted(PayoutWorld.ANNA, 40_00), "payout-key-000001", PayoutWorld.backend());
        assertEquals(201, asked.status(), asked.bytes());
        var id = new PayoutId(asked.text("id"));
        world.until(world.clock.instant().plus(Duration.ofDays(1)));
        assertEquals("scheduled", world.state(id), "it waits, and is not refused");
        Map<String, String> own = PayoutWorld.own(PayoutWorld.ANNA);
        String seen = world.get("/v1/payouts/" + id.value(), own).bytes();
        assertFalse(seen.contains("screening"), seen);

        world.seeds.standing(
                PayoutWorld.ANNA,
                standing(Set.of("pay", "receive", "payout"), false, List.of(), Optional.of(method)));
        world.until(world.clock.instant().plus(Duration.ofDays(1)));
        assertTrue(Set.of("sent", "paid").contains(world.state(id)), world.state(id));
        world.check();
    }

    @Test
    void aSinglePayoutToAPayeeWhoIsConfirmedMeanwhileIsGivenUpAndItsMoneyIsHeld() {
        var world = new PayoutWorld().released(PayoutWorld.ANNA, 100_00);
        MethodInForce method = world.seeds.payee(PayoutWorld.ANNA, PayoutWorld.ORDINARY, "verified");
        world.seeds.standing(PayoutWorld.ANNA, underReview(method));
        Response asked = world.post(
                "/v1/payouts", PayoutWorld.wanted(PayoutWorld.ANNA, 40_00), "payout-key-000001", PayoutWorld.backend());
        world.seeds.standing(PayoutWorld.ANNA, confirmed(method));
        world.until(world.clock.instant().plus(Duration.ofDays(1)));

        assertEquals("cancelled", world.state(new PayoutId(asked.text("id"))));
        assertEquals(100_00, world.posted().payable(PayoutWorld.ANNA));
        Response again = world.refused(
                "/v1/payouts", PayoutWorld.wanted(PayoutWorld.ANNA, 40_00), "payout-key-000002", PayoutWorld.backend());
        assertEquals("blocked", again.reason());
        world.check();
    }
}
