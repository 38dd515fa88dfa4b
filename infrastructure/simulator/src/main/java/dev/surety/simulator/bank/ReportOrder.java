package dev.surety.simulator.bank;

import java.util.Set;

/**
 * A customer's order of a report about a file.
 *
 * @param message {@code pain.002.001.03} or {@code pain.002.001.10}
 * @param isNameCheck whether it tells the results of the name check, and not what became of the payments
 */
public record ReportOrder(String message, boolean isNameCheck, Set<Mistake> with) {
    public static final ReportOrder STATUS = new ReportOrder("pain.002.001.10", false, Set.of());
    public static final ReportOrder NAME_CHECK = new ReportOrder("pain.002.001.10", true, Set.of());

    public ReportOrder {
        with = Set.copyOf(with);
    }

    /** The report says that the file was another. */
    public enum Mistake {
        WRONG_COUNT,
        WRONG_SUM
    }
}
