package dev.surety.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.ledger.app.Jobs;
import dev.surety.ledger.domain.JobKind;
import dev.surety.model.journal.Actor;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.journal.CommandKey;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An order that is sent twice at once is one, and does not stand in its own way. */
class OrderingAJobTwiceTest {
    private static final Refusal UNDER_WAY = CommonReason.TRANSITION_NOT_ALLOWED.with("One is under way.");

    private final Jobs jobs = new Town().settled().jobs();

    private static Jobs.Asked asked(String key) {
        return new Jobs.Asked(Town.DEMO, Actor.of("staff:test"), CommandKey.ofFact(key), _ -> true);
    }

    private Jobs.Outcome first(String key) {
        return jobs.start(JobKind.REBUILD, "", asked(key), Optional::empty);
    }

    @Test
    void whoComesSecondIsToldOfTheFirstAndNotThatOneIsUnderWay() {
        Jobs.Outcome second = jobs.start(JobKind.REBUILD, "", asked("one"), () -> {
            assertInstanceOf(Jobs.Outcome.Stands.class, first("one"));
            return Optional.of(UNDER_WAY);
        });

        assertTrue(assertInstanceOf(Jobs.Outcome.Stands.class, second).replayed());
    }

    @Test
    void anotherOrderIsStillRefused() {
        Jobs.Outcome second = jobs.start(JobKind.REBUILD, "", asked("two"), () -> {
            assertInstanceOf(Jobs.Outcome.Stands.class, first("one"));
            return Optional.of(UNDER_WAY);
        });

        assertEquals(new Jobs.Outcome.Refused(UNDER_WAY), second);
    }
}
