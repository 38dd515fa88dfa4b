package dev.surety.sanctions.match;

import java.util.Arrays;

/**
 * Pairs rows and columns so that the values of the pairs are together as high as can be. The Hungarian method with
 * potentials (H. W. Kuhn, 1955), in the order of rows × rows × columns. Values are at least 0; a pair of value 0 is no
 * pair. Memory is kept between uses.
 */
final class Assignment {
    private final int most;
    private final long[] value;
    private final long[] rowPotential;
    private final long[] columnPotential;
    private final int[] rowOf;
    private final int[] cameFrom;
    private final long[] slack;
    private final boolean[] done;
    private int rows;
    private int columns;

    Assignment(int most) {
        this.most = most;
        value = new long[most * most];
        rowPotential = new long[most + 1];
        columnPotential = new long[most + 1];
        rowOf = new int[most + 1];
        cameFrom = new int[most + 1];
        slack = new long[most + 1];
        done = new boolean[most + 1];
    }

    void begin(int rowCount, int columnCount) {
        rows = rowCount;
        columns = columnCount;
    }

    void set(int row, int column, long worth) {
        value[row * most + column] = worth;
    }

    /** The highest sum of values. */
    long solve() {
        Arrays.fill(rowOf, 0, most + 1, 0);
        if (isEasy()) {
            return easy();
        }
        return hungarian();
    }

    /** The column's row, or -1 if it has no pair. */
    int rowOf(int column) {
        int row = rowOf[column + 1] - 1;
        return row >= 0 && row < rows && value[row * most + column] > 0 ? row : -1;
    }

    /** No two rows want the same column. */
    private boolean isEasy() {
        for (int row = 0; row < rows; row++) {
            int best = best(row);
            if (best >= 0 && rowOf[best + 1] != 0) {
                Arrays.fill(rowOf, 0, most + 1, 0);
                return false;
            }
            if (best >= 0) {
                rowOf[best + 1] = row + 1;
            }
        }
        return true;
    }

    private int best(int row) {
        int best = -1;
        long worth = 0;
        for (int column = 0; column < columns; column++) {
            if (value[row * most + column] > worth) {
                worth = value[row * most + column];
                best = column;
            }
        }
        return best;
    }

    private long easy() {
        long sum = 0;
        for (int column = 0; column < columns; column++) {
            if (rowOf[column + 1] != 0) {
                sum += value[(rowOf[column + 1] - 1) * most + column];
            }
        }
        return sum;
    }

    /** Rows and columns from 1; column 0 is where a new row starts. Missing rows and columns have value 0. */
    private long hungarian() {
        int size = Math.max(rows, columns);
        Arrays.fill(rowPotential, 0);
        Arrays.fill(columnPotential, 0);
        for (int row = 1; row <= size; row++) {
            rowOf[0] = row;
            int column = 0;
            Arrays.fill(slack, Long.MAX_VALUE);
            Arrays.fill(done, false);
            do {
                done[column] = true;
                column = reach(column, size);
            } while (rowOf[column] != 0);
            while (column != 0) {
                int before = cameFrom[column];
                rowOf[column] = rowOf[before];
                column = before;
            }
        }
        long sum = 0;
        for (int column = 1; column <= size; column++) {
            sum += worth(rowOf[column], column);
        }
        return sum;
    }

    private int reach(int from, int size) {
        int row = rowOf[from];
        long step = Long.MAX_VALUE;
        int next = 0;
        for (int column = 1; column <= size; column++) {
            if (done[column]) {
                continue;
            }
            long cost = -worth(row, column) - rowPotential[row] - columnPotential[column];
            if (cost < slack[column]) {
                slack[column] = cost;
                cameFrom[column] = from;
            }
            if (slack[column] < step) {
                step = slack[column];
                next = column;
            }
        }
        for (int column = 0; column <= size; column++) {
            if (done[column]) {
                rowPotential[rowOf[column]] += step;
                columnPotential[column] -= step;
            } else {
                slack[column] -= step;
            }
        }
        return next;
    }

    private long worth(int row, int column) {
        return row <= rows && column <= columns ? value[(row - 1) * most + column - 1] : 0;
    }
}
