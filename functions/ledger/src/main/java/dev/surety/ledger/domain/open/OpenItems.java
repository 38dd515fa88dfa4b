package dev.surety.ledger.domain.open;

import dev.surety.ledger.domain.open.LineParts.Part;
import dev.surety.ledger.domain.report.OpenChains;
import dev.surety.model.journal.ChainId;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.ledger.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the chains that left an account's balance. A line counts for the chains that its entry names, else for its own.
 * On a clearing account the chains of the other sign then clear: payouts that the bank has booked first, then equal
 * amounts, then the oldest. The items sum to the balance, always.
 */
public final class OpenItems {
    private OpenItems() {}

    /**
     * @param lines of the account, in order of time
     * @param parts see {@link LineParts#of}
     * @param booked see {@link LineParts#booked}
     */
    public record Known(List<Line> lines, Map<String, List<Part>> parts, Set<ChainId> booked) {}

    /** The chains of an account with what they left, before any clears another. */
    public static OpenChains chains(List<Line> lines, Map<String, List<Part>> parts) {
        var chains = new OpenChains();
        for (Line line : lines) {
            long left = line.amountMinor();
            for (Part part : parts.getOrDefault(line.entry(), List.of())) {
                long minor = Math.min(part.amountMinor(), Math.absExact(left));
                boolean fits = minor == part.amountMinor() || part.amountMinor() == Part.WHOLE;
                if (fits && minor > 0) {
                    long signed = left < 0 ? -minor : minor;
                    chains.add(part.chain(), signed, line.at());
                    left -= signed;
                }
            }
            if (left != 0) {
                chains.add(line.chain(), left, line.at());
            }
        }
        return chains;
    }

    /** @param balanceMinor at the same instant; a rest that no line explains is an item without a chain */
    public static List<OpenItem> of(LedgerAccount account, OpenKind kind, long balanceMinor, Known known) {
        List<Left> all = new ArrayList<>();
        OpenChains chains = chains(known.lines(), known.parts());
        chains.open().forEach((chain, net) -> all.add(new Left(Optional.of(chain), net, chains.since(chain))));
        long unexplained = balanceMinor - chains.sumMinor();
        if (unexplained != 0) {
            // It is older than all lines that were read.
            all.addFirst(new Left(Optional.empty(), unexplained, Instant.EPOCH));
        }
        if (kind.clears()) {
            clear(all, known.booked());
        }
        return all.stream()
                .filter(left -> left.minor != 0)
                .map(left -> new OpenItem(account, left.chain, left.minor, left.chain.map(_ -> left.since)))
                .sorted(OpenItem.OLDEST)
                .toList();
    }

    private static void clear(List<Left> all, Set<ChainId> booked) {
        all.sort(Comparator.comparing(left -> left.since));
        List<Left> credits = all.stream().filter(left -> left.minor > 0).toList();
        List<Left> debits = all.stream().filter(left -> left.minor < 0).toList();
        List<Left> done = credits.stream()
                .filter(left -> left.chain.filter(booked::contains).isPresent())
                .toList();
        debits.forEach(debit -> oldest(debit, done));
        for (Left debit : debits) {
            credits.stream()
                    .filter(credit -> debit.minor != 0 && credit.minor == -debit.minor)
                    .findFirst()
                    .ifPresent(credit -> credit.clear(debit));
        }
        debits.forEach(debit -> oldest(debit, credits));
    }

    private static void oldest(Left debit, Collection<Left> credits) {
        for (Left credit : credits) {
            if (debit.minor == 0) {
                return;
            }
            credit.clear(debit);
        }
    }

    /** An amount of a chain that shrinks while others clear it. */
    private static final class Left {
        private final Optional<ChainId> chain;
        private final Instant since;
        private long minor;

        private Left(Optional<ChainId> chain, long minor, Instant since) {
            this.chain = chain;
            this.minor = minor;
            this.since = since;
        }

        private void clear(Left debit) {
            long cleared = Math.min(minor, -debit.minor);
            minor -= cleared;
            debit.minor += cleared;
        }
    }
}
