package dev.surety.messages.pain;

import static dev.surety.messages.pain.Payments.euros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.Invariants;
import dev.surety.model.money.Money;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Node;

class WritingAFileTest {
    private static final List<PaymentGroup> GROUPS = List.of(
            Payments.group("pf-1-1", 0, 30),
            new PaymentGroup(
                    "pf-1-2",
                    Payments.DAY.plusDays(1),
                    true,
                    false,
                    1,
                    euros(1),
                    List.of(new Payment("REF", euros(1), Payments.inEea("Ada"), "Payout"))));

    private static final String GOLDEN = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"><CstmrCdtTrfInitn>
            <GrpHdr><MsgId>pf-1</MsgId><CreDtTm>2026-11-27T22:50:00Z</CreDtTm><NbOfTxs>2</NbOfTxs>\
            <CtrlSum>20.04</CtrlSum><InitgPty><Nm>Market GmbH</Nm><Id><OrgId><Othr><Id>MARKET01</Id></Othr></OrgId>\
            </Id></InitgPty></GrpHdr>
            <PmtInf><PmtInfId>pf-1-1</PmtInfId><PmtMtd>TRF</PmtMtd><BtchBookg>true</BtchBookg><NbOfTxs>2</NbOfTxs>\
            <CtrlSum>20.04</CtrlSum><PmtTpInf><SvcLvl><Cd>SEPA</Cd></SvcLvl></PmtTpInf><ReqdExctnDt><Dt>2026-11-30</Dt>\
            </ReqdExctnDt><Dbtr><Nm>Market GmbH</Nm></Dbtr><DbtrAcct><Id><IBAN>DE89370400440532013000</IBAN></Id>\
            </DbtrAcct><DbtrAgt><FinInstnId><BICFI>COBADEFFXXX</BICFI></FinInstnId></DbtrAgt><ChrgBr>SLEV</ChrgBr>
            <CdtTrfTxInf><PmtId><EndToEndId>R1</EndToEndId></PmtId><Amt><InstdAmt Ccy="EUR">19.99</InstdAmt></Amt>\
            <Cdtr><Nm>Ada</Nm></Cdtr><CdtrAcct><Id><IBAN>FR1420041010050500013M02606</IBAN></Id></CdtrAcct>\
            <RmtInf><Ustrd>Payout R1</Ustrd></RmtInf></CdtTrfTxInf>
            <CdtTrfTxInf><PmtId><EndToEndId>R2</EndToEndId></PmtId><Amt><InstdAmt Ccy="EUR">0.05</InstdAmt></Amt>\
            <Cdtr><Nm>Bob</Nm><PstlAdr><TwnNm>Zuerich</TwnNm><Ctry>CH</Ctry></PstlAdr></Cdtr><CdtrAcct><Id>\
            <IBAN>CH9300762011623852957</IBAN></Id></CdtrAcct><RmtInf><Ustrd>Payout R2</Ustrd></RmtInf></CdtTrfTxInf>
            </PmtInf>
            </CstmrCdtTrfInitn></Document>
            """;

    @Test
    void theFileIsValidByTheSchema() {
        Read.validate(Read.schema(), Read.written(GROUPS));
    }

    @Test
    void twoWritingsGiveTheSameBytes() {
        assertArrayEquals(Read.written(GROUPS), Read.written(GROUPS));
    }

    @Test
    void theFileSaysThisAndNothingElse() {
        Payment french = new Payment("R1", euros(1_999), Payments.inEea("Ada"), "Payout R1");
        Payment swiss = new Payment("R2", euros(5), Payments.swiss("Bob"), "Payout R2");
        byte[] file = Read.written(List.of(Payments.group("pf-1-1", List.of(french, swiss))));
        assertEquals(GOLDEN, new String(file, StandardCharsets.UTF_8));
    }

    @Test
    void itHasTheShapeOfARealFile() throws IOException {
        Set<String> real = paths(Read.tree(Files.readAllBytes(Read.shared("bank/pain001v09-simple.xml"))));
        Set<String> ours = paths(Read.tree(Read.written(List.of(GROUPS.getFirst()))));
        ours.removeAll(real);
        String initiator = "/Document/CstmrCdtTrfInitn/GrpHdr/InitgPty/Id";
        String group = "/Document/CstmrCdtTrfInitn/PmtInf";
        assertEquals(
                new TreeSet<>(Set.of(
                        initiator,
                        initiator + "/OrgId",
                        initiator + "/OrgId/Othr",
                        initiator + "/OrgId/Othr/Id",
                        group + "/BtchBookg",
                        group + "/CdtTrfTxInf/RmtInf/Ustrd")),
                ours,
                "what our file has and the real one has not");
    }

    private static Set<String> paths(Document document) {
        var paths = new TreeSet<String>();
        collect("", document.getDocumentElement(), paths);
        return paths;
    }

    private static void collect(String above, Node element, Set<String> paths) {
        String path = above + "/" + element.getLocalName();
        paths.add(path);
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeType() == Node.ELEMENT_NODE) {
                collect(path, child, paths);
            }
        }
    }

    @Test
    void aGroupHasOneDayOneAccountAndOneServiceLevel() {
        Document file = Read.tree(Read.written(GROUPS));
        assertEquals(List.of("2026-11-30", "2026-12-01"), Read.texts(file, "ReqdExctnDt"));
        assertEquals(List.of("SEPA", "SEPAINST"), Read.texts(file, "PmtTpInf"));
        assertEquals(List.of("true", "false"), Read.texts(file, "BtchBookg"));
        assertEquals(List.of("SLEV", "SLEV"), Read.texts(file, "ChrgBr"));
        assertEquals(List.of("DE89370400440532013000", "DE89370400440532013000"), Read.texts(file, "DbtrAcct"));
        assertEquals(List.of("pf-1-1", "pf-1-2"), Read.texts(file, "PmtInfId"));
    }

    @Test
    void aBankThatTheSettingsDoNotNameIsFoundByTheIban() {
        List<PaymentGroup> groups = List.of(Payments.group("pf-1-1", 1, 2));
        CreditTransferMessage message = Payments.message(groups);
        Debtor debtor = new Debtor("Market", message.debtor().iban(), Optional.empty(), Optional.empty());
        var out = new ByteArrayOutputStream();
        write(out, new CreditTransferMessage(
                "pf-1", Payments.AT, new Party("Market", Optional.empty()), debtor, 1, message.sum()), groups);
        assertEquals(List.of("NOTPROVIDED"), Read.texts(Read.tree(out.toByteArray()), "DbtrAgt"));
        Read.validate(Read.schema(), out.toByteArray());
    }

    @Test
    void aCountOrSumThatIsNotTheOneOfThePaymentsIsABreach() {
        PaymentGroup right = Payments.group("pf-1-1", 0, 3);
        for (long count : List.of(2L, 4L)) {
            breaks(Payments.message(List.of(right)), changed(right, count, right.sum()));
            breaks(changed(Payments.message(List.of(right)), count, right.sum()), right);
        }
        for (Money sum : List.of(right.sum().plus(euros(1)), right.sum().minus(euros(1)))) {
            breaks(Payments.message(List.of(right)), changed(right, 3, sum));
            breaks(changed(Payments.message(List.of(right)), 3, sum), right);
        }
    }

    private static PaymentGroup changed(PaymentGroup of, long count, Money sum) {
        return new PaymentGroup(of.id(), of.executionDate(), false, true, count, sum, of.payments());
    }

    private static CreditTransferMessage changed(CreditTransferMessage of, long count, Money sum) {
        return new CreditTransferMessage(of.id(), of.createdAt(), of.initiator(), of.debtor(), count, sum);
    }

    private static void breaks(CreditTransferMessage message, PaymentGroup group) {
        var breach = assertThrows(
                Invariants.Breach.class,
                () -> CreditTransferWriter.write(OutputStream.nullOutputStream(), message, List.of(group)));
        assertTrue(breach.getMessage().contains("announces"), breach.getMessage());
    }

    @Test
    void theTreeThatMeasuresUsIsTheSameFile() throws ParserConfigurationException, TransformerException {
        PaymentGroup group = Payments.group("pf-1-1", 0, 41);
        var tree = new ByteArrayOutputStream();
        DomWriter.write(tree, Payments.message(List.of(group)), group);
        String lines = new String(Read.written(List.of(group)), StandardCharsets.UTF_8);
        Document ours = Read.tree(lines.replace("\n", "").getBytes(StandardCharsets.UTF_8));
        assertTrue(ours.isEqualNode(Read.tree(tree.toByteArray())), () -> tree.toString(StandardCharsets.UTF_8));
    }

    private static void write(OutputStream out, CreditTransferMessage message, List<PaymentGroup> groups) {
        try {
            CreditTransferWriter.write(out, message, groups);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
