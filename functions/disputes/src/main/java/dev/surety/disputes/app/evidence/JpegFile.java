package dev.surety.disputes.app.evidence;

import dev.surety.disputes.domain.evidence.EvidenceFault;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Walks the segments of a JPEG file (ITU-T T.81, annex B) before a decoder sees it. */
final class JpegFile {
    private static final int FILL = 0xff;
    private static final int FIRST_RESTART = 0xd0;
    private static final int START = 0xd8;
    private static final int END = 0xd9;
    private static final int SCAN = 0xda;
    private static final int JFIF = 0xe0;
    private static final int EXIF = 0xe1;
    private static final int ADOBE = 0xee;
    private static final int LAST_APPLICATION = 0xef;
    private static final int COMMENT = 0xfe;
    private static final byte[] EXIF_HEADER = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

    /** A decoder holds all coefficients of a progressive picture, and goes over them once a scan. */
    private static final int MOST_PROGRESSIVE_PIXELS = 25_000_000;

    private static final int MOST_SCANS = 50;

    private final byte[] file;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private int at = 2;
    private int width;
    private int height;
    private int scans;
    private int orientation = 1;

    private JpegFile(byte[] file) {
        this.file = file;
    }

    static Picture read(byte[] file) throws UnfitFile {
        return new JpegFile(file).walk();
    }

    private Picture walk() throws UnfitFile {
        kept.write(file, 0, 2);
        int marker = marker();
        while (marker != END) {
            segment(marker);
            marker = marker();
        }
        kept.write(FILL);
        kept.write(END);
        if (scans == 0) {
            throw new UnfitFile(EvidenceFault.UNREADABLE, "it holds no picture");
        }
        return new Picture("jpeg", kept.toByteArray(), width, height, orientation);
    }

    private int marker() throws UnfitFile {
        if (unsigned(at) != FILL) {
            throw new UnfitFile(EvidenceFault.UNREADABLE, "a segment does not begin with a marker");
        }
        while (unsigned(at) == FILL) {
            at++;
        }
        return unsigned(at++);
    }

    private void segment(int marker) throws UnfitFile {
        if (marker <= 1 || (marker >= FIRST_RESTART && marker <= START)) {
            throw new UnfitFile(EvidenceFault.UNREADABLE, "a marker stands where none may");
        }
        int from = at;
        int length = unsigned(at) << 8 | unsigned(at + 1);
        int end = at + Math.max(2, length);
        unsigned(end - 1);
        if (isFrame(marker)) {
            frame(marker == 0xc2, from + 2);
        }
        if (marker == EXIF) {
            orientation = new ExifOrientation(Arrays.copyOfRange(file, from + 2, end)).read(EXIF_HEADER, orientation);
        }
        at = end;
        if (marker == SCAN) {
            scan();
        }
        boolean isApplication = (marker >= JFIF && marker <= LAST_APPLICATION) || marker == COMMENT;
        if (!isApplication || marker == JFIF || marker == ADOBE) {
            kept.write(FILL);
            kept.write(marker);
            kept.write(file, from, at - from);
        }
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private void frame(boolean isProgressive, int body) throws UnfitFile {
        if (width > 0) {
            throw new UnfitFile(EvidenceFault.UNREADABLE, "it holds more than one picture");
        }
        height = unsigned(body + 1) << 8 | unsigned(body + 2);
        width = unsigned(body + 3) << 8 | unsigned(body + 4);
        Picture.checkSize(width, height, isProgressive ? MOST_PROGRESSIVE_PIXELS : Picture.MOST_PIXELS);
        int components = unsigned(body + 5);
        if (components != 1 && components != 3) {
            throw new UnfitFile(EvidenceFault.UNKNOWN_COLORS, components + " colours");
        }
    }

    /** Goes to the marker that ends a scan's data, past stuffed bytes and restarts. */
    private void scan() throws UnfitFile {
        scans++;
        if (width == 0 || scans > MOST_SCANS) {
            throw new UnfitFile(EvidenceFault.UNREADABLE, "it has no frame, or too many scans");
        }
        while (true) {
            if (unsigned(at) == FILL) {
                int next = unsigned(at + 1);
                boolean isData = next == 0 || (next >= FIRST_RESTART && next < START);
                if (!isData && next != FILL) {
                    return;
                }
                at += next == FILL ? 1 : 2;
            } else {
                at++;
            }
        }
    }

    private int unsigned(int place) throws UnfitFile {
        if (place >= file.length) {
            throw new UnfitFile(EvidenceFault.TRUNCATED, "it ends before its picture does");
        }
        return Byte.toUnsignedInt(file[place]);
    }
}
