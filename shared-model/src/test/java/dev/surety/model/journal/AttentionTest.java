package dev.surety.model.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.surety.model.Invariants;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttentionTest {
    @Test
    void whatIsWrittenIsReadBack() {
        for (Attention attention : List.of(Attention.opens("late_money"), Attention.closes("chargeback"))) {
            assertEquals(Optional.of(attention), Attention.parse(attention.toString()));
        }
        assertEquals("opens late_money", Attention.opens("late_money").toString());
    }

    @Test
    void anythingElseIsNoAttention() {
        for (String text : List.of("", "opens", "opens ", "opens Late", "opens a", "shuts late_money", "opens a b")) {
            assertEquals(Optional.empty(), Attention.parse(text), text);
        }
        assertThrows(Invariants.Breach.class, () -> Attention.opens("Late Money"));
    }
}
