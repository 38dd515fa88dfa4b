package dev.surety.onboarding.rescreening;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.FaultyDynamo;
import dev.surety.dynamo.invariants.WholeWorld;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.onboarding.app.Participant;
import dev.surety.onboarding.app.ParticipantEntries;
import dev.surety.onboarding.app.rescreening.ListChanges;
import dev.surety.onboarding.app.rescreening.ScreeningRuns;
import dev.surety.onboarding.app.rescreening.StartScreeningRun;
import dev.surety.onboarding.app.rescreening.WorkOnScreeningRun;
import dev.surety.onboarding.app.rescreening.WorkOnStack;
import dev.surety.onboarding.domain.ParticipantEvent;
import dev.surety.onboarding.domain.ParticipantState;
import dev.surety.onboarding.domain.ShippedRules;
import dev.surety.onboarding.domain.rescreening.Look.Verdict;
import dev.surety.onboarding.domain.rescreening.StackRescreening;
import dev.surety.onboarding.inbox.ScreeningWakes;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.EntryItems;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes.Found;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.AllMarketplaces;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.marketplace.Participants;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.timers.WakeNudges;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs over the strict store, with a queue of their messages. The lists are played: a version is a set of countries,
 * and a change that has a country names its participants. Screening again is played by one entry for a cause.
 */
final class RescreeningWorld {
    static final MarketplaceId DEMO = new MarketplaceId("demo");
    private static final int MOST_MESSAGES = 10_000;

    final FixedClock clock = FixedClock.at("2026-11-22T10:00:00Z");
    final MemoryDynamo store;
    final Journal journal;
    final ScreeningRuns runs;
    final StartScreeningRun starting;
    final PlayedLists lists = new PlayedLists();
    final Set<String> touched = new TreeSet<>();
    final Deque<String> queue = new ArrayDeque<>();
    private final ScreeningWakes wakes;
    private final JournalIndexes indexes;
    private final Faults faults;
    private final ListChanges changes;

    /** @param slice how many participants of each shard a page has */
    RescreeningWorld(Faults faults, int slice) {
        this(faults, slice, Optional.empty());
    }

    /** @param real lists to use in place of played ones */
    RescreeningWorld(Faults faults, int slice, Optional<ListChanges> real) {
        this.faults = faults;
        changes = real.orElse(lists);
        store = MemoryDynamo.surety(clock);
        DynamoDbClient dynamo = new FaultyDynamo(store, faults);
        journal = new Journal(dynamo, SuretyTables.JOURNAL);
        indexes = new JournalIndexes(dynamo, SuretyTables.JOURNAL);
        var worlds = new Clocks(clock, dynamo, Optional.of(SuretyTables.SANDBOX));
        var marketplaces = new Marketplaces(journal);
        var nudges = new WakeNudges(deadlines -> deadlines.forEach(of -> send(of.chain(), of.number())), clock);
        runs = new ScreeningRuns(journal, indexes);
        starting = new StartScreeningRun(runs, marketplaces, changes, worlds, nudges::nudge);
        var working = new WorkOnScreeningRun(
                runs,
                new Participants(indexes),
                marketplaces,
                changes,
                this::screen,
                worlds,
                nudges::nudge,
                new WorkOnScreeningRun.Pace(slice, 1, Duration.ofSeconds(20), clock));
        var stack = new WorkOnStack(journal, new AllMarketplaces(indexes), runs, starting, changes, clock);
        wakes = new ScreeningWakes(working, stack);
    }

    private void send(ChainId chain, int number) {
        faults.around("nudge", () -> queue.add(body(chain, number)), _ -> new Outage("the queue does not answer"));
    }

    static String body(ChainId chain, int number) {
        return Json.text(Json.object().put("chain", chain.toString()).put("number", number));
    }

    /** Versions of the lists by name, each as the countries it names. */
    static final class PlayedLists implements ListChanges {
        private final Map<String, Set<String>> versions = new HashMap<>();
        private Optional<String> inForce = Optional.empty();
        final Set<String> unreadable = new TreeSet<>();

        void change(String version, String... countries) {
            versions.put(version, Set.of(countries));
            inForce = Optional.of(version);
        }

        @Override
        public Optional<String> inForce() {
            return inForce;
        }

        @Override
        public Change between(Optional<String> from, String to) {
            if (unreadable.contains(to)) {
                throw new Outage("the index cannot be read");
            }
            Set<String> before = from.map(versions::get).orElse(Set.of());
            Set<String> changed = new TreeSet<>(versions.get(to));
            changed.removeAll(before);
            before.stream().filter(country -> !versions.get(to).contains(country)).forEach(changed::add);
            return participant -> participant.state().words().equals("destroyed")
                    ? Verdict.NAMELESS
                    : changed.contains(participant.state().country()) ? Verdict.NAMED : Verdict.UNTOUCHED;
        }
    }

    /** As screening does: one entry for a cause, however often it is asked. */
    private void screen(ChainId participant, String cause) {
        touched.add(participant.id());
        CommandKey key = CommandKey.ofFact("screened", participant.toString(), cause);
        StateChain chain = journal.state(participant);
        if (journal.seen(chain, key).isEmpty()) {
            ParticipantState state = Participant.of(journal, chain.last().orElseThrow()).state();
            var event = new ParticipantEvent.Updated(List.of("screened"));
            journal.append(
                    chain, ParticipantEntries.draft(participant, event, state, clock.instant(), Actor.TIMER, key));
        }
    }

