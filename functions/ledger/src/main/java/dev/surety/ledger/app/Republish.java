package dev.surety.ledger.app;

import dev.surety.ledger.domain.Job;
import dev.surety.ledger.domain.JournalScan;
import dev.surety.ledger.domain.JournalScan.Scanned;
import dev.surety.ledger.domain.Progress;
import dev.surety.ledger.domain.Relay;
import dev.surety.runtime.resilience.Outage;
import java.util.List;
import java.util.Optional;

/**
 * Scans the journal and posts again what is a marketplace's, and has it told again: what is posted is passed by, and
 * listeners know an event by its id. A step is one page of the scan; its place is saved once all of it was done.
 */
public final class Republish implements RunJob.Step {
    private static final String SCAN = "scan";

    private final JournalScan journal;
    private final PostEntries post;
    private final Relay relay;

    public Republish(JournalScan journal, PostEntries post, Relay relay) {
        this.journal = journal;
        this.post = post;
        this.relay = relay;
    }

    @Override
    public Progress from(Job job, Progress at) {
        JournalScan.Page page = journal.page(at.cursor());
        List<Scanned> own = page.entries().stream()
                .filter(entry -> entry.place().marketplace().equals(job.marketplace().value()))
                .toList();
        Optional<Integer> left = post.post(own.stream().map(Scanned::arrival).toList());
        if (left.isPresent()) {
            throw new Outage("part of a page could not be posted again");
        }
        relay.again(own);
        long moved = own.stream().filter(Scanned::hasMoved).count();
        Progress next = at.counting(own.size(), moved);
        return page.next().isEmpty() ? next.at(Progress.DONE, "") : next.at(SCAN, page.next());
    }
}
