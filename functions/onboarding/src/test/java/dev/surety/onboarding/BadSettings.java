package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.testkit.http.Response;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Settings with one bad member each are refused.
 *
 * @param good the parts of good settings
 * @param body makes a request's body of such parts
 */
record BadSettings(OnboardingWorld world, String good, UnaryOperator<String> body) {
    private static final String KEY = "put-000000000000001";

    /** A row of the table has a text of the good parts, the text instead, and the pointer that the refusal names. */
    Stream<DynamicTest> every(String table, int status, String reason) {
        return table.lines().skip(1).map(line -> line.split("\\|", -1)).map(cells -> {
            String from = cells[0].strip();
            assertTrue(good.contains(from), from);
            String bad = body.apply(good.replace(from, cells[1].strip()));
            return DynamicTest.dynamicTest(from + " becomes " + cells[1].strip(), () -> {
                Response answer = world.refused(
                        "PUT", OnboardingWorld.SETTINGS, bad, KEY, OnboardingWorld.operator(OnboardingWorld.DEMO));
                assertEquals(status, answer.status(), answer.bytes());
                assertEquals(reason, answer.text("reason"));
                assertTrue(answer.pointers().contains(cells[2].strip()), answer.bytes());
            });
        });
    }
}
