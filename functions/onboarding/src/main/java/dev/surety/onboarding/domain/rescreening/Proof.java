package dev.surety.onboarding.domain.rescreening;

import dev.surety.onboarding.domain.rescreening.ScreeningRun.Order;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The chain of hashes over a run's pages. It shows that each participant was compared, and only the named ones were
 * touched. A reader of the pages' entries and of both versions of the index can compute it again.
 */
public final class Proof {
    private Proof() {}

    static String first(Order order) {
        return sha256("screening run " + order.from().orElse("none") + " " + order.to() + "\n");
    }

    /** A line a participant: its id, the number of its entry, and the verdict. */
    public static String next(String before, List<Look> looks) {
        var text = new StringBuilder(before).append('\n');
        looks.forEach(look -> text.append(look.participant())
                .append(' ')
                .append(look.entry())
                .append(' ')
                .append(look.verdict().code())
                .append('\n'));
        return sha256(text.toString());
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
