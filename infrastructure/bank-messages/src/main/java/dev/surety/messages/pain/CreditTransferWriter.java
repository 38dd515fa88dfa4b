package dev.surety.messages.pain;

import dev.surety.model.Invariants;
import dev.surety.model.money.Money;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Writes a file of credit transfers as pain.001.001.09, in one pass and with as much memory for a million payments as
 * for one. The same message and payments give the same bytes.
 */
public final class CreditTransferWriter {
    private static final byte[] HEAD = Elements.markup("""
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"><CstmrCdtTrfInitn>""");
    private static final byte[] TAIL = Elements.markup("\n</CstmrCdtTrfInitn></Document>\n");
    private static final String NOT_PROVIDED = "NOTPROVIDED";

    // A payment has a line of its own, for people and for readers that limit lines. Its markup is encoded once.
    private static final byte[] HEADER = Elements.markup("\n<GrpHdr>");
    private static final byte[] GROUP = Elements.markup("\n<PmtInf>");
    private static final byte[] GROUP_END = Elements.markup("\n</PmtInf>");
    private static final byte[] TRANSFER = Elements.markup("\n<CdtTrfTxInf><PmtId><EndToEndId>");
    private static final byte[] AMOUNT = Elements.markup("</EndToEndId></PmtId><Amt><InstdAmt Ccy=\"EUR\">");
    private static final byte[] AMOUNT_END = Elements.markup("</InstdAmt></Amt>");
    private static final byte[] CREDITOR = Elements.markup("<Cdtr><Nm>");
    private static final byte[] CREDITOR_END = Elements.markup("</Nm></Cdtr>");
    private static final byte[] ACCOUNT = Elements.markup("<CdtrAcct><Id><IBAN>");
    private static final byte[] TEXT = Elements.markup("</IBAN></Id></CdtrAcct><RmtInf><Ustrd>");
    private static final byte[] TRANSFER_END = Elements.markup("</Ustrd></RmtInf></CdtTrfTxInf>");

    private final Elements to;
    private long count;
    private Money sum;

    private CreditTransferWriter(Elements to, Money nothing) {
        this.to = to;
        this.sum = nothing;
    }

    /**
     * Leaves the stream open.
     *
     * @throws Invariants.Breach if a count or sum is not the one of the payments; what was written then is no file
     */
    public static void write(OutputStream out, CreditTransferMessage message, Iterable<PaymentGroup> groups)
            throws IOException {
        var elements = new Elements(out);
        var writer = new CreditTransferWriter(elements, Money.zero(message.sum().currency()));
        elements.markup(HEAD);
        writer.head(message);
        for (PaymentGroup group : groups) {
            writer.group(group, message.debtor());
        }
        same("message " + message.id(), message.count(), message.sum(), writer.count, writer.sum);
        elements.markup(TAIL);
        elements.flush();
    }

    private void head(CreditTransferMessage message) throws IOException {
        to.markup(HEADER);
        to.leaf("MsgId", message.id());
        to.leaf("CreDtTm", DateTimeFormatter.ISO_INSTANT.format(message.createdAt().truncatedTo(ChronoUnit.SECONDS)));
        control(message.count(), message.sum());
        to.open("InitgPty");
        to.leaf("Nm", message.initiator().name());
        Optional<String> id = message.initiator().id();
        if (id.isPresent()) {
            to.open("Id");
            to.open("OrgId");
            other(id.get());
            to.close("OrgId");
            to.close("Id");
        }
        to.close("InitgPty");
        to.close("GrpHdr");
    }

    private void group(PaymentGroup group, Debtor debtor) throws IOException {
        to.markup(GROUP);
        to.leaf("PmtInfId", group.id());
        to.leaf("PmtMtd", "TRF");
        to.leaf("BtchBookg", Boolean.toString(group.batchBooking()));
        control(group.count(), group.sum());
        service(group.instant());
        to.open("ReqdExctnDt");
        to.leaf("Dt", group.executionDate().toString());
        to.close("ReqdExctnDt");
        party("Dbtr", debtor.name(), debtor.address());
        account("DbtrAcct", debtor.iban());
        agent("DbtrAgt", debtor.bic());
        to.leaf("ChrgBr", "SLEV");
        long counted = 0;
        Money summed = Money.zero(group.sum().currency());
        for (Payment payment : group.payments()) {
            payment(payment);
            counted++;
            summed = summed.plus(payment.amount());
        }
        same("group " + group.id(), group.count(), group.sum(), counted, summed);
        count = Math.addExact(count, counted);
        sum = sum.plus(summed);
        to.markup(GROUP_END);
    }

    private void service(boolean instant) throws IOException {
        to.open("PmtTpInf");
        to.open("SvcLvl");
        to.leaf("Cd", "SEPA");
        to.close("SvcLvl");
        if (instant) {
            to.open("LclInstrm");
            to.leaf("Cd", "INST");
            to.close("LclInstrm");
        }
        to.close("PmtTpInf");
    }

    private void payment(Payment payment) throws IOException {
        Creditor creditor = payment.creditor();
        to.markup(TRANSFER);
        to.text(payment.endToEndId());
        to.markup(AMOUNT);
        to.text(decimal(payment.amount()));
        to.markup(AMOUNT_END);
        if (creditor.isInEea()) {
            to.markup(CREDITOR);
            to.text(creditor.name());
            to.markup(CREDITOR_END);
        } else {
            if (creditor.bic().isPresent()) {
                agent("CdtrAgt", creditor.bic());
            }
            party("Cdtr", creditor.name(), creditor.address());
        }
        to.markup(ACCOUNT);
        to.text(creditor.iban());
        to.markup(TEXT);
        to.text(payment.text());
        to.markup(TRANSFER_END);
    }

    private void control(long payments, Money total) throws IOException {
        to.leaf("NbOfTxs", Long.toString(payments));
        to.leaf("CtrlSum", decimal(total));
    }

    private void party(String name, String called, Optional<Address> address) throws IOException {
        to.open(name);
        to.leaf("Nm", called);
        if (address.isPresent()) {
            to.open("PstlAdr");
            to.leaf("TwnNm", address.get().town());
            to.leaf("Ctry", address.get().country());
            to.close("PstlAdr");
        }
        to.close(name);
    }

    private void account(String name, String iban) throws IOException {
        to.open(name);
        to.open("Id");
        to.leaf("IBAN", iban);
        to.close("Id");
        to.close(name);
    }

    private void agent(String name, Optional<String> bic) throws IOException {
        to.open(name);
        to.open("FinInstnId");
        if (bic.isPresent()) {
            to.leaf("BICFI", bic.get());
        } else {
            other(NOT_PROVIDED);
        }
        to.close("FinInstnId");
        to.close(name);
    }

    private void other(String id) throws IOException {
        to.open("Othr");
        to.leaf("Id", id);
        to.close("Othr");
    }

    /** With two decimals and a point, never an exponent. */
    private static String decimal(Money euros) {
        return BigDecimal.valueOf(euros.amountMinor(), 2).toPlainString();
    }

    private static void same(String of, long count, Money sum, long counted, Money summed) {
        Invariants.hold(
                count == counted && sum.equals(summed),
                of + " announces " + count + " payments of " + sum + ", and its payments are " + counted + " of "
                        + summed);
    }
}
