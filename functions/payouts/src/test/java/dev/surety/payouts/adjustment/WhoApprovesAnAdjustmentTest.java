package dev.surety.payouts.adjustment;

import static dev.surety.payouts.adjustment.AdjustmentWorld.ANNA;
import static dev.surety.payouts.adjustment.AdjustmentWorld.BEN;
import static dev.surety.payouts.adjustment.AdjustmentWorld.CHECKER;
import static dev.surety.payouts.adjustment.AdjustmentWorld.CHECKER2;
import static dev.surety.payouts.adjustment.AdjustmentWorld.MAKER;
import static dev.surety.payouts.adjustment.AdjustmentWorld.PATH;
import static dev.surety.payouts.adjustment.AdjustmentWorld.goodwill;
import static dev.surety.payouts.adjustment.AdjustmentWorld.line;
import static dev.surety.payouts.adjustment.AdjustmentWorld.payable;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.EveryFault;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.marketplace.MoneyOut.Approval;
import dev.surety.model.marketplace.MoneyOut.PersonLink;
import dev.surety.model.marketplace.MoneyOut.StaffMember;
import dev.surety.model.money.Money;
import dev.surety.payouts.world.PayoutWorld;
import dev.surety.runtime.resilience.Outage;
import dev.surety.testkit.AtOnce;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** Adjustments have four eyes, by person, by amount and by hash. */
class WhoApprovesAnAdjustmentTest {
    private final AdjustmentWorld world = new AdjustmentWorld();

    private static final MoneyOut RULES = MoneyOut.SHIPPED.change()
            .approvals(List.of(new Approval("EUR", Optional.of(5_000L), 1), new Approval("EUR", Optional.empty(), 2)))
            .personLinks(List.of(
                    new PersonLink(List.of("maker", "makers-other-name")),
                    new PersonLink(List.of("checker", "checkers-other-name"))))
            .build();

    private String refused(String path, Map<String, String> claims) {
        return world.refused(path + "/approve", world.hash(path), claims).reason();
    }

    @Test
    void theMakerALinkedPersonAndAnotherHashApproveNothing() {
        world.town.seeds.settings(RULES);
        String path = world.requested(goodwill(ANNA, 500));
        for (String person : List.of("maker", "makers-other-name")) {
            assertEquals("approver_is_maker", refused(path, PayoutWorld.staff(person, "ledger:approve")));
        }
        String other = world.hash(world.requested(goodwill(ANNA, 501)));
        assertEquals("hash_mismatch", world.refused(path + "/approve", other, CHECKER).reason());
        assertEquals("malformed", world.refused(path + "/approve", "{\"hash\":\"short\"}", CHECKER).reason());
        assertEquals("malformed", world.refused(path + "/approve", "{}", CHECKER).reason());
        assertEquals("malformed", world.refused(path + "/reject", "{}", CHECKER).reason());
        assertEquals(0, world.balance(payable(ANNA)));
        world.done(world.approve(path, CHECKER));
        world.hear();
        assertEquals(500, world.balance(payable(ANNA)));
        assertEquals("transition_not_allowed", refused(path, CHECKER2));
        assertEquals(
                "transition_not_allowed",
                world.refused(path + "/reject", "{\"reason\":\"no\"}", CHECKER2).reason());
        world.check();
    }

    @Test
    void largeSumsNeedTwoAndSoDoManySmallOnesOfOneDay() {
        world.town.seeds.settings(RULES);
        String path = world.requested(goodwill(ANNA, 3_000));
        assertEquals(1, world.get(path, CHECKER).body().path("needed").asInt(0));
        String second = world.requested(goodwill(BEN, 2_001));
        assertEquals(2, world.get(second, CHECKER).body().path("needed").asInt(0));
        // The first one joins the day's sum as well.
        assertEquals("awaiting_approval", world.done(world.approve(path, CHECKER)).text("state"));
        assertEquals(
                "approver_counted", refused(path, PayoutWorld.staff("checkers-other-name", "ledger:approve")));
        assertEquals("approver_counted", refused(path, CHECKER));
        assertEquals("posted", world.done(world.approve(path, CHECKER2)).text("state"));
        world.done(world.post(second + "/reject", "{\"reason\":\"no\"}", CHECKER));
        // A rejected adjustment is not of the day's sum any more.
        String third = world.requested(goodwill(ANNA, 2_000));
        assertEquals(1, world.get(third, CHECKER).body().path("needed").asInt(0));
        world.hear();
        world.check();
    }

