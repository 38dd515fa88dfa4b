package dev.surety.messages.pain;

import static dev.surety.messages.pain.Payments.euros;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.Invariants;
import dev.surety.model.money.Money;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class PaymentsThatTheSchemeRefusesTest {
    private static final Creditor ADA = Payments.inEea("Ada");
    private static final String IBAN = ADA.iban();

    private static Payment of(String id, Money amount, String text) {
        return new Payment(id, amount, ADA, text);
    }

    private static Creditor creditor(String name, String iban) {
        return new Creditor(name, iban, Optional.empty(), Optional.empty());
    }

    @Test
    void aBrokenRuleIsABreachThatNamesTheField() {
        Map<Executable, String> broken = new LinkedHashMap<>();
        for (String id : List.of("", "/a", "a/", "a//b", "a b", "a_b", "a&b", "é", "a".repeat(36))) {
            broken.put(() -> of(id, euros(1), "x"), "endToEndId");
            broken.put(() -> Payments.group(id, 0, 1), "id of the group");
        }
        for (long cents : List.of(0L, -1L, Payment.MOST_MINOR + 1)) {
            broken.put(() -> of("R", euros(cents), "x"), "amount");
        }
        broken.put(() -> of("R", Money.of(1, "CHF"), "x"), "amount");
        for (String text : List.of("", "a&b", "a<b", "a\nb", "x".repeat(141))) {
            broken.put(() -> of("R", euros(1), text), "text");
        }
        for (String name : List.of("", "Müller", "a\tb", "\"a\"", "a".repeat(71))) {
            broken.put(() -> creditor(name, IBAN), "name");
            broken.put(() -> new Party(name, Optional.empty()), "name");
        }
        String small = IBAN.toLowerCase(Locale.ROOT);
        for (String iban : List.of("", "FR14 2004", small, IBAN + "<", "US" + "1".repeat(20))) {
            broken.put(() -> creditor("Ada", iban), "IBAN");
        }
        broken.put(() -> creditor("Ada", "CH9300762011623852957"), "address");
        broken.put(() -> new Address("Zürich", "CH"), "town");
        broken.put(() -> new Address("Zuerich", "Schweiz"), "country");
        broken.put(() -> new Debtor("Market", IBAN, Optional.of("SHORT"), Optional.empty()), "BIC");
        broken.forEach((made, field) -> {
            var breach = assertThrows(Invariants.Breach.class, made, field);
            assertTrue(breach.getMessage().startsWith(field), breach.getMessage());
        });
    }

    @Test
    void theBoundsThemselvesAreTaken() {
        assertEquals(1, of("a".repeat(35), euros(1), "x".repeat(140)).amount().amountMinor());
        assertEquals(
                "999999999.99 EUR", of("R", euros(Payment.MOST_MINOR), "x").amount().toString());
        assertEquals(70, creditor("n".repeat(70), IBAN).name().length());
    }
}
