package dev.surety.payouts.domain.run;

import dev.surety.model.money.Money;

/**
 * How far execution is.
 *
 * @param done items whose payouts are being sent, or have ended
 * @param sent items that the rail took, of the sum {@code sentSum}
 * @param excluded items that could not be paid as planned
 * @param takenOut items that a person took out
 * @param paidLess items that paid less than planned
 */
public record RunCounts(
        int done, int sent, long sentSum, int failed, int unknown, int excluded, int takenOut, int paidLess) {
    public static final RunCounts NONE = new RunCounts(0, 0, 0, 0, 0, 0, 0, 0);

    public RunCounts plus(RunCounts other) {
        return new RunCounts(
                done + other.done,
                sent + other.sent,
                Math.addExact(sentSum, other.sentSum),
                failed + other.failed,
                unknown + other.unknown,
                excluded + other.excluded,
                takenOut + other.takenOut,
                paidLess + other.paidLess);
    }

    /** Of items that wait for files: so many stand in one, of this sum, and the others could not be paid after all. */
    public RunCounts filed(long count, long sum) {
        int in = Math.toIntExact(count);
        return new RunCounts(
                done, sent + in, Math.addExact(sentSum, sum), failed, 0, excluded + unknown - in, takenOut, paidLess);
    }

    /**
     * Whether each item was sent as planned, but for those that a person took out. An item of which the rail has not
     * told yet is no failure: its payout goes on by itself.
     */
    public boolean isWithoutFailures() {
        return failed == 0 && excluded == 0 && paidLess == 0;
    }

    /** One item, by the state that its payout is in. */
    public static RunCounts of(String state, Money planned, Money amount) {
        return switch (state) {
            case "sent", "paid", "returned" ->
                new RunCounts(1, 1, amount.amountMinor(), 0, 0, 0, 0, amount.equals(planned) ? 0 : 1);
            case "failed" -> new RunCounts(1, 0, 0, 1, 0, 0, 0, 0);
            case "excluded" -> new RunCounts(1, 0, 0, 0, 0, 1, 0, 0);
            case "taken_out", "cancelled" -> new RunCounts(1, 0, 0, 0, 0, 0, 1, 0);
            default -> new RunCounts(1, 0, 0, 0, 1, 0, 0, 0);
        };
    }
}
