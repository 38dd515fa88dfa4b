package dev.surety.onboarding.lists;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.FaultyDynamo;
import dev.surety.dynamo.invariants.WholeWorld;
import dev.surety.model.journal.Entry;
import dev.surety.onboarding.app.lists.ListSource;
import dev.surety.onboarding.app.lists.ListsChain;
import dev.surety.onboarding.app.lists.RefreshLists;
import dev.surety.onboarding.app.lists.ScreeningLists;
import dev.surety.onboarding.domain.lists.ListsState;
import dev.surety.onboarding.http.screening.ScreeningListRoutes;
import dev.surety.onboarding.inbox.FetchLists;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.journal.EntryItems;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.resilience.Outage;
import dev.surety.sanctions.synthetic.SyntheticLists;
import dev.surety.testkit.http.HttpWorld;
import dev.surety.testkit.http.Response;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The fetching of lists over the strict store, with publishers whose files a test changes. */
final class ListsWorld {
    static final String END = String.valueOf((char) 0x1A);

    final FixedClock clock = FixedClock.at("2026-11-22T10:00:00Z");
    final MemoryDynamo store;
    final KeptFiles files;
    /** Files that are published otherwise than they are shipped. */
    final Map<String, String> published = new HashMap<>();
    /** Lists whose publisher does not answer. */
    final Set<String> away = new HashSet<>();

    private final Faults faults;
    private final Journal journal;
    final FetchLists door;
    private final HttpWorld api;

    ListsWorld() {
        this(Faults.none());
    }

    ListsWorld(Faults faults) {
        this(faults, Optional.empty());
    }

    private ListsWorld(Faults faults, Optional<ListsWorld> of) {
        this.faults = faults;
        store = of.map(world -> world.store).orElseGet(() -> MemoryDynamo.surety(clock));
        files = new KeptFiles(of.map(world -> world.files.files).orElseGet(TreeMap::new), faults);
        journal = new Journal(new FaultyDynamo(store, faults), SuretyTables.JOURNAL);
        var metrics = new Metrics("onboarding", clock, _ -> {});
        door = new FetchLists(new RefreshLists(this::fetch, ListSource.ALL, journal, files, clock), metrics);
        var routes = new ScreeningListRoutes(lists(), clock);
        api = new HttpWorld(new HttpEdge(routes.table(), metrics, Optional.empty(), Optional.empty()));
    }

    /** The same stores and publishers, whose calls never fail and are not counted. */
    ListsWorld undisturbed() {
        ListsWorld world = new ListsWorld(Faults.none(), Optional.of(this));
        world.published.putAll(published);
        world.clock.advance(Duration.between(world.clock.instant(), clock.instant()));
        return world;
    }

    private byte[] fetch(String list, String file) {
        return faults.around(
                "fetch a file",
                () -> {
                    if (away.contains(list)) {
                        throw new Outage("away");
                    }
                    return Optional.ofNullable(published.get(file))
                            .map(text -> text.getBytes(StandardCharsets.UTF_8))
                            .orElseGet(() -> SyntheticLists.file(file));
                },
                fate -> new Outage("no publisher: " + fate));
    }

    /** As another instance would see them. */
    ScreeningLists lists() {
        return new ScreeningLists(journal, files);
    }

    Map<String, Object> round() {
        return door.apply(InputStream.nullInputStream());
    }

    void publishOtherwise(String file, String from, String to) {
        String before = new String(SyntheticLists.file(file), StandardCharsets.UTF_8);
        String after = before.replace(from, to);
        if (before.equals(after)) {
            throw new AssertionError("nothing was changed");
        }
        published.put(file, after);
    }

    ListsState state() {
        return ListsChain.state(entries().isEmpty() ? Optional.empty() : Optional.of(entries().getLast()));
    }

    List<Entry> entries() {
        return new Journal(store, SuretyTables.JOURNAL).load(ListsChain.ID).entries();
    }

    /** Events with the work that they open or close. */
    List<String> events() {
        return entries().stream()
                .map(entry -> entry.event().replace("screening.list_", "").replace(".v1", "")
                        + entry.attention().map(change -> " " + change).orElse(""))
                .toList();
    }

    /** As a person of the staff who decides about participants. */
    Response get() {
        return get("participants:decide", "person", "per_c1");
    }

    Response get(String scope, String as, String id) {
        return api.get(
                "/v1/screening/lists",
                Map.of("marketplace", "demo", "client_id", "demo-client", as, id, "scope", scope));
    }

    void check() {
        WholeWorld.of(store).hashing(EntryItems::hash).idle().check();
    }
}
