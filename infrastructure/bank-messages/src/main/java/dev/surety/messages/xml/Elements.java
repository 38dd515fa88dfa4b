package dev.surety.messages.xml;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Predicate;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a file, one within the other, by their local names. Namespaces are foreign, missing or mis-cased in
 * real files, so they are attributes like others here. Attackers may write the file: they can waste the reading of one
 * file within the limits, no more.
 */
public final class Elements {
    private static final int SHOWN = 200;

    private final GuardedReader guard;
    private final XMLStreamReader xml;
    private final Limits limits;
    private final StringBuilder text = new StringBuilder();
    private int depth;
    private long count;
    private long characters;
    private boolean ended;

    /** @throws UnreadableFile if not even the first characters can be read */
    public Elements(InputStream bytes, Limits limits) throws IOException {
        this.guard = new GuardedReader(bytes, limits);
        this.limits = limits;
        try {
            this.xml = factory().createXMLStreamReader(guard);
        } catch (XMLStreamException e) {
            throw cause(e, 1, 1);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        // The JDK counts &amp; against these two. Without a DOCTYPE there is no entity that could grow.
        factory.setProperty("jdk.xml.totalEntitySizeLimit", "0");
        factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
        return factory;
    }

    /** Opens the next element within the open one; null when the open one ends, or the file. */
    public @Nullable String child() throws IOException {
        while (true) {
            switch (advance()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    return opened();
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    return null;
                }
                case XMLStreamConstants.END_DOCUMENT -> {
                    ended = true;
                    return null;
                }
                default -> {}
            }
        }
    }

    /** Ends the open element. */
    public void skip() throws IOException {
        closeTo(depth - 1);
    }

    /** Ends elements until so many are open. */
    public void closeTo(int open) throws IOException {
        while (depth > open && !ended) {
            child();
        }
    }

    /** Reads behind a message to the end of its file, which may not hold another one. */
    public void finish(Predicate<String> isMessage) throws IOException {
        while (!ended) {
            String name = child();
            if (name != null && isMessage.test(name)) {
                throw refuse("family", "one message in a file");
            }
        }
    }

    /** The text of the open element, which ends; of the elements within it, only their first one's if it has none. */
    public String text() throws IOException {
        text.setLength(0);
        int open = depth;
        boolean isOwn = true;
        while (depth >= open) {
            switch (advance()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    isOwn = text.isEmpty();
                    opened();
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    isOwn &= text.isEmpty();
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (isOwn) {
                        append();
                    }
                }
                default -> {}
            }
        }
        int length = text.length() > 0 && text.charAt(text.length() - 1) == ' ' ? text.length() - 1 : text.length();
        characters += length;
        return text.substring(0, length);
    }

    /** Like {@link #text()}; empty if there is none. */
    public Optional<String> find() throws IOException {
        String found = text();
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    /** Appends the characters at hand. Banks fold long texts, so space of any length is one space. */
    private void append() throws UnreadableFile {
        char[] of = xml.getTextCharacters();
        int from = xml.getTextStart();
        int to = from + xml.getTextLength();
        for (int i = from; i < to; i++) {
            if (of[i] > ' ') {
                text.append(of[i]);
            } else if (!text.isEmpty() && text.charAt(text.length() - 1) != ' ') {
                text.append(' ');
            }
        }
        if (text.length() > limits.text()) {
            throw refuse("text", "at most " + limits.text() + " characters of a text, tag or comment");
        }
    }

    /** An attribute of the element just opened. */
    public Optional<String> attribute(String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (local(xml.getAttributeLocalName(i)).equals(name)) {
                return Optional.of(xml.getAttributeValue(i).strip());
            }
        }
        return Optional.empty();
    }

    /** How many attributes the element just opened has, namespaces among them. */
    public int attributes() {
        return xml.getAttributeCount();
    }

    public String attribute(int at) {
        return xml.getAttributeValue(at);
    }

    /** How many elements are open. */
    public int depth() {
        return depth;
    }

    /** How many elements have been opened so far. */
    public long count() {
        return count;
    }

    /** How many characters of texts have been handed out so far. */
    public long characters() {
        return characters;
    }

    /** Whether the file was read to its end, well-formed. */
    public boolean hasEnded() {
        return ended;
    }

    public int line() {
        return Math.max(1, xml.getLocation().getLineNumber());
    }

    public UnreadableFile refuse(String rule, String bound) {
        var at = xml.getLocation();
        return new UnreadableFile(
                new Unreadable(Math.max(1, at.getLineNumber()), Math.max(1, at.getColumnNumber()), rule, bound));
    }

    private String opened() throws UnreadableFile {
        if (++depth > limits.depth()) {
            throw refuse("depth", "at most " + limits.depth() + " elements within one another");
        }
        if (++count > limits.elements()) {
            throw refuse("elements", "at most " + limits.elements());
        }
        if (xml.getAttributeCount() > limits.attributes()) {
            throw refuse("attributes", "at most " + limits.attributes() + " of one element");
        }
        return local(xml.getLocalName());
    }

    private static String local(String name) {
        return name.substring(name.indexOf(':') + 1);
    }

    private int advance() throws IOException {
        try {
            int event = xml.next();
            if (event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw refuse("entity", "no entities but the five of XML");
            }
            return event;
        } catch (XMLStreamException e) {
            var at = xml.getLocation();
            throw cause(e, Math.max(1, at.getLineNumber()), Math.max(1, at.getColumnNumber()));
        }
    }

    /** The reason of the guard or the failure of the stream, if there is one; else the parser's own. */
    private IOException cause(XMLStreamException e, int line, int column) {
        UnreadableFile refused = guard.refused();
        if (refused != null) {
            return refused;
        }
        IOException failed = guard.failed();
        if (failed != null) {
            return failed;
        }
        String message = String.valueOf(e.getMessage());
        String said = message.substring(message.indexOf("Message: ") < 0 ? 0 : message.indexOf("Message: ") + 9);
        String shown = said.replaceAll("\\p{Cntrl}+", " ").strip();
        return new UnreadableFile(new Unreadable(
                line, column, "xml", "well-formed XML: " + shown.substring(0, Math.min(SHOWN, shown.length()))));
    }
}
