package dev.surety.sanctions.list;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of texts, each behind its length: no two rows of texts have one digest. */
final class Digest {
    private final MessageDigest sha;

    Digest() {
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Digest add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(bytes.length);
        sha.update(bytes);
        return this;
    }

    Digest add(int number) {
        sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
        return this;
    }

    String hex() {
        return HexFormat.of().formatHex(sha.digest());
    }
}
