package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.testkit.AtOnce;
import dev.surety.testkit.http.Response;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManyCallersTest {
    private static final int CALLERS = 64;
    private static final String KEY = "command-00000001";

    private final OnboardingWorld world = OnboardingWorld.laidDown();

    @AfterEach
    void theWholeWorldHolds() {
        world.check();
    }

    @Test
    void sixtyFourCreationsWithOneKeyMakeOneParticipant() throws Exception {
        List<Response> answers = atOnce(_ -> world.create(OnboardingWorld.CREATE, KEY));

        assertTrue(answers.stream().allMatch(answer -> answer.status() == 201));
        assertEquals(1, answers.stream().map(Response::bytes).distinct().count());
        assertEquals(2, world.store.items(SuretyTables.JOURNAL).size());
        assertEquals(1, world.store.items(SuretyTables.VAULT).size());
        assertEquals(1, world.store.items(SuretyTables.VAULT_KEYS).size());
    }

    @Test
    void ofSixtyFourPeopleUnderOneKeyOneIsCreatedAndTheOthersAreRefused() throws Exception {
        List<Response> answers =
                atOnce(caller -> world.create(OnboardingWorld.CREATE.replace("Grace", "Grace " + caller), KEY));

        assertEquals(1, with(answers, 201));
        assertEquals(
                CALLERS - 1,
                answers.stream()
                        .filter(answer -> answer.text("reason").equals("idempotency_key_reused"))
                        .count());
        Response winner = answers.stream().filter(answer -> answer.status() == 201).findFirst().orElseThrow();
        assertEquals(winner.bytes(), world.get(OnboardingWorld.PARTICIPANTS + "/" + winner.text("id")).bytes());
    }

    @Test
    void sixtyFourPutsWithOneKeyMakeOneVersion() throws Exception {
        List<Response> answers = atOnce(_ -> world.put(OnboardingWorld.PUT, KEY, "\"1\""));

        assertTrue(answers.stream().allMatch(answer -> answer.status() == 200));
        assertEquals(1, answers.stream().map(Response::bytes).distinct().count());
        assertEquals(2, versions());
    }

    @Test
    void ofSixtyFourPutsOnOneVersionOneWins() throws Exception {
        List<Response> answers =
                atOnce(caller -> world.put(OnboardingWorld.PUT, "command-000000-" + (100 + caller), "\"1\""));

        assertEquals(1, with(answers, 200));
        assertEquals(CALLERS - 1, with(answers, 412));
        assertEquals(2, versions());
    }

    @Test
    void ofSixtyFourPutsOnNoVersionEachStandsOrSaysThatItDoesNot() throws Exception {
        List<Response> answers = atOnce(caller -> world.put(OnboardingWorld.PUT, "command-000000-" + (100 + caller)));

        long stand = with(answers, 200);
        assertEquals(CALLERS, stand + with(answers, 503));
        assertEquals(stand + 1, versions());
    }

    private static long with(List<Response> answers, int status) {
        return answers.stream().filter(answer -> answer.status() == status).count();
    }

    private int versions() {
        return world.chain(Marketplaces.chain(OnboardingWorld.DEMO)).size();
    }

    private static List<Response> atOnce(IntFunction<Response> call) throws InterruptedException, ExecutionException {
        return AtOnce.call(CALLERS, call);
    }
}
