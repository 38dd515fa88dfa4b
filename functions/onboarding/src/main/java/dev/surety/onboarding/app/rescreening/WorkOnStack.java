package dev.surety.onboarding.app.rescreening;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.onboarding.app.rescreening.ScreeningRuns.Stored;
import dev.surety.onboarding.domain.rescreening.ScreeningRun.State;
import dev.surety.onboarding.domain.rescreening.StackRescreening.Work;
import dev.surety.onboarding.domain.rescreening.StackRescreening;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.AllMarketplaces;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.resilience.SideBySide;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Has every marketplace rescreened when the lists have changed: begins a run in each, some at a time, and waits for
 * all. One chain without end holds this for the stack, so there is one change at a time. Lists that change meanwhile
 * are taken up at the end of it, from the version that everyone was then screened against.
 */
public final class WorkOnStack {
    public static final String TYPE = "stack_rescreening";
    public static final ChainId CHAIN = new ChainId(TYPE, new MarketplaceId("stack"), "lists");

    /** The version of the index in such an entry is the one that every participant was screened against (§1.30). */
    public static final String RESCREENED = "screening.stack_rescreened.v1";

    private static final String STARTED = "screening.stack_started.v1";
    private static final String MOVED = "screening.stack_moved.v1";
    private static final String LOOKED = "screening.stack_looked.v1";
    private static final Set<String> EVENTS = Set.of(STARTED, MOVED, LOOKED, RESCREENED);

    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration LATER = Duration.ofMinutes(10);

    /** How many marketplaces are at work at one time. */
    static final int AT_WORK = 100;

    private final Journal journal;
    private final AllMarketplaces all;
    private final ScreeningRuns runs;
    private final StartScreeningRun starting;
    private final ListChanges lists;
    private final InstantSource clock;

    /** @param clock the system's: no test clock moves the stack */
    public WorkOnStack(
            Journal journal,
            AllMarketplaces all,
            ScreeningRuns runs,
            StartScreeningRun starting,
            ListChanges lists,
            InstantSource clock) {
        this.journal = journal;
        this.all = all;
        this.runs = runs;
        this.starting = starting;
        this.lists = lists;
        this.clock = clock;
    }

    /** As the last entry has it. */
    public static StackRescreening find(Journal journal) {
        return journal.last(CHAIN).map(WorkOnStack::of).orElse(StackRescreening.NONE);
    }

    private static StackRescreening of(Entry entry) {
        if (!EVENTS.contains(entry.event())) {
            throw new Outage("this release does not know the event " + entry.event());
        }
        return Json.read(Json.object(entry.data()).path("state"), StackRescreening.class);
    }

    /** The lists may have changed. */
    public void hear() {
        wake(CHAIN, 0);
    }

    /** @param number of the entry whose deadline has come; 0 in a nudge */
    public Handled wake(ChainId id, int number) {
        StateChain chain = journal.state(id);
        if (!id.equals(CHAIN) || (number > 0 && chain.version() != number)) {
            return Handled.DONE;
        }
        Instant now = clock.instant();
        if (number > 0 && chain.last().flatMap(Entry::due).filter(due -> now.isBefore(due.at())).isPresent()) {
            return Handled.AGAIN;
        }
        boolean isDue = number > 0;
        boolean isMore = true;
        while (isMore) {
            isMore = step(isDue);
            isDue = false;
        }
        return Handled.DONE;
    }

    /** Whether to look again; another worker that took the place does so itself. */
    private boolean step(boolean isDue) {
        StateChain chain = journal.state(CHAIN);
        StackRescreening state = chain.last().map(WorkOnStack::of).orElse(StackRescreening.NONE);
        if (state.work().isEmpty()) {
            Optional<String> changed = lists.inForce().filter(version -> !state.version().equals(Optional.of(version)));
            return changed.isPresent() && append(chain, STARTED, state.begin(changed.get()), SOON);
        }
        Work work = state.work().get();
        if (work.left().isEmpty()) {
            return work.isListed()
                    ? append(chain, RESCREENED, state.rescreened(), SOON)
                    : append(chain, MOVED, begun(state, work), SOON);
        }
        List<String> left = left(state.version(), work);
        if (left.size() < work.left().size()) {
            return append(chain, MOVED, state.left(left), SOON);
        }
        return isDue && append(chain, LOOKED, state, LATER);
    }

    /** A marketplace whose run a dead worker began here is begun again, which changes nothing. */
    private StackRescreening begun(StackRescreening state, Work work) {
        AllMarketplaces.Page page = all.page(AT_WORK, work.after());
        List<String> begun = new ArrayList<>();
        page.marketplaces().forEach(marketplace -> starting.begin(marketplace, state.version(), work.to())
                .ifPresent(_ -> begun.add(marketplace.value())));
        return state.begun(begun, page.next(), page.next().isEmpty());
    }

    private List<String> left(Optional<String> from, Work work) {
        return SideBySide.map(Limits.LIST_READS_AT_ONCE, work.left(), name -> {
                    ChainId run = StartScreeningRun.id(new MarketplaceId(name), from, work.to());
                    boolean isDone = runs.find(run)
                            .map(Stored::run)
                            .filter(of -> of.state() == State.DONE)
                            .isPresent();
                    return isDone ? Optional.<String>empty() : Optional.of(name);
                })
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private boolean append(StateChain chain, String event, StackRescreening after, Duration wait) {
        Instant now = clock.instant();
        ObjectNode data = Json.object().put("untold", true);
        data.set("state", Json.tree(after));
        var key = CommandKey.ofFact(CHAIN.toString(), event, Integer.toString(chain.version()));
        Draft draft = Draft.of(event, data, now, Actor.TIMER, key)
                .due(after.work().map(_ -> Clocks.due(CHAIN, Mode.LIVE, now, now.plus(wait))));
        return journal.append(chain, draft) instanceof Append.Done(var _, var fresh) && fresh;
    }
}
