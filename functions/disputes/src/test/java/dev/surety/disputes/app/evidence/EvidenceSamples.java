package dev.surety.disputes.app.evidence;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/** Files that people send, and files that attackers do. */
final class EvidenceSamples {
    private static final byte[] ZEROS = new byte[64 * 1024];

    private EvidenceSamples() {}

    interface Writes {
        void to(OutputStream out) throws IOException;
    }

    static byte[] bytes(Writes writes) {
        var out = new ByteArrayOutputStream();
        try {
            writes.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** So many zeros, packed {@code times} times. */
    static byte[] packedZeros(long count, int times) {
        byte[] packed = bytes(out -> {
            try (var deflater = new DeflaterOutputStream(out, new Deflater(Deflater.BEST_COMPRESSION))) {
                for (long left = count; left > 0; left -= ZEROS.length) {
                    deflater.write(ZEROS, 0, (int) Math.min(left, ZEROS.length));
                }
            }
        });
        for (int i = 1; i < times; i++) {
            packed = packed(packed);
        }
        return packed;
    }

    static byte[] packed(byte[] plain) {
        return bytes(out -> {
            try (var deflater = new DeflaterOutputStream(out)) {
                deflater.write(plain);
            }
        });
    }

    /** A PDF of these objects, from number 1, with a table of their places. The first is the catalog. */
    static byte[] pdf(byte[]... objects) {
        return bytes(out -> {
            out.write(latin("%PDF-1.7\n"));
            List<Integer> places = new ArrayList<>();
            int at = 9;
            for (int i = 0; i < objects.length; i++) {
                byte[] object = join(latin((i + 1) + " 0 obj\n"), objects[i], latin("\nendobj\n"));
                places.add(at);
                at += object.length;
                out.write(object);
            }
            var table = new StringBuilder("xref\n0 " + (objects.length + 1) + "\n0000000000 65535 f \n");
            places.forEach(place -> table.append("%010d 00000 n \n".formatted(place)));
            table.append("trailer\n<</Size ").append(objects.length + 1).append("/Root 1 0 R>>\nstartxref\n");
            out.write(latin(table.append(at).append("\n%%EOF\n").toString()));
        });
    }

    static byte[] join(byte[]... parts) {
        return bytes(out -> {
            for (byte[] part : parts) {
                out.write(part);
            }
        });
    }

    static byte[] stream(String dictionary, byte[] body) {
        return join(
                latin("<<" + dictionary + "/Length " + body.length + ">>\nstream\n"), body, latin("\nendstream"));
    }

    /** A PDF of one page, with members of our choice in its catalog and its page, and with more objects from 5 on. */
    static byte[] onePage(String catalog, String page, byte[] contents, byte[]... more) {
        List<byte[]> objects = new ArrayList<>(List.of(
                latin("<</Type/Catalog/Pages 2 0 R" + catalog + ">>"),
                latin("<</Type/Pages/Kids[3 0 R]/Count 1>>"),
                latin("<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]/Contents 4 0 R/Resources<<>>" + page + ">>"),
                contents));
        objects.addAll(List.of(more));
        return pdf(objects.toArray(byte[][]::new));
    }

    static byte[] drawing(String operators) {
        return stream("", latin(operators));
    }

    static BufferedImage picture(int width, int height, int type) {
        var image = new BufferedImage(width, height, type);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                image.setRGB(x, y, x * 2 < width ? Color.RED.getRGB() : new Color(0, y % 256, 0).getRGB());
            }
        }
        return image;
    }

    static byte[] image(String format, int width, int height) {
        return bytes(out -> ImageIO.write(picture(width, height, BufferedImage.TYPE_INT_RGB), format, out));
    }

    /** A PNG of these pixel bytes in one chunk, whatever its header says. */
    static byte[] png(int width, int height, byte[] packedPixels) {
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 0, 0, 0, 0})
                .array();
        return join(ContentCheck.PNG, chunk("IHDR", header), chunk("IDAT", packedPixels), chunk("IEND", new byte[0]));
    }

    static byte[] chunk(String type, byte[] body) {
        var sum = new CRC32();
        sum.update(latin(type));
        sum.update(body);
        return ByteBuffer.allocate(12 + body.length)
                .putInt(body.length)
                .put(latin(type))
                .put(body)
                .putInt((int) sum.getValue())
                .array();
    }

    /** A JPEG after whose first marker a segment is put in. */
    static byte[] withSegment(byte[] jpeg, int marker, byte[] body) {
        byte[] head = {jpeg[0], jpeg[1], (byte) 0xff, (byte) marker};
        byte[] length = {(byte) (body.length + 2 >> 8), (byte) (body.length + 2)};
        byte[] rest = new byte[jpeg.length - 2];
        System.arraycopy(jpeg, 2, rest, 0, rest.length);
        return join(head, length, body, rest);
    }

    static byte[] exif(int orientation) {
        byte[] tiff = ByteBuffer.allocate(26)
                .put(latin("MM"))
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .array();
        return join(latin("Exif\0\0"), tiff);
    }
}
