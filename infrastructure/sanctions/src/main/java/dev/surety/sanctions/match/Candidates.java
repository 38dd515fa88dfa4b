package dev.surety.sanctions.match;

import dev.surety.sanctions.index.Rows;
import dev.surety.sanctions.index.ScreeningIndex;
import dev.surety.sanctions.index.Vocabulary;
import dev.surety.sanctions.name.Token;

/**
 * Finds the rows that may reach a threshold, and leaves out only rows that cannot. A row's own side of the score is
 * bounded by its words' best likenesses, whichever words of the query they are. The query's side is bounded by the
 * weight of as many words as the row has.
 */
final class Candidates {
    private static final byte[] FEWEST_COMMON = JaroWinkler.fewestCommon(Weights.ALIKE);

    private final SearchMemory memory;
    private final ScreeningIndex index;
    private final Vocabulary vocabulary;

    Candidates(SearchMemory memory, ScreeningIndex index) {
        this.memory = memory;
        this.index = index;
        this.vocabulary = index.vocabulary();
    }

    /** Afterwards the memory has the rows; its caller forgets them. */
    void find(QueryName query) {
        for (int word = 0; word < query.words; word++) {
            findForms(query, word);
            findSounds(query, word);
            if (query.length(word) == 1) {
                findInitials(query, word);
            } else {
                findLetters(query, word);
            }
        }
        Rows rows = index.rows();
        for (int i = 0; i < memory.wordCount; i++) {
            int word = memory.words[i];
            int above = memory.likenessOfWord[word] - Weights.MISSING;
            int full = Weights.of(vocabulary.length(word), false) * above;
            int light = vocabulary.isLight(word) ? above : full;
            for (int place = rows.firstRow(word); place < rows.firstRow(word + 1); place++) {
                int row = rows.rowOfWord(place);
                memory.earned(row, rows.hasOnlyLight(row) ? full : light);
            }
        }
    }

    /** Whether both sides may be high enough. */
    boolean mayReach(int row, int threshold) {
        QueryName query = memory.query;
        long listed = NameScore.listedWeight(index, row);
        long pairs = query.mostWeight(index.rows().words(row)) * (long) (JaroWinkler.ONE - Weights.EXTRA);
        long most = memory.earnedByRow[row] * (long) query.weightOfAll + pairs * listed;
        return most >= listed * query.weightOfAll * (2L * threshold - Weights.MISSING - Weights.EXTRA);
    }

    private void findForms(QueryName query, int word) {
        int form = query.commonForm[word];
        if (form == 0) {
            return;
        }
        int at = vocabulary.firstOfForm(form);
        for (int same = vocabulary.wordOfForm(at, form); same >= 0; same = vocabulary.wordOfForm(++at, form)) {
            memory.likeness(same, Likeness.of(query, word, vocabulary, same));
        }
    }

    private void findSounds(QueryName query, int word) {
        int sound = query.sound[word];
        if (sound == 0) {
            return;
        }
        int at = vocabulary.firstOfSound(sound);
        for (int same = vocabulary.wordOfSound(at, sound); same >= 0; same = vocabulary.wordOfSound(++at, sound)) {
            add(query, word, same);
        }
    }

    private void findInitials(QueryName query, int word) {
        byte initial = query.bytes[query.from[word]];
        for (int other = 0; other < vocabulary.size(); other++) {
            if (vocabulary.bytes()[vocabulary.from(other)] == initial) {
                add(query, word, other);
            }
        }
    }

    private void findLetters(QueryName query, int word) {
        int length = query.length(word);
        long letters = query.letters[word];
        int head = query.head[word];
        for (int other = 0; other < vocabulary.firstOfLength(2); other++) {
            add(query, word, other);
        }
        for (int otherLength = 2; otherLength <= Token.MOST_LETTERS; otherLength++) {
            int place = JaroWinkler.place(length, otherLength, 0);
            int shorter = Math.min(length, otherLength);
            if (FEWEST_COMMON[JaroWinkler.place(length, otherLength, 4)] > shorter) {
                continue;
            }
            int end = vocabulary.firstOfLength(otherLength + 1);
            for (int other = vocabulary.firstOfLength(otherLength); other < end; other++) {
                long listed = vocabulary.letters(other);
                int common = Math.min(
                        length - Long.bitCount(letters & ~listed), otherLength - Long.bitCount(listed & ~letters));
                int prefix = Integer.numberOfLeadingZeros(head ^ vocabulary.head(other)) >> 3;
                if (common >= FEWEST_COMMON[place + prefix]) {
                    add(query, word, other);
                }
            }
        }
    }

    private void add(QueryName query, int word, int other) {
        int likeness = Likeness.of(query, word, vocabulary, other);
        if (likeness > 0) {
            memory.likeness(other, likeness);
        }
    }
}
