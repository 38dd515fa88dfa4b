package dev.surety.messages.camt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.messages.BankMessage;
import dev.surety.messages.Reading;
import dev.surety.messages.RealFiles;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Statements of real banks; each test says what its file is there for. */
class RealStatementsTest {
    private static Reading read(String name) throws IOException {
        Reading reading = Reading.of(RealFiles.bank(name));
        assertEquals(Optional.empty(), reading.unreadable());
        assertEquals(List.of(), reading.all(StatementPart.RefusedEntry.class));
        assertEquals(List.of(), reading.all(StatementPart.RefusedStatement.class));
        return reading;
    }

    private static <T> List<T> each(Reading reading, Function<Entry, T> field) {
        return reading.entries().stream().map(field).toList();
    }

    private static Money eur(long minor) {
        return Money.of(minor, "EUR");
    }

    /** The sum of the opening balance and the entries; reversals keep their signs. */
    private static long booked(Reading reading, long openingMinor) {
        return reading.entries().stream()
                .mapToLong(entry -> entry.isDebit() ? -entry.amount().amountMinor() : entry.amount().amountMinor())
                .reduce(openingMinor, Long::sum);
    }

    @Test
    void aGroupIsBookedAsOneDebitThatNamesItsIdsAndNoPayment() throws IOException {
        Reading reading = read("camt053v02-batch-debit-without-details.xml");
        Entry debit = reading.entries().getFirst();
        assertEquals(eur(475374), debit.amount());
        assertTrue(debit.isDebit());
        assertEquals(
                List.of(new Batch(
                        Optional.of("02453b1e17c11241073a777ad9c273b4149"),
                        Optional.of("O0OpeAYTkhjerKu3eE9asw"),
                        Optional.of(3L),
                        Optional.empty())),
                debit.batches());
        assertEquals(List.of(), debit.details());
        assertEquals(Optional.of("68047a4871ab34285b5555555502010c"), debit.servicerReference());
        assertEquals(
                new BankCode(Optional.of("PMNT"), Optional.of("ICDT"), Optional.of("ESCT"), Optional.of("00200")),
                debit.code());
        assertEquals(List.of(eur(475374), eur(268800), eur(500000)), each(reading, Entry::amount));
        assertEquals(List.of("TERUGGAAF"), reading.entries().get(1).details().getFirst().remittance());
        assertEquals(
                List.of("TxsSummry/TtlNtries/NbOfNtries is 35; read: 3"),
                reading.notes(false),
                "the publisher took entries out");
    }

    @Test
    void feesAreEntriesAndNotProvidedIsNoReference() throws IOException {
        Reading reading = read("camt053v02-fees-notprovided.xml");
        assertEquals(List.of(eur(164), eur(273458), eur(3016), eur(170)), each(reading, Entry::amount));
        assertEquals(
                List.of(Optional.of("FEES"), Optional.of("BOOK"), Optional.of("DMCT"), Optional.of("FEES")),
                each(reading, entry -> entry.code().subFamily()));
        for (Entry entry : reading.entries()) {
            assertEquals(Optional.empty(), entry.details().getFirst().references().endToEndId());
        }
        Detail fee = reading.entries().getFirst().details().getFirst();
        assertEquals(Optional.of("UAB \"TESTAVIMAS\""), fee.counterparty().name());
        assertEquals(
                Optional.of(new AccountNumber("LT007180000000000001", true)),
                fee.counterparty().account());
        assertEquals(
                List.of("Mokestis už į kliento sąskaitą pervestų lėšų, gautų iš kitų bankų, įskaitymą 2015.04.01, "
                        + "2015.04.30 dienoje"),
                fee.remittance());
        assertEquals(Optional.of(44L), reading.head().electronicSequence());
        assertEquals(List.of("Bal OPBD is missing", "Bal CLBD is missing"), reading.notes(false));
    }

