package dev.surety.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** The JDK validates in tests only; at run time our notes have to say that a bank breaks the schema. */
class SchemaErrorsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            file                                             | schema              | errors | notes
            camt053v08-basic.xml                             | camt.053.001.08.xsd | 0      | 0
            camt053v08-returns-shape-uetr5.xml               | camt.053.001.08.xsd | 1      | 1
            camt053v08-two-statements-bank-breaks-schema.xml | camt.053.001.08.xsd | 11     | 7
            camt054v08-batch-sum-differs.xml                 | camt.054.001.08.xsd | 0      | 0
            pain002v10-vop-match.xml                         | pain.002.001.10.xsd | 0      | 0
            """)
    void eachErrorOfTheSchemaHasItsNote(String file, String schema, int errors, int notes)
            throws IOException, SAXException {
        assertEquals(errors, validate(file, schema).size());
        // Where a balance has no sign, the validator complains of the element behind it, too.
        assertEquals(notes, Reading.of(RealFiles.bank(file)).notes(true).size());
    }

    /** An error of a value and of its element is one. */
    private static List<String> validate(String file, String schema) throws IOException, SAXException {
        Validator validator = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(RealFiles.schema(schema).toFile())
                .newValidator();
        List<String> errors = new ArrayList<>();
        validator.setErrorHandler(new ErrorHandler() {
            @Override
            public void warning(SAXParseException e) {
                error(e);
            }

            @Override
            public void error(SAXParseException e) {
                if (!e.getMessage().startsWith("cvc-type.3.1.3")) {
                    errors.add(e.getMessage());
                }
            }

            @Override
            public void fatalError(SAXParseException e) {
                error(e);
            }
        });
        validator.validate(new StreamSource(new ByteArrayInputStream(RealFiles.bank(file))));
        return errors;
    }
}
