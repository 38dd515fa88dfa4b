package dev.surety.sanctions.index;

import java.util.Arrays;

/** Readings of listed names: each a row of words, in the order of their letters. */
public final class Rows {
    private final int[] firstWord;
    private final int[] words;
    private final int[] name;

    private final int[] firstRow;
    private final int[] rowsOfWord;
    private final boolean[] onlyLight;

    Rows(int[] firstWord, int[] words, int[] name, Vocabulary vocabulary) {
        this.firstWord = firstWord;
        this.words = words;
        this.name = name;
        onlyLight = new boolean[name.length];
        firstRow = new int[vocabulary.size() + 1];
        rowsOfWord = new int[words.length];
        for (int word : words) {
            firstRow[word + 1]++;
        }
        for (int word = 0; word < vocabulary.size(); word++) {
            firstRow[word + 1] += firstRow[word];
        }
        int[] next = Arrays.copyOf(firstRow, vocabulary.size());
        for (int row = 0; row < name.length; row++) {
            boolean light = true;
            for (int i = firstWord[row]; i < firstWord[row + 1]; i++) {
                rowsOfWord[next[words[i]]++] = row;
                light &= vocabulary.isLight(words[i]);
            }
            onlyLight[row] = light;
        }
    }

    public int size() {
        return name.length;
    }

    public int words(int row) {
        return firstWord[row + 1] - firstWord[row];
    }

    public int word(int row, int at) {
        return words[firstWord[row] + at];
    }

    /** The listed name that is read so. */
    public int name(int row) {
        return name[row];
    }

    /** Whether it has no other words than light ones: then they count in full. */
    public boolean hasOnlyLight(int row) {
        return onlyLight[row];
    }

    /** The rows of a word lie from here to the first of the next word; a row that has it twice lies there twice. */
    public int firstRow(int word) {
        return firstRow[word];
    }

    public int rowOfWord(int place) {
        return rowsOfWord[place];
    }

    int[] firstWords() {
        return firstWord;
    }

    int[] allWords() {
        return words;
    }

    int[] names() {
        return name;
    }
}
