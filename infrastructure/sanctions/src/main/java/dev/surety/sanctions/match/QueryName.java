package dev.surety.sanctions.match;

import dev.surety.sanctions.index.Vocabulary;
import dev.surety.sanctions.name.Token;
import java.util.List;

/** One reading of a query's name, laid out for the search. Reused: it allocates nothing. */
final class QueryName {
    static final int MOST_WORDS = 40;

    final byte[] bytes = new byte[MOST_WORDS * Token.MOST_LETTERS];
    final int[] from = new int[MOST_WORDS + 1];
    final long[] letters = new long[MOST_WORDS];
    final int[] head = new int[MOST_WORDS];
    final int[] commonForm = new int[MOST_WORDS];
    final int[] sound = new int[MOST_WORDS];
    final int[] weight = new int[MOST_WORDS];

    /** The weight of the so many heaviest words together. */
    final int[] weightOfHeaviest = new int[MOST_WORDS + 1];

    int words;
    int weightOfAll;

    void set(List<Token> reading) {
        words = Math.min(reading.size(), MOST_WORDS);
        boolean onlyLight = true;
        for (int i = 0; i < words; i++) {
            Token token = reading.get(i);
            token.copyTo(bytes, from[i]);
            from[i + 1] = from[i] + token.length();
            letters[i] = Vocabulary.letters(bytes, from[i], token.length());
            head[i] = Vocabulary.head(bytes, from[i], token.length());
            commonForm[i] = token.commonForm();
            sound[i] = token.sound();
            onlyLight &= token.isLight();
        }
        weightOfAll = 0;
        for (int i = 0; i < words; i++) {
            weight[i] = Weights.of(length(i), !onlyLight && reading.get(i).isLight());
            weightOfAll += weight[i];
        }
        int count = 0;
        for (int heavy = Weights.HEAVIEST; heavy > 0; heavy--) {
            for (int i = 0; i < words; i++) {
                if (weight[i] == heavy) {
                    weightOfHeaviest[count + 1] = weightOfHeaviest[count] + heavy;
                    count++;
                }
            }
        }
    }

    /** The most that so many words can weigh. */
    int mostWeight(int count) {
        return weightOfHeaviest[Math.min(count, words)];
    }

    int length(int word) {
        return from[word + 1] - from[word];
    }
}
