package dev.surety.model.marketplace;

import dev.surety.model.calendar.BankDays;
import java.time.LocalDate;
import java.util.List;

/** How files of a rail are written for a bank. */
public sealed interface FileRail permits SepaRail, AchRail {
    /** Payments in one file. */
    int mostPerFile();

    /** Payments in one group of a run's file. */
    int mostPerGroup();

    /** The days on which this bank is closed beside the closing days of its payment system. */
    List<LocalDate> closedDays();

    /** The days on which the payment system, and this bank, are open. */
    BankDays days();
}
