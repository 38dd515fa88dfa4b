package dev.surety.payouts.http;

import static dev.surety.payouts.world.PayoutWorld.ANNA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.model.id.PayoutId;
import dev.surety.model.marketplace.FeeRule;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.marketplace.MoneyOut.Approval;
import dev.surety.model.marketplace.MoneyOut.PersonLink;
import dev.surety.model.marketplace.MoneyOut.StaffMember;
import dev.surety.model.money.BasisPoints;
import dev.surety.model.money.Money;
import dev.surety.model.standing.Standing;
import dev.surety.payouts.world.PayoutWorld;
import dev.surety.payouts.world.Seeds;
import dev.surety.runtime.marketplace.Pauses.What;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Refusals, approvals and pauses of single payouts, and the marketplace's own money. */
class PayoutsAtTheDoorTest {
    private static final String KEY = "the-first-key-0001";

    private static PayoutWorld world() {
        return new PayoutWorld().released(ANNA, 10_000_000);
    }

    private static Response asked(PayoutWorld world, long minor, String key) {
        return world.post("/v1/payouts", PayoutWorld.wanted(ANNA, minor), key, PayoutWorld.backend());
    }

    private static Response refused(PayoutWorld world, long minor) {
        String wanted = PayoutWorld.wanted(ANNA, minor);
        return world.refused("/v1/payouts", wanted, "refused-key-00001", PayoutWorld.backend());
    }

    private static String path(Response payout, String verb) {
        return "/v1/payouts/" + payout.text("id") + "/" + verb;
    }

    private static Response approved(PayoutWorld world, Response payout, String person, String key) {
        return world.post(path(payout, "approve"), "", key, PayoutWorld.staff(person, "payouts:approve"));
    }

    private static String state(PayoutWorld world, Response payout) {
        return world.state(new PayoutId(payout.text("id")));
    }

    @Test
    void refusalsComeInTheirOrder() {
        var world = new PayoutWorld().released(ANNA, 1_000);
        world.seeds.payee(ANNA, PayoutWorld.ORDINARY, "new");
        assertEquals("insufficient_available", refused(world, 1_001).reason());
        assertEquals("method_not_usable", refused(world, 25_001).reason(), "a new account takes little");
        world.seeds.owes(ANNA, 1_005);
        world.posted();
        assertEquals("debt_open", asked(world, 25_001, KEY).reason(), "after all that is there was collected");
        assertEquals("debt_open", refused(world, 25_001).reason());
        world.seeds.pause(What.parse("rail:sandbox").orElseThrow(), true);
        assertEquals("paused", refused(world, 25_001).reason());
        world.seeds.standing(ANNA, Seeds.standing(Set.of("receive", "payout"), true, Optional.empty()));
        assertEquals("blocked", refused(world, 25_001).reason());
        world.seeds.standing(ANNA, Seeds.standing(Set.of("receive"), true, Optional.empty()));
        assertEquals("capability_restricted", refused(world, 25_001).reason());
        Response stranger = world.refused(
                "/v1/payouts",
                PayoutWorld.wanted(ANNA, 5).replace("EUR", "JPY"),
                "refused-key-00001",
                PayoutWorld.backend());
        assertEquals("invalid", stranger.reason());
    }

    @Test
    void anInstantPayoutNeedsItsOwnCapability() {
        var world = world();
        String body = PayoutWorld.wanted(ANNA, 500).replace("{\"payee\"", "{\"speed\":\"instant\",\"payee\"");
        Response refused = world.refused("/v1/payouts", body, KEY, PayoutWorld.backend());
        assertEquals("capability_restricted", refused.reason());
        assertTrue(refused.bytes().contains(Standing.INSTANT_PAYOUT));
    }

    @Test
    void aNewAccountTakesOneSmallPayout() {
        var world = new PayoutWorld().released(ANNA, 60_000);
        world.seeds.payee(ANNA, PayoutWorld.ORDINARY, "new");
        assertEquals(201, asked(world, 25_000, KEY).status());
        assertEquals("method_not_usable", refused(world, 100).reason());
        world.seeds.payee(ANNA, PayoutWorld.ORDINARY, "verified");
        assertEquals(201, asked(world, 30_000, "another-key-00001").status());
    }

    @Test
    void theFeeIsTakenOnTopAndComesBackWithAFailure() {
        var fee = new FeeRule(
                "payout",
                new BasisPoints(100),
                List.of(Money.of(25, "EUR")),
                List.of(),
                List.of(Money.of(200, "EUR")),
                FeeRule.Side.PAYEE);
        var world = new PayoutWorld().released(ANNA, 10_125);
        world.seeds.settings(MoneyOut.SHIPPED.change().payoutFees(fee).build());
        world.seeds.payee(ANNA, "DE33900000000000000003", "verified");
        assertEquals("insufficient_available", refused(world, 10_001).reason());
        Response payout = asked(world, 10_000, KEY);
        assertEquals(125, payout.body().at("/fee/amount").asLong(0), payout.bytes());
        assertEquals(0, world.payable(ANNA));
        world.until(world.clock.instant().plusSeconds(60));
        assertEquals("failed", state(world, payout));
        assertEquals(10_125, world.posted().payable(ANNA));
        world.check();
    }

