package dev.surety.ledger.domain.audit;

import dev.surety.ledger.domain.account.Booked;
import dev.surety.ledger.domain.account.Correction;
import dev.surety.ledger.domain.audit.AuditState.Link;
import dev.surety.ledger.domain.audit.AuditState.Named;
import dev.surety.ledger.domain.posting.Arrival;
import dev.surety.ledger.domain.posting.EntryRef;
import dev.surety.ledger.domain.posting.JournalScan.Scanned;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.ledger.Line;
import dev.surety.model.ledger.StoredLine;
import dev.surety.runtime.json.Times;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The checks of an audit, and how it counts differences. */
public final class AuditRules {
    public static final String BALANCED = "entry-balanced";
    public static final String BOOKS = "books-balanced";
    public static final String FOLD = "ledger-is-fold";
    public static final String OVERDRAFT = "no-overdraft";
    public static final String CLEARING = "clearing-clears";
    public static final String LINEAR = "chain-linear";
    public static final String APPEND_ONLY = "append-only";
    public static final String TIMED_EXIT = "timed-exit";

    /** Those that raise the alarm. Money that stays in clearing, and a wake that was lost, want a person only. */
    public static final List<String> BREACHES =
            List.of(BALANCED, BOOKS, FOLD, OVERDRAFT, LINEAR, APPEND_ONLY);

    private static final int MOST_NAMED = 100;

    private final Instant horizon;
    private final Map<String, Long> differences;
    private final List<Named> named;
    private final Map<String, Long> violations;
    private final Map<String, BigInteger> sums;
    private Link link;

    public AuditRules(AuditState from) {
        horizon = from.horizon();
        differences = new HashMap<>(from.differences());
        named = new ArrayList<>(from.named());
        violations = new HashMap<>(from.violations());
        sums = new HashMap<>(from.sums());
        link = from.link();
    }

    public AuditState state(Optional<Look> look) {
        return new AuditState(horizon, differences, named, violations, sums, link, look);
    }

    /**
     * Checks an entry against the one before. Returns the last of the chain before, if its deadline was before an
     * instant.
     */
    public Optional<EntryRef> read(Scanned entry, Instant overdue) {
        EntryRef place = entry.place();
        boolean sameChain = place.chain().equals(link.chain());
        Optional<EntryRef> late = sameChain ? Optional.empty() : late(overdue);
        boolean linked = sameChain
                ? place.number() == link.number() + 1 && entry.previous().equals(link.hash())
                : place.number() == 1 && entry.previous().isEmpty();
        boolean known = sameChain && link.isBroken();
        if (!linked && !known) {
            violated(LINEAR);
        }
        link = new Link(place.chain(), place.number(), entry.hash(), entry.dueAt(), known || !linked);
        if (entry.arrival() instanceof Arrival.Poison || entry.arrival() instanceof Arrival.Tampered) {
            violated(BALANCED);
        }
        return late;
    }

    /** The last entry that was read, as the last of its chain, if its deadline was before an instant. */
    public Optional<EntryRef> late(Instant overdue) {
        boolean isLate = Times.parse(link.dueAt()).filter(due -> due.isBefore(overdue)).isPresent();
        return isLate ? Optional.of(new EntryRef(link.chain(), link.number())) : Optional.empty();
    }

    /** Compares a line that an entry must have made with the stored line in its place. */
    public void expected(Line line, Optional<StoredLine> there, boolean isParked, Instant settled) {
        if (there.isEmpty()) {
            Difference late =
                    line.at().isAfter(settled) ? Difference.NOT_YET_POSTED : Difference.MISSING_LINE;
            differs(isParked ? Difference.PARKED : late, line.account());
        } else if (!isSame(there.get().line(), line)) {
            differs(Difference.LINE_DIFFERS, line.account());
        }
    }

    /** Whether a stored line agrees with its entry. */
    public static boolean isSame(Line stored, Line wanted) {
        return stored.amountMinor() == wanted.amountMinor()
                && stored.event().equals(wanted.event())
                && stored.at().equals(wanted.at());
    }

    public void wrong(LedgerAccount account, Correction correction) {
        correction.unreadable().forEach(_ -> differs(Difference.LINE_DIFFERS, account));
        // A line that differs from its entry's was counted when the entry was read.
        correction.changes().stream()
                .filter(change -> change.right().isEmpty())
                .forEach(_ -> differs(Difference.EXTRA_LINE, account));
    }

    /** Checks an account once all its lines are read. */
    public void looked(Look look) {
        LedgerAccount account = look.of();
        if (look.balanceDiffers()) {
            differs(Difference.BALANCE_DIFFERS, account);
        }
        sums.merge(
                account.currency().code(),
                BigInteger.valueOf(look.amountMinor()).subtract(look.later()),
                BigInteger::add);
        if (Booked.neverBelowZero(account.kind()) && look.amountMinor() < 0) {
            violated(OVERDRAFT);
        }
        look.clearing().ifPresent(kind -> differs(kind, account));
        look.clearing().filter(Difference.NOT_CLEARED::equals).ifPresent(_ -> violated(CLEARING));
    }

    public void totalDiffers(LedgerAccount account) {
        differs(Difference.BALANCE_DIFFERS, account);
    }

    public void violated(String invariant) {
        violated(invariant, 1);
    }

    public void violated(String invariant, long times) {
        if (times > 0) {
            violations.merge(invariant, times, Long::sum);
        }
    }

    private void differs(Difference kind, LedgerAccount account) {
        differences.merge(kind.code(), 1L, Long::sum);
        for (int i = 0; i < named.size(); i++) {
            Named each = named.get(i);
            if (each.difference().equals(kind.code())
                    && each.account().equals(account.account().toString())
                    && each.currency().equals(account.currency().code())) {
                named.set(i, new Named(each.difference(), each.account(), each.currency(), each.count() + 1));
                return;
            }
        }
        if (named.size() < MOST_NAMED) {
            named.add(new Named(kind.code(), account.account().toString(), account.currency().code(), 1));
        }
    }

    /** The checks that need the whole audit, at its end. */
    public void end(long breaches) {
        long open = sums.values().stream().filter(sum -> sum.signum() != 0).count();
        // A parked entry may be posted on some of its accounts, so the books need not balance.
        if (differences.getOrDefault(Difference.PARKED.code(), 0L) == 0) {
            violated(BOOKS, open);
        }
        violated(APPEND_ONLY, breaches);
        violated(FOLD, faults().values().stream().mapToLong(Long::longValue).sum());
    }

    /** The classes that are faults, with their counts. */
    public Map<String, Long> faults() {
        Map<String, Long> faults = new HashMap<>();
        for (Difference kind : Difference.values()) {
            long count = differences.getOrDefault(kind.code(), 0L);
            if (kind.isFault() && count > 0) {
                faults.put(kind.code(), count);
            }
        }
        return faults;
    }
}