    @Test
    void staffOfTheSettingsCountsByScopeAndLimit() {
        world.town.seeds.settings(RULES.change()
                .staff(List.of(
                        new StaffMember("checker", List.of("ledger:approve"), List.of(Money.of(1_000, "EUR"))),
                        new StaffMember("checker2", List.of("payouts:approve"), List.of())))
                .build());
        Response refused = world.refused(PATH, goodwill(ANNA, 1_001), MAKER);
        assertEquals("no_eligible_approver", refused.reason(), refused.bytes());
        String path = world.requested(goodwill(ANNA, 900));
        assertEquals("forbidden", refused(path, CHECKER2));
        assertEquals("posted", world.done(world.approve(path, CHECKER)).text("state"));
    }

    @Test
    void oneThatIsNotDecidedInSevenDaysIsOver() {
        String path = world.requested(goodwill(ANNA, 500));
        assertEquals(List.of("adjustment adjustment_approval"), world.attention());
        String hash = world.hash(path);
        world.wait(Duration.ofDays(7).minusSeconds(1));
        assertEquals("awaiting_approval", world.state(path));
        world.town.clock.advance(Duration.ofSeconds(1));
        // The timer is late, and the rule is not.
        assertEquals("approval_expired", world.refused(path + "/approve", hash, CHECKER).reason());
        world.wait(Duration.ZERO);
        assertEquals("expired", world.state(path));
        assertEquals("approval_expired", world.refused(path + "/approve", hash, CHECKER).reason());
        assertEquals(List.of(), world.attention());
        assertEquals(0, world.balance(payable(ANNA)));
    }

    @Test
    void theSameRequestTwiceIsOneAdjustment() {
        Response first = world.post(PATH, goodwill(ANNA, 500), "the-key-of-one-wish", MAKER);
        Response again = world.post(PATH, goodwill(ANNA, 500), "the-key-of-one-wish", MAKER);
        assertEquals(first.bytes(), again.bytes());
        assertTrue(again.isReplay());
        assertEquals("idempotency_key_reused", world.post(PATH, goodwill(ANNA, 501), "the-key-of-one-wish", MAKER)
                .reason());
        String path = PATH + "/" + first.text("id");
        String hash = world.hash(path);
        Response approved = world.post(path + "/approve", hash, "the-key-of-approval", CHECKER);
        assertEquals(approved.bytes(), world.post(path + "/approve", hash, "the-key-of-approval", CHECKER).bytes());
        // A replay of the request is as it was then.
        assertEquals(first.bytes(), world.post(PATH, goodwill(ANNA, 500), "the-key-of-one-wish", MAKER).bytes());
        world.hear();
        assertEquals(500, world.balance(payable(ANNA)));
        assertEquals("version_conflict", versioned(path));
        world.check();
    }

    private String versioned(String path) {
        String late = "{\"reason\":\"too late\"}";
        return world.api("POST", path + "/reject", late, CHECKER, Map.of("If-Match", "\"1\"")).reason();
    }

    @Test
    void moneyThatIsGoneOrAPayeeThatClosedStopsTheLastApproval() {
        world.town.released(ANNA, 1_000);
        String taken = AdjustmentWorld.body("correction", "", line(payable(ANNA), -800), line("capital", 800));
        String one = world.requested(taken);
        String two = world.requested(taken);
        world.done(world.approve(one, CHECKER));
        world.hear();
        Response refused = world.refused(two + "/approve", world.hash(two), CHECKER);
        assertEquals("insufficient_available", refused.reason(), refused.bytes());
        assertEquals("awaiting_approval", world.state(two));
        world.town.released(ANNA, 600);
        assertEquals("posted", world.done(world.approve(two, CHECKER)).text("state"));
        world.hear();
        assertEquals(0, world.balance(payable(ANNA)));
        String gift = world.requested(goodwill(BEN, 5));
        world.standing(BEN, "closed");
        refused = world.refused(gift + "/approve", world.hash(gift), CHECKER);
        assertEquals("invalid /lines/1/account", refused.reason() + " " + refused.pointer(), refused.bytes());
        world.check();
    }

