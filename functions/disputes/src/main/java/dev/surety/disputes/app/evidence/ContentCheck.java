package dev.surety.disputes.app.evidence;

import dev.surety.disputes.domain.evidence.CheckOutcome;
import dev.surety.disputes.domain.evidence.EvidenceFault;
import dev.surety.disputes.domain.evidence.FileType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Judges the bytes of a file by reading all of them, in bounded time and memory. An attacker chooses every byte, and
 * learns from us a fault of a closed list and a few words of our own.
 */
final class ContentCheck {
    private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
    static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private ContentCheck() {}

    static CheckOutcome check(FileType announced, byte[] bytes) {
        try {
            Optional<FileType> found = typeOf(bytes);
            if (found.orElse(FileType.TEXT) != announced) {
                String what = found.map(FileType::contentType).orElse("none that we know");
                throw new UnfitFile(EvidenceFault.TYPE_DIFFERS, "by its content, its type is " + what);
            }
            return new CheckOutcome.Sound(pages(announced, bytes));
        } catch (UnfitFile e) {
            return new CheckOutcome.Unsound(e.fault(), e.detail());
        }
    }

    private static int pages(FileType type, byte[] bytes) throws UnfitFile {
        return switch (type) {
            case PDF -> {
                try (PdfFile file = PdfFile.open(bytes)) {
                    yield file.pages().size();
                }
            }
            case JPEG -> {
                JpegFile.read(bytes).check();
                yield 1;
            }
            case PNG -> {
                PngFile.read(bytes).check();
                yield 1;
            }
            case TEXT -> {
                TextFile.read(bytes);
                yield 0;
            }
        };
    }

    private static Optional<FileType> typeOf(byte[] bytes) {
        if (startsWith(bytes, PDF)) {
            return Optional.of(FileType.PDF);
        }
        if (startsWith(bytes, JPEG)) {
            return Optional.of(FileType.JPEG);
        }
        return startsWith(bytes, PNG) ? Optional.of(FileType.PNG) : Optional.empty();
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length
                && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }
}
