package dev.surety.sanctions.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class AssignmentTest {
    @Test
    void noOtherPairingIsWorthMore() {
        var random = new Random(1);
        var assignment = new Assignment(6);
        for (int i = 0; i < 20_000; i++) {
            int rows = 1 + random.nextInt(6);
            int columns = 1 + random.nextInt(6);
            long[][] worth = new long[rows][columns];
            assignment.begin(rows, columns);
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    worth[row][column] = random.nextInt(3) == 0 ? 0 : random.nextInt(20) * 1_000_000L;
                    assignment.set(row, column, worth[row][column]);
                }
            }
            long best = assignment.solve();
            assertEquals(bestOf(worth, 0, 0), best);
            assertEquals(best, paired(assignment, worth));
        }
    }

    private static long paired(Assignment assignment, long[][] worth) {
        long sum = 0;
        int taken = 0;
        for (int column = 0; column < worth[0].length; column++) {
            int row = assignment.rowOf(column);
            if (row >= 0) {
                assertTrue((taken & 1 << row) == 0, "a row has one column");
                taken |= 1 << row;
                sum += worth[row][column];
            }
        }
        return sum;
    }

    private static long bestOf(long[][] worth, int row, int taken) {
        if (row == worth.length) {
            return 0;
        }
        long best = bestOf(worth, row + 1, taken);
        for (int column = 0; column < worth[row].length; column++) {
            if ((taken & 1 << column) == 0) {
                best = Math.max(best, worth[row][column] + bestOf(worth, row + 1, taken | 1 << column));
            }
        }
        return best;
    }
}