    @Test
    void twoApproversAtOncePostOnceAndAReadIsNeverBetween() throws ExecutionException, InterruptedException {
        for (int round = 0; round < 3; round++) {
            var race = new AdjustmentWorld();
            String path = race.requested(goodwill(ANNA, 500));
            String hash = race.hash(path);
            List<Response> both = AtOnce.call(
                    2, i -> race.post(path + "/approve", hash, "key-of-a-racer-" + i, i == 0 ? CHECKER : CHECKER2));
            assertEquals(1, both.stream().filter(answer -> answer.status() == 200).count(), both.toString());
            race.hear();
            assertEquals(500, race.balance(payable(ANNA)));
            race.check();
        }
    }

    @Test
    void anApprovalAndARejectionAtOnceEndInOneOfThem() throws ExecutionException, InterruptedException {
        for (int round = 0; round < 3; round++) {
            var race = new AdjustmentWorld();
            String path = race.requested(goodwill(ANNA, 500));
            String hash = race.hash(path);
            List<Response> both = AtOnce.call(2, i -> i == 0
                    ? race.post(path + "/approve", hash, "key-of-a-racer-1", CHECKER)
                    : race.post(path + "/reject", "{\"reason\":\"no\"}", "key-of-a-racer-2", CHECKER2));
            assertEquals(1, both.stream().filter(answer -> answer.status() == 200).count(), both.toString());
            race.hear();
            assertEquals(race.state(path).equals("posted") ? 500 : 0, race.balance(payable(ANNA)));
            race.check();
        }
    }

    @Test
    void twoAdjustmentsOfTheSameMoneyTakeItOnce() throws ExecutionException, InterruptedException {
        for (int round = 0; round < 3; round++) {
            var race = new AdjustmentWorld();
            race.town.released(ANNA, 1_000);
            String taken = AdjustmentWorld.body("correction", "", line(payable(ANNA), -800), line("capital", 800));
            List<String> paths = List.of(race.requested(taken), race.requested(taken));
            List<String> hashes = paths.stream().map(race::hash).toList();
            List<Response> both = AtOnce.call(2, i ->
                    race.post(paths.get(i) + "/approve", hashes.get(i), "key-of-a-racer-" + i, CHECKER));
            assertEquals(1, both.stream().filter(answer -> answer.status() == 200).count(), both.toString());
            race.hear();
            assertEquals(200, race.balance(payable(ANNA)));
            race.check();
        }
    }

    /** Every write from the request to the end is lost and kept, and the process dies there. */
    @Test
    void everyFaultOfAnAdjustment() {
        int tried = EveryFault.of("an adjustment that two approve", faults -> {
                    var late = new AdjustmentWorld(faults);
                    late.town.seeds.settings(RULES);
                    late.town.released(ANNA, 9_000);
                    late.line = late.lineInSuspense(700);
                    return late;
                }, WhoApprovesAnAdjustmentTest::life)
                .recovering(WhoApprovesAnAdjustmentTest::life)
                .checking(late -> {
                    assertEquals(3_000, late.balance(payable(ANNA)));
                    assertEquals(0, late.balance(AdjustmentWorld.SUSPENSE));
                    assertEquals(1, late.entries("adjustment.posted").size());
                    assertEquals(1, late.entries("bank_line.resolved").size());
                    assertEquals(List.of(), late.attention());
                    late.check();
                })
                .withDeaths()
                .orEndingWith(Outage.class)
                .run();
        assertTrue(tried >= 20, "tried " + tried);
    }

    private static void life(AdjustmentWorld late) {
        String body = AdjustmentWorld.body(
                "suspense_cleared",
                ",\"words\":\"it is ours\",\"resolves\":\"" + late.line + "\"",
                line(payable(ANNA), -6_000),
                line("suspense", -700),
                line("capital", 6_700));
        String path = PATH + "/" + late.sure(late.post(PATH, body, "the-key-of-request", MAKER)).text("id");
        String hash = "{\"hash\":\"" + late.sure(late.get(path, CHECKER)).text("hash") + "\"}";
        late.sure(late.post(path + "/approve", hash, "the-key-of-checker", CHECKER));
        late.sure(late.post(path + "/approve", hash, "the-key-of-checker2", CHECKER2));
        late.hear();
        late.hear();
    }
}
