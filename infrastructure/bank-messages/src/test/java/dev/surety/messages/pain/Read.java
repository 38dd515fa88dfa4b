package dev.surety.messages.pain;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Assumptions;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Files as a foreign reader sees them: the JDK's parser and its validator. */
final class Read {
    private static final Path SHARED =
            Path.of(System.getProperty("surety.root", "../.."), "..", "shared", "data");

    private Read() {}

    static byte[] written(List<PaymentGroup> groups) {
        var bytes = new ByteArrayOutputStream();
        try {
            CreditTransferWriter.write(bytes, Payments.message(groups), groups);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Document tree(byte[] file) {
        try {
            return DocumentBuilderFactory.newNSInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(file));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The texts of all elements of this name, in order. */
    static List<String> texts(Document of, String name) {
        NodeList found = of.getElementsByTagNameNS("*", name);
        return IntStream.range(0, found.getLength())
                .mapToObj(found::item)
                .map(Node::getTextContent)
                .toList();
    }

    /** A file of those that lie beside the repository; without it the test is skipped, and says so. */
    static Path shared(String name) {
        Path file = SHARED.resolve(name);
        Assumptions.assumeTrue(Files.exists(file), name + " is not beside the repository");
        return file;
    }

    static Schema schema() {
        try {
            return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(shared("iso20022/pain.001.001.09.xsd").toFile());
        } catch (SAXException e) {
            throw new AssertionError(e);
        }
    }

    static void validate(Schema schema, byte[] file) {
        try {
            schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(file)));
        } catch (SAXException | IOException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }
}
