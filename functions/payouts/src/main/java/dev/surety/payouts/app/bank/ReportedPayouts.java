package dev.surety.payouts.app.bank;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.payouts.domain.bank.BookedCredit;
import java.time.Instant;

/** Payouts that a bank reports on, and refuses. Telling twice does nothing more. */
public interface ReportedPayouts {
    /** A report moves no money. Of one message, each payout is told once. */
    void reported(MarketplaceId marketplace, PayoutId payout, Report report);

    /** A bank says what is wrong in an entry that it has booked. It moves no money, and changes no state. */
    void changeNoticed(MarketplaceId marketplace, PayoutId payout, Notice notice);

    /**
     * @param message the same notice in another file is the same
     * @param code of the notice, such as {@code C01}
     * @param corrects the kind of what is corrected
     * @param words the vault's commitment to the corrected data
     * @param by the person who uploaded it
     */
    record Notice(String message, Instant at, String code, String corrects, String words, String by) {}

    /**
     * The bank's books, or a second person, show that the bank did not make a payout whose refusal it had announced.
     *
     * @param proof the line, or the act, that shows it
     */
    void refusalShown(MarketplaceId marketplace, PayoutId payout, String proof, Instant at);

    /** People have decided that a line, whose money waited, brings a payout's money back. */
    void resolved(MarketplaceId marketplace, PayoutId payout, BookedCredit credit);

    /**
     * @param message the file that brought it
     * @param code the bank's reason; empty if it gave none
     * @param credits whether the reason says that nothing was taken
     * @param by the person who uploaded it
     */
    record Report(String message, Instant at, String status, String code, boolean credits, String by) {}
}
