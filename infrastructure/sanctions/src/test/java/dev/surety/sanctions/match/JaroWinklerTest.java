package dev.surety.sanctions.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.junit.jupiter.api.Test;

final class JaroWinklerTest {
    @Test
    void itIsTheOneOfCommonsTextInWholeNumbers() {
        var other = new JaroWinklerSimilarity();
        var random = new Random(1);
        for (int i = 0; i < 50_000; i++) {
            String a = word(random);
            String b = random.nextBoolean() ? word(random) : shuffled(a, random);
            double exact = a.equals(b) ? 1 : other.apply(a, b);
            int ours = likeness(a, b);
            assertTrue(Math.abs(ours - 10_000 * exact) < 1.001, () -> a + " " + b + ": " + ours + ", " + exact);
            assertEquals(ours, likeness(b, a));
        }
    }

    @Test
    void theFewestCommonLettersAreEnoughAndNoFewer() {
        byte[] fewest = JaroWinkler.fewestCommon(Weights.ALIKE);
        var random = new Random(2);
        int reached = 0;
        for (int i = 0; i < 50_000; i++) {
            String a = word(random);
            String b = shuffled(a, random);
            if (likeness(a, b) >= Weights.ALIKE) {
                int shorter = Math.min(4, Math.min(a.length(), b.length()));
                int prefix = 0;
                while (prefix < shorter && a.charAt(prefix) == b.charAt(prefix)) {
                    prefix++;
                }
                int common = common(a, b);
                assertTrue(common >= fewest[JaroWinkler.place(a.length(), b.length(), prefix)], a + " " + b);
                reached++;
            }
        }
        assertTrue(reached > 3_000, "words reach it: " + reached);
    }

    /** Letters that both have, wherever they stand: at least as many as are matched. */
    private static int common(String a, String b) {
        int count = 0;
        var left = new StringBuilder(b);
        for (char c : a.toCharArray()) {
            int at = left.indexOf(String.valueOf(c));
            if (at >= 0) {
                left.deleteCharAt(at);
                count++;
            }
        }
        return count;
    }

    private static int likeness(String a, String b) {
        byte[] left = ("__" + a).getBytes(StandardCharsets.US_ASCII);
        byte[] right = (b + "__").getBytes(StandardCharsets.US_ASCII);
        return JaroWinkler.likeness(left, 2, a.length(), right, 0, b.length());
    }

    private static String word(Random random) {
        var word = new StringBuilder();
        for (int i = 1 + random.nextInt(random.nextInt(10) == 0 ? 48 : 12); i > 0; i--) {
            word.append((char) ('a' + random.nextInt(6)));
        }
        return word.toString();
    }

    private static String shuffled(String word, Random random) {
        char[] letters = word.toCharArray();
        for (int i = random.nextInt(4); i > 0; i--) {
            int left = random.nextInt(letters.length);
            int right = random.nextInt(letters.length);
            char kept = letters[left];
            letters[left] = random.nextInt(5) == 0 ? 'z' : letters[right];
            letters[right] = kept;
        }
        return new String(letters, 0, Math.max(1, letters.length - random.nextInt(3)));
    }
}
