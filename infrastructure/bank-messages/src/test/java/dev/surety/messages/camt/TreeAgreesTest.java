package dev.surety.messages.camt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.messages.Reading;
import dev.surety.messages.RealFiles;
import dev.surety.model.money.Currency;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** A second reading, of the whole tree by other code: both find the same lines in files grown wrong by seed. */
class TreeAgreesTest {
    private static final int ROUNDS = 40 * Integer.getInteger("surety.sweep", 1);
    private static final String[] TEXTS = {
        "", "-1", "1e3", "0.005", "12", " 7.50 ", "DBIT", "CRDT", "PDNG", "BOKD", "99999999999999999999", "2026-02-30"
    };

    @ParameterizedTest
    @ValueSource(strings = {
        "camt053v02-batch-debit-without-details.xml",
        "camt053v02-multi-statement.xml",
        "camt053v02-us-returns-reversals.xml",
        "camt053v08-basic.xml",
        "camt053v08-returns-shape-uetr5.xml",
        "camt053v08-two-statements-bank-breaks-schema.xml"
    })
    void bothReadingsFindTheSameLines(String name) throws Exception {
        byte[] file = RealFiles.bank(name);
        for (int seed = 0; seed < ROUNDS; seed++) {
            var random = new SplittableRandom(seed);
            Document tree = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(file));
            for (int times = random.nextInt(4); times > 0; times--) {
                change(tree, random);
            }
            var changed = new ByteArrayOutputStream();
            TransformerFactory.newInstance()
                    .newTransformer()
                    .transform(new DOMSource(tree), new StreamResult(changed));
            assertEquals(expected(tree), read(Reading.of(changed.toByteArray())), name + " by seed " + seed);
        }
    }

    /** Takes an element within a statement out, doubles it, puts it first among its own, or changes its text. */
    private static void change(Document tree, SplittableRandom random) {
        List<Element> all = new ArrayList<>();
        for (Element statement : elements(tree.getDocumentElement(), "Stmt")) {
            all.addAll(elements(statement, "*"));
        }
        Element one = all.get(random.nextInt(all.size()));
        Node parent = one.getParentNode();
        switch (random.nextInt(4)) {
            case 0 -> parent.removeChild(one);
            case 1 -> parent.insertBefore(one.cloneNode(true), one);
            case 2 -> parent.insertBefore(one, parent.getFirstChild());
            default -> one.setTextContent(TEXTS[random.nextInt(TEXTS.length)]);
        }
    }

    private static List<Element> elements(Element of, String name) {
        var found = of.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static List<Element> children(Element of, String name) {
        List<Element> children = new ArrayList<>();
        for (Node node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child && (name.equals("*") || child.getTagName().equals(name))) {
                children.add(child);
            }
        }
        return children;
    }

    private static List<String> read(Reading reading) {
        List<String> lines = new ArrayList<>();
        for (StatementPart part : reading.parts()) {
            switch (part) {
                case StatementHead head -> lines.add("statement of " + head.account().number());
                case StatementPart.RefusedStatement _ -> lines.add("no statement");
                case Entry entry -> lines.add((entry.isDebit() ? "-" : "+") + entry.amount().amountMinor() + " "
                        + entry.amount().currency() + " " + entry.status() + " " + entry.totals().count());
                case StatementPart.RefusedEntry _ -> lines.add("no entry");
                case StatementEnd _ -> {}
                case StatementPart.Broken broken -> lines.add(broken.toString());
            }
        }
        return lines;
    }

    private static List<String> expected(Document tree) {
        List<String> lines = new ArrayList<>();
        for (Element statement : elements(tree.getDocumentElement(), "Stmt")) {
            Set<String> accounts = new HashSet<>();
            for (Element child : children(statement, "*")) {
                if (child.getTagName().equals("Ntry")) {
                    break;
                }
                if (child.getTagName().equals("Acct")) {
                    children(child, "Id").forEach(id -> accounts.add(number(id)));
                }
            }
            if (accounts.size() != 1 || accounts.contains("")) {
                lines.add("no statement");
                continue;
            }
            lines.add("statement of " + accounts.iterator().next());
            children(statement, "Ntry").forEach(entry -> lines.add(entry(entry)));
        }
        return lines;
    }

    private static String number(Element id) {
        for (Element of : children(id, "*")) {
            if (Set.of("IBAN", "Othr").contains(of.getTagName()) && !text(of).isEmpty()) {
                return text(of).toUpperCase(Locale.ROOT);
            }
        }
        return "";
    }

    private static String entry(Element entry) {
        List<Element> amounts = children(entry, "Amt");
        List<Element> signs = children(entry, "CdtDbtInd");
        List<Element> states = children(entry, "Sts");
        if (amounts.size() != 1 || signs.size() != 1 || states.size() > 1) {
            return "no entry";
        }
        var currency = Currency.find(amounts.getFirst().getAttribute("Ccy"));
        String amount = text(amounts.getFirst());
        String sign = text(signs.getFirst());
        String status = states.isEmpty() ? "BOOK" : text(states.getFirst());
        if (currency.isEmpty() || !amount.matches("[0-9]+(\\.[0-9]*)?") || !sign.matches("DBIT|CRDT")
                || !status.matches("BOOK|PDNG|INFO|FUTR") || isBehindDetails(entry)) {
            return "no entry";
        }
        BigDecimal minor = new BigDecimal(amount).movePointRight(currency.get().decimals()).stripTrailingZeros();
        if (minor.scale() > 0 || minor.compareTo(BigDecimal.TEN.pow(15)) > 0) {
            return "no entry";
        }
        long details = children(entry, "NtryDtls").stream().mapToLong(of -> children(of, "TxDtls").size()).sum();
        return (sign.equals("DBIT") ? "-" : "+") + minor.toBigInteger() + " " + currency.get() + " " + status + " "
                + details;
    }

    private static boolean isBehindDetails(Element entry) {
        boolean details = false;
        for (Element child : children(entry, "*")) {
            details |= child.getTagName().equals("NtryDtls");
            if (details && Set.of("Amt", "CdtDbtInd").contains(child.getTagName())) {
                return true;
            }
        }
        return false;
    }

    /** The first text that is there, in the element or below. */
    private static String text(Node of) {
        if (of.getNodeType() == Node.TEXT_NODE) {
            return of.getTextContent().strip();
        }
        for (Node node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (!text(node).isEmpty()) {
                return text(node);
            }
        }
        return "";
    }
}
