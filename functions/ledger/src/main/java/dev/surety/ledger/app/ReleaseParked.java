package dev.surety.ledger.app;

import dev.surety.ledger.domain.Arrival;
import dev.surety.ledger.domain.Arrival.Reason;
import dev.surety.ledger.domain.Books;
import dev.surety.ledger.domain.Generations;
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
    private final ParkedEntries entries;
    private final Generations generations;
    private final ParkedPlaces places;

    public ReleaseParked(
            JournalScan journal,
            Books books,
            ParkedEntries entries,
            Generations generations,
            ParkedPlaces places) {
        this.journal = journal;
        this.books = books;
        this.entries = entries;
        this.generations = generations;
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
        Generations.State state = generations.of(job.marketplace());
        // What is being built beside the live books has parked the chain for itself. It goes first: the place closes
        // with what is live.
        state.next().ifPresent(next -> release(chain.get(), next, at));
        return release(chain.get(), state.live(), at);
    }

    private Progress release(String chain, int generation, Progress at) {
        ParkedEntries parked = entries.in(generation);
        Place whole = new Place(chain, 0);
        Progress progress = at;
        for (int rounds = 0; rounds < MOST_ROUNDS; rounds++) {
            Optional<Mark> mark = parked.mark(chain);
            if (mark.isEmpty()) {
                places.close(whole, () -> parked.mark(chain).isEmpty());
                return progress.at(Progress.DONE, "");
            }
            Round round = round(parked, chain, generation, mark.get());
            progress = progress.counting(round.posted(), round.posted());
            if (round.stuck().isEmpty()) {
                // Whether this frees it or not, the next round looks at what there is then.
                boolean _ = parked.free(chain, mark.get());
            } else if (parked.hold(round.stuck().get().place(), round.stuck().get().reason(), mark.get())) {
                places.open(round.stuck().get().place(), round.stuck().get().reason());
                return progress.at(Progress.DONE, "")
                        .noting(STILL_PARKED, Integer.toString(round.stuck().get().place().number()))
                        .noting(REASON, round.stuck().get().reason().name().toLowerCase(Locale.ROOT));
            }
        }
        throw new Outage("a chain is parked faster than it is released");
    }

    private Round round(ParkedEntries parked, String chain, int generation, Mark mark) {
        List<Parked> listed = parked.of(chain);
        int from = Stream.concat(Stream.of(mark.from()), listed.stream().map(each -> each.place().number()))
                .min(Integer::compare)
                .orElse(mark.from());
        int posted = 0;
        for (Scanned entry : journal.chain(chain, from)) {
            Optional<Reason> reason = post(entry.arrival(), generation);
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

    private Optional<Reason> post(Arrival arrival, int generation) {
        return switch (arrival) {
            case Arrival.Still() -> Optional.empty();
            case Arrival.Poison(_, Reason reason) -> Optional.of(reason);
            case Arrival.Tampered _ -> Optional.of(Reason.UNREADABLE);
            case Arrival.Moved(Movement movement) -> {
                List<Line> lines = movement.lines(generation);
                books.open(lines);
                // Line by line: those before one that does not fit stay, as when it was parked.
                boolean fits = lines.stream().allMatch(line -> books.post(line.account(), List.of(line)).isEmpty());
                yield fits ? Optional.empty() : Optional.of(Reason.OVERFLOW);
            }
        };
    }
}
