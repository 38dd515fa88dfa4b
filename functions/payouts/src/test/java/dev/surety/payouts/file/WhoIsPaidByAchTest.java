package dev.surety.payouts.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.Faults;
import dev.surety.model.id.FileId;
import dev.surety.model.id.Id;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.RunId;
import dev.surety.model.marketplace.AchRail;
import dev.surety.model.standing.Standing.MethodInForce;
import dev.surety.payouts.domain.payout.RunItem;
import dev.surety.payouts.world.PayoutWorld;
import dev.surety.payouts.world.RunWorld;
import dev.surety.runtime.json.Json;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A payee whom an entry of ACH could not name is an exclusion of the plan, so no file is refused for it. */
class WhoIsPaidByAchTest {
    private final RunWorld world = AchWorld.of(Faults.none(), AchWorld.rail());

    private String excluded(ParticipantId payee) {
        return world.exclusion(AchWorld.plan(world), payee);
    }

    @Test
    void anEuropeanAccountIsOfAnotherRail() {
        ParticipantId payee = AchWorld.person(world, "Ada", 10_00);
        MethodInForce of = AchWorld.method(world, payee, "Ada", "individual", "checking");
        world.standing(
                payee,
                Optional.of(new MethodInForce(
                        of.id(), "iban", "USD", of.fingerprint(), of.words(), "verified", of.since(),
                        Optional.empty())));
        assertEquals("rail_mismatch", excluded(payee));
    }

    @Test
    void aNameOfMoreThan22CharactersIsCutAndOneWithoutAWritingIsExcluded() {
        ParticipantId longest = AchWorld.person(world, "n".repeat(30), 10_00);
        ParticipantId chinese = AchWorld.person(world, "\u5317\u4eac", 10_00);
        assertEquals("name_unwritable", excluded(chinese));
        RunId run = AchWorld.approved(world);
        assertEquals("", world.exclusion(run, longest));
        String plan = String.join("\n", world.file(run));
        assertTrue(plan.contains("\"" + "n".repeat(22) + "\""), "a checker reads what the bank will see");
        world.hear();
        assertEquals(
                "n".repeat(22),
                AchWorld.entries(world, AchWorld.file(world, run)).getFirst().name());
    }

    @Test
    void aPayeeWhoLivesAbroadIsPaidByAnotherRail() {
        ParticipantId payee = AchWorld.person(world, "Ada", 10_00);
        MethodInForce method = AchWorld.method(world, payee, "Ada", "individual", "checking");
        AchWorld.lives(world, payee, method, "DE");
        JsonNode row = world.exclusions(AchWorld.plan(world)).getFirst();
        assertEquals("iat_required", row.path("reason").asString(""));
        assertEquals("marketplace", row.path("whoActs").asString(""));
        AchWorld.lives(world, payee, method, "US");
        assertEquals("", excluded(payee));
    }

    /** A fact that the plan did not know is asked once more before the file. */
    @Test
    void aPayeeWhoMovedAbroadAfterTheApprovalIsNotInTheFile() {
        ParticipantId payee = AchWorld.person(world, "Ada", 10_00);
        AchWorld.person(world, "Ben", 10_00);
        RunId run = AchWorld.approved(world);
        MethodInForce method = AchWorld.method(world, payee, "Ada", "individual", "checking");
        MethodInForce same = world.done(world.get(RunWorld.RUNS + "/" + run + "/items?limit=100"))
                .path("data")
                .valueStream()
                .filter(row -> row.path("payee").asString("").equals(payee.value()))
                .map(row -> new MethodInForce(
                        method.id(), method.kind(), "USD", method.fingerprint(),
                        row.at("/method/words").asString(method.words()), "verified", method.since(),
                        Optional.empty()))
                .findFirst()
                .orElseThrow();
        AchWorld.lives(world, payee, same, "DE");
        world.hear();
        assertEquals(1, AchWorld.file(world, run).file().count());
        assertEquals(
                "iat_required",
                world.payouts.payout(RunItem.payout(run, payee)).payout().code().orElse(""));
        world.check();
    }

    @Test
    void anAmountThatAnEntryHasNoRoomForIsTooLarge() {
        assertEquals(
                "above_rail_maximum",
                excluded(AchWorld.person(world, "Ada", AchRail.LARGEST_PAYMENT_MINOR + 1)));
    }

    @Test
    void aSinglePayoutHasAFileOfItsOwn() {
        ParticipantId payee = AchWorld.person(world, "Ada", 10_00);
        String wanted = PayoutWorld.wanted(payee, 5_00).replace("EUR", "USD");
        JsonNode payout = Json.object(world.payouts
                .post("/v1/payouts", wanted, "a-key-of-a-payout-1", PayoutWorld.backend())
                .bytes());
        world.hear();
        world.after(Duration.ofHours(1));
        JsonNode view = world.payouts
                .get("/v1/payouts/" + payout.path("id").asString(""), RunWorld.CHECKER)
                .body();
        assertEquals("sending", view.path("state").asString(""));
        var file = FileWorld.file(
                world, new FileId(view.path("file").asString(Id.derive("pf", "none"))));
        assertEquals(5_00, AchWorld.entries(world, file).getFirst().amountCents());
        world.check();
    }
}
