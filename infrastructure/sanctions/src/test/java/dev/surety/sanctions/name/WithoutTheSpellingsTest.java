package dev.surety.sanctions.name;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.junit.jupiter.api.Test;

/** How much of a list of spellings that we do not have would be found: ours, with itself taken away. */
final class WithoutTheSpellingsTest {
    @Test
    void soundsAndLettersFindMostOfThem() {
        var sounds = new Sounds(ShippedTable.read(ShippedTable.SOUNDS), List.of());
        var jaroWinkler = new JaroWinklerSimilarity();
        int pairs = 0;
        int oneForm = 0;
        int alike = 0;
        for (ShippedTable.Line line : ShippedTable.read(ShippedTable.SPELLINGS)) {
            for (String one : line.words()) {
                for (String other : line.words()) {
                    if (one.compareTo(other) < 0 && Math.min(one.length(), other.length()) >= 3) {
                        pairs++;
                        boolean isSame = form(sounds, one) == form(sounds, other);
                        double likeness = jaroWinkler.apply(one, other);
                        boolean isSameSound = sound(sounds, one) != 0 && sound(sounds, one) == sound(sounds, other);
                        oneForm += isSame ? 1 : 0;
                        alike += isSame || likeness >= 0.83 || (isSameSound && likeness >= 0.6) ? 1 : 0;
                    }
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "screening, %,d pairs of spellings without their list: one form %.1f %%, that or alike %.1f %%%n",
                pairs,
                100.0 * oneForm / pairs,
                100.0 * alike / pairs);
        assertTrue(100 * alike >= 80 * pairs, alike + " of " + pairs);
    }

    private static int sound(Sounds sounds, String word) {
        return sounds.sound(word.getBytes(StandardCharsets.US_ASCII));
    }

    private static int form(Sounds sounds, String word) {
        return sounds.commonForm(word.getBytes(StandardCharsets.US_ASCII));
    }
}
