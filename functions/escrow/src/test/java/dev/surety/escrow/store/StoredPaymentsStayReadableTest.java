package dev.surety.escrow.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.escrow.domain.payment.PayeeDebt;
import dev.surety.escrow.domain.payment.PaymentEvent;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.GoldenLine;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** One stored event of each shape of a payment, for ever: lines are added, none is changed. */
class StoredPaymentsStayReadableTest {
    /** They are read and no longer written. */
    private static final Set<String> FORMER =
            Set.of("payment.refund_ordered.v1", "payment.chargeback_noticed.v1");

    /** It is read and no longer written. An operator's order that is still to be spread leaves no debt either. */
    @Test
    void anOrderOfFormerDaysLeavesNoDebt() throws IOException {
        List<PayeeDebt> leaves = GoldenLine.all("escrow", "payment").stream()
                .filter(line -> line.name().equals("payment.refund_ordered.v1"))
                .map(line -> ((PaymentEvent.RefundRequested) PaymentEvents.read(line.entry())).leaves())
                .toList();
        assertEquals(List.of(PayeeDebt.NONE), leaves);
    }

    @Test
    void everyGoldenEventIsReadAndWouldBeWrittenTheSame() throws IOException {
        Set<Class<?>> golden = new HashSet<>();
        for (GoldenLine line : GoldenLine.all("escrow", "payment")) {
            PaymentEvent event = PaymentEvents.read(line.entry());

            if (!FORMER.contains(line.name())) {
                assertEquals(line.name(), PaymentEvents.name(event));
                assertEquals(line.data(), Json.canonical(event), line.name());
            }
            golden.add(event.getClass());
        }
        assertEquals(
                Arrays.stream(PaymentEvent.class.getPermittedSubclasses()).collect(Collectors.toSet()), golden);
    }
}
