package dev.surety.simulator.bank.files;

import dev.surety.model.calendar.BankDays;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A customer's order of credit transfers, as the bank read it: a pain.001.001.09 or a NACHA file. A group or a payment
 * that the bank refuses has a fault.
 *
 * @param messageId of a NACHA file, its origin, day and modifier
 * @param traces of a NACHA file
 */
public record PaymentFile(
        String messageId, int count, Money sum, List<Group> groups, Optional<Traces> traces) {
    private static final ZoneId FED = ZoneId.of("America/New_York");

    public PaymentFile {
        groups = List.copyOf(groups);
    }

    /** The traces of a file. No other file of its bank and day may have one of them. */
    public record Traces(String odfi, LocalDate day, long first, long last) {
        public boolean meets(Traces other) {
            return odfi.equals(other.odfi)
                    && day.equals(other.day)
                    && first <= other.last
                    && other.first <= last;
        }
    }

    /**
     * @param id of a batch of a NACHA file, its company and number
     * @param date of execution, as the customer asks for it
     * @param debtor empty if the file names no account of the customer
     */
    public record Group(
            String id, LocalDate date, String debtor, boolean instant, List<Payment> payments, Optional<Fault> fault) {
        public Group {
            payments = List.copyOf(payments);
        }

        Group refused(Fault because) {
            return new Group(id, date, debtor, instant, payments, fault.or(() -> Optional.of(because)));
        }

        Money sum(Money zero) {
            return payments.stream().map(Payment::amount).reduce(zero, Money::plus);
        }
    }

    /**
     * @param amount zero in a prenote
     * @param number of the payee's account: an IBAN, or a routing number and an account number with a slash between
     * @param ach of a NACHA file
     */
    public record Payment(
            String endToEndId, Money amount, String number, Optional<Fault> fault, Optional<AchEntry> ach) {}

    /** The currency of all its payments. */
    public Currency currency() {
        return sum.currency();
    }

    /** The same file after the checks that need the bank's books: the day, and whose account pays. */
    public PaymentFile checked(Instant now, String iban) {
        LocalDate today = LocalDate.ofInstant(now, traces.isPresent() ? FED : ZoneOffset.UTC);
        List<Group> all = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Group group : groups) {
            String at = traces.isPresent() ? "batch " + group.id() + "/" : "CstmrCdtTrfInitn/PmtInf/";
            Group checked = group;
            if (!ids.add(group.id())) {
                checked = checked.refused(new Fault("DU02", at + "PmtInfId", "the file has this group already"));
            }
            if (!group.debtor().isEmpty() && !group.debtor().equals(iban)) {
                checked = checked.refused(new Fault("RR01", at + "DbtrAcct", "this is not the customer's account"));
            }
            if (group.date().isBefore(today)) {
                checked = checked.refused(new Fault("DT01", at + "ReqdExctnDt", "the day has passed"));
            }
            if (group.date().isAfter(today.plusYears(1))) {
                checked = checked.refused(new Fault("DT01", at + "ReqdExctnDt", "the day is more than a year ahead"));
            }
            boolean isClosed = traces.isPresent()
                    ? !BankDays.FED.isOpen(group.date())
                    : group.date().getDayOfWeek().getValue() > 5;
            if (isClosed && !group.instant()) {
                checked = checked.refused(new Fault("DT01", at + "ReqdExctnDt", "the bank is closed on that day"));
            }
            all.add(checked);
        }
        return new PaymentFile(messageId, count, sum, all, traces);
    }
}
