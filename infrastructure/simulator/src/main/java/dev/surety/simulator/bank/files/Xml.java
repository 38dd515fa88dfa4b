package dev.surety.simulator.bank.files;

import dev.surety.model.money.Currency;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes the bank's XML into memory. */
final class Xml {
    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final XMLStreamWriter writer;

    /** @param namespace of the document; empty for none */
    Xml(Charset encoding, boolean bom, String namespace) {
        if (bom && encoding.equals(StandardCharsets.UTF_8)) {
            bytes.writeBytes(BOM);
        }
        try {
            writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, encoding.name());
            writer.writeStartDocument(encoding.name(), "1.0");
            writer.writeStartElement("Document");
            if (!namespace.isEmpty()) {
                writer.writeDefaultNamespace(namespace);
            }
        } catch (XMLStreamException e) {
            throw unwritten(e);
        }
    }

    /** Opens elements, each within the one before. */
    Xml open(String... names) {
        try {
            for (String name : names) {
                writer.writeStartElement(name);
            }
            return this;
        } catch (XMLStreamException e) {
            throw unwritten(e);
        }
    }

    Xml close(int elements) {
        try {
            for (int i = 0; i < elements; i++) {
                writer.writeEndElement();
            }
            return this;
        } catch (XMLStreamException e) {
            throw unwritten(e);
        }
    }

    Xml leaf(String name, String text) {
        try {
            writer.writeStartElement(name);
            writer.writeCharacters(text);
            writer.writeEndElement();
            return this;
        } catch (XMLStreamException e) {
            throw unwritten(e);
        }
    }

    /** The text in elements, each within the one before. */
    Xml nested(String text, String... names) {
        String[] outer = Arrays.copyOf(names, names.length - 1);
        return open(outer).leaf(names[names.length - 1], text).close(outer.length);
    }

    /** The absolute amount. */
    Xml amount(String name, long minor, Currency currency) {
        try {
            writer.writeStartElement(name);
            writer.writeAttribute("Ccy", currency.code());
            writer.writeCharacters(decimal(minor, currency));
            writer.writeEndElement();
            return this;
        } catch (XMLStreamException e) {
            throw unwritten(e);
        }
    }

    static String decimal(long minor, Currency currency) {
        return BigDecimal.valueOf(Math.absExact(minor), currency.decimals()).toPlainString();
    }

    byte[] end() {
        try {
            writer.writeEndDocument();
            writer.close();
            return bytes.toByteArray();
        } catch (XMLStreamException e) {
            throw unwritten(e);
        }
    }

    private static IllegalStateException unwritten(XMLStreamException cause) {
        return new IllegalStateException("XML in memory", cause);
    }
}
