package dev.surety.simulator.bank;

import dev.surety.model.money.Money;
import dev.surety.simulator.bank.files.Fault;
import dev.surety.simulator.bank.files.FilePlay.NameCheck;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The bank's answer to a customer's file.
 *
 * @param id the bank's own
 * @param messageId the customer's, if it could be read
 * @param payments how many the file has; none if it was refused as a message
 * @param rejected how many of them the bank refuses
 * @param fault the reason why the bank refuses the whole message
 * @param names the results of the name check that are no match, by {@code EndToEndId}
 */
public record TakenFile(
        String id,
        Optional<String> messageId,
        Instant at,
        int payments,
        int rejected,
        Money sum,
        Optional<Fault> fault,
        List<Group> groups,
        Map<String, NameCheck> names) {
    public TakenFile {
        groups = List.copyOf(groups);
        names = Map.copyOf(names);
    }

    public enum Status {
        ACCEPTED,
        /** Some of its payments are refused. */
        PARTLY,
        REFUSED
    }

    /** @param fault the reason why the bank refuses the whole group */
    public record Group(String id, int payments, int rejected, Money sum, Optional<Fault> fault) {
        public Status status() {
            return TakenFile.status(payments, rejected);
        }
    }

    public Status status() {
        return fault.isPresent() ? Status.REFUSED : status(payments, rejected);
    }

    private static Status status(int payments, int rejected) {
        if (rejected == 0) {
            return Status.ACCEPTED;
        }
        return rejected < payments ? Status.PARTLY : Status.REFUSED;
    }
}