    @Test
    void zerosBeyondTheCurrencysDecimalsAreFine() throws IOException {
        Reading reading = read("camt053v02-five-decimals.xml");
        assertEquals(eur(885), reading.entry().amount());
        assertEquals(Optional.of(LocalDate.of(2015, 1, 2)), reading.entry().valueOn());
        Currency euro = Currency.of("EUR");
        assertEquals(eur(1815), reading.head().balance("OPBD", euro).orElseThrow().amount());
        assertEquals(eur(2705), reading.head().balance("CLBD", euro).orElseThrow().amount());
    }

    @Test
    void oneFileHoldsTwoStatementsOfOneAccount() throws IOException {
        Reading reading = read("camt053v02-multi-statement.xml");
        List<StatementHead> heads = reading.all(StatementHead.class);
        assertEquals(
                List.of("253EURNL26VAYB8060476890", "254EURNL26VAYB8060476890"),
                heads.stream().map(StatementHead::id).toList());
        assertEquals(heads.get(0).account(), heads.get(1).account());
        assertEquals(
                heads.get(0).balance("CLBD", Currency.of("EUR")).orElseThrow().amount(),
                heads.get(1).balance("OPBD", Currency.of("EUR")).orElseThrow().amount());
        assertEquals(List.of(1, 1), each(reading, Entry::number));
        assertEquals(List.of(eur(885), eur(700)), each(reading, Entry::amount));
        assertEquals(List.of(false, true), each(reading, Entry::isDebit));
        assertEquals(2, reading.all(StatementEnd.class).size());
    }

    @Test
    void aStatementWithoutEntriesIsValid() throws IOException {
        Reading reading = read("camt053v02-no-entries-dttm-balance.xml");
        assertEquals(List.of(), reading.entries());
        assertEquals(new AccountNumber("GB33BUKB20201555555555", true), reading.head().account());
        assertEquals(Optional.of(LocalDateTime.of(2025, 7, 24, 6, 10, 29)), reading.head().createdAt());
        assertEquals(
                List.of(new Balance("OPBD", Money.of(544209, "RON"), Optional.of(LocalDate.of(2025, 7, 23)))),
                reading.head().balances());
        assertEquals(List.of("Bal CLBD is missing"), reading.notes(false));
        assertEquals(0, reading.end().entries());
    }

    @Test
    void returnsHaveTheirCodesAndAReversalIsFlagged() throws IOException {
        Reading reading = read("camt053v02-returns-ac04-md06.xml");
        assertEquals(9, reading.entries().size());
        assertEquals(
                List.of("AC04", "MD06"),
                reading.entries().stream()
                        .flatMap(entry -> entry.details().stream())
                        .flatMap(detail -> detail.returned().stream())
                        .map(returned -> returned.code().orElseThrow())
                        .toList());
        assertEquals(
                List.of("Optional[SCTBtchId20140103A2PSTN] Optional[2]", "Optional[20140103MctBtchId2VZ] Optional[2]"),
                reading.entries().stream()
                        .flatMap(entry -> entry.batches().stream())
                        .map(batch -> batch.paymentInformationId() + " " + batch.count())
                        .toList());
        Entry last = reading.entries().getLast();
        assertTrue(last.isReversal() && last.isDebit());
        assertEquals(
                reading.entries().get(7).entryReference(), last.entryReference(), "two entries share a reference");
        assertEquals(List.of("0010008346912014"), reading.entries().getFirst().details().getFirst().remittance());
        assertEquals(160500, booked(reading, 100000), "this bank has turned the reversal's sign itself");
        assertEquals(eur(3000), reading.entries().get(7).details().getFirst().amount().orElseThrow());
    }

