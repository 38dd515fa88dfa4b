package dev.surety.disputes.app.evidence;

import dev.surety.disputes.domain.evidence.EvidenceFault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.filter.FilterFactory;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.pdfparser.PDFParser;

/**
 * PDFBox unpacks a stream into memory, whatever its size. So each stream is unpacked here first, into nothing, and
 * counted, before PDFBox has a chance to use it.
 */
final class BoundedPdfParser extends PDFParser {
    private static final long MOST_STREAM_BYTES = 16_000_000;
    private static final long MOST_IMAGE_BYTES = 160_000_000;
    private static final long MOST_BYTES = 400_000_000;
    private static final int MOST_FILTERS = 3;
    private static final int MOST_ROW_BITS = 8_000_000;

    private static final Set<COSName> PACKERS = Set.of(
            COSName.FLATE_DECODE,
            COSName.FLATE_DECODE_ABBREVIATION,
            COSName.LZW_DECODE,
            COSName.LZW_DECODE_ABBREVIATION,
            COSName.RUN_LENGTH_DECODE,
            COSName.RUN_LENGTH_DECODE_ABBREVIATION,
            COSName.ASCII85_DECODE,
            COSName.ASCII85_DECODE_ABBREVIATION,
            COSName.ASCII_HEX_DECODE,
            COSName.ASCII_HEX_DECODE_ABBREVIATION);

    /** Those whose end is an image. We hand their bytes on and never unpack them. */
    private static final Set<COSName> IMAGE_CODECS = Set.of(
            COSName.DCT_DECODE,
            COSName.DCT_DECODE_ABBREVIATION,
            COSName.CCITTFAX_DECODE,
            COSName.CCITTFAX_DECODE_ABBREVIATION,
            COSName.JPX_DECODE,
            COSName.JBIG2_DECODE);

    private final IdentityHashMap<COSStream, Long> sizes = new IdentityHashMap<>();
    private Optional<UnfitFile> found = Optional.empty();
    private long all;

    BoundedPdfParser(RandomAccessRead source) throws IOException {
        super(source);
    }

    /** Throws the first fault again if PDFBox has swallowed it. */
    void rethrow() throws UnfitFile {
        if (found.isPresent()) {
            throw found.get();
        }
    }

    long sizeOf(COSStream stream) {
        return sizes.getOrDefault(stream, MOST_STREAM_BYTES);
    }

    private UnfitFile fault(EvidenceFault fault, String detail) {
        var unfit = new UnfitFile(fault, detail);
        found = Optional.of(found.orElse(unfit));
        return unfit;
    }

    @Override
    protected COSStream parseCOSStream(COSDictionary dictionary) throws IOException {
        COSStream stream = super.parseCOSStream(dictionary);
        if (document.isEncrypted()) {
            throw fault(EvidenceFault.ENCRYPTED, "it is encrypted");
        }
        // As long as its tables are not read, every stream may be one of them.
        boolean isImage = initialParseDone && isImage(stream);
        if (isImage) {
            checkPixels(stream);
        }
        sizes.put(stream, measured(stream, isImage));
        return stream;
    }

    @Override
    protected COSBase parseObjectStreamObject(long number, COSObjectKey key) throws IOException {
        COSBase holder = document.getObjectFromPool(getObjectKey(number, 0)).getObject();
        if (holder instanceof COSStream stream && isImage(stream)) {
            throw fault(EvidenceFault.UNREADABLE, "an image holds objects");
        }
        return super.parseObjectStreamObject(number, key);
    }

    private static boolean isImage(COSStream stream) {
        return COSName.IMAGE.equals(stream.getItem(COSName.SUBTYPE));
    }

    private void checkPixels(COSStream image) throws UnfitFile {
        try {
            Picture.checkSize(image.getInt(COSName.WIDTH, 1), image.getInt(COSName.HEIGHT, 1), Picture.MOST_PIXELS);
        } catch (UnfitFile e) {
            throw fault(e.fault(), "an image: " + e.detail());
        }
    }