    @Test
    void twoPeopleApproveALargeSumAndNoPersonCountsTwice() {
        var world = world();
        Response payout = asked(world, 5_000_001, KEY);
        assertEquals("awaiting_approval", payout.text("state"));
        Response first = approved(world, payout, "one", "approve-key-00001");
        assertEquals("awaiting_approval", first.text("state"));
        assertEquals(1, first.body().at("/approvals/given").asInt(0));
        assertEquals(first.bytes(), approved(world, payout, "one", "approve-key-00001").bytes(), "the same key");
        assertEquals("approver_counted", approved(world, payout, "one", "approve-key-00002").reason());
        assertEquals("scheduled", approved(world, payout, "two", "approve-key-00001").text("state"));
        world.until(world.clock.instant().plusSeconds(60));
        assertEquals("sent", state(world, payout));
        String at = "/v1/payouts/" + payout.text("id");
        Response sent = world.get(at, PayoutWorld.checker());
        assertEquals(2, sent.body().at("/approvals/needed").asInt(0));
        assertEquals(2, sent.body().at("/approvals/given").asInt(0));
        assertEquals("one", sent.body().at("/approvals/by/0/person").asString(""));
        assertEquals("two", sent.body().at("/approvals/by/1/person").asString(""));
        Response payees = world.get(at, PayoutWorld.own(ANNA));
        assertEquals(2, payees.body().at("/approvals/given").asInt(0));
        assertFalse(payees.body().path("approvals").has("by"));
        world.check();
    }

    @Test
    void linkedNamesAreOnePersonAndStaffHaveLimits() {
        var world = world();
        OwnMoney.given(
                world,
                MoneyOut.SHIPPED.change()
                        .approvals(List.of(new Approval("EUR", Optional.empty(), 1)))
                        .staff(List.of(
                                new StaffMember("twin", List.of("payouts:approve"), List.of()),
                                new StaffMember("small", List.of("payouts:approve"), List.of(Money.of(999, "EUR"))),
                                new StaffMember("other", List.of("payouts:approve"), List.of(Money.of(9_999, "EUR")))))
                        .personLinks(List.of(new PersonLink(List.of("maker", "twin"))))
                        .build());
        Response payout = world.post("/v1/payouts", OwnMoney.wanted(5_000), KEY, PayoutWorld.maker());
        assertEquals("awaiting_approval", payout.text("state"), payout.bytes());
        assertEquals("approver_is_maker", approved(world, payout, "twin", "approve-key-00001").reason());
        assertEquals("forbidden", approved(world, payout, "small", "approve-key-00001").reason());
        assertEquals("forbidden", approved(world, payout, "stranger", "approve-key-00001").reason());
        assertEquals("scheduled", approved(world, payout, "other", "approve-key-00001").text("state"));
    }

    @Test
    void aPayoutThatWaitsTooLongIsCancelledAndCreditedOnce() {
        var world = new PayoutWorld().released(ANNA, 90_000);
        Response payout = asked(world, 90_000, KEY);
        assertEquals(0, world.payable(ANNA));
        world.clock.set(world.clock.instant().plus(Duration.ofDays(7)));
        assertEquals("approval_expired", approved(world, payout, "one", "approve-key-00001").reason());
        world.until(world.clock.instant().plus(Duration.ofHours(1)));
        assertEquals("cancelled", state(world, payout));
        assertEquals(90_000, world.posted().payable(ANNA));
        assertEquals(
                List.of("opens payout_approval", "closes payout_approval"),
                world.payout(new PayoutId(payout.text("id"))).chain().entries().stream()
                        .flatMap(entry -> entry.attention().stream())
                        .toList());
        world.check();
    }

    @Test
    void aRejectedPayoutKeepsItsReasonInTheVaultAlone() {
        var world = new PayoutWorld().released(ANNA, 90_000);
        Response payout = asked(world, 90_000, KEY);
        String why = "{\"reason\":\"Grace Hopper left\"}";
        Response rejected = world.post(path(payout, "reject"), why, "reject-key-000001", PayoutWorld.checker());
        assertEquals("cancelled", rejected.text("state"), rejected.bytes());
        assertEquals("rejected", rejected.body().at("/code/code").asString(""));
        assertEquals(90_000, world.posted().payable(ANNA));
        assertFalse(world.store.items(SuretyTables.JOURNAL).toString().contains("Hopper"));
        world.check();
    }

    @Test
    void neitherNumberNorHolderIsInJournalLedgerOrAnswer() {
        var world = world();
        Response payout = asked(world, 500, KEY);
        world.until(world.clock.instant().plusSeconds(60));
        assertEquals("sent", state(world, payout));
        for (String table : List.of(SuretyTables.JOURNAL, SuretyTables.LEDGER)) {
            String all = world.store.items(table).toString();
            assertFalse(all.contains("900000000000000001"), table);
            assertFalse(all.contains("Hopper"), table);
        }
        assertEquals("DE•• •••• 0001", payout.body().at("/method/masked").asString(""));
        assertFalse(payout.bytes().contains("900000000000000001"));
    }

