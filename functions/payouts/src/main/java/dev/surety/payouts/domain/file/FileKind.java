package dev.surety.payouts.domain.file;

import dev.surety.model.calendar.BankDays;
import dev.surety.model.marketplace.AchRail;
import dev.surety.model.marketplace.FileRail;
import dev.surety.model.marketplace.SepaRail;

/** The kind of a file decides its groups, its calendar and the end of its name. */
public enum FileKind {
    /** Each part of the run is a group. */
    SEPA(".xml"),
    /** The groups are batches, by {@link AchBatch}, and each page may have payments in each of them. */
    ACH(".ach");

    private final String ending;

    FileKind(String ending) {
        this.ending = ending;
    }

    public static FileKind of(FileRail rail) {
        return switch (rail) {
            case SepaRail _ -> SEPA;
            case AchRail _ -> ACH;
        };
    }

    public BankDays days() {
        return switch (this) {
            case SEPA -> BankDays.TARGET;
            case ACH -> BankDays.FED;
        };
    }

    public String ending() {
        return ending;
    }

    int groups(FileOrder order) {
        return switch (this) {
            case SEPA -> order.parts().size();
            case ACH -> AchBatch.values().length;
        };
    }
}
