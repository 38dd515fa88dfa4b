package dev.surety.files;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The types of files that people hand us. The type is announced, and then judged by the content, never by a name. */
public enum FileType {
    PDF("application/pdf", "pdf"),
    JPEG("image/jpeg", "jpg"),
    PNG("image/png", "png"),
    HEIC("image/heic", "heic"),
    TEXT("text/plain", "txt"),
    CSV("text/csv", "csv");

    private static final byte[] OF_PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OF_JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
    private static final byte[] OF_PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    /** ISO/IEC 14496-12: four bytes of length come first. */
    private static final byte[] OF_BOX = "ftyp".getBytes(StandardCharsets.US_ASCII);

    private static final int BRAND = 8;

    /** ISO/IEC 23008-12: the brands of single HEVC pictures. */
    private static final Set<String> HEIC_BRANDS = Set.of("heic", "heix", "heim", "heis", "mif1");

    private final String contentType;
    private final String ending;

    FileType(String contentType, String ending) {
        this.contentType = contentType;
        this.ending = ending;
    }

    public String contentType() {
        return contentType;
    }

    /** The ending of the name under which a browser stores the file. */
    public String ending() {
        return ending;
    }

    public static Optional<FileType> find(String contentType) {
        return Arrays.stream(values())
                .filter(type -> type.contentType.equals(contentType))
                .findFirst();
    }

    /** The type by the first bytes; empty if they tell none. Text and tables have no first bytes of their own. */
    public static Optional<FileType> ofContent(byte[] bytes) {
        if (has(bytes, 0, OF_PDF)) {
            return Optional.of(PDF);
        }
        if (has(bytes, 0, OF_JPEG)) {
            return Optional.of(JPEG);
        }
        if (has(bytes, 0, OF_PNG)) {
            return Optional.of(PNG);
        }
        return isHeic(bytes) ? Optional.of(HEIC) : Optional.empty();
    }

    private static boolean isHeic(byte[] bytes) {
        return has(bytes, 4, OF_BOX)
                && bytes.length >= BRAND + 4
                && HEIC_BRANDS.contains(new String(bytes, BRAND, 4, StandardCharsets.ISO_8859_1));
    }

    private static boolean has(byte[] bytes, int from, byte[] sign) {
        int end = from + sign.length;
        return bytes.length >= end && Arrays.equals(bytes, from, end, sign, 0, sign.length);
    }
}
