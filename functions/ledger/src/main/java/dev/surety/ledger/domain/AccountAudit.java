package dev.surety.ledger.domain;

import dev.surety.ledger.domain.AuditReport.Difference;
import dev.surety.ledger.domain.AuditReport.Kind;
import dev.surety.model.Invariants;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** One account as the journal, the lines and the balance tell it, side by side. */
final class AccountAudit {
    private final LedgerAccount account;
    private final Tally entries = new Tally();
    private final Tally newEntries = new Tally();
    private final Tally parkedEntries = new Tally();
    private final Tally lines = new Tally();
    private final Tally newLines = new Tally();
    private final Optional<Clearing> clearing;
    private Optional<Balance> balance = Optional.empty();

    AccountAudit(LedgerAccount account, Instant now) {
        this.account = account;
        this.clearing = Booked.clears(account.kind()) ? Optional.of(new Clearing(now)) : Optional.empty();
    }

    void entry(Line line, boolean isNew, boolean isParked) {
        clearing.ifPresent(of -> of.add(line));
        (isParked ? parkedEntries : isNew ? newEntries : entries).add(line);
    }

    void line(Line line, boolean isNew) {
        (isNew ? newLines : lines).add(line);
    }

    void balance(Balance seen) {
        Invariants.hold(balance.isEmpty(), "ledger-is-fold: an account has one balance");
        balance = Optional.of(seen);
    }

    BigInteger journal() {
        return entries.sum.add(newEntries.sum).add(parkedEntries.sum);
    }

    BigInteger ledger() {
        return balance.map(of -> BigInteger.valueOf(of.amountMinor())).orElse(BigInteger.ZERO);
    }

    boolean isOverdrawn() {
        return Booked.neverBelowZero(account.kind()) && (journal().signum() < 0 || ledger().signum() < 0);
    }

    boolean isNotCleared() {
        return clearing.flatMap(Clearing::kind).filter(Kind.NOT_CLEARED::equals).isPresent();
    }

    Optional<Difference> difference() {
        return kind().or(() -> clearing.flatMap(Clearing::kind))
                .map(kind -> new Difference(kind, account, journal(), ledger()));
    }

    private Optional<Kind> kind() {
        long posted = lines.count + newLines.count;
        if (parkedEntries.count > 0) {
            boolean explained = posted <= entries.count + newEntries.count + parkedEntries.count;
            return Optional.of(explained ? Kind.PARKED : Kind.EXTRA_LINE);
        }
        if (!lines.isSame(entries)) {
            return Optional.of(byCount(lines.count, entries.count));
        }
        if (!newLines.isSame(newEntries)) {
            boolean late = newLines.count < newEntries.count;
            return Optional.of(late ? Kind.NOT_YET_POSTED : byCount(newLines.count, newEntries.count));
        }
        return balanceKind(posted);
    }

    private static Kind byCount(long posted, long appended) {
        if (posted == appended) {
            return Kind.LINE_DIFFERS;
        }
        return posted < appended ? Kind.MISSING_LINE : Kind.EXTRA_LINE;
    }

    /** The balance was read at another moment than the lines: while lines arrive, only equal counts compare. */
    private Optional<Kind> balanceKind(long posted) {
        boolean equal = ledger().equals(lines.sum.add(newLines.sum));
        boolean sameMoment = balance.map(Balance::lines).orElse(0L) == posted;
        if (equal && sameMoment) {
            return Optional.empty();
        }
        return Optional.of(!sameMoment && newLines.count > 0 ? Kind.NOT_YET_POSTED : Kind.BALANCE_DIFFERS);
    }

    /** A sum of lines that also tells, but for chance, whether they are the same lines. */
    private static final class Tally {
        private BigInteger sum = BigInteger.ZERO;
        private long count;
        private long digest;

        void add(Line line) {
            sum = sum.add(BigInteger.valueOf(line.amountMinor()));
            count++;
            // Added up without regard to order; the words are mixed so that no two lines cancel out.
            digest += mixed(Objects.hash(LinePlace.key(line), line.event()) * 0x9E3779B97F4A7C15L + line.amountMinor());
        }

        boolean isSame(Tally other) {
            return sum.equals(other.sum) && count == other.count && digest == other.digest;
        }

        private static long mixed(long value) {
            long folded = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
            return folded ^ (folded >>> 27);
        }
    }
}
