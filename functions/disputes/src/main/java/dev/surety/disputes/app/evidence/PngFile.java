package dev.surety.disputes.app.evidence;

import dev.surety.disputes.domain.evidence.EvidenceFault;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Walks the chunks of a PNG file (ISO/IEC 15948) before a decoder sees it. */
final class PngFile {
    private static final String HEADER = "IHDR";
    private static final String PIXELS = "IDAT";
    private static final String END = "IEND";

    /** Only these have to do with pixels. The others can hold packed texts of any length. */
    private static final Set<String> KEPT = Set.of(HEADER, "PLTE", "tRNS", PIXELS, END);

    private static final int HEADER_BYTES = 13;
    private static final int FRAME = 12;
    private static final int BLOCK = 64 * 1024;

    private final ByteBuffer file;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final Inflater inflater = new Inflater();
    private final byte[] block = new byte[BLOCK];
    private int width;
    private int height;
    private long least;
    private long most;
    private long pixels;

    private PngFile(byte[] file) {
        this.file = ByteBuffer.wrap(file);
    }

    static Picture read(byte[] file) throws UnfitFile {
        var png = new PngFile(file);
        try {
            return png.walk();
        } finally {
            png.inflater.end();
        }
    }

    private Picture walk() throws UnfitFile {
        kept.writeBytes(ContentCheck.PNG);
        file.position(ContentCheck.PNG.length);
        String type = "";
        while (!type.equals(END)) {
            type = chunk(type.isEmpty());
        }
        if (pixels < least) {
            throw new UnfitFile(EvidenceFault.TRUNCATED, "it has fewer pixels than it says");
        }
        return new Picture("png", kept.toByteArray(), width, height, 1);
    }

    private String chunk(boolean isFirst) throws UnfitFile {
        if (file.remaining() < FRAME) {
            throw new UnfitFile(EvidenceFault.TRUNCATED, "it ends before its picture does");
        }
        int from = file.position();
        long length = Integer.toUnsignedLong(file.getInt());
        if (length > file.remaining() - 8) {
            throw new UnfitFile(EvidenceFault.TRUNCATED, "it ends before its picture does");
        }
        int size = Math.toIntExact(length);
        String type = new String(file.array(), from + 4, 4, StandardCharsets.ISO_8859_1);
        var sum = new CRC32();
        sum.update(file.array(), from + 4, 4 + size);
        if ((int) sum.getValue() != file.getInt(from + 8 + size)) {
            throw new UnfitFile(EvidenceFault.UNREADABLE, "a checksum is wrong");
        }
        if (isFirst != type.equals(HEADER)) {
            throw new UnfitFile(EvidenceFault.UNREADABLE, "its header is not at its beginning");
        }
        if (isFirst) {
            header(from + 8, size);
        } else if (type.equals(PIXELS)) {
            pixels(from + 8, size);
        }
        if (KEPT.contains(type)) {
            kept.write(file.array(), from, FRAME + size);
        }
        file.position(from + FRAME + size);
        return type;
    }

    private void header(int at, int size) throws UnfitFile {
        if (size != HEADER_BYTES) {
            throw new UnfitFile(EvidenceFault.UNREADABLE, "its header is wrong");
        }
        long wide = Integer.toUnsignedLong(file.getInt(at));
        long high = Integer.toUnsignedLong(file.getInt(at + 4));
        Picture.checkSize(wide, high, Picture.MOST_PIXELS);
        width = (int) wide;
        height = (int) high;
        int channels = switch (file.get(at + 9)) {
            case 0, 3 -> 1;
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> throw new UnfitFile(EvidenceFault.UNREADABLE, "its header is wrong");
        };
        int depth = file.get(at + 8);
        if (depth < 1 || depth > 16) {
            throw new UnfitFile(EvidenceFault.UNREADABLE, "its header is wrong");
        }
        least = wide * high * channels * depth / 8;
        // A byte before each row; an interlaced picture has up to two rows for each of the picture's.
        most = (wide * channels * depth / 8 + 2) * high * 2 + BLOCK;
    }

    private void pixels(int at, int size) throws UnfitFile {
        inflater.setInput(file.array(), at, size);
        try {
            int read = inflater.inflate(block);
            while (read > 0) {
                pixels += read;
                if (pixels > most) {
                    throw new UnfitFile(EvidenceFault.EXPANDS_TOO_FAR, "it has more pixels than it says");
                }
                read = inflater.inflate(block);
            }
        } catch (DataFormatException e) {
            throw new UnfitFile(EvidenceFault.UNREADABLE, "its pixels cannot be read", e);
        }
    }
}
