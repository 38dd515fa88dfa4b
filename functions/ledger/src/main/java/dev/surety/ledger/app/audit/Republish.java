package dev.surety.ledger.app.audit;

import dev.surety.ledger.app.job.RunScan;
import dev.surety.ledger.app.posting.ParkedPlaces;
import dev.surety.ledger.app.posting.PostEntries;
import dev.surety.ledger.domain.job.Job;
import dev.surety.ledger.domain.job.Progress;
import dev.surety.ledger.domain.posting.EntryRef;
import dev.surety.ledger.domain.posting.JournalScan.Scanned;
import dev.surety.ledger.domain.posting.ParkedEntries;
import dev.surety.ledger.domain.posting.Relay;
import dev.surety.runtime.resilience.Outage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Posts a marketplace's entries again, page by page of the journal's scan, and has events told again. The poster passes
 * by lines that exist; listeners know an event by its id. An entry that was parked and can be posted now is no longer
 * parked.
 */
public final class Republish implements RunScan.Part {
    private final PostEntries post;
    private final ParkedEntries parked;
    private final ParkedPlaces places;
    private final Relay relay;

    public Republish(PostEntries post, ParkedEntries parked, ParkedPlaces places, Relay relay) {
        this.post = post;
        this.parked = parked;
        this.places = places;
        this.relay = relay;
    }

    @Override
    public Progress page(Job job, Progress at, List<Scanned> own) {
        PostEntries.Posted posted = post.post(own.stream().map(Scanned::arrival).toList());
        if (posted.left().isPresent()) {
            throw new Outage("part of a page could not be posted again");
        }
        Set<EntryRef> free = new HashSet<>(parked.among(own.stream().map(Scanned::place).toList()));
        free.removeAll(posted.parked());
        for (EntryRef place : free) {
            // A crash between the two leaves it listed, and the next time both are done again.
            places.close(place, () -> !parked.anyOtherOf(place));
            parked.drop(place);
        }
        relay.again(own);
        return at.counting(own.size(), own.stream().filter(Scanned::hasMoved).count());
    }

    @Override
    public Progress end(Job job, Progress at) {
        return at.at(Progress.DONE, "");
    }
}
