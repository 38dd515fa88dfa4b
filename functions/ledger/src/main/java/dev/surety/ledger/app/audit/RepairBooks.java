package dev.surety.ledger.app.audit;

import dev.surety.ledger.app.Present;
import dev.surety.ledger.app.job.RunJob;
import dev.surety.ledger.domain.account.Books;
import dev.surety.ledger.domain.account.Correction.Change;
import dev.surety.ledger.domain.account.Correction;
import dev.surety.ledger.domain.account.DayTotal;
import dev.surety.ledger.domain.audit.Look;
import dev.surety.ledger.domain.job.Job;
import dev.surety.ledger.domain.job.Progress;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.runtime.json.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repairs accounts while money moves. It removes a line that no entry has, and corrects a line that differs from its
 * entry; the same write changes the balance. If a balance is not the sum of its lines, it adds the difference, which
 * stays right however much the poster adds meanwhile. {@link Republish} adds missing lines.
 */
public final class RepairBooks implements RunJob.Step {
    private static final Logger LOG = LoggerFactory.getLogger(RepairBooks.class);

    private final WalkAccounts walk;
    private final Books books;
    private final Present present;
    private final InstantSource clock;

    public RepairBooks(WalkAccounts walk, Books books, Present present, InstantSource clock) {
        this.walk = walk;
        this.books = books;
        this.present = present;
        this.clock = clock;
    }

    /** @param counts the corrections so far */
    public record State(Map<String, Long> counts, Optional<Look> look) {
        public State {
            counts = Map.copyOf(counts);
        }
    }

    @Override
    public Progress from(Job job, Progress at) {
        State state = at.state().isEmpty()
                ? new State(Map.of(), Optional.empty())
                : Json.read(at.state(), State.class);
        Instant settled = present.settledUntil(job.marketplace(), clock.instant());
        var way = new WalkAccounts.Way(job.marketplace(), "", settled, present.now(job.marketplace()));
        var correcting = new Correcting(books, new HashMap<>(state.counts()));
        WalkAccounts.Walked walked = walk.on(way, at.cursor(), state.look(), correcting);
        if (!walked.isOver()) {
            return at.at(Progress.ACCOUNTS, walked.place())
                    .holding(Json.canonical(new State(correcting.counts(), walked.look())));
        }
        Map<String, String> told = new HashMap<>();
        correcting.counts().forEach((name, count) -> told.put(name, Long.toString(count)));
        return at.at(Progress.DONE, "").holding("").noting(told);
    }

    private record Correcting(Books books, Map<String, Long> counts) implements WalkAccounts.Finder {
        @Override
        public boolean wrong(LedgerAccount account, Look look, Correction correction) {
            log(account, "lines of an account are put right");
            boolean done = books.correct(account, look.marked(), correction);
            if (done) {
                for (Change change : correction.changes()) {
                    counts.merge(change.right().isPresent() ? "linesChanged" : "linesRemoved", 1L, Long::sum);
                }
                if (!correction.unreadable().isEmpty()) {
                    counts.merge("linesRemoved", (long) correction.unreadable().size(), Long::sum);
                }
            }
            return done;
        }

        @Override
        public boolean totalDiffers(LedgerAccount account, DayTotal was, DayTotal right) {
            log(account, "the total of a day is put right");
            boolean done = books.correct(account, was, right);
            return counted(done, "totalsChanged");
        }

        @Override
        public boolean looked(LedgerAccount account, Look look) {
            if (!look.balanceDiffers()) {
                return true;
            }
            log(account, "a balance is put right");
            long amount = look.sum().longValueExact() - look.amountMinor();
            boolean done = books.correct(account, look.marked(), amount, look.count() - look.lines());
            return counted(done, "balancesChanged");
        }

        private boolean counted(boolean done, String what) {
            if (done) {
                counts.merge(what, 1L, Long::sum);
            }
            return done;
        }

        private static void log(LedgerAccount account, String what) {
            LOG.atWarn().addKeyValue("account", account.key()).log(what);
        }
    }
}
