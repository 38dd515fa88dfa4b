package dev.surety.messages.camt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.messages.BankMessage;
import dev.surety.messages.Camt;
import dev.surety.messages.Reading;
import dev.surety.messages.xml.Limits;
import dev.surety.model.money.Money;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways in which banks write the same things. */
class StatementShapesTest {
    private static Money eur(long minor) {
        return Money.of(minor, "EUR");
    }

    private static Entry entry(String entry) throws IOException {
        return Reading.of(Camt.statement(entry)).entry();
    }

    private static StatementPart.RefusedEntry refused(String entry) throws IOException {
        Reading reading = Reading.of(Camt.statement(entry + Camt.debit("7", "")));
        assertEquals(eur(700), reading.entry().amount(), "the next entry is read");
        return reading.all(StatementPart.RefusedEntry.class).getFirst();
    }

    @ParameterizedTest
    @CsvSource({
        "CAMT_052, BkToCstmrAcctRpt, Rpt, 052",
        "CAMT_053, BkToCstmrStmt, Stmt, 053",
        "CAMT_054, BkToCstmrDbtCdtNtfctn, Ntfctn, 054"
    })
    void theFamilyIsToldByTheMessagesElement(Family family, String message, String statement, String code)
            throws IOException {
        Reading reading = Reading.of(Camt.document(code, message, statement, Camt.debit("1", "")));
        var read = assertInstanceOf(BankMessage.Statements.class, reading.message());
        assertEquals(family, read.family());
        assertEquals(Optional.of(8), read.version());
        assertEquals(eur(100), reading.entry().amount());
        assertEquals(List.of(), reading.notes(true));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14})
    void everyVersionIsKnown(int version) throws IOException {
        String xml = Camt.statement(Camt.debit("1", "")).replace("001.08", "001.%02d".formatted(version));
        Reading reading = Reading.of(xml);
        assertEquals(Optional.of(version), ((BankMessage.Statements) reading.message()).version());
        assertEquals(List.of(), reading.notes(true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\" | ''",
        "xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\" | xmlns=\"urn:of:our:own\"",
        "xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\" | Xmlns=\"urn:iso:std:iso:20022:TECH:xsd:x\"",
    })
    void aNamespaceMayBeForeignOrMissingOrMiscased(String first, String then) throws IOException {
        Reading reading = Reading.of(Camt.statement(Camt.debit("1", "")).replace(first, then));
        assertEquals(eur(100), reading.entry().amount());
        assertEquals(Optional.empty(), ((BankMessage.Statements) reading.message()).version());
    }

    @Test
    void prefixesAreNoPartOfANameEvenUndeclared() throws IOException {
        String xml = Camt.statement(Camt.debit("1", "")).replaceAll("<(/?)([A-Z])", "<$1ns2:$2");
        assertEquals(eur(100), Reading.of(xml).entry().amount());
    }

    @Test
    void anEnvelopeMayBeAroundTheMessage() throws IOException {
        String xml = Camt.statement(Camt.debit("1", ""))
                .replace("<Document", "<Envelope><AppHdr><BizMsgIdr>b</BizMsgIdr></AppHdr><Document")
                .replace("</Document>", "</Document><Signature/></Envelope>");
        Reading reading = Reading.of(xml);
        assertEquals(Optional.empty(), reading.unreadable());
        assertEquals(eur(100), reading.entry().amount());
    }

    @Test
    void anotherVersionOrFamilyInTheNamespaceIsNoted() throws IOException {
        String xml = Camt.statement(Camt.debit("1", "")).replace("camt.053.001.08", "camt.052.001.15");
        Reading reading = Reading.of(xml);
        assertEquals(
                List.of(
                        "Document is of camt.052; read as camt.053",
                        "Document is of version 15; read as the known ones"),
                reading.notes(true));
        assertEquals(eur(100), reading.entry().amount());
    }

    @Test
    void theStatusStandsAtOneDepthOrTheOther() throws IOException {
        String entry = Camt.debit("1", "");
        assertEquals(EntryStatus.BOOK, entry(entry).status());
        assertEquals(EntryStatus.PDNG, entry(entry.replace("<Cd>BOOK</Cd>", "PDNG")).status());
        assertEquals(EntryStatus.INFO, entry(entry.replace("<Cd>BOOK</Cd>", "\n <Cd> INFO </Cd>\n")).status());
    }

    @Test
    void anEntryWithoutStatusIsBookedInAStatementOnly() throws IOException {
        String entry = Camt.debit("1", "").replace("<Sts><Cd>BOOK</Cd></Sts>", "");
        Entry booked = entry(entry);
        assertEquals(EntryStatus.BOOK, booked.status());
        assertEquals("is missing; read as BOOK", booked.notes().getFirst().text());
        Entry noted = Reading.of(Camt.document("054", "BkToCstmrDbtCdtNtfctn", "Ntfctn", entry)).entry();
        assertEquals(EntryStatus.INFO, noted.status());
    }

    @Test
    void anUnknownStatusOrSignRefusesTheLineByName() throws IOException {
        String entry = Camt.debit("1", "");
        assertEquals("Sts", refused(entry.replace("BOOK", "BOKD")).field());
        assertEquals("BOKD", refused(entry.replace("BOOK", "BOKD")).shown());
        assertEquals("CdtDbtInd", refused(entry.replace("DBIT", "dbit")).field());
        assertEquals("CdtDbtInd", refused(entry.replace("<CdtDbtInd>DBIT</CdtDbtInd>", "")).field());
        assertEquals("Amt/@Ccy", refused(entry.replace(" Ccy=\"EUR\"", "")).field());
        assertEquals("Amt", refused(entry.replace("<Amt Ccy=\"EUR\">1</Amt>", "")).field());
        assertEquals(
                "CdtDbtInd",
                refused(entry.replace("<CdtDbtInd>DBIT</CdtDbtInd>", "<NtryDtls><TxDtls/></NtryDtls>")).field());
    }

    @Test
    void anAmountSignOrStatusThatStandsTwiceRefusesTheLineByName() throws IOException {
        String entry = Camt.debit("1", "");
        for (String twice : List.of("<Amt Ccy=\"EUR\">1</Amt>", "<CdtDbtInd>DBIT</CdtDbtInd>", "<Sts>BOOK</Sts>")) {
            var refused = refused(entry.replace("<BkTxCd/>", twice));
            assertEquals("stands once", refused.rule());
            assertTrue(twice.startsWith("<" + refused.field()), refused.field());
        }
    }

    @Test
    void aStatementOfTwoAccountsIsRefused() throws IOException {
        String xml = Camt.statement(Camt.debit("1", ""));
        String other = "<Acct><Id><IBAN>NL91ABNA0417164300</IBAN></Id></Acct>";
        Reading reading = Reading.of(xml.replace("<Acct>", other + "<Acct>"));
        assertEquals("names one account", reading.all(StatementPart.RefusedStatement.class).getFirst().rule());
        assertEquals(1, reading.parts().size());
        assertEquals(eur(100), Reading.of(xml.replace("<Bal>", "")
                .replace("</Bal>", "")
                .replace("<Acct>", other.replace("NL91ABNA0417164300", Camt.IBAN) + "<Acct>"))
                .entry()
                .amount());
    }

    @Test
    void aStatementWithoutAccountIsRefusedAndTheOthersOfItsFileRead() throws IOException {
        String xml = Camt.statement(Camt.debit("1", ""));
        String statement = xml.substring(xml.indexOf("<Stmt>"), xml.indexOf("</Stmt>") + 7);
        String without = statement.replaceFirst("(?s)<Acct>.*</Acct>", "").replace("<Id>s</Id>", "<Id>t</Id>");
        Reading reading = Reading.of(xml.replace(statement, without + statement));
        assertEquals(
                List.of(new StatementPart.RefusedStatement(4, "t", "Acct/Id", "is an IBAN or another number")),
                reading.all(StatementPart.RefusedStatement.class));
        assertEquals("s", reading.head().id());
        assertEquals(eur(100), reading.entry().amount());
        Reading empty = Reading.of(xml.replace(statement, without.replaceFirst("(?s)<Ntry>.*</Ntry>", "")));
        assertEquals(1, empty.all(StatementPart.RefusedStatement.class).size());
        assertEquals(1, empty.parts().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<DtTm>2026-12-31T23:30:00+01:00</DtTm>",
        "<DtTm>2026-12-31T00:30:00-11:00</DtTm>",
        "<DtTm>2026-12-31T23:30:00.000000000Z</DtTm>",
        "<Dt>2026-12-31</Dt>",
        "<Dt>2026-12-31+14:00</Dt>",
        "<Dt>2026-12-31Z</Dt>",
        "2026-12-31"
    })
    void aDayIsTheBanksLocalDayAsWritten(String written) throws IOException {
        Entry entry = entry(Camt.debit("1", "").replace("<Dt>2026-12-31</Dt>", written));
        assertEquals(Optional.of(LocalDate.of(2026, 12, 31)), entry.bookedOn());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<Dt>2026-02-30</Dt>", "<Dt>31.12.2026</Dt>", "<Dt>2026-12-311</Dt>", "<Dt/>", ""})
    void aDayThatIsNoneIsLeftOutAndNoted(String written) throws IOException {
        Entry entry = entry(Camt.debit("1", "").replace("<Dt>2026-12-31</Dt>", written));
        assertEquals(Optional.empty(), entry.bookedOn());
        assertFalse(entry.notes().isEmpty());
    }

    @Test
    void detailsOfABatchHaveTheirOwnAmounts() throws IOException {
        Entry entry = entry(Camt.debit("429.56",
                "<NtryDtls>" + Camt.detail("a", "329.56") + Camt.detail("b", "100.00") + "</NtryDtls>"));
        assertEquals(
                List.of(eur(32956), eur(10000)),
                entry.details().stream().map(detail -> detail.amount().orElseThrow()).toList());
        assertEquals(Optional.of(entry.amount()), entry.totals().sum());
        assertEquals(List.of(), entry.notes());
    }

    @Test
    void detailsThatShareTheirReferencesAreAllThere() throws IOException {
        String one = Camt.detail("same", "1.00");
        Entry entry = entry(Camt.debit("3.00", "<NtryRef>one</NtryRef><NtryDtls>" + one + one + "</NtryDtls><NtryDtls>"
                + one + "</NtryDtls>"));
        assertEquals(3, entry.details().size());
        assertEquals(new DetailTotals(3, true, Optional.of(eur(300)), Optional.empty(), Optional.empty()),
                entry.totals());
    }

    @Test
    void ofVeryManyDetailsTheFirstAreKeptAndAllAreSummed() throws IOException {
        String detail = Camt.detail("id", "1.00").replace("<Refs>", "<Refs><PmtInfId>group</PmtInfId>");
        String xml = Camt.statement(Camt.debit("25000", "<NtryDtls>" + detail.repeat(25_000) + "</NtryDtls>"));
        Entry entry = Reading.of(xml).entry();
        assertEquals(Limits.STANDARD.details(), entry.details().size());
        assertEquals(
                new DetailTotals(25_000, false, Optional.of(eur(2_500_000)), Optional.empty(), Optional.of("group")),
                entry.totals());
        Limits narrow = new Limits(1 << 30, 1 << 30, 40, 32, 10_000, 10_000, 70);
        Entry few = Reading.of(xml.getBytes(StandardCharsets.UTF_8), narrow).entry();
        assertTrue(few.details().size() < 15, "kept: " + few.details().size());
        assertEquals(25_000, few.totals().count());
    }

    @Test
    void chargesStandAloneOrInRecords() throws IOException {
        String charge = "<Amt Ccy=\"EUR\">0.50</Amt><CdtDbtInd>DBIT</CdtDbtInd><ChrgInclInd>true</ChrgInclInd>";
        Charge expected = new Charge(eur(50), true, Optional.of(true));
        assertEquals(List.of(expected), entry(Camt.debit("1", "<Chrgs>" + charge + "</Chrgs>")).charges());
        String records = "<Chrgs><TtlChrgsAndTaxAmt Ccy=\"EUR\">1.00</TtlChrgsAndTaxAmt><Rcrd>" + charge
                + "</Rcrd><Rcrd>" + charge + "</Rcrd></Chrgs>";
        assertEquals(List.of(expected, expected), entry(Camt.debit("1", records)).charges());
        String inDetail = "<NtryDtls><TxDtls><Chrgs>" + charge + "</Chrgs></TxDtls></NtryDtls>";
        assertEquals(List.of(expected), entry(Camt.debit("1", inDetail)).details().getFirst().charges());
        String untold = "<Chrgs><Amt Ccy=\"EUR\">0.50</Amt></Chrgs>";
        assertEquals(
                List.of(new Charge(eur(50), true, Optional.empty())), entry(Camt.debit("1", untold)).charges());
    }

    @Test
    void amountsThatAnEntryDoesNotNeedAreLeftOutAndNoted() throws IOException {
        Entry entry = entry(Camt.debit("1", "<NtryDtls><Btch><TtlAmt Ccy=\"EUR\">-1</TtlAmt></Btch>"
                + Camt.detail("a", "1.005") + "</NtryDtls>"));
        assertEquals(Optional.empty(), entry.batches().getFirst().sum());
        assertEquals(Optional.empty(), entry.details().getFirst().amount());
        assertEquals(2, entry.notes().size());
    }

    @Test
    void chargesAndBatchesOfOneEntryAreFew() throws IOException {
        String charges = "<Chrgs><Amt Ccy=\"EUR\">0.01</Amt></Chrgs>".repeat(50);
        Entry entry = entry(Camt.debit("1", charges + "<NtryDtls>" + "<Btch/>".repeat(50) + "<TxDtls>" + charges
                + "</TxDtls></NtryDtls>"));
        assertEquals(
                List.of(20, 20, 20),
                List.of(entry.charges().size(), entry.batches().size(), entry.details().getFirst().charges().size()));
        assertEquals("stand more than 20 times; others left out", entry.notes().getFirst().text());
    }

    @Test
    void notesOfOneEntryAreFew() throws IOException {
        String details = Camt.detail("a", "1.005").repeat(500);
        assertEquals(20, entry(Camt.debit("1", "<NtryDtls>" + details + "</NtryDtls>")).notes().size());
    }

    @Test
    void theAmountsOfAStatementFitIntoOneSum() throws IOException {
        Reading reading = Reading.of(Camt.statement(Camt.debit("10000000000000.00", "").repeat(9_001)));
        StatementPart.RefusedEntry refused = reading.all(StatementPart.RefusedEntry.class).getFirst();
        assertEquals(9_001, refused.number());
        assertEquals("adds up to at most 9000000000000000000", refused.rule());
        assertEquals(1, reading.end().refused());
    }

    @Test
    void aBalanceBehindTheEntriesIsInTheEnd() throws IOException {
        String xml = Camt.statement(Camt.debit("1", ""));
        int from = xml.indexOf("<Bal>", xml.indexOf("<Bal>") + 1);
        String closing = xml.substring(from, xml.indexOf("</Bal>", from) + 6);
        Reading reading = Reading.of(xml.replace(closing, "").replace("</Stmt>", closing + "</Stmt>"));
        assertEquals(List.of("OPBD"), reading.head().balances().stream().map(Balance::type).toList());
        assertEquals(List.of("OPBD", "CLBD"), reading.end().balances().stream().map(Balance::type).toList());
        assertEquals(List.of(), reading.notes(false));
    }

    @Test
    void aCutFileNeverHasTheEndOfItsLastStatement() throws IOException {
        String xml = Camt.statement(Camt.debit("1", "")).strip();
        int whole = xml.indexOf("</Stmt>") + "</Stmt>".length();
        for (int length = 0; length < xml.length(); length++) {
            Reading reading = Reading.of(xml.substring(0, length));
            assertTrue(reading.unreadable().isPresent(), "cut at " + length);
            if (length < whole) {
                assertEquals(List.of(), reading.all(StatementEnd.class), "cut at " + length);
            }
        }
    }
}
