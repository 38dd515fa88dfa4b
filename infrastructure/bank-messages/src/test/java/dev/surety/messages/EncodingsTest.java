package dev.surety.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodingsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            bytes are    | declared     | mark   | name
            UTF-8        |              |        | Łódź & Zürich €
            UTF-8        | UTF-8        |        | Łódź & Zürich €
            UTF-8        | utf-8        | EFBBBF | Łódź & Zürich €
            UTF-8        | ISO-8859-1   | EFBBBF | Łódź & Zürich €
            UTF-8        | Utf8         |        | 𝄞 Zürich
            UTF-8        | utf-16       |        | Łódź & Zürich €
            ISO-8859-1   | ISO-8859-1   |        | Zürich & Besançon
            ISO-8859-1   | iso-8859-1   |        | Zürich & Besançon
            ISO-8859-15  | ISO-8859-15  |        | Œuvres & Žilina €
            windows-1252 | Windows-1252 |        | “Zürich” – €
            windows-1252 | cp1252       |        | “Zürich” – €
            US-ASCII     | US-ASCII     |        | Zurich
            UTF-16LE     | UTF-16       | FFFE   | Łódź & Zürich €
            UTF-16BE     | UTF-16       | FEFF   | Łódź & Zürich €
            UTF-16BE     | UTF-16BE     |        | Łódź & Zürich €
            """)
    void aNameIsReadAsDeclared(String bytes, String declared, String mark, String name) throws IOException {
        String declaration = declared == null ? "<?xml version=\"1.0\"?>"
                : "<?xml version=\"1.0\" encoding=\"" + declared + "\" standalone=\"yes\"?>";
        String text = "<AddtlNtryInf>" + name.replace("&", "&amp;") + "</AddtlNtryInf>";
        String xml = Camt.statement(Camt.debit("1", text)).replaceFirst("<\\?xml[^>]*>", declaration);
        var file = new ByteArrayOutputStream();
        file.writeBytes(HexFormat.of().parseHex(mark == null ? "" : mark));
        file.writeBytes(xml.getBytes(Charset.forName(bytes)));
        Reading reading = Reading.of(file.toByteArray());
        assertEquals(Optional.empty(), reading.unreadable());
        assertEquals(Optional.of(name), reading.entry().text());
    }
}
