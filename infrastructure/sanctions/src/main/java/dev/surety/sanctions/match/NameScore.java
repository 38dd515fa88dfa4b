package dev.surety.sanctions.match;

import dev.surety.sanctions.index.Rows;
import dev.surety.sanctions.index.ScreeningIndex;
import dev.surety.sanctions.index.Vocabulary;
import dev.surety.sanctions.match.Explanation.Pair;
import java.util.ArrayList;
import java.util.List;

/**
 * The score of a query's name and a listed one. Each side's words share 1 by their weights. A pair of words earns its
 * likeness on both sides, and a word without a pair its credit. The score is the mean of both sides. Memory is kept.
 */
final class NameScore {
    private final Assignment assignment = new Assignment(QueryName.MOST_WORDS);

    /** In ten-thousandths, rounded down. */
    int of(QueryName query, ScreeningIndex index, int row) {
        Rows rows = index.rows();
        Vocabulary vocabulary = index.vocabulary();
        int columns = rows.words(row);
        long listedWeight = listedWeight(index, row);
        assignment.begin(query.words, columns);
        for (int word = 0; word < query.words; word++) {
            for (int column = 0; column < columns; column++) {
                int other = rows.word(row, column);
                int likeness = Likeness.of(query, word, vocabulary, other);
                long worth = likeness == 0
                        ? 0
                        : query.weight[word] * listedWeight * (likeness - Weights.EXTRA)
                                + (long) weight(index, row, other) * query.weightOfAll * (likeness - Weights.MISSING);
                assignment.set(word, column, worth);
            }
        }
        long earned = assignment.solve();
        long both = query.weightOfAll * listedWeight;
        return (int) ((both * (Weights.EXTRA + Weights.MISSING) + earned) / (2 * both));
    }

    static int weight(ScreeningIndex index, int row, int word) {
        boolean isLight = index.vocabulary().isLight(word) && !index.rows().hasOnlyLight(row);
        return Weights.of(index.vocabulary().length(word), isLight);
    }

    static int listedWeight(ScreeningIndex index, int row) {
        int sum = 0;
        for (int at = 0; at < index.rows().words(row); at++) {
            sum += weight(index, row, index.rows().word(row, at));
        }
        return sum;
    }

    /** The pairs of the score that was computed last. */
    List<Pair> pairs(QueryName query, List<Integer> positions, ScreeningIndex index, int row) {
        List<Pair> pairs = new ArrayList<>(4);
        for (int column = 0; column < index.rows().words(row); column++) {
            int word = assignment.rowOf(column);
            if (word >= 0) {
                int other = index.rows().word(row, column);
                pairs.add(new Pair(
                        positions.get(word),
                        index.vocabulary().text(other),
                        Likeness.agreement(query, word, index.vocabulary(), other),
                        Likeness.of(query, word, index.vocabulary(), other)));
            }
        }
        return pairs;
    }

    /** The listed word's partner in the score that was computed last, or -1. */
    int wordOf(int column) {
        return assignment.rowOf(column);
    }
}
