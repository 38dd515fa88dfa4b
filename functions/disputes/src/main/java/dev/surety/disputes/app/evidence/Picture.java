package dev.surety.disputes.app.evidence;

import dev.surety.disputes.domain.evidence.EvidenceFault;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A picture whose structure has been read. It holds only what its pixels need: no profiles, places or texts.
 *
 * @param format as ImageIO names it
 * @param orientation of EXIF: 1 is upright
 */
@SuppressWarnings("ArrayRecordComponent") // Nothing compares it.
record Picture(String format, byte[] bytes, int width, int height, int orientation) {
    static final int MOST_PIXELS = 50_000_000;
    static final int LONGEST_SIDE = 20_000;
    private static final int THUMBNAIL = 128;

    static void checkSize(long width, long height, long mostPixels) throws UnfitFile {
        if (width < 1 || height < 1) {
            throw new UnfitFile(EvidenceFault.UNREADABLE, "it has no pixels");
        }
        if (width > LONGEST_SIDE || height > LONGEST_SIDE || width * height > mostPixels) {
            throw new UnfitFile(EvidenceFault.TOO_MANY_PIXELS, width + " times " + height + " pixels");
        }
    }

    /** Decodes all of it, and keeps a small part. */
    void check() throws UnfitFile {
        if (decoded(THUMBNAIL, THUMBNAIL).getWidth() < 1) {
            throw new UnfitFile(EvidenceFault.UNREADABLE, "it has no pixels");
        }
    }

    /** Rows and columns are left out as long as the result is not smaller than asked for. */
    BufferedImage decoded(int leastWidth, int leastHeight) throws UnfitFile {
        int step = Math.max(1, Math.min(width / leastWidth, height / leastHeight));
        ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(in, true, true);
            ImageReadParam param = reader.getDefaultReadParam();
            param.setSourceSubsampling(step, step, 0, 0);
            return reader.read(0, param);
        } catch (IOException | RuntimeException e) {
            // A reader meets hostile bytes with exceptions of every kind.
            throw new UnfitFile(EvidenceFault.UNREADABLE, "its pixels cannot be read", e);
        } finally {
            reader.dispose();
        }
    }
}