    private long measured(COSStream stream, boolean isImage) throws IOException {
        List<COSName> filters = filters(stream);
        if (!isImage) {
            checkRows(stream);
            if (!PACKERS.containsAll(filters)) {
                throw fault(EvidenceFault.UNREADABLE, "a stream is packed as an image, and is none");
            }
        }
        long most = Math.min(isImage ? MOST_IMAGE_BYTES : MOST_STREAM_BYTES, MOST_BYTES - all);
        long size = stream.getLength();
        byte[] packed = {};
        for (int i = 0; i < filters.size() && PACKERS.contains(filters.get(i)); i++) {
            boolean isLast = i + 1 == filters.size();
            var counted = new Counted(most, !isLast);
            try (InputStream in = i == 0 ? stream.createRawInputStream() : new ByteArrayInputStream(packed)) {
                FilterFactory.INSTANCE.getFilter(filters.get(i)).decode(in, counted, new COSDictionary(), 0);
            } catch (IOException | RuntimeException e) {
                // Bytes that cannot be unpacked are no bomb; PDFBox will read as much of them as it can.
                size = Math.max(size, counted.count);
            }
            if (counted.isOver()) {
                throw fault(EvidenceFault.EXPANDS_TOO_FAR, "a stream unpacks to more than " + most + " bytes");
            }
            size = Math.max(size, counted.count);
            packed = counted.kept.toByteArray();
        }
        all += size;
        return size;
    }

    /** They are named in place: a reference could mean something else later. */
    private List<COSName> filters(COSStream stream) throws UnfitFile {
        COSBase filter = stream.getItem(COSName.FILTER);
        List<COSName> filters = new ArrayList<>();
        if (filter instanceof COSName name) {
            filters.add(name);
        } else if (filter instanceof COSArray names) {
            for (COSBase each : names) {
                filters.add(each instanceof COSName name ? name : COSName.NONE);
            }
        } else if (filter != null) {
            filters.add(COSName.NONE);
        }
        boolean isKnown = filters.stream().allMatch(name -> PACKERS.contains(name) || IMAGE_CODECS.contains(name));
        if (!isKnown || filters.size() > MOST_FILTERS) {
            throw fault(EvidenceFault.UNREADABLE, "a stream is packed in a way that we do not know");
        }
        return filters;
    }

    /** PDFBox makes a row of the length that the stream asks for. */
    private void checkRows(COSStream stream) throws UnfitFile {
        COSBase params = stream.getItem(COSName.DECODE_PARMS);
        if (params == null) {
            params = stream.getItem(COSName.DP);
        }
        boolean isFine = switch (params) {
            case null -> true;
            case COSDictionary one -> isFine(one);
            case COSArray several -> {
                boolean fine = true;
                for (COSBase each : several) {
                    fine &= each instanceof COSDictionary one ? isFine(one) : !(each instanceof COSObject);
                }
                yield fine;
            }
            default -> false;
        };
        if (!isFine) {
            throw fault(EvidenceFault.UNREADABLE, "a stream has rows that we do not know");
        }
    }

    private static boolean isFine(COSDictionary params) {
        long columns = number(params, COSName.COLUMNS);
        long colors = number(params, COSName.COLORS);
        long bits = number(params, COSName.BITS_PER_COMPONENT);
        return columns > 0 && colors > 0 && colors <= 32 && bits > 0 && bits <= 32
                && columns * colors * bits <= MOST_ROW_BITS;
    }

    private static long number(COSDictionary params, COSName name) {
        return params.getItem(name) instanceof COSObject ? -1 : params.getLong(name, 1);
    }

    private static final class Counted extends OutputStream {
        private final long most;
        private final boolean keep;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private long count;

        Counted(long most, boolean keep) {
            this.most = most;
            this.keep = keep;
        }

        boolean isOver() {
            return count > most || (keep && count > MOST_STREAM_BYTES);
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            count += length;
            if (isOver()) {
                throw new IOException("enough");
            }
            if (keep) {
                kept.write(bytes, from, length);
            }
        }
    }
}
