package dev.surety.simulator.bank.files;

import dev.surety.model.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A customer's order of credit transfers (pain.001.001.09), as the bank read it. A group or a payment that the bank
 * refuses has a fault.
 */
public record PaymentFile(String messageId, int count, Money sum, List<Group> groups) {
    public PaymentFile {
        groups = List.copyOf(groups);
    }

    /** @param date of execution, as the customer asks for it */
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

    /** @param number of the payee's account */
    public record Payment(String endToEndId, Money amount, String number, Optional<Fault> fault) {}

    /** The same file after the checks that need the bank's books: the day, and whose account pays. */
    public PaymentFile checked(LocalDate today, String iban) {
        List<Group> all = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Group group : groups) {
            String at = "CstmrCdtTrfInitn/PmtInf/";
            Group checked = group;
            if (!ids.add(group.id())) {
                checked = checked.refused(new Fault("DU02", at + "PmtInfId", "the file has this group already"));
            }
            if (!group.debtor().equals(iban)) {
                checked = checked.refused(new Fault("RR01", at + "DbtrAcct", "this is not the customer's account"));
            }
            if (group.date().isBefore(today)) {
                checked = checked.refused(new Fault("DT01", at + "ReqdExctnDt", "the day has passed"));
            }
            if (group.date().isAfter(today.plusYears(1))) {
                checked = checked.refused(new Fault("DT01", at + "ReqdExctnDt", "the day is more than a year ahead"));
            }
            boolean weekend = group.date().getDayOfWeek().getValue() > 5;
            if (weekend && !group.instant()) {
                checked = checked.refused(new Fault("DT01", at + "ReqdExctnDt", "the bank is closed on that day"));
            }
            all.add(checked);
        }
        return new PaymentFile(messageId, count, sum, all);
    }
}
