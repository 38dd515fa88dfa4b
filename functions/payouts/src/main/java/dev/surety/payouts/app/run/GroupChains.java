package dev.surety.payouts.app.run;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.RunId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.payouts.domain.run.GroupState;
import dev.surety.payouts.domain.run.GroupState.Phase;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.journal.WholeState;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The chains of a run's groups. The first entry lists a group's payees; then each page's rows have an entry of their
 * own, and so has each page that is executed. The last entry tells how far the group is.
 */
public final class GroupChains {
    public static final String TYPE = "run_pages";
    public static final int MOST_GROUPS = 32;
    public static final int MOST_PAYEES = 3_200;
    public static final int PAGE = 100;

    static final String ROWS = "rows";
    static final String TALLY = "tally";
    static final String PAGES = "pages";

    private static final String PARTICIPANTS = "participants";
    private static final String STATE = "state";
    private static final String LISTED = "run_pages.listed.v1";
    private static final String PAGE_PLANNED = "run_pages.page_planned.v1";
    private static final String PLANNED = "run_pages.planned.v1";
    private static final String STARTED = "run_pages.started.v1";
    private static final String WAITED = "run_pages.waited.v1";
    private static final String PAGE_DONE = "run_pages.page_done.v1";
    private static final String DONE = "run_pages.done.v1";
    private static final String LOOKED = "run_pages.looked.v1";
    private static final Set<String> KNOWN =
            Set.of(LISTED, PAGE_PLANNED, PLANNED, STARTED, WAITED, PAGE_DONE, DONE, LOOKED);

    private static final Duration FIRST_WAIT = Duration.ofMinutes(10);
    private static final int MOST_WAITS_COUNTED = 6;

    private final RunChains runs;

    public GroupChains(RunChains runs) {
        this.runs = runs;
    }

    /** A group as its last entry left it. */
    record Stored(StateChain chain, GroupState state) {}

    public static ChainId chain(MarketplaceId marketplace, RunId run, int group) {
        return new ChainId(TYPE, marketplace, run + "-" + String.format(Locale.ROOT, "%02d", group));
    }

    /** The run of a group's chain; nothing if the chain is no group's. */
    static Optional<RunId> run(ChainId group) {
        String id = group.id();
        int dash = id.lastIndexOf('-');
        return dash > 0 && Id.isWellFormed(RunId.PREFIX, id.substring(0, dash)) && id.length() == dash + 3
                ? Optional.of(new RunId(id.substring(0, dash)))
                : Optional.empty();
    }

    static int number(ChainId group) {
        return Integer.parseInt(group.id().substring(group.id().lastIndexOf('-') + 1));
    }

    Optional<Stored> find(ChainId group) {
        StateChain chain = runs.journal().state(group);
        return chain.last().map(last -> new Stored(chain, state(last)));
    }

    static GroupState state(Entry entry) {
        if (!KNOWN.contains(entry.event())) {
            throw new Outage("this release does not know the event " + entry.event());
        }
        return Json.read(WholeState.in(entry), GroupState.class);
    }

    /** The payees of a group, in their order; nothing if there is no such group. */
    Optional<List<ParticipantId>> payees(ChainId group) {
        return runs.journal().find(group, 1).map(GroupChains::payees);
    }

    private static List<ParticipantId> payees(Entry listed) {
        return Json.object(listed.data()).path(PARTICIPANTS).valueStream()
                .map(id -> new ParticipantId(id.asString("")))
                .toList();
    }

    /** The payees of the group as it is listed now, by this call or by another. */
    List<ParticipantId> list(ChainId group, List<ParticipantId> payees, Instant now) {
        ObjectNode data = Json.object();
        var ids = data.putArray(PARTICIPANTS);
        payees.forEach(id -> ids.add(id.value()));
        GroupState state = GroupState.listed((payees.size() + PAGE - 1) / PAGE);
        StateChain chain = runs.journal().state(group);
        // Pages are found by their numbers, so another worker's list must stay the only one.
        if (chain.version() > 0) {
            return payees(group).orElseThrow();
        }
        return switch (append(chain, LISTED, state, data, now, Duration.ZERO, "")) {
            case Append.Done(var entry, var _) -> payees(entry);
            case Append.Lost(var other) -> payees(other);
        };
    }

