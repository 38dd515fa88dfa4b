package dev.surety.simulator.bank;

import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.simulator.bank.files.FilePlay;
import dev.surety.simulator.bank.files.PaymentFile.Traces;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The play that an operator gives an account. A transfer to {@code refuses_all} adds to it.
 *
 * @param version of the script that was read; 0 if there was none. The one that replaces it is the next
 * @param next the names of behaviours for the next transfers, whatever their accounts are
 * @param openings by currency, what the account held before its first line, in minor units; else the gateways' money
 * @param charges by currency, the fee that each debit line carries, in minor units
 * @param file the play of the next file
 * @param traces of the last NACHA files that the bank accepted
 */
record Script(
        long version,
        List<String> next,
        Map<String, Long> openings,
        Map<String, Long> charges,
        Optional<Instant> refusesUntil,
        Optional<FilePlay> file,
        List<Traces> traces) {
    /** More than the files of a day: a modifier is one of 36. */
    private static final int MOST_TRACES = 100;

    static final Script NONE =
            new Script(0, List.of(), Map.of(), Map.of(), Optional.empty(), Optional.empty(), List.of());

    Script {
        next = List.copyOf(next);
        openings = Map.copyOf(openings);
        charges = Map.copyOf(charges);
        traces = List.copyOf(traces);
    }

    /** The fee that each debit line carries. */
    Money charge(Currency currency) {
        return Money.of(charges.getOrDefault(currency.code(), 0L), currency);
    }

    Script played() {
        return new Script(version, next.subList(1, next.size()), openings, charges, refusesUntil, file, traces);
    }

    /** The bank has taken a file of so many payments. */
    Script filed(int payments) {
        int used = Math.min(payments, next.size());
        return new Script(
                version, next.subList(used, next.size()), openings, charges, refusesUntil, Optional.empty(), traces);
    }

    /** The bank has accepted a NACHA file with these traces. */
    Script traced(Traces more) {
        List<Traces> all = new ArrayList<>(traces);
        all.add(more);
        return new Script(
                version,
                next,
                openings,
                charges,
                refusesUntil,
                file,
                all.subList(Math.max(0, all.size() - MOST_TRACES), all.size()));
    }

    Script refusing(Instant until) {
        return new Script(version, next, openings, charges, Optional.of(until), file, traces);
    }

    Script filing(Optional<FilePlay> play) {
        return new Script(version, next, openings, charges, refusesUntil, play.or(() -> file), traces);
    }

    Script with(List<String> more, Map<String, Long> opened, Map<String, Long> charged) {
        List<String> all = new ArrayList<>(next);
        all.addAll(more);
        return new Script(version, all, merged(openings, opened), merged(charges, charged), refusesUntil, file, traces);
    }

    private static Map<String, Long> merged(Map<String, Long> before, Map<String, Long> more) {
        Map<String, Long> all = new HashMap<>(before);
        all.putAll(more);
        return all;
    }
}
