package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.Trouble;
import dev.surety.model.id.Id;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the payouts function tells of its payouts, and what becomes of the methods that they went to. */
class PayoutsProveMethodsTest {
    private static final String BODY = PayoutMethodCalls.iban("DE89370400440532013000", "Not Possible");

    private final OnboardingWorld world = PayoutMethodCalls.world(Faults.none());

    private static String payee(OnboardingWorld world) {
        return world.created("seller-1", "create-0000000001");
    }

    private static String method(OnboardingWorld world) {
        return new PayoutMethodCalls(world).add(payee(world), BODY, "add-000000000001").text("id");
    }

    private static ChainId payout(String name) {
        return new ChainId("payout", OnboardingWorld.DEMO, Id.derive("po", name));
    }

    /** The message about an entry that the payouts function appends to a payout of the method. */
    private static String told(OnboardingWorld world, String payout, String event, String code) {
        ObjectNode data = Json.object();
        ObjectNode tells = data.putObject("tells").put("payee", payee(world)).put("method", method(world));
        if (!code.isEmpty()) {
            tells.put("code", code);
        }
        return appended(world, payout, event, data);
    }

    private static String appended(OnboardingWorld world, String payout, String event, ObjectNode data) {
        var journal = new Journal(world.store, SuretyTables.JOURNAL);
        var chain = journal.load(payout(payout));
        int number = chain.version() + 1;
        journal.append(
                chain,
                Draft.of(event, data, world.clock.instant(), Actor.EVENT, CommandKey.ofFact(payout, event)));
        return message(payout(payout).toString(), number);
    }

    private static String message(String chain, int number) {
        ObjectNode message = Json.object();
        message.putObject("detail").put("pk", chain).put("sequence", number);
        return Json.text(message);
    }

    private static List<String> events(OnboardingWorld world) {
        return world.chain(CreateParticipant.chain(OnboardingWorld.DEMO, payee(world))).stream()
                .map(Entry::event)
                .skip(3)
                .toList();
    }

    private String state() {
        Response read = new PayoutMethodCalls(world).get(payee(world), method(world));
        return read.text("state") + (read.body().path("inForce").booleanValue() ? "" : " out");
    }

    private void days(int days) {
        world.clock.advance(Duration.ofDays(days));
        Deadlines.pass(world);
    }

    @Test
    void aFirstPayoutThatStaysForTenBankDaysVerifies() {
        method(world);
        assertEquals(List.of(), world.hearOfPayouts(told(world, "one", "payout.paid.v1", "")));
        assertEquals("new", state());
        // Paid on Sunday 22 November: the tenth open day after it is Friday 4 December.
        days(12);
        assertEquals("new", state());
        days(1);
        assertEquals("verified", state());
        assertEquals(List.of("payout_method.paid.v1", "payout_method.verified.v1"), events(world));
        world.check();
    }

    @Test
    void aPayoutThatComesBackProvesNothing() {
        method(world);
        world.hearOfPayouts(told(world, "one", "payout.paid.v1", ""));
        days(5);
        world.hearOfPayouts(told(world, "one", "payout.returned.v1", "CUST"));
        days(30);
        assertEquals("new", state());
        world.hearOfPayouts(told(world, "two", "payout.paid.v1", ""));
        days(20);
        assertEquals("verified", state());
        world.check();
    }

    @Test
    void aReasonThatPutsTheAccountAtFaultTakesItOutOfForce() {
        method(world);
        world.hearOfPayouts(told(world, "one", "payout.failed.v1", "AC04"));
        assertEquals("errored out", state());
        Response read = new PayoutMethodCalls(world).get(payee(world), method(world));
        assertEquals("AC04", read.text("code"));
        world.check();
    }

