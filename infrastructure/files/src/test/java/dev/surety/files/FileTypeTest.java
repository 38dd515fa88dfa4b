package dev.surety.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A type is told by the first bytes, whatever was announced. */
class FileTypeTest {
    @ParameterizedTest
    @CsvSource({
        "255044462d312e37,                 PDF",
        "ffd8ffe000104a46,                 JPEG",
        "89504e470d0a1a0a0000,             PNG",
        "000000186674797068656963,         HEIC",
        "00000018667479706d696631,         HEIC",
        "000000186674797069736f6d,         ''",
        "0000001866747970,                 ''",
        "4d5a9000,                         ''",
        "3c68746d6c3e,                     ''",
        "504b0304,                         ''",
        "'',                               ''",
        "25504446,                         ''",
    })
    void theFirstBytesTellTheType(String bytes, String type) {
        assertEquals(
                Optional.of(type).filter(of -> !of.isEmpty()).map(FileType::valueOf),
                FileType.ofContent(HexFormat.of().parseHex(bytes)));
    }

    @ParameterizedTest
    @CsvSource({"image/heic, HEIC", "application/pdf, PDF", "text/plain, TEXT", "text/csv, CSV"})
    void aTypeIsFoundByItsAnnouncement(String announced, FileType type) {
        assertEquals(Optional.of(type), FileType.find(announced));
    }
}
