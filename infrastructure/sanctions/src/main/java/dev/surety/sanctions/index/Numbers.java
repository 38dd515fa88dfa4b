package dev.surety.sanctions.index;

/** Numbers by their place. They never change. */
final class Numbers {
    private final int[] numbers;

    Numbers(int[] numbers) {
        this.numbers = numbers;
    }

    int get(int at) {
        return numbers[at];
    }

    int size() {
        return numbers.length;
    }

    int[] array() {
        return numbers;
    }
}
