package dev.surety.simulator.bank.files;

import dev.surety.model.money.Money;
import dev.surety.simulator.bank.files.PaymentFile.Group;
import dev.surety.simulator.bank.files.PaymentFile.Payment;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a customer's file as a bank does: pain.001.001.09 with credit transfers in euro. A file that breaks the message
 * or its sums is refused whole; a group or a payment that breaks a rule is refused alone.
 */
public final class ReadPayments {
    /** The bank takes no larger file. */
    public static final int MOST_BYTES = 64 * 1024 * 1024;

    static final int MOST_PAYMENTS = 100_000;
    private static final int MOST_GROUPS = 1_000;
    private static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";
    private static final String ROOT = "CstmrCdtTrfInitn";
    private static final String GROUP = ROOT + "/PmtInf";
    private static final String PAYMENT = GROUP + "/CdtTrfTxInf";

    private final Elements elements;
    private final List<Group> groups = new ArrayList<>();
    private final Set<String> endToEndIds = new HashSet<>();

    public sealed interface Reading {
        record Read(PaymentFile file) implements Reading {}

        /** @param messageId if it could be read */
        record Refused(Optional<String> messageId, Fault fault) implements Reading {}
    }

    private ReadPayments(byte[] bytes) throws Unreadable {
        this.elements = new Elements(bytes);
    }

    public static Reading read(byte[] bytes) {
        Optional<String> messageId = Optional.empty();
        try {
            if (bytes.length > MOST_BYTES) {
                throw new Unreadable("FF01", "Document", "the file has more than " + MOST_BYTES + " bytes");
            }
            var reading = new ReadPayments(bytes);
            Element header = reading.header();
            messageId = header.findText("MsgId").filter(Rules::isId);
            return new Reading.Read(reading.file(header));
        } catch (Unreadable unreadable) {
            return new Reading.Refused(messageId, unreadable.fault());
        }
    }

    private Element header() throws Unreadable {
        String namespace = elements.enter("Document");
        if (!namespace.equals(NAMESPACE)) {
            throw new Unreadable("FF01", "Document", "the bank takes " + NAMESPACE + " only");
        }
        elements.enter(ROOT);
        elements.enter("GrpHdr");
        return elements.whole(ROOT + "/GrpHdr", 1);
    }

    private PaymentFile file(Element header) throws Unreadable {
        String path = ROOT + "/GrpHdr";
        Shapes.check(header, path);
        String id = id(header, path, "MsgId");
        time(text(header, path, "CreDtTm"), path + "/CreDtTm");
        text(header, path, "InitgPty", "Nm");
        while (elements.next(ROOT)) {
            if (!elements.name().equals("PmtInf")) {
                throw new Unreadable("FF01", ROOT + "/" + elements.name(), "the message has no such element here");
            }
            groups.add(group());
            if (groups.size() > MOST_GROUPS) {
                throw new Unreadable("FF01", GROUP, "the file has more than " + MOST_GROUPS + " groups");
            }
        }
        if (elements.next("Document")) {
            throw new Unreadable("FF01", "Document", "the file holds more than one message");
        }
        if (groups.isEmpty()) {
            throw new Unreadable("FF01", GROUP, "this element is missing");
        }
        Money zero = Money.of(0, "EUR");
        Money sum = groups.stream().map(group -> group.sum(zero)).reduce(zero, Money::plus);
        int count = groups.stream().mapToInt(group -> group.payments().size()).sum();
        Optional<Fault> wrong = totals(header, path, count, sum);
        if (wrong.isPresent()) {
            throw new Unreadable(wrong.get().code(), wrong.get().field(), wrong.get().rule());
        }
        if (header.find("CtrlSum").isEmpty()) {
            throw new Unreadable("AM10", path + "/CtrlSum", "this element is missing");
        }
        return new PaymentFile(id, count, sum, groups, Optional.empty());
    }

    /** The control sums, as far as they are there. */
    private static Optional<Fault> totals(Element of, String path, int count, Money sum) {
        Optional<String> number = of.findText("NbOfTxs");
        if (number.isPresent() && !number.flatMap(Rules::count).equals(Optional.of((long) count))) {
            return Optional.of(new Fault("AM10", path + "/NbOfTxs", "the bank counts " + count));
        }
        Optional<String> control = of.findText("CtrlSum");
        BigDecimal exact = BigDecimal.valueOf(sum.amountMinor(), 2);
        if (control.isPresent()
                && control.flatMap(Rules::decimal).filter(given -> given.compareTo(exact) == 0).isEmpty()) {
            return Optional.of(new Fault("AM10", path + "/CtrlSum", "the bank's sum is " + exact));
        }
        return Optional.empty();
    }

    private Group group() throws Unreadable {
        List<Element> head = new ArrayList<>();
        List<Payment> payments = new ArrayList<>();
        while (elements.next(GROUP)) {
            Element child = elements.whole(GROUP + "/" + elements.name(), 2);
            if (child.name().equals("CdtTrfTxInf")) {
                payments.add(payment(child));
            } else if (payments.isEmpty()) {
                head.add(child);
            } else {
                throw new Unreadable("FF01", GROUP + "/" + child.name(), "the element stands in the wrong order");
            }
            if (endToEndIds.size() > MOST_PAYMENTS) {
                throw new Unreadable("FF01", PAYMENT, "the file has more than " + MOST_PAYMENTS + " payments");
            }
        }
        var group = new Element("PmtInf", "", "", head);
        Shapes.check(group, GROUP);
        if (payments.isEmpty()) {
            throw new Unreadable("FF01", PAYMENT, "this element is missing");
        }
        String id = id(group, GROUP, "PmtInfId");
        String debtor = text(group, GROUP, "DbtrAcct", "Id", "IBAN");
        LocalDate date = date(text(group, GROUP, "ReqdExctnDt", "Dt"));
        text(group, GROUP, "DbtrAgt", "FinInstnId");
        boolean instant = group.findText("PmtTpInf", "LclInstrm", "Cd").filter("INST"::equals).isPresent();
        var read = new Group(id, date, debtor, instant, payments, Optional.empty());
        return new Group(id, date, debtor, instant, payments, wrong(group, read));
    }

