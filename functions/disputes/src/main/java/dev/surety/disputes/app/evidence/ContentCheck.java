package dev.surety.disputes.app.evidence;

import dev.surety.disputes.domain.evidence.CheckOutcome;
import dev.surety.disputes.domain.evidence.EvidenceFault;
import dev.surety.files.FileType;
import java.util.Optional;

/**
 * Judges the bytes of a file by reading all of them, in bounded time and memory. An attacker chooses every byte, and
 * learns from us a fault of a closed list and a few words of our own.
 */
final class ContentCheck {
    static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private ContentCheck() {}

    static CheckOutcome check(FileType announced, byte[] bytes) {
        try {
            Optional<FileType> found = FileType.ofContent(bytes);
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
            case HEIC, CSV -> throw new UnfitFile(EvidenceFault.TYPE_DIFFERS, "no evidence is of this type");
        };
    }
}
