package dev.surety.disputes.domain.procedure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.disputes.domain.dispute.Dispute;
import dev.surety.disputes.domain.dispute.DisputeEvent;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.runtime.json.Json;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each entry carries the event and the whole state, which later entries read back. */
class StoredDisputeTest {
    private static final int LARGEST = 60_000;

    @Test
    void everyStateIsReadAsItWasWritten() {
        ChartSamples.states().forEach((name, sample) -> {
            Dispute dispute = sample.get().dispute;
            String text = Json.text(Json.tree(dispute));
            assertEquals(dispute, Json.read(text, Dispute.class), name);
            assertTrue(text.length() < LARGEST, name + " has " + text.length() + " characters");
        });
    }

    @Test
    void everyEventIsReadAsItWasWritten() {
        Set<Class<?>> seen = new LinkedHashSet<>();
        ChartSamples.states().forEach((name, sample) -> ChartSamples.commands().forEach((command, make) -> {
            DisputeTrial trial = sample.get();
            trial.says(make.apply(trial));
            for (DisputeEvent event : trial.events) {
                if (seen.add(event.getClass())) {
                    assertEquals(event, Json.read(Json.text(Json.tree(event)), event.getClass()));
                }
            }
        }));
        var opened = new DisputeEvent.Opened(sample().dispute.opening());
        assertEquals(opened, Json.read(Json.text(Json.tree(opened)), DisputeEvent.Opened.class));
        seen.add(DisputeEvent.Opened.class);
        seen.addAll(ofTime());
        Set<Class<?>> all = Arrays.stream(DisputeEvent.class.getPermittedSubclasses()).collect(Collectors.toSet());
        assertEquals(all, seen);
    }

    /** Events that only a later time brings. */
    private static Set<Class<?>> ofTime() {
        Set<Class<?>> seen = new LinkedHashSet<>();
        DisputeTrial trial = sample().pass();
        trial.eligible = List.of();
        trial.pass();
        trial.does(new DisputeCommand.Concede(Side.PAYEE)).days(1).does(new DisputeCommand.Time());
        for (DisputeEvent event : trial.events) {
            assertEquals(event, Json.read(Json.text(Json.tree(event)), event.getClass()));
            seen.add(event.getClass());
        }
        return seen;
    }

    private static DisputeTrial sample() {
        return DisputeTrial.of(DisputeTrial.MIDDLE);
    }
}