    /** A marketplace whose participants are screened, or one that verifies at once. */
    RescreeningWorld marketplace(MarketplaceId id, Mode mode, boolean isScreened) {
        ObjectNode settings = Json.object(
                """
                {"mode":"%s","currencies":["EUR"],"pause":[],"presets":[],"returnUrls":[],"timeZone":"UTC"}
                """
                        .formatted(mode == Mode.LIVE ? "live" : "sandbox"));
        if (isScreened && mode == Mode.SANDBOX) {
            settings.putObject("onboarding").set("rules", Json.tree(ShippedRules.of(List.of("EUR"))));
        }
        StateChain chain = journal.state(Marketplaces.chain(id));
        journal.append(
                chain,
                Draft.of("settings.changed.v1", settings, clock.instant(), Actor.of("staff:per_op"),
                                CommandKey.ofFact("settings", id.value()))
                        .indexed(new Entry.Index(AllMarketplaces.owner(mode), "", "")));
        return this;
    }

    /** A participant of a country, created at the clock's instant. */
    ChainId participant(MarketplaceId marketplace, String name, String country) {
        return participant(marketplace, name, country, "words");
    }

    /** One whose name the vault has no more. */
    ChainId destroyed(MarketplaceId marketplace, String name) {
        return participant(marketplace, name, "FR", "destroyed");
    }

    static ChainId id(MarketplaceId marketplace, String name) {
        return CreateParticipant.chain(marketplace, Id.derive(ParticipantId.PREFIX, name));
    }

    private ChainId participant(MarketplaceId marketplace, String name, String country, String words) {
        ChainId id = id(marketplace, name);
        ParticipantState state = ParticipantState.created(
                ParticipantState.Kind.INDIVIDUAL, country, Mode.SANDBOX, clock.instant(), words, List.of());
        journal.append(
                journal.state(id),
                ParticipantEntries.draft(
                                id, new ParticipantEvent.Created(), state, clock.instant(), Actor.of("backend:b"),
                                CommandKey.ofFact("created", name))
                        .indexed(new Entry.Index(Participants.owner(marketplace, id.id()), "", "")));
        return id;
    }

    /** The bus's event that a list has changed. */
    void tellOfLists() {
        queue.add("{\"detail\":{\"pk\":\"screening_list#stack#played\",\"sequence\":1}}");
    }

    /** Hands over every message, and those that they lead to; a message that fails three times in turn waits. */
    void work() {
        int failed = 0;
        for (int i = 0; i < MOST_MESSAGES && !queue.isEmpty() && failed < 3; i++) {
            String message = queue.poll();
            if (hand(message)) {
                failed = 0;
            } else {
                queue.add(message);
                failed++;
            }
        }
    }

    /** Whether the message may go. */
    boolean hand(String message) {
        try {
            return wakes.handle(read(message)) == Handled.DONE;
        } catch (Outage away) {
            return false;
        }
    }

    private static JsonNode read(String message) {
        return Json.object(message);
    }

    /** Time passes, and each deadline that has come is handed out, until none is left that leads to an entry. */
    void pass(Duration time) {
        clock.advance(time);
        boolean isAgain = true;
        while (isAgain) {
            int before = entries();
            for (Entry last : dues()) {
                queue.add(body(last.chain(), last.number()));
            }
            work();
            isAgain = entries() > before;
        }
    }

    private int entries() {
        return store.items(SuretyTables.JOURNAL).size();
    }

    private List<Entry> dues() {
        var plain = new Journal(store, SuretyTables.JOURNAL);
        return store.items(SuretyTables.JOURNAL).stream()
                .map(item -> item.get("pk").s())
                .filter(pk -> pk.startsWith("screening_run#") || pk.startsWith("stack_rescreening#"))
                .distinct()
                .map(ChainId::parse)
                .flatMap(id -> plain.last(id).stream())
                .filter(last -> last.due().filter(due -> !due.at().isAfter(clock.instant())).isPresent())
                .toList();
    }

    List<Entry> chain(ChainId id) {
        return new Journal(store, SuretyTables.JOURNAL).load(id).entries();
    }

    Entry last(ChainId id) {
        return new Journal(store, SuretyTables.JOURNAL).last(id).orElseThrow();
    }

    ListChanges changes() {
        return changes;
    }

    /** Every run of a marketplace, newest first. */
    List<ScreeningRuns.Stored> runsOf(MarketplaceId marketplace) {
        return runs.list(marketplace, 100, Optional.empty()).stream()
                .map(found -> runs.find(found.chain()).orElseThrow())
                .toList();
    }

    ScreeningRuns.Stored run(MarketplaceId marketplace) {
        return runsOf(marketplace).getFirst();
    }

    /** The participants of each shard, newest first. */
    List<List<Found>> shards(MarketplaceId marketplace) {
        var all = new JournalIndexes(store, SuretyTables.JOURNAL);
        return IntStream.range(0, Participants.SHARDS)
                .mapToObj(shard -> "participant#" + marketplace + "#all-" + shard)
                .map(owner -> all.all(JournalIndexes.By.OWNER, owner, 1_000).toList())
                .toList();
    }

    /** Every invariant that the store can show. */
    void check() {
        WholeWorld.of(store).hashing(EntryItems::hash).idle().check();
    }

    StackRescreening stack() {
        return WorkOnStack.find(journal);
    }
}
