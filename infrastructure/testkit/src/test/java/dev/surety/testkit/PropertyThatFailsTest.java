package dev.surety.testkit;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PropertyThatFailsTest {
    @Test
    void itsMessageNamesTheSeed() {
        AssertionError failure = assertThrows(
                AssertionError.class,
                () -> SmallRunner.times(50, (random, _) -> assertTrue(random.nextInt(10) < 5, "drew too much")));
        assertTrue(failure.getMessage().contains("-Dsurety.seed="));
        String seed = failure.getMessage().replaceAll("(?s).*surety.seed=(-?\\d+).*", "$1");
        assertThrows(
                AssertionError.class,
                () -> SmallRunner.once(
                        Long.parseLong(seed), (random, _) -> assertTrue(random.nextInt(10) < 5, "drew too much")));
    }
}