    Optional<Stored> pagePlanned(Stored group, List<ObjectNode> rows, JsonNode tally, Instant now) {
        ObjectNode data = Json.object();
        var array = data.putArray(ROWS);
        rows.forEach(array::add);
        data.set(TALLY, tally);
        GroupState after = group.state().pagePlanned();
        return after(append(group.chain(), PAGE_PLANNED, after, data, now, Duration.ZERO, page(group)));
    }

    Optional<Stored> planned(Stored group, List<String> pages, JsonNode tally, Instant now) {
        ObjectNode data = Json.object();
        var array = data.putArray(PAGES);
        pages.forEach(array::add);
        data.set(TALLY, tally);
        return after(append(group.chain(), PLANNED, group.state().planned(), data, now, Duration.ZERO, ""));
    }

    Optional<Stored> started(Stored group, Instant now) {
        GroupState after = group.state().started();
        return after(append(group.chain(), STARTED, after, Json.object(), now, Duration.ZERO, ""));
    }

    Optional<Stored> waited(Stored group, String why, Instant now) {
        GroupState after = group.state().waited();
        Duration wait = FIRST_WAIT.multipliedBy(Math.min(after.waits(), MOST_WAITS_COUNTED));
        String once = page(group) + " " + group.chain().version();
        return after(append(group.chain(), WAITED, after, Json.object().put("why", why), now, wait, once));
    }

    Optional<Stored> done(Stored group, GroupState after, Instant now) {
        String event = after.phase() == Phase.DONE ? DONE : PAGE_DONE;
        return after(append(group.chain(), event, after, Json.object(), now, Duration.ZERO, page(group)));
    }

    /** A timer came and found no work: the run goes on by its own deadlines, and this entry leaves none. */
    void looked(Stored group, Instant now) {
        StateChain chain = group.chain();
        ObjectNode data = Json.object();
        Draft draft = draft(chain, LOOKED, group.state(), data, now, Integer.toString(chain.version()));
        // Another worker's entry does as well.
        Append _ = runs.journal().append(chain, draft);
    }

    private static String page(Stored group) {
        return Integer.toString(group.state().next());
    }

    /** @param once tells this entry from others of the same event */
    private Append append(
            StateChain chain,
            String event,
            GroupState state,
            ObjectNode data,
            Instant now,
            Duration wait,
            String once) {
        ChainId id = chain.id();
        var mode = runs.settings(id.marketplace()).mode();
        Draft draft = draft(chain, event, state, data, now, once);
        Instant at = draft.at();
        return runs.journal().append(chain, draft.due(Optional.of(Clocks.due(id, mode, at, at.plus(wait)))));
    }

    private static Draft draft(
            StateChain chain, String event, GroupState state, ObjectNode data, Instant now, String once) {
        data.set(STATE, Json.tree(state));
        Instant at = chain.last().map(Entry::at).filter(now::isBefore).orElse(now);
        return Draft.of(event, data, at, Actor.TIMER, CommandKey.ofFact(chain.id().toString(), event, once));
    }

    /** The group after our entry, or after the same entry of another worker. */
    private Optional<Stored> after(Append append) {
        return append instanceof Append.Done(var entry, var _) ? find(entry.chain()) : Optional.empty();
    }

    /** The rows of a page; page 0 is planned by the second entry. */
    List<JsonNode> rows(ChainId group, int page) {
        return runs.journal()
                .find(group, page + 2)
                .filter(entry -> entry.event().equals(PAGE_PLANNED))
                .map(entry -> Json.object(entry.data()).path(ROWS).valueStream().toList())
                .orElse(List.of());
    }

    /** The tallies of all pages of a group. */
    List<JsonNode> tallies(ChainId group, int pages) {
        return IntStream.range(0, pages)
                .mapToObj(page -> runs.journal().find(group, page + 2).orElseThrow())
                .map(entry -> Json.object(entry.data()).path(TALLY))
                .toList();
    }

    /** The tally of a group whose pages are all planned. */
    JsonNode tally(ChainId group, int pages) {
        return whole(group, pages).path(TALLY);
    }

    List<String> hashes(ChainId group, int pages) {
        return whole(group, pages).path(PAGES).valueStream().map(hash -> hash.asString("")).toList();
    }

    private JsonNode whole(ChainId group, int pages) {
        return Json.object(runs.journal().find(group, pages + 2).orElseThrow().data());
    }
}
