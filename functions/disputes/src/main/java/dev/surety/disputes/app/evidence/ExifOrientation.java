package dev.surety.disputes.app.evidence;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Reads how a camera was held (EXIF 2.3, tag 0x0112). Anything odd leaves the picture as it is. */
@SuppressWarnings("ArrayRecordComponent") // Nothing compares it.
record ExifOrientation(byte[] segment) {
    private static final int TAG = 0x0112;
    private static final int SHORT = 3;
    private static final int ENTRY = 12;
    private static final int LAST = 8;

    int read(byte[] header, int otherwise) {
        if (segment.length < header.length + 8
                || !Arrays.equals(segment, 0, header.length, header, 0, header.length)) {
            return otherwise;
        }
        ByteBuffer tiff = ByteBuffer.wrap(segment, header.length, segment.length - header.length).slice();
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        if (directory < 8 || directory > tiff.limit() - 2) {
            return otherwise;
        }
        int entries = Short.toUnsignedInt(tiff.getShort(directory));
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + i * ENTRY;
            if (entry > tiff.limit() - ENTRY) {
                return otherwise;
            }
            if (tiff.getShort(entry) == TAG && tiff.getShort(entry + 2) == SHORT) {
                int value = tiff.getShort(entry + 8);
                return value >= 1 && value <= LAST ? value : otherwise;
            }
        }
        return otherwise;
    }
}
