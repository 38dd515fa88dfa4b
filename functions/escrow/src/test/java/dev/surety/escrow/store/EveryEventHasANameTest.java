package dev.surety.escrow.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.escrow.domain.escrow.EscrowEvent;
import dev.surety.escrow.domain.payment.PaymentEvent;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tables of names hold each event: a new one without a name fails here, not when it is first appended. */
class EveryEventHasANameTest {
    @Test
    void theTablesHoldEveryPermittedEvent() {
        assertEquals(events(EscrowEvent.class), EscrowEvents.TYPES.types());
        assertEquals(events(PaymentEvent.class), PaymentEvents.TYPES.types());
    }

    private static Set<Class<?>> events(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses()).collect(Collectors.toSet());
    }
}