    @Test
    void anAmericanBankWritesNachaCodesAndTwoCurrencies() throws IOException {
        Reading reading = read("camt053v02-us-returns-reversals.xml");
        assertEquals(15, reading.entries().size());
        assertEquals(3, reading.entries().stream().filter(Entry::isReversal).count());
        assertEquals(
                List.of(Optional.empty(), Optional.of("R02")),
                reading.entries().stream()
                        .flatMap(entry -> entry.details().stream())
                        .flatMap(detail -> detail.returned().stream())
                        .map(Return::code)
                        .toList());
        assertEquals(
                List.of("Status changed to REJECTED : REJECT REVERSAL"),
                reading.entries().getFirst().details().getFirst().returned().orElseThrow().texts());
        Entry euro = reading.entries().get(7);
        assertEquals(eur(2906), euro.amount());
        assertEquals(eur(2906), euro.details().getFirst().amount().orElseThrow(), "not the 25 dollars instructed");
        assertEquals(Optional.of(LocalDate.of(2023, 8, 2)), euro.bookedOn());
        assertEquals(
                Money.of(-84368620, "USD"),
                reading.head().balance("OPBD", Currency.of("USD")).orElseThrow().amount());
        assertEquals(new AccountNumber("DD01100056869", false), reading.head().account());
        assertEquals(
                Optional.of("CLIENTID200928A0000001"),
                reading.entries().getLast().details().getFirst().references().paymentInformationId());
        assertEquals(
                Optional.of("Desc: Interest For Account: XXXXXXXX-7497, Period: Sept 1, 2023 to Sept 31, 2023"),
                reading.entries().get(5).details().getFirst().text());
        assertEquals(List.of("TxsSummry/TtlNtries/NbOfNtries is 14; read: 15"), reading.notes(false));
    }

    @Test
    void balancesHaveFourCurrenciesAndADetailOfZeroHasNoAmount() throws IOException {
        Reading reading = read("camt053v08-basic.xml");
        assertEquals(
                List.of(Money.of(1815, "EUR"), Money.of(-2700, "SEK"), Money.of(3500, "CHF"), Money.of(-2700, "JPY")),
                reading.head().balances().stream().map(Balance::amount).toList());
        Entry entry = reading.entry();
        assertEquals(eur(885), entry.amount());
        assertEquals(EntryStatus.BOOK, entry.status());
        assertEquals(Optional.of(LocalDate.of(2014, 12, 31)), entry.bookedOn());
        assertEquals(Optional.of(LocalDate.of(2015, 1, 2)), entry.valueOn());
        Detail detail = entry.details().getFirst();
        assertEquals(Optional.empty(), detail.amount());
        assertEquals(Optional.of("MUELL/FINP/RA12345"), detail.references().endToEndId());
        assertEquals(List.of("100"), detail.references().proprietary());
        assertEquals(Optional.of("NAME NAME"), detail.counterparty().name());
        assertEquals(List.of("4654654654654654"), detail.remittance());
        assertEquals(Optional.of(2), reading.head().page());
        assertEquals(List.of("NtryDtls/TxDtls/Amt is zero; left out"), reading.notes(false));
        assertEquals(List.of(), reading.notes(true), "the file is valid");
    }

    @Test
    void aUetrThatIsNoUuidOfVersion4IsTakenAndNoted() throws IOException {
        Reading reading = read("camt053v08-returns-shape-uetr5.xml");
        assertEquals(
                List.of(Money.of(47440, "CHF"), Money.of(8885, "CHF"), eur(2097)), each(reading, Entry::amount));
        assertEquals(
                Optional.of("d0826d0f-a005-5e3b-b3dc-54da4ac7f0d0"),
                reading.entries().getFirst().details().getFirst().references().uetr());
        assertEquals(
                List.of("NtryDtls/TxDtls/Refs/UETR is no UUID of version 4; taken all the same"),
                reading.notes(true));
        Batch batch = reading.entries().get(1).batches().getFirst();
        assertEquals(Optional.of("8d8075ce49134553a261033714278400"), batch.paymentInformationId());
        assertEquals(Optional.of(Money.of(8885, "CHF")), batch.sum());
        assertEquals(
                Optional.of("01222ABC-HAF"), reading.entries().get(2).totals().paymentInformationId());
    }

