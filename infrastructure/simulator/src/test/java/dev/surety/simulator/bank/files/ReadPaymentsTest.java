package dev.surety.simulator.bank.files;

import static dev.surety.simulator.bank.files.Pain001.pay;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.surety.simulator.bank.files.PaymentFile.Group;
import dev.surety.simulator.bank.files.ReadPayments.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bank reads files that we wrote, and files that others wrote. */
class ReadPaymentsTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-03-02");
    private static final Instant NOW = Instant.parse("2026-03-02T10:20:00Z");

    private static String order() {
        return new Pain001("MSG1").group("G1", "2026-03-02", pay("REF1", 1_000), pay("REF2", 12_345)).xml();
    }

    private static String read(String xml) {
        return shown(ReadPayments.read(xml.getBytes(StandardCharsets.UTF_8)));
    }

    /** Every fault by its level; empty if there is none. */
    private static String shown(Reading reading) {
        return switch (reading) {
            case Reading.Refused(_, var fault) -> "message " + fault.code() + " " + fault.field();
            case Reading.Read(var file) -> file.checked(NOW, Pain001.IBAN).groups().stream()
                    .flatMap(group -> Stream.concat(
                            group.fault().stream().map(fault -> "group " + fault.code() + " " + fault.field()),
                            group.payments().stream()
                                    .flatMap(payment -> payment.fault().stream())
                                    .map(fault -> "payment " + fault.code() + " " + fault.field())))
                    .collect(Collectors.joining(", "));
        };
    }

    @Test
    void aGoodFileIsReadToTheCent() {
        Reading reading = ReadPayments.read(order().getBytes(StandardCharsets.UTF_8));
        PaymentFile file = assertInstanceOf(Reading.Read.class, reading).file();
        assertEquals("MSG1 2 13345", file.messageId() + " " + file.count() + " " + file.sum().amountMinor());
        Group group = file.groups().getFirst();
        assertEquals("G1", group.id());
        assertEquals(TODAY, group.date());
        assertEquals("REF2", group.payments().get(1).endToEndId());
        assertEquals(12_345, group.payments().get(1).amount().amountMinor());
        assertEquals(Pain001.PAYEE, group.payments().get(1).number());
        assertEquals("", read(order()));
    }

    @ParameterizedTest(name = "{0} → {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "pain.001.001.09 | pain.001.001.03 | message FF01 Document",
                "</Document> | `` | message FF01 Document",
                "<GrpHdr> | `<!DOCTYPE a><GrpHdr>` | message FF01 GrpHdr",
                "<MsgId>MSG1</MsgId> | `` | message FF01 CstmrCdtTrfInitn/GrpHdr/MsgId",
                "<MsgId>MSG1 | <MsgId>/MSG1 | message CH16 CstmrCdtTrfInitn/GrpHdr/MsgId",
                "<NbOfTxs>2</NbOfTxs><CtrlSum>133.45</CtrlSum><InitgPty> |"
                        + " <NbOfTxs>3</NbOfTxs><CtrlSum>133.45</CtrlSum><InitgPty> |"
                        + " message AM10 CstmrCdtTrfInitn/GrpHdr/NbOfTxs",
                "<CtrlSum>133.45</CtrlSum><InitgPty> | <CtrlSum>133.449999</CtrlSum><InitgPty> |"
                        + " message AM10 CstmrCdtTrfInitn/GrpHdr/CtrlSum",
                "<CreDtTm>2026-03-02T10:00:00Z | <CreDtTm>today | message FF01 CstmrCdtTrfInitn/GrpHdr/CreDtTm",
                "<PmtMtd>TRF</PmtMtd><NbOfTxs>2</NbOfTxs> | <NbOfTxs>2</NbOfTxs><PmtMtd>TRF</PmtMtd> |"
                        + " message FF01 CstmrCdtTrfInitn/PmtInf/PmtMtd",
                "<ChrgBr>SLEV</ChrgBr> | <Chrg>SLEV</Chrg> | message FF01 CstmrCdtTrfInitn/PmtInf/Chrg",
                "REF2</EndToEndId> | REF1</EndToEndId> |"
                        + " message DU04 CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/PmtId/EndToEndId",
                "`\"EUR\">10.00` | `\"USD\">10.00` |"
                        + " message AM03 CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/Amt/InstdAmt",
                "`\"EUR\">10.00` | `\"EUR\">1E1` |"
                        + " message AM09 CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/Amt/InstdAmt",
                "<Dt>2026-03-02 | <Dt>2026-03-01 | group DT01 CstmrCdtTrfInitn/PmtInf/ReqdExctnDt",
                "<Dt>2026-03-02 | <Dt>2026-03-07 | group DT01 CstmrCdtTrfInitn/PmtInf/ReqdExctnDt",
                "<Dt>2026-03-02 | <Dt>2027-03-03 | group DT01 CstmrCdtTrfInitn/PmtInf/ReqdExctnDt",
                "DE89370400440532013000 | DE02120300000000202051 | group RR01 CstmrCdtTrfInitn/PmtInf/DbtrAcct",
                "<Cd>SEPA</Cd> | <Cd>URGP</Cd> | group FF01 CstmrCdtTrfInitn/PmtInf/PmtTpInf/SvcLvl",
                "SLEV | SHAR | group FF01 CstmrCdtTrfInitn/PmtInf/ChrgBr",
                "<CtrlSum>133.45</CtrlSum><PmtTpInf> | <CtrlSum>133.46</CtrlSum><PmtTpInf> |"
                        + " group AM10 CstmrCdtTrfInitn/PmtInf/CtrlSum",
                "payout REF1 | payout & REF1 | message FF01"
                        + " CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/RmtInf/Ustrd",
                "payout REF1 | payout &amp; REF1 | payment CH16 CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/RmtInf/Ustrd",
                "DE02120300000000202051 | DE02120300000000202052 |"
                        + " `payment AC01 CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/CdtrAcct/Id/IBAN, payment AC01"
                        + " CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/CdtrAcct/Id/IBAN`",
            })
    void aBrokenRuleIsNamedAtItsLevel(String good, String bad, String fault) {
        assertEquals(fault, read(order().replace(good, Optional.ofNullable(bad).orElse(""))));
    }

    @Test
    void aNameOfSeventyOneCharactersIsRefusedAloneAndOneOfSeventyIsTaken() {
        String name = "N".repeat(70);
        String first = "</InstdAmt></Amt><Cdtr><Nm>Ada Example";
        assertEquals("", read(order().replace(first, "</InstdAmt></Amt><Cdtr><Nm>" + name)));
        String fault = "payment CH16 CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/Cdtr/Nm";
        assertEquals(
                fault + ", " + fault, read(order().replace(first, "</InstdAmt></Amt><Cdtr><Nm>" + name + "N")));
    }

    @Test
    void anAddressOfLinesAloneIsRefusedAndOneWithTownAndCountryIsTaken() {
        String lines = "<PstlAdr><AdrLine>Main Street 1</AdrLine></PstlAdr>";
        String hybrid = "<PstlAdr><TwnNm>Bern</TwnNm><Ctry>CH</Ctry><AdrLine>Main Street 1</AdrLine></PstlAdr>";
        String name = "<Cdtr><Nm>Ada Example</Nm>";
        String fault = "payment BE04 CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/Cdtr/PstlAdr";
        assertEquals(fault + ", " + fault, read(order().replace(name, name + lines)));
        assertEquals("", read(order().replace(name, name + hybrid)));
    }

    @Test
    void filesOfOthersAreReadOrRefusedByName() throws IOException {
        Path real = Path.of(System.getProperty("surety.root", ".")).resolve("../shared/data/bank");
        Assumptions.assumeTrue(Files.isDirectory(real), "the real files are not here: " + real);
        List<String> seen;
        try (Stream<Path> files = Files.list(real)) {
            seen = files.filter(file -> file.getFileName().toString().startsWith("pain001"))
                    .sorted()
                    .map(file -> file.getFileName() + ": " + shown(ReadPayments.read(bytes(file))))
                    .toList();
        }
        assertEquals(
                List.of(
                        "pain001v03-bom.xml: message FF01 Document",
                        "pain001v03-three-currencies.xml: message FF01 Document",
                        "pain001v03ch-eight-payments.xml: message FF01 Document",
                        "pain001v09-simple.xml: group RR01 CstmrCdtTrfInitn/PmtInf/DbtrAcct"),
                seen);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
