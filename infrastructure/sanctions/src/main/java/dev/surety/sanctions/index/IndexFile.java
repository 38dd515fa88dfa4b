package dev.surety.sanctions.index;

import dev.surety.sanctions.name.NameReader;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The layout of an index in a file: sixteen letters, a number of the layout, SHA-256 and length of the rest, the rest.
 * The hash finds damage, it stops no forger: access to the bucket does.
 */
final class IndexFile {
    private static final byte[] MAGIC = "surety-screening".getBytes(StandardCharsets.US_ASCII);
    private static final int LAYOUT = 1;
    private static final int HASH_BYTES = 32;
    private static final int MOST_BYTES = 256 << 20;

    private IndexFile() {}

    static void write(ScreeningIndex index, OutputStream out) throws IOException {
        byte[] body = body(index);
        var data = new DataOutputStream(out);
        data.write(MAGIC);
        data.writeInt(LAYOUT);
        data.write(sha256(body));
        data.writeInt(body.length);
        data.write(body);
        data.flush();
    }

    static ScreeningIndex read(InputStream in) throws IOException, BadIndex {
        byte[] head = in.readNBytes(MAGIC.length + Integer.BYTES + HASH_BYTES + Integer.BYTES);
        if (head.length < MAGIC.length || !Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new BadIndex("begins otherwise than an index");
        }
        if (head.length < MAGIC.length + Integer.BYTES + HASH_BYTES + Integer.BYTES) {
            throw new BadIndex("is cut in its head");
        }
        var header = ByteBuffer.wrap(head, MAGIC.length, head.length - MAGIC.length);
        if (header.getInt() != LAYOUT) {
            throw new BadIndex("has another layout");
        }
        byte[] hash = new byte[HASH_BYTES];
        header.get(hash);
        int length = header.getInt();
        if (length < 0 || length > MOST_BYTES) {
            throw new BadIndex("is longer than an index may be");
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new BadIndex("is cut");
        }
        if (in.read() >= 0) {
            throw new BadIndex("goes on after its end");
        }
        if (!MessageDigest.isEqual(hash, sha256(body))) {
            throw new BadIndex("is damaged: its hash is another");
        }
        return parse(ByteBuffer.wrap(body));
    }

    private static ScreeningIndex parse(ByteBuffer in) throws BadIndex {
        try {
            String tables = new String(bytes(in), StandardCharsets.UTF_8);
            Entries entries = entries(in);
            var vocabulary = new Vocabulary(texts(in), ints(in), ints(in), bytes(in));
            var rows = new Rows(ints(in), ints(in), ints(in), vocabulary);
            var index = new ScreeningIndex(entries, vocabulary, rows, new Keys(longs(in)), new Keys(longs(in)));
            if (in.hasRemaining()) {
                throw new BadIndex("has more than an index has");
            }
            boolean isOfThisCode = tables.equals(NameReader.shipped().tables());
            return isOfThisCode ? index : ScreeningIndex.of(index.listsOf(_ -> true));
        } catch (BufferUnderflowException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw new BadIndex("has less than an index has: " + e.getMessage());
        }
    }

    private static Entries entries(ByteBuffer in) {
        List<ListVersion> lists = new ArrayList<>();
        Texts words = texts(in);
        int[] sizes = ints(in);
        for (int i = 0; i < sizes.length; i++) {
            lists.add(new ListVersion(words.get(2 * i), words.get(2 * i + 1), sizes[i]));
        }
        return new Entries(
                lists,
                texts(in),
                numbers(in),
                numbers(in),
                texts(in),
                numbers(in),
                numbers(in),
                numbers(in),
                numbers(in),
                texts(in),
                numbers(in),
                texts(in));
    }

    private static byte[] body(ScreeningIndex index) throws IOException {
        var bytes = new ByteArrayOutputStream(4 << 20);
        var out = new DataOutputStream(bytes);
        write(out, NameReader.shipped().tables().getBytes(StandardCharsets.UTF_8));
        Entries entries = index.entries();
        var lists = new Texts.Builder();
        for (ListVersion list : entries.lists()) {
            lists.add(list.name());
            lists.add(list.version());
        }
        write(out, lists.build());
        write(out, entries.lists().stream().mapToInt(ListVersion::entries).toArray());
        write(out, entries.heads());
        write(out, entries.kinds());
        write(out, entries.firstName());
        write(out, entries.names());
        write(out, entries.nameKinds());
        write(out, entries.firstBirth());
        write(out, entries.births());
        write(out, entries.firstCountry());
        write(out, entries.countries());
        write(out, entries.firstDocument());
        write(out, entries.documents());
        Vocabulary vocabulary = index.vocabulary();
        write(out, vocabulary.words());
        write(out, vocabulary.commonForms());
        write(out, vocabulary.sounds());
        write(out, vocabulary.lightness());
        write(out, index.rows().firstWords());
        write(out, index.rows().allWords());
        write(out, index.rows().names());
        write(out, index.spellings().sorted());
        write(out, index.numbers().sorted());
        out.flush();
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, Texts texts) throws IOException {
        write(out, texts.bytes());
        write(out, texts.offsets());
    }

    private static void write(DataOutputStream out, Numbers numbers) throws IOException {
        write(out, numbers.array());
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static void write(DataOutputStream out, int[] numbers) throws IOException {
        var buffer = ByteBuffer.allocate(Integer.BYTES * numbers.length);
        buffer.asIntBuffer().put(numbers);
        write(out, buffer.array());
    }

    private static void write(DataOutputStream out, long[] numbers) throws IOException {
        var buffer = ByteBuffer.allocate(Long.BYTES * numbers.length);
        buffer.asLongBuffer().put(numbers);
        write(out, buffer.array());
    }

    private static Numbers numbers(ByteBuffer in) {
        return new Numbers(ints(in));
    }

    private static Texts texts(ByteBuffer in) {
        return new Texts(bytes(in), ints(in));
    }

    private static byte[] bytes(ByteBuffer in) {
        byte[] bytes = new byte[size(in)];
        in.get(bytes);
        return bytes;
    }

    private static int[] ints(ByteBuffer in) {
        int size = size(in);
        int[] numbers = new int[size / Integer.BYTES];
        in.slice(in.position(), size).asIntBuffer().get(numbers);
        in.position(in.position() + size);
        return numbers;
    }

    private static long[] longs(ByteBuffer in) {
        int size = size(in);
        long[] numbers = new long[size / Long.BYTES];
        in.slice(in.position(), size).asLongBuffer().get(numbers);
        in.position(in.position() + size);
        return numbers;
    }

    /** Bounded by the bytes that are there, so that no length asks for more memory than the file has. */
    private static int size(ByteBuffer in) {
        int size = in.getInt();
        if (size < 0 || size > in.remaining()) {
            throw new BufferUnderflowException();
        }
        return size;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