    private static Optional<Fault> wrong(Element group, Group read) {
        if (group.findText("PmtMtd").filter("TRF"::equals).isEmpty()) {
            return Optional.of(new Fault("FF01", GROUP + "/PmtMtd", "the bank takes transfers (TRF) only"));
        }
        Optional<Fault> totals = totals(group, GROUP, read.payments().size(), read.sum(Money.of(0, "EUR")));
        if (totals.isPresent()) {
            return totals;
        }
        if (group.findText("PmtTpInf", "SvcLvl", "Cd").filter("SEPA"::equals).isEmpty()) {
            return Optional.of(new Fault("FF01", GROUP + "/PmtTpInf/SvcLvl", "the service level is not SEPA"));
        }
        if (group.findText("Dbtr", "Nm").filter(name -> Rules.isText(name, Rules.LONGEST_NAME)).isEmpty()) {
            return Optional.of(new Fault("RR02", GROUP + "/Dbtr/Nm", "a name of at most 70 plain characters"));
        }
        return group.findText("ChrgBr").filter("SLEV"::equals).isEmpty()
                ? Optional.of(new Fault("FF01", GROUP + "/ChrgBr", "the charges are not shared (SLEV)"))
                : Optional.empty();
    }

    private Payment payment(Element of) throws Unreadable {
        Shapes.check(of, PAYMENT);
        String id = id(of, PAYMENT, "PmtId", "EndToEndId");
        if (!endToEndIds.add(id)) {
            throw new Unreadable("DU04", PAYMENT + "/PmtId/EndToEndId", "two payments have this reference: " + id);
        }
        Optional<Element> amount = of.find("Amt", "InstdAmt");
        Optional<BigDecimal> decimal = amount.map(Element::text).flatMap(Rules::decimal);
        if (decimal.isEmpty()) {
            throw new Unreadable("AM09", PAYMENT + "/Amt/InstdAmt", "an amount with at most two decimals");
        }
        if (amount.filter(in -> in.currency().equals("EUR")).isEmpty()) {
            throw new Unreadable("AM03", PAYMENT + "/Amt/InstdAmt", "the bank sends euro only");
        }
        long minor = decimal.get().movePointRight(2).longValueExact();
        String number = of.findText("CdtrAcct", "Id", "IBAN").orElse("");
        return new Payment(
                id, Money.of(minor, "EUR"), number, wrong(of, decimal.get(), number), Optional.empty());
    }

    private static Optional<Fault> wrong(Element of, BigDecimal amount, String number) {
        if (amount.signum() == 0) {
            return fault("AM09", "Amt/InstdAmt", "nothing is to be paid");
        }
        if (amount.compareTo(Rules.MOST) > 0) {
            return fault("AM02", "Amt/InstdAmt", "at most " + Rules.MOST);
        }
        if (!Rules.isIban(number)) {
            return fault("AC01", "CdtrAcct/Id/IBAN", "this is no IBAN");
        }
        Optional<String> name = of.findText("Cdtr", "Nm");
        if (name.isEmpty()) {
            return fault("RR03", "Cdtr/Nm", "this element is missing");
        }
        if (!Rules.isText(name.get(), Rules.LONGEST_NAME)) {
            return fault("CH16", "Cdtr/Nm", "a name of at most 70 plain characters");
        }
        Optional<String> text = of.findText("RmtInf", "Ustrd");
        if (text.filter(words -> !Rules.isText(words, Rules.LONGEST_TEXT)).isPresent()) {
            return fault("CH16", "RmtInf/Ustrd", "a text of at most 140 plain characters");
        }
        Optional<Element> address = of.find("Cdtr", "PstlAdr");
        boolean structured = address.isEmpty()
                || (address.get().findText("TwnNm").isPresent() && address.get().findText("Ctry").isPresent());
        return structured ? Optional.empty() : fault("BE04", "Cdtr/PstlAdr", "an address needs TwnNm and Ctry");
    }

    private static Optional<Fault> fault(String code, String field, String rule) {
        return Optional.of(new Fault(code, PAYMENT + "/" + field, rule));
    }

    private static String text(Element of, String path, String... below) throws Unreadable {
        String field = path + "/" + String.join("/", below);
        return of.find(below)
                .filter(found -> !found.text().isEmpty() || !found.children().isEmpty())
                .map(Element::text)
                .orElseThrow(() -> new Unreadable("FF01", field, "this element is missing"));
    }

    private static String id(Element of, String path, String... below) throws Unreadable {
        String id = text(of, path, below);
        if (!Rules.isId(id)) {
            throw new Unreadable(
                    "CH16", path + "/" + String.join("/", below), "at most 35 plain characters, slashes inside only");
        }
        return id;
    }

    private static LocalDate date(String text) throws Unreadable {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException bad) {
            throw new Unreadable("DT01", GROUP + "/ReqdExctnDt/Dt", "this is no day");
        }
    }

    private static void time(String text, String field) throws Unreadable {
        try {
            LocalDateTime _ = text.endsWith("Z") || text.matches(".*[+-][0-9]{2}:[0-9]{2}")
                    ? OffsetDateTime.parse(text).toLocalDateTime()
                    : LocalDateTime.parse(text);
        } catch (DateTimeParseException bad) {
            throw new Unreadable("FF01", field, "this is no time");
        }
    }
}
