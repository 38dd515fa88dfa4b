package dev.surety.model.plan;

import dev.surety.model.Invariants;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The hash of a payout plan, over lines of text. A line is the canonical JSON (RFC 8785) of a header or a row. A client
 * has those lines from the plan's file, so it recomputes the hash with SHA-256 alone.
 */
public final class PlanHash {
    private PlanHash() {}

    /** The hash of a page: SHA-256, in hex, of its rows, each followed by a line feed. */
    public static String page(List<String> rows) {
        return sha256(rows);
    }

    /** The hash of the plan: SHA-256, in hex, of its header and its pages' hashes, each followed by a line feed. */
    public static String plan(String header, List<String> pages) {
        MessageDigest digest = digest();
        add(digest, header);
        pages.forEach(page -> add(digest, page));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String sha256(List<String> lines) {
        MessageDigest digest = digest();
        lines.forEach(line -> add(digest, line));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, String line) {
        Invariants.hold(line.indexOf('\n') < 0, "a line of a plan holds no line feed");
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
