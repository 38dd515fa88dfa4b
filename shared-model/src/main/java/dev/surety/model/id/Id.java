package dev.surety.model.id;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

/**
 * An id is a prefix that names the type, an underscore, and 26 characters of base 32 (a–z, 2–7). It derives from the
 * scope and key of the creating command, so a repeated creation finds the first.
 */
public final class Id {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int LENGTH = 26;
    private static final Pattern BODY = Pattern.compile("[a-z2-7]{" + LENGTH + "}");

    private Id() {}

    /**
     * The id with this prefix that derives from these words, in this order. Each word is framed by its length, so
     * different words never give one id.
     */
    public static String derive(String prefix, String... words) {
        BigInteger number = new BigInteger(1, sha256(words));
        var text = new StringBuilder(prefix).append('_');
        for (int i = 0; i < LENGTH; i++) {
            text.append(ALPHABET.charAt(number.shiftRight(256 - 5 * (i + 1)).intValue() & 31));
        }
        return text.toString();
    }

    /** Whether a text has the form of an id with this prefix. */
    public static boolean isWellFormed(String prefix, String text) {
        int body = prefix.length() + 1;
        return text.length() == body + LENGTH
                && text.startsWith(prefix)
                && text.charAt(prefix.length()) == '_'
                && BODY.matcher(text.substring(body)).matches();
    }

    private static byte[] sha256(String... words) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (String word : words) {
                byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(bytes);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
