package dev.surety.payouts.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.Invariants;
import dev.surety.payouts.domain.reason.Reason;
import dev.surety.payouts.domain.reason.Reason.Retryable;
import dev.surety.payouts.domain.reason.Reasons;
import dev.surety.payouts.store.ShippedReasons;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The shipped reasons of banks. */
class ReasonsTest {
    private static final Set<String> PARTIES =
            Set.of("payer", "payee", "participant", "marketplace", "surety", "bank", "nobody");
    private static final Set<String> PLACES = Set.of("status", "return", "both", "ach_return", "ach_change");

    private final Reasons reasons = ShippedReasons.get();

    @Test
    void eachReasonSaysWhoActsAndHow() {
        assertEquals(128, reasons.all().size());
        for (Reason reason : reasons.all()) {
            assertTrue(PARTIES.contains(reason.whoActs()), reason.toString());
            assertTrue(PLACES.contains(reason.where()), reason.toString());
            assertTrue(reason.code().matches("[A-Z]{2}[0-9]{2}|[A-Z]{4}|[RC][0-9]{2}"), reason.toString());
            assertFalse(reason.means().isBlank() || reason.nextStep().isBlank(), reason.toString());
        }
    }

    @Test
    void anAccountThatCannotTakeMoneyIsNotTriedAgain() {
        for (Reason reason : reasons.all()) {
            assertTrue(!reason.errored() || reason.retryable() == Retryable.NO, reason.toString());
        }
    }

    @Test
    void onlyTheseDoNotGiveTheMoneyBack() {
        Set<String> keeping = reasons.all().stream()
                .filter(reason -> !reason.credits())
                .map(Reason::code)
                .filter(code -> !code.matches("R[678][0-9]|C[0-9]{2}|R[VC][A-Z]{2}"))
                .collect(Collectors.toSet());
        assertEquals(
                Set.of("AM05", "DUPL", "DU01", "DU02", "DU03", "DU04", "TM01", "R24", "ARDT", "NOOR"), keeping);
    }

    @Test
    void aCodeIsFoundAsItIsWritten() {
        assertEquals(
                Optional.of(new Reason(
                        "AC04",
                        "both",
                        "the account is closed",
                        Retryable.NO,
                        "payee",
                        "give another account",
                        true,
                        true)),
                reasons.find("AC04"));
        assertEquals(Optional.of("later"), reasons.find("AM04").map(reason -> reason.retryable().word()));
        assertEquals(Optional.empty(), reasons.find("ac04"));
        assertEquals(Optional.empty(), reasons.find("ZZ99"));
    }

    @Test
    void aBrokenFileIsNoFile() {
        String head = "code,where,means,retryable,whoActs,nextStep,errored,credits\n";
        String line = "AC04,both,closed,no,payee,\"give another, please\",yes,yes\n";
        assertEquals(
                Optional.of("give another, please"),
                Reasons.parse(head + line).find("AC04").map(Reason::nextStep));
        assertThrows(Invariants.Breach.class, () -> Reasons.parse(head + line + line));
        assertThrows(Invariants.Breach.class, () -> Reasons.parse(head + "AC04,both,closed,no,payee,x,yes\n"));
        assertThrows(Invariants.Breach.class, () -> Reasons.parse(head + "AC04,both,closed,no,payee,x,yes,maybe\n"));
    }
}
