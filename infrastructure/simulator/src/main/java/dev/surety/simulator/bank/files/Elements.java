package dev.surety.simulator.bank.files;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads a customer's XML element by element. It takes no document type and no entity, and has limits of its own on
 * depth and text.
 */
final class Elements {
    private static final int MOST_DEPTH = 14;
    private static final int MOST_TEXT = 1_024;
    private static final int MOST_CHILDREN = 200;

    private final XMLStreamReader reader;

    Elements(byte[] bytes) throws Unreadable {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        try {
            reader = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
        } catch (XMLStreamException | RuntimeException broken) {
            throw malformed("/");
        }
    }

    /** Goes into the next element, which must have this name, and returns its namespace. */
    String enter(String name) throws Unreadable {
        if (!next(name) || !reader.getLocalName().equals(name)) {
            throw new Unreadable("FF01", name, "this element is missing");
        }
        return Objects.requireNonNullElse(reader.getNamespaceURI(), "");
    }

    /** Goes to the next child of the element that was entered; false at its end, which is left. */
    boolean next(String within) throws Unreadable {
        while (true) {
            switch (event(within)) {
                case XMLStreamConstants.START_ELEMENT -> {
                    return true;
                }
                case XMLStreamConstants.END_ELEMENT, XMLStreamConstants.END_DOCUMENT -> {
                    return false;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!reader.isWhiteSpace()) {
                        throw new Unreadable("FF01", within, "text stands between elements");
                    }
                }
                default -> {}
            }
        }
    }

    String name() {
        return reader.getLocalName();
    }

    /** The element that the reader stands at, with all that is in it. */
    Element whole(String path, int depth) throws Unreadable {
        String name = reader.getLocalName();
        if (depth > MOST_DEPTH) {
            throw new Unreadable("FF01", path, "elements are nested too deep");
        }
        String currency = Objects.requireNonNullElse(reader.getAttributeValue(null, "Ccy"), "");
        var text = new StringBuilder();
        List<Element> children = new ArrayList<>();
        while (true) {
            int event = event(path);
            if (event == XMLStreamConstants.START_ELEMENT) {
                children.add(whole(path + "/" + reader.getLocalName(), depth + 1));
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                return new Element(name, currency, text.toString().strip(), children);
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                text.append(reader.getText());
            } else if (event == XMLStreamConstants.END_DOCUMENT) {
                throw malformed(path);
            }
            if (text.length() > MOST_TEXT || children.size() > MOST_CHILDREN) {
                throw new Unreadable("FF01", path, "this element is too large");
            }
        }
    }

    private int event(String path) throws Unreadable {
        try {
            int event = reader.hasNext() ? reader.next() : XMLStreamConstants.END_DOCUMENT;
            if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw new Unreadable("FF01", path, "document types and entities are not taken");
            }
            return event;
        } catch (XMLStreamException | RuntimeException broken) {
            throw malformed(path);
        }
    }

    private static Unreadable malformed(String path) {
        return new Unreadable("FF01", path, "this is not well-formed XML");
    }
}
