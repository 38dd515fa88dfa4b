package dev.surety.messages.pain;

import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Writes the same file as a tree of the JDK, as a measure of ours. It knows one group. */
final class DomWriter {
    private static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

    private final Document document;

    private DomWriter(Document document) {
        this.document = document;
    }

    static void write(OutputStream out, CreditTransferMessage message, PaymentGroup group)
            throws ParserConfigurationException, TransformerException {
        Document document =
                DocumentBuilderFactory.newNSInstance().newDocumentBuilder().newDocument();
        document.setXmlStandalone(true);
        new DomWriter(document).fill(message, group);
        TransformerFactory.newInstance()
                .newTransformer()
                .transform(new DOMSource(document), new StreamResult(out));
    }

    private void fill(CreditTransferMessage message, PaymentGroup group) {
        Element root = document.createElementNS(NAMESPACE, "Document");
        document.appendChild(root);
        Element body = child(root, "CstmrCdtTrfInitn");
        Element head = child(body, "GrpHdr");
        leaf(head, "MsgId", message.id());
        leaf(head, "CreDtTm", message.createdAt().toString());
        leaf(head, "NbOfTxs", Long.toString(message.count()));
        leaf(head, "CtrlSum", decimal(message.sum().amountMinor()));
        Element initiator = child(head, "InitgPty");
        leaf(initiator, "Nm", message.initiator().name());
        leaf(child(child(child(initiator, "Id"), "OrgId"), "Othr"), "Id", message.initiator().id().orElseThrow());
        Element block = child(body, "PmtInf");
        leaf(block, "PmtInfId", group.id());
        leaf(block, "PmtMtd", "TRF");
        leaf(block, "BtchBookg", "true");
        leaf(block, "NbOfTxs", Long.toString(group.count()));
        leaf(block, "CtrlSum", decimal(group.sum().amountMinor()));
        leaf(child(child(block, "PmtTpInf"), "SvcLvl"), "Cd", "SEPA");
        leaf(child(block, "ReqdExctnDt"), "Dt", group.executionDate().toString());
        leaf(child(block, "Dbtr"), "Nm", message.debtor().name());
        leaf(child(child(block, "DbtrAcct"), "Id"), "IBAN", message.debtor().iban());
        leaf(
                child(child(block, "DbtrAgt"), "FinInstnId"),
                "BICFI",
                message.debtor().bic().orElseThrow());
        leaf(block, "ChrgBr", "SLEV");
        group.payments().forEach(payment -> add(block, payment));
    }

    private void add(Element block, Payment payment) {
        Element transfer = child(block, "CdtTrfTxInf");
        leaf(child(transfer, "PmtId"), "EndToEndId", payment.endToEndId());
        Element amount = child(child(transfer, "Amt"), "InstdAmt");
        amount.setAttribute("Ccy", "EUR");
        amount.appendChild(document.createTextNode(decimal(payment.amount().amountMinor())));
        Element creditor = child(transfer, "Cdtr");
        leaf(creditor, "Nm", payment.creditor().name());
        Optional<Address> address = payment.creditor().address();
        if (address.isPresent()) {
            Element lines = child(creditor, "PstlAdr");
            leaf(lines, "TwnNm", address.get().town());
            leaf(lines, "Ctry", address.get().country());
        }
        leaf(child(child(transfer, "CdtrAcct"), "Id"), "IBAN", payment.creditor().iban());
        leaf(child(transfer, "RmtInf"), "Ustrd", payment.text());
    }

    private Element child(Element of, String name) {
        Element child = document.createElementNS(NAMESPACE, name);
        of.appendChild(child);
        return child;
    }

    private void leaf(Element of, String name, String text) {
        child(of, name).appendChild(document.createTextNode(text));
    }

    private static String decimal(long cents) {
        return BigDecimal.valueOf(cents, 2).toString();
    }
}
