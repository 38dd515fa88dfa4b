package dev.surety.ledger.app;

import dev.surety.ledger.domain.Generations;
import dev.surety.ledger.domain.Generations.State;
import dev.surety.ledger.domain.Job;
import dev.surety.ledger.domain.JournalScan;
import dev.surety.ledger.domain.JournalScan.Scanned;
import dev.surety.ledger.domain.OldBooks;
import dev.surety.ledger.domain.ParkedEntries;
import dev.surety.ledger.domain.ParkedEntries.Parked;
import dev.surety.ledger.domain.Place;
import dev.surety.ledger.domain.Progress;
import dev.surety.runtime.resilience.Outage;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Builds the books of one marketplace anew beside the live ones, compares the two, and switches. In this order:
 *
 * <ol>
 *   <li>begin: from now on the poster writes to both. Whoever posts without knowing it posts what was appended before,
 *       and that the scan finds;
 *   <li>sweep: what was live before the last rebuild goes;
 *   <li>scan: the whole journal is posted to the new books, a page a step;
 *   <li>compare: guarded debits wait; line by line, account by account. What only the live books have is posted to the
 *       new ones if the journal has it, and is dropped if not;
 *   <li>switch: one conditional write. Readers take the new books from their next answer on;
 *   <li>places: chains that are no longer parked leave the work queue.
 * </ol>
 *
 * A crash anywhere leaves the live books as they are and the job to be gone on with. What a job began that no worker
 * has had for an hour, the next one takes over: it goes on with the same new books from the sweep, and what is in them
 * already is passed by; the first, should it come back, finds that and gives up. New books whose balances are not the
 * sums of their lines are given up.
 */
public final class RebuildBooks implements RunJob.Step {
    private static final String SWEEP = "sweep";
    private static final String SCAN = "scan";
    private static final String COMPARE = "compare";
    private static final String SWITCH = "switch";
    private static final String PLACES = "places";
    private static final String NEXT = "generation";
    private static final String BEFORE = "before";
    private static final int PAGE = 50;

    private final JournalScan journal;
    private final PostEntries post;
    private final CompareBooks compare;
    private final Generations generations;
    private final OldBooks old;
    private final ParkedEntries parked;
    private final ParkedPlaces places;
    private final Jobs jobs;

    public RebuildBooks(
            JournalScan journal,
            PostEntries post,
            CompareBooks compare,
            Generations generations,
            OldBooks old,
            ParkedEntries parked,
            ParkedPlaces places,
            Jobs jobs) {
        this.journal = journal;
        this.post = post;
        this.compare = compare;
        this.generations = generations;
        this.old = old;
        this.parked = parked;
        this.places = places;
        this.jobs = jobs;
    }

    @Override
    public Progress from(Job job, Progress at) {
        State state = generations.of(job.marketplace());
        boolean builds = Set.of(SWEEP, SCAN, COMPARE, SWITCH).contains(at.phase());
        boolean switched = at.phase().equals(SWITCH) && state.live() == built(at);
        if (builds && !switched && !state.isBuiltBy(job.chain())) {
            // If nobody came after us, we have given up ourselves, and died before that was noted.
            return state.job().equals(job.chain().toString()) ? unsound(at) : anotherBuilds(at);
        }
        return switch (at.phase()) {
            case "" -> begin(job, at, state);
            case SWEEP -> sweep(job, at, state);
            case SCAN -> scan(job, at, built(at));
            case COMPARE -> compare(job, at, state);
            case SWITCH -> switchOver(job, at, state);
            case PLACES -> places(job, at, state);
            default -> throw new IllegalArgumentException("a rebuild has no phase " + at.phase());
        };
    }

    private Progress begin(Job job, Progress at, State state) {
        if (state.isBuiltBy(job.chain())) {
            return noted(at, state).at(SWEEP, "");
        }
        if (state.builder().filter(jobs::isUnderWay).isPresent()) {
            return anotherBuilds(at);
        }
        State begun = state.next().isPresent() ? state.takenOver(job.chain()) : state.begun(job.chain());
        change(job, begun);
        return noted(at, begun).at(SWEEP, "");
    }

    private static Progress anotherBuilds(Progress at) {
        return at.noting("reason", "another_rebuild").at(Progress.FAILED, "");
    }

    private static Progress unsound(Progress at) {
        return at.noting("reason", "new_books_unsound").at(Progress.FAILED, "");
    }

    private static Progress noted(Progress at, State state) {
        return at.noting(NEXT, Integer.toString(state.next().orElseThrow()))
                .noting(BEFORE, Integer.toString(state.live()));
    }

    private Progress sweep(Job job, Progress at, State state) {
        if (state.old().isEmpty()) {
            return at.at(SCAN, "");
        }
        if (old.sweep(job.marketplace(), state.old().get())) {
            change(job, state.swept());
        }
        return at;
    }

    private Progress scan(Job job, Progress at, int next) {
        JournalScan.Page page = journal.page(at.cursor());
        List<Scanned> own = page.entries().stream()
                .filter(entry -> entry.place().marketplace().equals(job.marketplace().value()))
                .toList();
        if (post.post(own.stream().map(Scanned::arrival).toList(), next).isPresent()) {
            throw new Outage("part of a page could not be posted to the new books");
        }
        long moved = own.stream().filter(Scanned::hasMoved).count();
        Progress counted = at.counting(own.size(), moved);
        return page.next().isEmpty() ? counted.at(COMPARE, "") : counted.at(SCAN, page.next());
    }

    private Progress compare(Job job, Progress at, State state) {
        if (!state.closing()) {
            change(job, state.closed());
        }
        CompareBooks.Compared compared = compare.from(job.marketplace(), state.live(), built(at), at.cursor());
        if (!compared.isSound()) {
            change(job, generations.of(job.marketplace()).abandoned());
            return unsound(at);
        }
        Progress counted = compared.noted(at);
        return compared.next().isEmpty() ? counted.at(SWITCH, "") : counted.at(COMPARE, compared.next());
    }

    private Progress switchOver(Job job, Progress at, State state) {
        if (state.live() != built(at)) {
            change(job, state.switched());
        }
        return at.at(PLACES, "");
    }

    private Progress places(Job job, Progress at, State state) {
        Optional<Place> after = Optional.of(at.cursor()).filter(text -> !text.isEmpty()).map(Place::parse);
        List<Parked> before =
                parked.in(Integer.parseInt(at.notes().getOrDefault(BEFORE, "0"))).list(job.marketplace(), after, PAGE);
        ParkedEntries now = parked.in(state.live());
        before.stream().map(each -> each.place().chain()).distinct().forEach(chain ->
                places.close(new Place(chain, 0), () -> now.mark(chain).isEmpty()));
        return before.size() < PAGE
                ? at.at(Progress.DONE, "")
                : at.at(PLACES, before.getLast().place().text());
    }

    private void change(Job job, State to) {
        if (!generations.change(job.marketplace(), to)) {
            throw new Outage("the generations were changed by another");
        }
    }

    private static int built(Progress at) {
        return Integer.parseInt(at.notes().getOrDefault(NEXT, "0"));
    }
}