    @Test
    void aBankThatBreaksTheSchemaIsReadAndItsStatementAddsUp() throws IOException {
        Reading reading = read("camt053v08-two-statements-bank-breaks-schema.xml");
        List<StatementHead> heads = reading.all(StatementHead.class);
        assertEquals(
                List.of("LT625883379695428516", "LT414319056143772570"),
                heads.stream().map(head -> head.account().number()).toList());
        assertFalse(heads.getFirst().account().isIban(), "the bank writes its IBAN as another number");
        assertEquals(List.of(2, 2), heads.stream().map(head -> head.page().orElseThrow()).toList());
        assertEquals(
                2190396039L, booked(reading, heads.getFirst().balances().getFirst().amount().amountMinor()));
        assertEquals(eur(20), reading.entries().get(1).amount());
        for (Entry entry : reading.entries()) {
            assertEquals(EntryStatus.BOOK, entry.status());
            assertEquals(Optional.empty(), entry.bookedOn());
        }
        assertEquals(Optional.of(LocalDate.of(2024, 3, 7)), heads.getFirst().date());
        assertEquals(0, reading.end().entries());
        String sign = "Bal/CdtDbtInd is missing; read as a credit";
        String status = "Sts is missing; read as BOOK";
        assertEquals(List.of(sign, sign, status, status, status, sign, sign), reading.notes(true));
    }

    @Test
    void aNotificationOfAReturnNamesTheFirstPaymentAndTheReason() throws IOException {
        Reading reading = read("camt054v04-return-ac01.xml");
        assertEquals(Family.CAMT_054, ((BankMessage.Statements) reading.message()).family());
        Entry entry = reading.entry();
        assertFalse(entry.isDebit());
        assertFalse(entry.isReversal());
        Detail detail = entry.details().getFirst();
        assertEquals(Optional.of("EndToEndId-004-01-01"), detail.references().endToEndId());
        assertEquals(Optional.of("InstrId-004-01-01"), detail.references().instructionId());
        assertEquals(Optional.of("PmtInfId-004-01"), detail.references().paymentInformationId());
        assertEquals(
                new Return(Optional.of("AC01"), List.of("Kontonummer falsch")),
                detail.returned().orElseThrow());
        assertEquals(Optional.of(Money.of(40000, "CHF")), detail.amount());
    }

    @Test
    void detailsThatDoNotAddUpKeepTheirOwnAmounts() throws IOException {
        Entry entry = read("camt054v08-batch-sum-differs.xml").entry();
        assertEquals(Money.of(20000000, "SEK"), entry.amount());
        assertEquals(
                List.of(Money.of(310, "CHF"), Money.of(320, "CHF"), Money.of(320, "CHF")),
                entry.details().stream().map(detail -> detail.amount().orElseThrow()).toList());
        assertEquals(
                new DetailTotals(
                        3, true, Optional.empty(), Optional.empty(), Optional.of("UXC06170000006PI00001")),
                entry.totals());
        assertEquals(
                List.of(
                        "Unstructured Remittance Information V3 block 1",
                        "Unstructured Remittance Information V3 block 2",
                        "Ref number V3 block 1",
                        "Additional Remittance Information V3 block 1",
                        "Ref number V3 block 2",
                        "Additional Remittance Information V3 block 2"),
                entry.details().getLast().remittance());
        assertEquals(
                List.of(
                        "NtryDtls/TxDtls add up to no one amount of SEK, the entry is of 200000.00 SEK",
                        "NtryDtls/Btch/NbOfTxs is 2; listed: 3",
                        "NtryDtls/Btch/TtlAmt is 6.30 CHF, the entry is of 200000.00 SEK"),
                entry.notes().stream().map(note -> note.field() + " " + note.text()).toList());
    }
}
