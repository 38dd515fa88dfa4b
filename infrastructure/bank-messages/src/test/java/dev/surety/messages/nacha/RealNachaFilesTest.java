package dev.surety.messages.nacha;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.messages.RealFiles;
import dev.surety.messages.nacha.NachaChange.Kind;
import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Published NACHA files; each test says what its file is there for. */
class RealNachaFilesTest {
    private static NachaParts read(String name) throws IOException {
        return NachaParts.of(RealFiles.bank(name));
    }

    private static NachaPart.BatchHead batch(NachaParts of) {
        return of.all(NachaPart.BatchHead.class).getFirst();
    }

    @Test
    void oneCreditOfAMillionInAFullBlock() throws IOException {
        NachaParts file = read("nacha-ppd-credit.ach");
        assertEquals(List.of(), file.notes());
        assertEquals("031300012", file.head().destination());
        assertEquals("0231380104", file.head().origin());
        assertEquals("Federal Reserve Bank", file.head().destinationName());
        assertEquals("My Bank Name", file.head().originName());
        assertEquals(Optional.of("12345678"), file.head().reference());
        assertEquals(Optional.of(LocalDate.of(2019, 8, 16)), file.head().createdOn());
        assertEquals(Optional.of(LocalTime.of(10, 55)), file.head().createdAt());
        assertEquals("A", file.head().modifier());
        assertEquals("PPD", batch(file).entryClass());
        assertEquals("220", batch(file).serviceClass());
        assertEquals("Name on Account", batch(file).companyName());
        assertEquals("REG.SALARY", batch(file).description());
        assertEquals(Optional.of(LocalDate.of(2019, 8, 16)), batch(file).effective());
        assertEquals("12104288", batch(file).odfi());
        NachaEntry entry = file.entry();
        assertEquals("22", entry.transactionCode());
        assertTrue(entry.isCredit());
        assertFalse(entry.isPrenote());
        assertEquals(100_000_000L, entry.amountCents());
        assertEquals("987654321", entry.account());
        assertEquals("Credit Account 1", entry.name());
        assertEquals("121042880000002", entry.trace());
        assertEquals(100_000_000L, file.end().creditCents());
        assertEquals(0, file.end().debitCents());
        assertFalse(file.end().isAnswer());
    }

    @Test
    void aCreditForTheSameDaySaysSoInItsDescriptiveDate() throws IOException {
        NachaParts file = read("nacha-ppd-sameday.ach");
        assertEquals("SD1300", batch(file).descriptiveDate());
        assertEquals(Optional.of(LocalDate.of(2019, 1, 8)), batch(file).effective());
        assertEquals("12345678", file.entry().account());
        assertEquals(List.of(), file.notes());
    }

    @Test
    void aHundredCreditsWithoutPaddingAndWithAWrongCheckDigitAreRead() throws IOException {
        NachaParts file = read("nacha-ppd-100-credits-unpadded.ach");
        assertEquals(101, file.entries().size());
        assertEquals(101, file.end().entries());
        assertEquals(48_761_425L, file.end().creditCents());
        assertEquals(48_761_425L, file.entries().stream().mapToLong(NachaEntry::amountCents).sum());
        assertEquals("SPLIT RAIL BEER & ALE", file.entries().get(2).name());
        assertEquals("SANT  GOURMET", file.entries().get(4).name());
        assertTrue(file.notes().contains("1 destination has a wrong check digit"), () -> "" + file.notes());
        assertTrue(file.notes().contains("105 padding fills no block of 10 records"), () -> "" + file.notes());
    }

    @Test
    void aDebitAndACreditComeBackInOneFile() throws IOException {
        NachaParts file = read("nacha-return-r01-r03.ach");
        assertEquals(2, file.entries().size());
        NachaEntry debit = file.entries().getFirst();
        NachaEntry credit = file.entries().getLast();
        assertFalse(debit.isCredit());
        assertEquals(12_354L, debit.amountCents());
        assertEquals("R01", debit.returned().orElseThrow().code());
        assertEquals("091400600000001", debit.returned().orElseThrow().originalTrace());
        assertTrue(credit.isCredit());
        assertEquals(4_565L, credit.amountCents());
        assertEquals("R03", credit.returned().orElseThrow().code());
        assertEquals("091400600000003", credit.returned().orElseThrow().originalTrace());
        assertEquals("02100002", credit.returned().orElseThrow().originalRdfi());
        assertEquals(Optional.empty(), credit.returned().orElseThrow().dateOfDeath());
        assertEquals("NmRjZTJmMzItMGN", credit.reference());
        assertEquals("021000029461242", credit.trace());
        assertEquals(2, file.end().returns());
        assertTrue(file.end().isAnswer());
    }

    @Test
    void aCreditOfACompanyComesBackFromAnotherBankThanItWentTo() throws IOException {
        NachaParts file = read("nacha-ccd-return-r03-credit.ach");
        NachaEntry entry = file.entry();
        assertEquals("CCD", batch(file).entryClass());
        assertEquals(1, entry.amountCents());
        assertEquals("R03", entry.returned().orElseThrow().code());
        assertEquals("062000010000001", entry.returned().orElseThrow().originalTrace());
        assertEquals("12345678", entry.returned().orElseThrow().originalRdfi());
        assertEquals("06200001", entry.rdfi());
        assertTrue(file.end().isAnswer());
        assertEquals(4, batch(file).number());
    }

    @Test
    void aNoticeOfChangeNamesTheRightAccount() throws IOException {
        NachaParts file = read("nacha-cor-c01.ach");
        NachaEntry entry = file.entry();
        assertEquals(NachaPart.BatchHead.CHANGES, batch(file).entryClass());
        assertEquals(0, entry.amountCents());
        NachaChange change = entry.change().orElseThrow();
        assertEquals("C01", change.code());
        assertEquals(Kind.ACCOUNT, change.kind());
        assertEquals("121042880000001", change.originalTrace());
        assertEquals("12104288", change.originalRdfi());
        assertEquals(Optional.of("1918171614"), change.corrected().account());
        assertEquals(Optional.empty(), change.corrected().routing());
        assertEquals(1, file.end().changes());
        assertTrue(file.end().isAnswer());
    }
}
