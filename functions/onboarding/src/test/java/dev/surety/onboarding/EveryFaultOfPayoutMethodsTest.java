package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.Trouble;
import dev.surety.model.journal.Entry;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.onboarding.app.method.PayeeAccounts;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Every store write of the payout method commands lost and kept, and the process dying around each. */
class EveryFaultOfPayoutMethodsTest {
    private static final String KEY = "command-00000001";
    private static final String BODY = PayoutMethodCalls.iban("DE89370400440532013000", "Ada Lovelace");

    private static OnboardingWorld sharing(Faults faults) {
        OnboardingWorld world = PayoutMethodCalls.world(faults);
        new PayoutMethodCalls(world).add(world.created("seller-1", "create-0000000001"), BODY);
        world.created("seller-2", "create-0000000002");
        return world;
    }

    private static String seller2(OnboardingWorld world) {
        return world.created("seller-2", "create-0000000002");
    }

    private static List<String> events(OnboardingWorld world) {
        return world.chain(CreateParticipant.chain(OnboardingWorld.DEMO, seller2(world))).stream()
                .map(Entry::event)
                .toList();
    }

    /** No caller tries again: the timer alone brings account, attention and check. */
    @Test
    void anAddedMethodIsCheckedByTheTimerIfTheCallerNeverComesBack() {
        Function<OnboardingWorld, Response> add = world -> new PayoutMethodCalls(world).add(seller2(world), BODY, KEY);
        for (Trouble trouble : Trouble.values()) {
            int tried = EveryFault.<OnboardingWorld>of(
                            "add a payout method, then the timer, under " + trouble,
                            EveryFaultOfPayoutMethodsTest::sharing,
                            world -> taken(201, add.apply(world)))
                    .recovering(EveryFaultOfPayoutMethodsTest::tick)
                    .checking(world -> {
                        tick(world);
                        List<String> events = events(world);
                        boolean isThere = events.contains("payout_method.added.v1");
                        assertEquals(isThere, events.contains("payout_method.verified.v1"));
                        assertEquals(isThere ? 2 : 1, participantsOf(world));
                        assertEquals(isThere ? 3 : 1, events.size());
                        taken(201, add.apply(world));
                        assertEquals(3, events(world).size(), "once, however often it is sent");
                        assertEquals(4, world.store.items(SuretyTables.VAULT).size(), "no text is kept twice");
                        world.check();
                    })
                    .withDeaths()
                    .with(trouble)
                    .run();
            assertTrue(tried >= 16, "tried " + tried);
        }
    }

    @Test
    void addingAMethod() {
        every("add a payout method", EveryFaultOfPayoutMethodsTest::sharing, 201, BODY, "", world -> {
            assertEquals(
                    List.of("participant.created.v3", "payout_method.added.v1", "payout_method.verified.v1"),
                    events(world));
            assertEquals(2, participantsOf(world));
        });
    }

    @Test
    void anotherMethodInForce() {
        every("make another method default", EveryFaultOfPayoutMethodsTest::withTwo, 200, "", "/default", world ->
                assertEquals("payout_method.changed.v1", events(world).getLast()));
    }

    @Test
    void disablingAMethod() {
        every("disable a method", EveryFaultOfPayoutMethodsTest::withTwo, 200, "", "/disable", world ->
                assertEquals("payout_method.disabled.v1", events(world).getLast()));
    }

    private static OnboardingWorld withTwo(Faults faults) {
        OnboardingWorld world = sharing(faults);
        var calls = new PayoutMethodCalls(world);
        calls.add(seller2(world), PayoutMethodCalls.usAccount("123456789", "Ada Lovelace"));
        calls.add(seller2(world), BODY);
        calls.add(seller2(world), PayoutMethodCalls.iban("AT611904300234573201", "Ada Lovelace"));
        return world;
    }

    private static void every(
            String name,
            Function<Faults, OnboardingWorld> build,
            int status,
            String body,
            String verb,
            Consumer<OnboardingWorld> check) {
        Function<OnboardingWorld, Response> act = world -> {
            var calls = new PayoutMethodCalls(world);
            String payee = seller2(world);
            String path = verb.isEmpty()
                    ? calls.path(payee)
                    : calls.path(payee, calls.list(payee).body().at("/data/2/id").asString("")) + verb;
            return world.call("POST", path, body, KEY, OnboardingWorld.backend(OnboardingWorld.DEMO), Map.of());
        };
        for (Trouble trouble : Trouble.values()) {
            int tried = EveryFault.<OnboardingWorld>of(
                            name + " under " + trouble, build, world -> taken(status, act.apply(world)))
                    .checking(world -> {
                        Response first = act.apply(world);
                        assertEquals(status, first.status(), first.bytes());
                        assertEquals(first.bytes(), act.apply(world).bytes());
                        assertTrue(first.isReplay());
                        check.accept(world);
                        world.check();
                    })
                    .withDeaths()
                    .with(trouble)
                    .run();
            assertTrue(tried >= 4);
        }
    }

    private static void taken(int status, Response answer) {
        assertTrue(answer.status() == status || answer.status() == 503, answer.bytes());
    }

    private static void tick(OnboardingWorld world) {
        world.clock.advance(Duration.ofMinutes(2));
        Deadlines.pass(world);
    }

    private static int participantsOf(OnboardingWorld world) {
        String seller1 = world.created("seller-1", "create-0000000001");
        String fingerprint = new PayoutMethodCalls(world)
                .list(seller1)
                .body()
                .at("/data/0/fingerprint")
                .asString("");
        List<Entry> account = world.chain(PayeeAccounts.chain(OnboardingWorld.DEMO, fingerprint));
        boolean isShared = account.getLast().attention().equals(Optional.of("opens shared_method"));
        assertEquals(account.size() == 2, isShared);
        return account.size();
    }
}
