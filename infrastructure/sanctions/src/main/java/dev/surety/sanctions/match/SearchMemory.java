package dev.surety.sanctions.match;

import dev.surety.sanctions.index.ScreeningIndex;

/** The working memory of one search at a time. It grows to an index and is used again. */
final class SearchMemory {
    final QueryName query = new QueryName();
    final NameScore score = new NameScore();

    /** Of a listed word: its likeness to the word of the query that is most like it; 0 is none. */
    int[] likenessOfWord = new int[0];

    int[] words = new int[0];
    int wordCount;

    /** Of a row: its words' likenesses above their credit, times their weights. */
    int[] earnedByRow = new int[0];

    int[] rows = new int[0];
    int rowCount;

    /** Of an entry: its best score and the row and reading that have it. */
    int[] scoreOfEntry = new int[0];

    int[] rowOfEntry = new int[0];
    int[] nameOfEntry = new int[0];
    int[] readingOfEntry = new int[0];
    int[] entries = new int[0];
    int entryCount;

    void fit(ScreeningIndex index) {
        if (likenessOfWord.length < index.vocabulary().size()) {
            likenessOfWord = new int[index.vocabulary().size()];
            words = new int[index.vocabulary().size()];
        }
        if (earnedByRow.length < index.rows().size()) {
            earnedByRow = new int[index.rows().size()];
            rows = new int[index.rows().size()];
        }
        if (scoreOfEntry.length < index.entryCount()) {
            scoreOfEntry = new int[index.entryCount()];
            rowOfEntry = new int[index.entryCount()];
            nameOfEntry = new int[index.entryCount()];
            readingOfEntry = new int[index.entryCount()];
            entries = new int[index.entryCount()];
        }
        entryCount = 0;
    }

    void likeness(int word, int likeness) {
        if (likenessOfWord[word] == 0) {
            words[wordCount++] = word;
        }
        likenessOfWord[word] = Math.max(likenessOfWord[word], likeness);
    }

    void earned(int row, int amount) {
        if (earnedByRow[row] == 0) {
            rows[rowCount++] = row;
        }
        earnedByRow[row] += amount;
    }

    void found(int entry, int score, int row, int name, int reading) {
        if (scoreOfEntry[entry] == 0) {
            entries[entryCount++] = entry;
        }
        boolean isSame = name == nameOfEntry[entry] && reading == readingOfEntry[entry];
        boolean isEarlier = score == scoreOfEntry[entry] && isSame && row < rowOfEntry[entry];
        if (score > scoreOfEntry[entry] || isEarlier) {
            scoreOfEntry[entry] = score;
            rowOfEntry[entry] = row;
            nameOfEntry[entry] = name;
            readingOfEntry[entry] = reading;
        }
    }

    void forgetWordsAndRows() {
        for (int i = 0; i < wordCount; i++) {
            likenessOfWord[words[i]] = 0;
        }
        for (int i = 0; i < rowCount; i++) {
            earnedByRow[rows[i]] = 0;
        }
        wordCount = 0;
        rowCount = 0;
    }
}
