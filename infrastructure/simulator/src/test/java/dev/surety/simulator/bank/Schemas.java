package dev.surety.simulator.bank;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Assumptions;
import org.xml.sax.SAXException;

/** The published schemas, where they lie beside the repository. */
final class Schemas {
    private static final Path FOLDER =
            Path.of(System.getProperty("surety.root", ".")).resolve("../shared/data/iso20022");

    private Schemas() {}

    static void validate(String message, String text) throws IOException, SAXException {
        Path schema = FOLDER.resolve(message + ".xsd");
        Assumptions.assumeTrue(Files.exists(schema), "the schema is not here: " + schema);
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(schema.toFile())
                .newValidator()
                .validate(new StreamSource(new StringReader(text)));
    }
}
