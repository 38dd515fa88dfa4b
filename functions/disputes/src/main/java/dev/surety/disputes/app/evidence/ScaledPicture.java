package dev.surety.disputes.app.evidence;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A picture as a page shows it: upright, on white, no larger than the page needs, and packed as JPEG. */
final class ScaledPicture {
    private final byte[] jpeg;
    private final int width;
    private final int height;

    private ScaledPicture(byte[] jpeg, int width, int height) {
        this.jpeg = jpeg;
        this.width = width;
        this.height = height;
    }

    byte[] jpeg() {
        return jpeg;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /**
     * How much of a picture is kept.
     *
     * @param longest side in pixels
     * @param percent of JPEG's quality
     */
    record Quality(int longest, int percent) {}

    static ScaledPicture of(Picture picture, Quality quality) throws IOException {
        boolean isTurned = picture.orientation() > 4;
        int longer = Math.max(picture.width(), picture.height());
        int wide = scaled(picture.width(), longer, quality);
        int high = scaled(picture.height(), longer, quality);
        // Twice as many pixels as needed, so that the mean of several is taken and fine print stays legible.
        BufferedImage image = picture.decoded(2 * wide, 2 * high);
        while (image.getWidth() > 2 * wide || image.getHeight() > 2 * high) {
            image = drawn(image, (image.getWidth() + 1) / 2, (image.getHeight() + 1) / 2, 1);
        }
        BufferedImage upright = drawn(image, wide, high, picture.orientation());
        return new ScaledPicture(
                packed(upright, quality), isTurned ? high : wide, isTurned ? wide : high);
    }

    private static int scaled(int side, int longer, Quality quality) {
        return longer <= quality.longest()
                ? side
                : Math.max(1, Math.toIntExact((long) side * quality.longest() / longer));
    }

    private static BufferedImage drawn(BufferedImage image, int wide, int high, int orientation) {
        boolean isTurned = orientation > 4;
        var drawn = new BufferedImage(isTurned ? high : wide, isTurned ? wide : high, BufferedImage.TYPE_INT_RGB);
        Graphics2D on = drawn.createGraphics();
        on.setColor(Color.WHITE);
        on.fillRect(0, 0, drawn.getWidth(), drawn.getHeight());
        on.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        on.transform(upright(orientation, wide, high));
        on.drawImage(image, 0, 0, wide, high, null);
        on.dispose();
        return drawn;
    }

    /** EXIF 2.3, tag 0x0112: where the first row and the first column of the stored pixels are. */
    private static AffineTransform upright(int orientation, int wide, int high) {
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, wide, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, wide, high);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, high);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, high, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, high, wide);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, wide);
            default -> new AffineTransform();
        };
    }

    private static byte[] packed(BufferedImage image, Quality quality) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality.percent() / 100f);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
