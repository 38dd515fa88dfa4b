package dev.surety.ledger.app;

import dev.surety.ledger.domain.Arrival;
import dev.surety.ledger.domain.Arrival.Reason;
import dev.surety.ledger.domain.Books;
import dev.surety.ledger.domain.Job;
import dev.surety.ledger.domain.JournalScan;
import dev.surety.ledger.domain.JournalScan.Scanned;
import dev.surety.ledger.domain.Line;
import dev.surety.ledger.domain.Movement;
import dev.surety.ledger.domain.ParkedEntries;
import dev.surety.ledger.domain.ParkedEntries.Mark;
import dev.surety.ledger.domain.ParkedEntries.Parked;
import dev.surety.ledger.domain.Place;
import dev.surety.ledger.domain.Progress;
import dev.surety.runtime.resilience.Outage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Posts a parked chain from its first parked entry on, in order and in place. The first that still cannot be posted
 * stays parked, with its reason, and all that follow it. The chain is freed only if nothing was parked meanwhile; else
 * it is gone through again. A crash anywhere leaves entries posted and still listed, and the next try passes them by.
 */
public final class ReleaseParked implements RunJob.Step {
    private static final int MOST_ROUNDS = 5;
    private static final String STILL_PARKED = "stillParked";
    private static final String REASON = "reason";

    private final JournalScan journal;
    private final Books books;
    private final ParkedEntries parked;
    private final ParkedPlaces places;

    public ReleaseParked(JournalScan journal, Books books, ParkedEntries parked, ParkedPlaces places) {
        this.journal = journal;
        this.books = books;
        this.parked = parked;
        this.places = places;
    }

    private record Stuck(Place place, Reason reason) {}

    private record Round(int posted, Optional<Stuck> stuck) {}

    @Override
    public Progress from(Job job, Progress at) {
        Optional<String> chain = places.find(job.marketplace(), job.subject());
        if (chain.isEmpty()) {
            return at.at(Progress.FAILED, "");
        }
        Place whole = new Place(chain.get(), 0);
        Progress progress = at;
        for (int rounds = 0; rounds < MOST_ROUNDS; rounds++) {
            Optional<Mark> mark = parked.mark(chain.get());
            if (mark.isEmpty()) {
                places.close(whole, () -> parked.mark(chain.get()).isEmpty());
                return progress.at(Progress.DONE, "");
            }
            Round round = round(chain.get(), mark.get());
            progress = progress.counting(round.posted(), round.posted());
            if (round.stuck().isEmpty()) {
                // Whether this frees it or not, the next round looks at what there is then.
                boolean _ = parked.free(chain.get(), mark.get());
            } else if (parked.hold(round.stuck().get().place(), round.stuck().get().reason(), mark.get())) {
                places.open(round.stuck().get().place(), round.stuck().get().reason());
                return progress.at(Progress.DONE, "")
                        .noting(STILL_PARKED, Integer.toString(round.stuck().get().place().number()))
                        .noting(REASON, round.stuck().get().reason().name().toLowerCase(Locale.ROOT));
            }
        }
        throw new Outage("a chain is parked faster than it is released");
    }

    private Round round(String chain, Mark mark) {
        List<Parked> listed = parked.of(chain);
        int from = Stream.concat(Stream.of(mark.from()), listed.stream().map(each -> each.place().number()))
                .min(Integer::compare)
                .orElse(mark.from());
        int posted = 0;
        for (Scanned entry : journal.chain(chain, from)) {
            Optional<Reason> reason = post(entry.arrival());
            if (reason.isPresent()) {
                return new Round(posted, Optional.of(new Stuck(entry.place(), reason.get())));
            }
            if (listed.stream().anyMatch(each -> each.place().equals(entry.place()))) {
                parked.drop(entry.place());
                posted++;
            }
        }
        return new Round(posted, Optional.empty());
    }

    private Optional<Reason> post(Arrival arrival) {
        return switch (arrival) {
            case Arrival.Still() -> Optional.empty();
            case Arrival.Poison(_, Reason reason) -> Optional.of(reason);
            case Arrival.Tampered _ -> Optional.of(Reason.UNREADABLE);
            case Arrival.Moved(Movement movement) -> {
                List<Line> lines = movement.lines();
                books.open(lines);
                // Line by line: those before one that does not fit stay, as when it was parked.
                boolean fits = lines.stream().allMatch(line -> books.post(line.account(), List.of(line)).isEmpty());
                yield fits ? Optional.empty() : Optional.of(Reason.OVERFLOW);
            }
        };
    }
}
