package dev.surety.payouts.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.model.id.Id;
import dev.surety.model.id.RunId;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.marketplace.MoneyOut.Approval;
import dev.surety.model.marketplace.MoneyOut.PersonLink;
import dev.surety.model.marketplace.MoneyOut.StaffMember;
import dev.surety.model.money.Money;
import dev.surety.payouts.world.PayoutWorld;
import dev.surety.payouts.world.RunWorld;
import dev.surety.runtime.marketplace.Pauses.What;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People approve by person, by amount and by hash. A refused request changes no table. */
class WhoApprovesARunTest {
    private static final String SOME_HASH = "0".repeat(64);

    private final RunWorld world = new RunWorld();

    private static String at(RunId run, String verb) {
        return RunWorld.RUNS + "/" + run + "/" + verb;
    }

    private RunId submitted() {
        world.payee("seller", 100_00);
        RunId run = world.plan("");
        world.submit(run);
        return run;
    }

    private String refused(RunId run, String verb, String body, Map<String, String> claims) {
        return world.refused(at(run, verb), body, claims).reason();
    }

    @ParameterizedTest(name = "{0} is {1} at {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"currency":"EUR","rail":"sandbox","minimum":{"amount":0,"currency":"EUR"}} | malformed | /minimum/amount
                    {"currency":"EUR","rail":"sandbox","minimum":{"amount":-5,"currency":"EUR"}} | malformed | /minimum/amount
                    {"currency":"EUR","rail":"sandbox","minimum":{"amount":5,"currency":"USD"}} | invalid | /minimum/currency
                    {"currency":"XXQ","rail":"sandbox"} | malformed | /currency
                    {"currency":"USD","rail":"sandbox"} | invalid | /currency
                    {"currency":"EUR","rail":"sepa"} | invalid | /rail
                    {"currency":"EUR"} | malformed | /rail
                    {"rail":"sandbox"} | malformed | /currency
                    {"currency":"EUR","rail":"sandbox","onLess":"guess"} | malformed | /onLess
                    {"currency":"EUR","rail":"sandbox","cutoff":"2027-01-01T00:00:00Z"} | invalid | /cutoff
                    {"currency":"EUR","rail":"sandbox","executeAt":"2026-01-01T00:00:00Z"} | invalid | /executeAt
                    {"currency":"EUR","rail":"sandbox","executeAt":"2027-06-01T00:00:00Z"} | invalid | /executeAt
                    {"currency":"EUR","rail":"sandbox","participants":[]} | malformed | /participants
                    {"currency":"EUR","rail":"sandbox","participants":["anna"]} | malformed | /participants
                    {"currency":"EUR","rail":"sandbox","participants":["par_aaaaaaaaaaaaaaaaaaaaaaaaaa"]} | invalid | /participants/0
                    {"currency":"EUR","rail":"sandbox","exclude":[{"participant":"par_aaaaaaaaaaaaaaaaaaaaaaaaaa","reason":"r"}]} | invalid | /exclude/0/participant
                    {"currency":"EUR","rail":"sandbox","exclude":[{"participant":"par_aaaaaaaaaaaaaaaaaaaaaaaaaa"}]} | malformed | /exclude/0/reason
                    {"currency":"EUR","rail":"sandbox","total":5} | malformed | /total
                    """)
    void badPlansAreRefusedAndNameTheField(String body, String reason, String pointer) {
        Response refused = world.refused(RunWorld.RUNS, body, RunWorld.MAKER);
        assertEquals(reason, refused.reason(), refused.bytes());
        assertEquals(pointer, refused.pointer(), refused.bytes());
    }

    @Test
    void nothingButThePlanThatWasSeenIsApproved() {
        RunId run = submitted();
        String other = world.run(world.plan("")).path("hash").asString("");
        for (String hash : List.of(SOME_HASH, other)) {
            assertEquals("hash_mismatch", refused(run, "approve", "{\"hash\":\"" + hash + "\"}", RunWorld.CHECKER));
        }
        assertEquals("malformed", refused(run, "approve", "{\"hash\":\"short\"}", RunWorld.CHECKER));
        assertEquals("malformed", refused(run, "approve", "{}", RunWorld.CHECKER));
    }

    @Test
    void neitherTheMakerNorALinkedPersonNorATokenWithoutAPersonApproves() {
        world.settings(rules(
                List.of(), List.of(), List.of(new PersonLink(List.of("maker", "makers-other-name")))));
        RunId run = submitted();
        String body = RunWorld.approval(world.run(run));
        for (String person : List.of("maker", "makers-other-name")) {
            assertEquals(
                    "approver_is_maker",
                    refused(run, "approve", body, PayoutWorld.staff(person, "payouts:approve")));
        }
        Map<String, String> backend = Map.of(
                "marketplace", "demo", "kind", "backend", "client_id", "demo-backend", "scope", "payouts:approve");
        assertEquals("forbidden", refused(run, "approve", body, backend));
        assertEquals("forbidden", refused(run, "approve", body, PayoutWorld.staff("checker", "payouts:read")));
        assertEquals(
                "not_found",
                refused(new RunId(Id.derive("run", "none")), "approve", body, RunWorld.CHECKER));
    }

    @Test
    void whoSubmitsIsAMakerToo() {
        world.payee("seller", 100_00);
        RunId run = world.plan("");
        Map<String, String> both = PayoutWorld.staff("both", "payouts:plan", "payouts:approve");
        world.done(world.post(at(run, "submit"), "", both));
        assertEquals("approver_is_maker", refused(run, "approve", RunWorld.approval(world.run(run)), both));
    }

    @Test
    void aLargeSumNeedsTwoPeopleAndOnePersonCountsOnce() {
        world.settings(rules(
                List.of(new Approval("EUR", Optional.of(50_00L), 1), new Approval("EUR", Optional.empty(), 2)),
                List.of(),
                List.of(new PersonLink(List.of("checker", "checkers-other-name")))));
        RunId run = submitted();
        assertEquals(2, world.run(run).path("needed").asInt(0));
        world.done(world.approve(run, RunWorld.CHECKER));
        assertEquals("awaiting_approval", world.state(run));
        String body = RunWorld.approval(world.run(run));
        assertEquals("approver_counted", refused(run, "approve", body, RunWorld.CHECKER));
        assertEquals(
                "approver_counted",
                refused(run, "approve", body, PayoutWorld.staff("checkers-other-name", "payouts:approve")));
        world.done(world.approve(run, RunWorld.CHECKER2));
        assertEquals("approved", world.state(run));
        assertEquals(2, world.run(run).path("approvals").size());
    }

    @Test
    void runsJustUnderALimitCountTogetherThroughTheDay() {
        world.settings(rules(
                List.of(new Approval("EUR", Optional.of(150_00L), 1), new Approval("EUR", Optional.empty(), 2)),
                List.of(),
                List.of()));
        RunId first = submitted();
        var other = world.payee("other-seller", 100_00);
        RunId second = world.plan(",\"participants\":[\"" + other + "\"]");
        world.submit(second);
        assertEquals(1, world.run(first).path("needed").asInt(0), "alone when it was submitted");
        assertEquals(2, world.run(second).path("needed").asInt(0));
        world.done(world.approve(first, RunWorld.CHECKER));
        assertEquals("awaiting_approval", world.state(first), "by now there are two that day");
        world.done(world.post(at(second, "reject"), "{\"reason\":\"not today\"}", RunWorld.CHECKER2));
        assertEquals("rejected", world.state(second));
        RunId third = world.plan(",\"participants\":[\"" + other + "\"]");
        world.after(Duration.ofDays(1));
        world.submit(third);
        assertEquals(1, world.run(third).path("needed").asInt(0), "another day");
    }

    @Test
    void submitSaysWhenTooFewPeopleMayApprove() {
        world.settings(rules(
                List.of(),
                List.of(
                        new StaffMember("maker", List.of("payouts:approve"), List.of()),
                        new StaffMember("small", List.of("payouts:approve"), List.of(Money.of(99_99, "EUR"))),
                        new StaffMember("reader", List.of("payouts:read"), List.of())),
                List.of()));
        world.payee("seller", 100_00);
        RunId run = world.plan("");
        Response refused = world.refused(at(run, "submit"), "", RunWorld.MAKER);
        assertEquals("no_eligible_approver", refused.reason());
        world.settings(rules(
                List.of(), List.of(new StaffMember("checker", List.of("payouts:approve"), List.of())), List.of()));
        world.submit(run);
        String body = RunWorld.approval(world.run(run));
        assertEquals("forbidden", refused(run, "approve", body, RunWorld.CHECKER2), "not of the staff");
        world.done(world.approve(run, RunWorld.CHECKER));
    }

    @Test
    void warningsMustBeSeenAndAShortAccountBeAcceptedByName() {
        world.payee("seller", 3_000_00);
        RunId run = world.plan("");
        world.submit(run);
        String hash = world.run(run).path("hash").asString("");
        assertEquals("large_first", world.run(run).at("/warnings/0/kind").asString(""));
        Response unseen = world.refused(at(run, "approve"), "{\"hash\":\"" + hash + "\"}", RunWorld.CHECKER);
        assertEquals("warnings_unseen", unseen.reason());
        assertEquals(world.run(run).at("/warnings/0/id").asString(""), unseen.fieldReason());
        world.done(world.approve(run, RunWorld.CHECKER));
    }

    @Test
    void whileMoneyOutIsPausedNothingIsApproved() {
        RunId run = submitted();
        world.pause(What.MONEY_OUT, true);
        String body = RunWorld.approval(world.run(run));
        assertEquals("paused", refused(run, "approve", body, RunWorld.CHECKER));
        world.pause(What.MONEY_OUT, false);
        world.done(world.approve(run, RunWorld.CHECKER));
    }

    @Test
    void plansGetStaleAndApprovalsExpire() {
        world.payee("seller", 100_00);
        RunId stale = world.plan("");
        RunId late = world.plan("");
        world.submit(late);
        world.after(Duration.ofHours(73));
        assertEquals("stale", world.state(stale));
        assertEquals("plan_stale", refused(stale, "submit", "", RunWorld.MAKER));
        assertEquals("awaiting_approval", world.state(late));
        String body = RunWorld.approval(world.run(late));
        world.after(Duration.ofDays(5));
        assertEquals("expired", world.state(late));
        assertEquals("approval_expired", refused(late, "approve", body, RunWorld.CHECKER));
    }

    @Test
    void timeCountsEvenBeforeItsTimerFires() {
        world.payee("seller", 100_00);
        RunId stale = world.plan("");
        RunId late = world.plan("");
        world.submit(late);
        String body = RunWorld.approval(world.run(late));
        world.payouts.clock.set(world.payouts.clock.instant().plus(Duration.ofHours(72)));
        assertEquals("plan_stale", refused(stale, "submit", "", RunWorld.MAKER));
        world.payouts.clock.set(world.payouts.clock.instant().plus(Duration.ofDays(4)));
        assertEquals("approval_expired", refused(late, "approve", body, RunWorld.CHECKER));
    }

    @Test
    void eachVerbHasItsStates() {
        RunId run = submitted();
        assertEquals("transition_not_allowed", refused(run, "submit", "", RunWorld.MAKER));
        world.done(world.post(at(run, "abort"), "{\"reason\":\"wrong\"}", RunWorld.MAKER));
        String body = "{\"hash\":\"" + SOME_HASH + "\"}";
        assertEquals("transition_not_allowed", refused(run, "approve", body, RunWorld.CHECKER));
        assertEquals("transition_not_allowed", refused(run, "abort", "{\"reason\":\"r\"}", RunWorld.MAKER));
        assertEquals("transition_not_allowed", refused(run, "reject", "{\"reason\":\"r\"}", RunWorld.CHECKER));
        assertEquals("malformed", refused(run, "abort", "{}", RunWorld.MAKER));
        world.after(Duration.ofDays(8));
        assertEquals("aborted", world.state(run));
        assertEquals(0, world.payouts.atBank().executed());
    }

    @Test
    void theSameApprovalAgainIsTheSameAnswer() {
        RunId run = submitted();
        String body = RunWorld.approval(world.run(run));
        Response first = world.post(at(run, "approve"), body, "the-same-key-0001", RunWorld.CHECKER);
        world.hear();
        Response again = world.post(at(run, "approve"), body, "the-same-key-0001", RunWorld.CHECKER);
        assertEquals(first.bytes(), again.bytes());
        assertEquals("executed", world.state(run));
        assertEquals(1, world.payouts.atBank().executed());
    }

    private static MoneyOut rules(List<Approval> approvals, List<StaffMember> staff, List<PersonLink> links) {
        return MoneyOut.SHIPPED.change()
                .approvals(approvals)
                .staff(staff)
                .personLinks(links)
                .build();
    }
}
