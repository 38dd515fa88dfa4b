package dev.surety.sanctions.index;

import java.util.Arrays;

/** Numbers that are being collected. */
final class Ints {
    private int[] numbers = new int[16];
    private int size;

    void add(int number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * size);
        }
        numbers[size++] = number;
    }

    int size() {
        return size;
    }

    Numbers toNumbers() {
        return new Numbers(toArray());
    }

    int[] toArray() {
        return Arrays.copyOf(numbers, size);
    }
}
