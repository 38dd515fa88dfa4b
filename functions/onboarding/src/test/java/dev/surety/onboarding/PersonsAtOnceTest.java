package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.testkit.AtOnce;
import dev.surety.testkit.http.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Many callers name persons of one business at the same time. */
class PersonsAtOnceTest {
    private static final int CALLERS = 12;

    private final PersonCalls calls = new PersonCalls();
    private final OnboardingWorld world = calls.world;
    private final String business = calls.business();

    private Response add(String share, String key) {
        return world.call(
                "POST", PersonCalls.path(business), PersonCalls.OWNER.replace("8000", share), key,
                PersonCalls.BACKEND, Map.of());
    }

    private static long with(List<Response> answers, int status) {
        return answers.stream().filter(answer -> answer.status() == status).count();
    }

    @Test
    void ofOwnersWhoTogetherHaveTooMuchOneIsTaken() throws Exception {
        List<Response> answers = AtOnce.call(CALLERS, caller -> add("6000", "command-000000-" + (100 + caller)));

        assertEquals(1, with(answers, 201));
        assertEquals(CALLERS - 1, with(answers, 422) + with(answers, 503));
        assertEquals(1, world.get(PersonCalls.path(business)).body().path("data").size());
        assertEquals(List.of("participant.created.v3", "person.added.v1"), calls.events(business));
        world.check();
    }

    @Test
    void oneKeyIsOnePerson() throws Exception {
        List<Response> answers = AtOnce.call(CALLERS, _ -> add("6000", "command-0000000001"));

        assertTrue(answers.stream().allMatch(answer -> answer.status() == 201));
        assertEquals(1, answers.stream().map(Response::bytes).distinct().count());
        assertEquals(1, world.get(PersonCalls.path(business)).body().path("data").size());
        world.check();
    }
}
