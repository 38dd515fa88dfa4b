package dev.surety.simulator.bank.files;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The play of the next file that the bank takes. Payments are named by their place in the file, from 1.
 *
 * @param reject the bank refuses the message, the group or the payment at a place
 * @param recredited whether refused payments are debited first and then given back, and not left out of the debit
 * @param chargeApart whether the account's charge is a debit of its own, and not part of each debit
 * @param names the results of the name check for the first payments; all others match
 * @param destination the account that the bank pays a payment to instead, as its statement shows it
 * @param changes notices of change about entries of a NACHA file
 */
public record FilePlay(
        Optional<Reject> reject,
        Booked booking,
        boolean recredited,
        boolean chargeApart,
        List<NameCheck> names,
        List<Return> returns,
        Optional<Destination> destination,
        List<Change> changes) {
    public static final FilePlay PLAIN =
            new FilePlay(Optional.empty(), Booked.ONE, false, false, List.of(), List.of(), Optional.empty());

    public FilePlay {
        names = List.copyOf(names);
        returns = List.copyOf(returns);
        // A play that was stored before there were changes has none.
        changes = List.copyOf(Objects.requireNonNullElse(changes, List.of()));
    }

    /** A play without notices of change. */
    public FilePlay(
            Optional<Reject> reject,
            Booked booking,
            boolean recredited,
            boolean chargeApart,
            List<NameCheck> names,
            List<Return> returns,
            Optional<Destination> destination) {
        this(reject, booking, recredited, chargeApart, names, returns, destination, List.of());
    }

    public enum Level {
        MESSAGE,
        GROUP,
        PAYMENT
    }

    /** How many debits a group has. */
    public enum Booked {
        ONE,
        EACH,
        /** One debit for the first half of the payments, and one for each of the others. */
        MIXED,
        /** The groups that are booked at one time share one debit, which names the file only. */
        FILE
    }

    /** Each with the status of ISO 20022 that tells it. */
    public enum NameCheck {
        MATCH("RCVC"),
        CLOSE("RVMC"),
        NO_MATCH("RVNM"),
        NOT_POSSIBLE("RVNA");

        private final String status;

        NameCheck(String status) {
            this.status = status;
        }

        public String status() {
            return status;
        }
    }

    /** @param at the place of the payment, or of one of the group's; of no meaning for a message */
    public record Reject(Level level, String code, int at) {}

    /** @param feeMinor the most that the payee's bank keeps; never more than half */
    public record Return(int at, int days, String code, long feeMinor) {}

    public record Destination(int at, String number) {}

    /**
     * A notice of change about an entry of a NACHA file.
     *
     * @param data the corrected data, as the notice has them; at most 29 characters
     */
    public record Change(int at, int days, String code, String data) {}

    public boolean rejects(Level level) {
        return reject.filter(the -> the.level() == level).isPresent();
    }

    /** The code by which this level refuses the payment at a place, if it does. */
    public Optional<String> rejected(Level level, int at) {
        return reject.filter(the -> the.level() == level && the.at() == at).map(Reject::code);
    }

    public Optional<Return> returned(int at) {
        return returns.stream().filter(back -> back.at() == at).findFirst();
    }

    public Optional<Change> changed(int at) {
        return changes.stream().filter(change -> change.at() == at).findFirst();
    }

    public NameCheck name(int at) {
        return at <= names.size() ? names.get(at - 1) : NameCheck.MATCH;
    }

    /** The account that the payment at a place goes to. */
    public String destination(int at, String asked) {
        return destination.filter(other -> other.at() == at).map(Destination::number).orElse(asked);
    }
}