    @Test
    void aPayoutThatIsScheduledWaitsForTheEndOfAPauseAndIsNotForgotten() {
        var world = world();
        Response payout = asked(world, 500, KEY);
        world.seeds.pause(What.MONEY_OUT, true);
        world.until(world.clock.instant().plus(Duration.ofHours(30)));
        assertEquals("scheduled", state(world, payout));
        assertEquals(List.of(), world.rail.sent);
        world.seeds.pause(What.MONEY_OUT, false);
        world.until(world.clock.instant().plus(Duration.ofHours(2)));
        assertEquals("sent", state(world, payout));
        assertEquals(1, world.atBank().executed());
        world.check();
    }

    @Test
    void aPayoutWaitsForARailThatIsDown() {
        var world = world();
        world.rail.isUp = false;
        Response payout = asked(world, 500, KEY);
        world.until(world.clock.instant().plus(Duration.ofMinutes(30)));
        assertEquals("scheduled", state(world, payout));
        world.rail.isUp = true;
        world.until(world.clock.instant().plus(Duration.ofHours(2)));
        assertEquals("sent", state(world, payout));
        assertEquals(1, world.rail.sent.size());
    }

    @Test
    void aPayeeWhoIsBlockedBetweenRequestAndSendingIsNotPaid() {
        var world = world();
        Response payout = asked(world, 500, KEY);
        world.seeds.standing(ANNA, Seeds.standing(Set.of("receive", "payout"), true, Optional.empty()));
        world.until(world.clock.instant().plusSeconds(60));
        assertEquals("cancelled", state(world, payout));
        assertEquals(List.of(), world.rail.sent);
        assertEquals(10_000_000, world.posted().payable(ANNA));
    }

    @Test
    void ownMoneyAlwaysNeedsASecondPersonAndIsNeverPromisedTwice() {
        var world = world();
        OwnMoney.given(world);
        Response payout = world.post("/v1/payouts", OwnMoney.wanted(20_000), KEY, PayoutWorld.maker());
        assertEquals("awaiting_approval", payout.text("state"), payout.bytes());
        assertEquals("", payout.text("payee"));
        assertEquals(10_000, world.balance(OwnMoney.COMMISSION));
        Response more = world.refused("/v1/payouts", OwnMoney.wanted(10_001), "another-key-00001", PayoutWorld.maker());
        assertEquals("insufficient_available", more.reason());
        assertEquals("approver_is_maker", approved(world, payout, "maker", "approve-key-00001").reason());
        assertEquals("scheduled", approved(world, payout, "checker", "approve-key-00001").text("state"));
        world.until(world.clock.instant().plusSeconds(60));
        assertEquals("sent", state(world, payout));
        assertEquals(20_000, world.atBank().sum().amountMinor());
        assertEquals(
                1, world.get("/v1/payouts?from=own", PayoutWorld.maker()).body().path("data").size());
        world.check();
    }

    @Test
    void ownMoneyGoesToAnAccountOfTheSettingsOnly() {
        var world = world();
        OwnMoney.given(world);
        Response refused = world.refused(
                "/v1/payouts", OwnMoney.wanted(500).replace("house", "elsewhere"), KEY, PayoutWorld.maker());
        assertEquals("invalid", refused.reason());
        assertEquals("/to", refused.pointer());
        Response payable = world.refused(
                "/v1/payouts",
                OwnMoney.wanted(500).replace("fees:commission", "payable:" + ANNA),
                KEY,
                PayoutWorld.maker());
        assertEquals("malformed", payable.reason());
    }

    @Test
    void badBodiesAreRefusedWithTheirFields() {
        var world = world();
        for (var bad : Map.of(
                        "{}", "/amount",
                        PayoutWorld.wanted(ANNA, 0), "/amount/amount",
                        PayoutWorld.wanted(ANNA, -5), "/amount/amount",
                        PayoutWorld.wanted(ANNA, 5).replace("par_", "esc_"), "/payee",
                        PayoutWorld.wanted(ANNA, 5).replace("}}", "},\"to\":\"house\"}"), "/to")
                .entrySet()) {
            Response refused = world.refused("/v1/payouts", bad.getKey(), KEY, PayoutWorld.backend());
            assertEquals("malformed", refused.reason(), bad.getKey());
            assertTrue(refused.pointers().contains(bad.getValue()), refused.bytes());
        }
    }

    @Test
    void listsShowEachPayoutAsItIsNow() {
        var world = world();
        Response first = asked(world, 500, KEY);
        world.until(world.clock.instant().plusSeconds(60));
        var _ = asked(world, 700, "another-key-00001");
        String of = "/v1/payouts?payee=" + ANNA;
        assertEquals(2, world.get(of, PayoutWorld.backend()).body().path("data").size());
        var sent = world.get(of + "&state=sent", PayoutWorld.backend()).body().path("data");
        assertEquals(first.text("id"), sent.get(0).path("id").asString(""));
        assertEquals(400, world.get("/v1/payouts", PayoutWorld.backend()).status());
        assertEquals(400, world.get(of + "&from=own", PayoutWorld.backend()).status());
    }
}
