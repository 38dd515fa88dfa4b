package dev.surety.payouts.app.statement;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The groups of our payment files, which a bank debits, and the files, which it answers. */
public interface PaymentGroups {
    /**
     * @param file our file's id
     * @param id the {@code PmtInfId}
     * @param claim the name under which lines claim it; groups that have payouts in common have one name
     */
    record Group(
            String file, String id, String account, LocalDate executionDate, long count, Money sum, String claim) {
        /** A group that has its payouts for itself. */
        public Group(String file, String id, String account, LocalDate executionDate, long count, Money sum) {
            this(file, id, account, executionDate, count, sum, id);
        }
    }

    /** @param message the {@code MsgId}; empty if the bank does not tell it */
    Optional<Group> find(MarketplaceId marketplace, String id, String message);

    /** The groups of files that were handed over, of an account and execution date. */
    List<Group> executedOn(MarketplaceId marketplace, String account, LocalDate date);

    /** The payout of an entry of ACH, by its trace. The same trace may come again after ninety days. */
    default Optional<PayoutId> traced(MarketplaceId marketplace, String trace, LocalDate until) {
        return Optional.empty();
    }

    /** At most a hundred payouts of a group, in a stable order. */
    Page payouts(MarketplaceId marketplace, Group group, Optional<String> from);

    record Page(List<PayoutId> payouts, Optional<String> next) {
        public Page {
            payouts = List.copyOf(payouts);
        }
    }

    /** A report of the bank about a file or about one group of it. Hearing it twice does nothing more. */
    void answered(MarketplaceId marketplace, FileAnswer answer);

    /**
     * A debit that booked all that was left of a group counts other payments than our file has. Hearing it twice does
     * nothing more.
     *
     * @param count of the payments, as the bank tells it
     * @param line of the statement
     */
    void miscounted(MarketplaceId marketplace, Group group, long count, String line, Instant at);

    /**
     * @param message our file's {@code MsgId}, as the bank repeats it
     * @param group the {@code PmtInfId}; empty in an answer about the whole file
     * @param status as the bank writes it; empty if it gives none
     * @param code the bank's reason; empty if it gave none
     * @param count of the payments in our file, or in the group, as the bank read them
     * @param sum likewise
     * @param report the id of the report that we read
     */
    record FileAnswer(
            String message,
            String group,
            String status,
            String code,
            Optional<Long> count,
            Optional<BigDecimal> sum,
            String report,
            Instant at) {}

    /** No file of ours is known. */
    PaymentGroups NONE = new PaymentGroups() {
        @Override
        public Optional<Group> find(MarketplaceId marketplace, String id, String message) {
            return Optional.empty();
        }

        @Override
        public List<Group> executedOn(MarketplaceId marketplace, String account, LocalDate date) {
            return List.of();
        }

        @Override
        public Page payouts(MarketplaceId marketplace, Group group, Optional<String> from) {
            return new Page(List.of(), Optional.empty());
        }

        @Override
        public void answered(MarketplaceId marketplace, FileAnswer answer) {
            // No file waits for it.
        }

        @Override
        public void miscounted(MarketplaceId marketplace, Group group, long count, String line, Instant at) {
            // No group is found.
        }
    };
}
