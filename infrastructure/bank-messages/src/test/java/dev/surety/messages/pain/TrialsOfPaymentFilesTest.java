package dev.surety.messages.pain;

import static dev.surety.messages.pain.Payments.euros;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.Invariants;
import dev.surety.model.bank.BankText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** Trials T21, T23 and T24 at the writer; the million payments of T22 have a test of their own. */
class TrialsOfPaymentFilesTest {
    private static final String SWISS = "CH9300762011623852957";
    private static final String BRITISH = "GB33BUKB20201555555555";
    private static final String FRENCH = "FR1420041010050500013M02606";
    private static final int NAMES = 3_000;

    /** First code points of scripts that names are written in, some with a writing here and some without. */
    private static final List<Integer> SCRIPTS = List.of(
            0x20, 0xA0, 0x100, 0x180, 0x250, 0x370, 0x400, 0x530, 0x5D0, 0x620, 0x904, 0xE01, 0x10A0, 0x1E00,
            0x1F00, 0x2010, 0x20A0, 0x2460, 0x3041, 0x30A0, 0x4E00, 0xAC00, 0xFB00, 0xFF01, 0x1F600);

    @Test
    void aNameOfAnyLengthIsCutAfterItIsWrittenOut() {
        var payments = new ArrayList<Payment>();
        for (int length = 69; length <= 72; length++) {
            String letters = "n".repeat(length - 1);
            for (String name : List.of(letters + "n", letters + "ß", "ß" + letters)) {
                String written = BankText.of(name, BankText.SEPA_NAME).orElseThrow();
                assertEquals(Math.min(70, name.replace("ß", "ss").length()), written.length(), name);
                payments.add(new Payment("R" + payments.size(), euros(1), Payments.inEea(written), "x"));
            }
        }
        Read.validate(Read.schema(), Read.written(List.of(Payments.group("G", payments))));
    }

    @Test
    void aSignIsWrittenByTheTableOrTheNameIsNotWritten() {
        assertEquals(Optional.of("A+B -C' D"), BankText.of("A&B _C\"\tD", BankText.SEPA_NAME));
        assertEquals(Optional.empty(), BankText.of("Ada \uD83D\uDE80", BankText.SEPA_NAME));
    }

    @Test
    void aNameInAnyScriptIsWrittenOrExcludedAndTheFileIsValid() {
        var random = new Random(21);
        var payments = new ArrayList<Payment>();
        for (int i = 0; i < NAMES; i++) {
            int first = SCRIPTS.get(random.nextInt(SCRIPTS.size()));
            String name = IntStream.generate(() -> random.nextInt(5) == 0 ? ' ' : first + random.nextInt(0x50))
                    .limit(random.nextInt(1, 80))
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining());
            BankText.of(name, BankText.SEPA_NAME)
                    .map(written -> new Payment("R" + payments.size(), euros(1), Payments.inEea(written), written))
                    .ifPresent(payments::add);
        }
        assertTrue(payments.size() > NAMES / 10, "some are written: " + payments.size());
        assertTrue(payments.size() < NAMES, "some are not");
        byte[] file = Read.written(List.of(Payments.group("G", payments)));
        Read.validate(Read.schema(), file);
        assertEquals(
                payments.stream().map(payment -> payment.creditor().name()).toList(),
                Read.texts(Read.tree(file), "Cdtr"));
    }

    @Test
    void anIdThatIsTooLongReachesNoFile() {
        String invoices = IntStream.range(0, 500).mapToObj(n -> "INV" + n).collect(Collectors.joining("-"));
        for (String id : List.of(invoices, invoices.substring(0, 36))) {
            var breach = assertThrows(
                    Invariants.Breach.class, () -> new Payment(id, euros(1), Payments.inEea("Ada"), "x"));
            assertTrue(breach.getMessage().startsWith("endToEndId: 1 to 35"), breach.getMessage());
        }
    }

    @Test
    void anAddressIsStructuredOutsideTheEeaAndAbsentWithinIt() {
        var london = Optional.of(new Address("London", "GB"));
        var bic = Optional.of("BUKBGB22XXX");
        List<Payment> payments = List.of(
                payment("R1", new Creditor("Ada", FRENCH, bic, london)),
                payment("R2", new Creditor("Bob", BRITISH, bic, london)),
                payment("R3", new Creditor("Cem", SWISS, Optional.empty(), london)));
        byte[] bytes = Read.written(List.of(Payments.group("G", payments)));
        Document file = Read.tree(bytes);
        assertEquals(List.of("Ada", "BobLondonGB", "CemLondonGB"), Read.texts(file, "Cdtr"));
        assertEquals(List.of("LondonGB", "LondonGB"), Read.texts(file, "PstlAdr"));
        assertEquals(List.of("BUKBGB22XXX"), Read.texts(file, "CdtrAgt"));
        assertEquals(List.of(), Read.texts(file, "AdrLine"));
        Read.validate(Read.schema(), bytes);
    }

    @Test
    void anAccountOutsideTheEeaWithoutAnAddressReachesNoFile() {
        for (String iban : List.of(SWISS, BRITISH)) {
            var breach = assertThrows(
                    Invariants.Breach.class,
                    () -> new Creditor("Ada", iban, Optional.empty(), Optional.empty()));
            assertTrue(breach.getMessage().startsWith("address"), breach.getMessage());
        }
    }

    private static Payment payment(String id, Creditor creditor) {
        return new Payment(id, euros(1), creditor, "x");
    }
}
