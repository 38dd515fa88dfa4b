package dev.surety.payouts.domain.file;

import dev.surety.model.marketplace.AchRail;
import dev.surety.model.money.Money;
import java.time.LocalDate;

/**
 * A batch of an ACH file holds entries of one class and one effective date. Payments that are too large for the same
 * day have batches of their own.
 */
public enum AchBatch {
    PPD("PPD", false),
    CCD("CCD", false),
    PPD_LATER("PPD", true),
    CCD_LATER("CCD", true);

    private static final String BUSINESS = "business";

    private final String entryClass;
    private final boolean isLater;

    AchBatch(String entryClass, boolean isLater) {
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