    @Test
    void theSecondReasonInWordsTakesTheAccountOutOfForce() {
        method(world);
        world.hearOfPayouts(told(world, "one", "payout.returned.v1", "MS03"));
        assertEquals("new", state());
        world.hearOfPayouts(told(world, "two", "payout.failed.v1", "CUST"));
        assertEquals("new", state());
        world.hearOfPayouts(told(world, "three", "payout.returned.v1", "NARR"));
        assertEquals("errored out", state());
        assertEquals(List.of("payout_method.returned.v1", "payout_method.errored.v1"), events(world));
        world.check();
    }

    @Test
    void theSameReturnHeardTwiceIsOne() {
        method(world);
        String returned = told(world, "one", "payout.returned.v1", "MS03");
        world.hearOfPayouts(returned);
        world.hearOfPayouts(returned);
        assertEquals("new", state());
    }

    @Test
    void theRequirementOfAnotherAccountTellsWhyTheBankRefusedTheFirst() {
        var strict = new OnboardingWorld();
        strict.put(ParticipantsAreVerifiedTest.rules("\"profile.name\""), "prepare-settings-1");
        String method = method(strict);
        strict.hearOfPayouts(told(strict, "one", "payout.returned.v1", "FRAD"));
        assertEquals(
                "[{\"method\":\"" + method + "\",\"code\":\"FRAD\"}]",
                errors(strict, OnboardingWorld.backend(OnboardingWorld.DEMO)));
        assertEquals(
                "[{\"method\":\"" + method + "\",\"code\":\"under_review\"}]",
                errors(strict, OnboardingWorld.participant(payee(strict))));
    }

    /** Of the requirement of another account. */
    private static String errors(OnboardingWorld world, Map<String, String> claims) {
        String path = OnboardingWorld.PARTICIPANTS + "/" + payee(world) + "/requirements";
        for (JsonNode asked : world.get(path, claims).body().path("data")) {
            if (asked.path("code").asString("").equals("payout_method.replace")) {
                return asked.path("errors").toString();
            }
        }
        return "not asked for";
    }

    @Test
    void aSuspicionIsOneWordToTheParticipantItself() {
        method(world);
        world.hearOfPayouts(told(world, "one", "payout.returned.v1", "FRAD"));
        var calls = new PayoutMethodCalls(world);
        Response own = world.get(calls.path(payee(world), method(world)), OnboardingWorld.participant(payee(world)));
        assertEquals("under_review", own.text("code"));
        assertEquals("FRAD", calls.get(payee(world), method(world)).text("code"));
    }

    @Test
    void messagesThatTellOfNoMethodChangeNothing() {
        method(world);
        String failed = told(world, "one", "payout.failed.v1", "AM04");
        String own = appended(
                world, "own", "payout.paid.v1", Json.object().set("tells", Json.object()));
        String sent = told(world, "two", "payout.sent.v1", "");
        Map<String, ?> before = world.store.everything();
        for (String message : List.of(
                failed,
                own,
                sent,
                message(payout("nothing").toString(), 1),
                message("escrow#demo#" + Id.derive("esc", "x"), 1),
                message(payout("one").toString(), 7))) {
            assertEquals(List.of(), world.hearOfPayouts(message), message);
        }
        assertEquals(before, world.store.everything());
        assertEquals("new", state());
    }

    @Test
    void heardUnderEveryFaultItIsTakenOnce() {
        for (Trouble trouble : Trouble.values()) {
            int tried = EveryFault.<OnboardingWorld>of(
                            "hear of a payout under " + trouble,
                            faults -> {
                                OnboardingWorld built = PayoutMethodCalls.world(faults);
                                told(built, "one", "payout.paid.v1", "");
                                return built;
                            },
                            built -> built.hearOfPayouts(message(payout("one").toString(), 1)))
                    .checking(built -> {
                        assertEquals(List.of(), built.hearOfPayouts(message(payout("one").toString(), 1)));
                        assertEquals(List.of("payout_method.paid.v1"), events(built));
                        built.check();
                    })
                    .withDeaths()
                    .with(trouble)
                    .run();
            assertTrue(tried >= 4);
        }
    }
}
