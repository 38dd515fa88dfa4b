package dev.surety.messages.nacha;

import dev.surety.model.Invariants;
import java.util.List;

/**
 * A file that we write.
 *
 * @param odfi the first 8 digits of our bank's routing number
 * @param firstSequence of the first entry's trace; the following ones ascend by one over all batches
 * @param batches numbered in ascending order
 */
public record NachaFile(
        FileHeader header, String odfi, int firstSequence, LineEnd lineEnd, List<NachaBatch> batches) {
    public NachaFile {
        batches = List.copyOf(batches);
        Field.form("odfi", odfi, Field.ODFI);
        Invariants.hold(
                !batches.isEmpty() && batches.size() <= Nacha.MOST_COUNT,
                "batches: from 1 to " + Nacha.MOST_COUNT + ", and these are " + batches.size());
        for (int i = 1; i < batches.size(); i++) {
            Invariants.hold(
                    batches.get(i - 1).number() < batches.get(i).number(), "number of the batch: above the one before");
        }
        long traces = batches.stream().mapToLong(NachaBatch::traces).sum();
        Invariants.hold(
                firstSequence >= 1 && firstSequence + traces - 1 <= Nacha.MOST_SEQUENCE,
                "sequences of the traces: from 1 to " + Nacha.MOST_SEQUENCE + ", and these are " + traces + " from "
                        + firstSequence);
        long sum = batches.stream().mapToLong(batch -> batch.sum().amountMinor()).sum();
        Invariants.hold(
                sum <= Nacha.MOST_TOTAL_MINOR,
                "sum of the file: at most " + Nacha.MOST_TOTAL_MINOR + " cents, and this is " + sum);
    }

    /** The sequence of the first trace after this file. */
    public int nextSequence() {
        return firstSequence(batches.size());
    }

    /**
     * The sequence of the first credit's trace of a batch; the others follow it.
     *
     * @param batch its place in the file, from 0
     */
    public int firstSequence(int batch) {
        return firstSequence + batches.stream().limit(batch).mapToInt(NachaBatch::traces).sum();
    }
}
