package dev.surety.payouts.domain.file;

import dev.surety.model.Invariants;
import dev.surety.model.marketplace.AchRail;
import dev.surety.model.money.Money;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * A batch of an ACH file holds entries of one class and one effective date. Payments that are too large for the same
 * day have batches of their own.
 */
public enum AchBatch {
    PPD(0, "PPD", false),
    CCD(1, "CCD", false),
    PPD_LATER(2, "PPD", true),
    CCD_LATER(3, "CCD", true);

    private static final String BUSINESS = "business";

    private final int place;
    private final String entryClass;
    private final boolean isLater;

    AchBatch(int place, String entryClass, boolean isLater) {
        this.place = place;
        this.entryClass = entryClass;
        this.isLater = isLater;
    }

    /** @param holderKind individual or business */
    public static AchBatch of(String holderKind, Money amount, AchRail rail) {
        boolean isBusiness = holderKind.equals(BUSINESS);
        return rail.isTooLargeForSameDay(amount)
                ? isBusiness ? CCD_LATER : PPD_LATER
                : isBusiness ? CCD : PPD;
    }

    /** @param place among the groups of its file, from 0 */
    static AchBatch at(int place) {
        return Arrays.stream(values())
                .filter(batch -> batch.place == place)
                .findFirst()
                .orElseThrow(() -> new Invariants.Breach("an ACH file has no group " + place));
    }

    /** Its place among the groups of its file, from 0. */
    public int place() {
        return place;
    }

    /** PPD or CCD. */
    public String entryClass() {
        return entryClass;
    }

    /** The day on which its entries settle. */
    public LocalDate effective(FileEvent.Composed of) {
        return of.ach()
                .flatMap(FileEvent.Ach::sameDay)
                .filter(_ -> !isLater)
                .orElse(of.executionDate());
    }
}
