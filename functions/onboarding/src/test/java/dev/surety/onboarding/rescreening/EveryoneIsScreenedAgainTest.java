package dev.surety.onboarding.rescreening;

import static dev.surety.onboarding.rescreening.RescreeningWorld.DEMO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.Fate;
import dev.surety.dynamo.faults.Faults;
import dev.surety.model.journal.ChainId;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.onboarding.app.rescreening.IndexChanges;
import dev.surety.onboarding.app.rescreening.ScreeningRuns.Stored;
import dev.surety.onboarding.domain.rescreening.ScreeningRun.State;
import dev.surety.runtime.secrets.Digests;
import dev.surety.sanctions.index.ScreeningIndex;
import dev.surety.sanctions.list.ListedName;
import dev.surety.sanctions.list.ListedParty;
import dev.surety.sanctions.list.NameKind;
import dev.surety.sanctions.list.PartyKind;
import dev.surety.sanctions.list.SanctionsList;
import dev.surety.sanctions.match.Query;
import dev.surety.sanctions.match.Screener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A change of real indexes over many participants. The measure is a search of each participant in both whole indexes:
 * the run touches exactly those whose candidates differ. {@code -Dsurety.participants=100000} is the full size.
 */
class EveryoneIsScreenedAgainTest {
    private static final int PARTICIPANTS = Integer.getInteger("surety.participants", 4_000);
    private static final int LISTED = 3_000;
    private static final int CHANGED = 30;
    private static final long SEED = 20_261_122;
    private static final List<String> SYLLABLES = List.of(
            "ba", "dor", "el", "fa", "gre", "hin", "jo", "kal", "lu", "mar", "nes", "or", "pi", "quel", "ro", "sta",
            "tin", "ul", "vor", "wen", "yas", "zel", "bri", "cor", "dam", "ev");

    private final Random random = new Random(SEED);
    private final Screener screener = new Screener();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, ScreeningIndex> versions = new HashMap<>();
    private final List<ScreeningIndex> inForce = new ArrayList<>();

    private String word() {
        int syllables = 2 + random.nextInt(2);
        return IntStream.range(0, syllables)
                .mapToObj(_ -> SYLLABLES.get(random.nextInt(SYLLABLES.size())))
                .collect(Collectors.joining());
    }

    private String name() {
        return word() + " " + word();
    }

    private static ListedParty party(int id, String name) {
        return new ListedParty(
                "played",
                Integer.toString(id),
                PartyKind.PERSON,
                List.of(new ListedName(name, NameKind.PRIMARY)),
                List.of(),
                Set.of(),
                List.of(),
                Digests.sha256Hex(id + name));
    }

    private ScreeningIndex index(List<ListedParty> parties) {
        String version = Digests.sha256Hex(
                parties.stream().map(ListedParty::contentHash).collect(Collectors.joining()));
        var index = ScreeningIndex.of(List.of(new SanctionsList("played", version, parties)));
        versions.put(index.version(), index);
        return index;
    }

    /** One letter of a name is another: the search has to find it all the same. */
    private static String mistyped(String name) {
        return name.substring(0, name.length() - 1) + "x";
    }

    private RescreeningWorld world(Faults faults, int slice) {
        var changes = new IndexChanges(
                () -> inForce.isEmpty() ? Optional.empty() : Optional.of(inForce.getLast().version()),
                version -> Optional.ofNullable(versions.get(version)),
                participant -> Optional.ofNullable(names.get(participant.entry().chain().id()))
                        .map(name -> new IndexChanges.Subject(List.of(query(name)), Screener.REVIEW, true)));
        return new RescreeningWorld(faults, slice, Optional.of(changes)).marketplace(DEMO, Mode.SANDBOX, true);
    }

    private static Query query(String name) {
        return Query.of(name, PartyKind.PERSON);
    }

    /** The lists before and after: some entries are new, some changed their names, and some left. */
    private List<ScreeningIndex> lists(List<String> ofParticipants) {
        List<ListedParty> before = IntStream.range(0, LISTED).mapToObj(id -> party(id, name())).toList();
        List<ListedParty> after = new ArrayList<>(before.subList(CHANGED, LISTED));
        for (int i = 0; i < CHANGED; i++) {
            after.set(i, party(CHANGED + i, name()));
            String listed = i % 2 == 0 ? mistyped(ofParticipants.get(i)) : name();
            after.add(party(LISTED + i, listed));
        }
        return List.of(index(before), index(after));
    }

    private Set<String> candidates(ScreeningIndex in, String name) {
        return screener.search(in, query(name), Screener.REVIEW).hits().stream()
                .map(hit -> hit.entryId() + hit.contentHash())
                .collect(Collectors.toSet());
    }

    private List<ChainId> participants(RescreeningWorld world, int number) {
        List<ChainId> all = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            ChainId id = world.participant(DEMO, "p" + i, "DE");
            names.putIfAbsent(id.id(), name());
            all.add(id);
        }
        return all;
    }

    private void change(RescreeningWorld world, ScreeningIndex to) {
        inForce.add(to);
        world.tellOfLists();
        world.work();
    }

    @Test
    void exactlyThoseWhoseCandidatesChangedAreTouched() {
        RescreeningWorld world = world(Faults.none(), 50);
        List<ChainId> all = participants(world, PARTICIPANTS);
        List<ScreeningIndex> lists =
                lists(all.stream().map(id -> names.getOrDefault(id.id(), "")).toList());
        change(world, lists.getFirst());
        world.touched.clear();
        Map<String, Integer> before = new HashMap<>();
        all.forEach(id -> before.put(id.id(), world.last(id).number()));

        long began = System.nanoTime();
        change(world, lists.getLast());
        Duration took = Duration.ofNanos(System.nanoTime() - began);

        Set<String> expected = new TreeSet<>();
        for (ChainId id : all) {
            String name = names.getOrDefault(id.id(), "");
            if (!candidates(lists.getFirst(), name).equals(candidates(lists.getLast(), name))) {
                expected.add(id.id());
            }
        }
        Stored run = world.run(DEMO);
        assertEquals(expected, world.touched);
        assertTrue(expected.size() >= CHANGED / 2, "the change names some: " + expected.size());
        assertEquals(State.DONE, run.run().state());
        assertEquals(PARTICIPANTS, run.run().counts().looked());
        assertEquals(expected.size(), run.run().counts().named());
        all.forEach(id -> assertEquals(
                before.getOrDefault(id.id(), 0) + (expected.contains(id.id()) ? 1 : 0),
                world.last(id).number(),
                id.toString()));
        Set<String> proven = ProvenAgain.of(
                world.journal,
                world.shards(DEMO),
                world.chain(run.entry().chain()),
                world.changes().between(Optional.of(lists.getFirst().version()), lists.getLast().version()));
        assertEquals(PARTICIPANTS, proven.size());
        System.out.printf(
                "%,d participants looked at in %,d ms, %d pages, %d named, all others proved untouched%n",
                PARTICIPANTS, took.toMillis(), world.chain(run.entry().chain()).size() - 2, expected.size());
    }

    @Test
    void aRunThatIsKilledInTheMiddleEndsAsOneThatIsNot() {
        int number = 400;
        RescreeningWorld undisturbed = world(Faults.none(), 5);
        List<ChainId> all = participants(undisturbed, number);
        List<ScreeningIndex> lists =
                lists(all.stream().map(id -> names.getOrDefault(id.id(), "")).toList());
        change(undisturbed, lists.getFirst());
        undisturbed.touched.clear();
        change(undisturbed, lists.getLast());

        inForce.clear();
        Faults faults = Faults.none();
        RescreeningWorld killed = world(faults, 5);
        participants(killed, number);
        change(killed, lists.getFirst());
        killed.touched.clear();
        faults.fail(faults.seen() + 12, Fate.DEAD_AFTER);
        change(killed, lists.getLast());
        faults.cease();
        assertEquals(State.WORKING, killed.run(DEMO).run().state());
        assertTrue(killed.run(DEMO).run().counts().looked() > 0, "it died in the middle");
        killed.pass(Duration.ofMinutes(1));
        killed.pass(Duration.ofMinutes(10));

        assertEquals(State.DONE, killed.run(DEMO).run().state());
        assertEquals(undisturbed.run(DEMO).run().counts(), killed.run(DEMO).run().counts());
        assertEquals(undisturbed.touched, killed.touched);
        all.forEach(id -> assertEquals(undisturbed.last(id).number(), killed.last(id).number(), id.toString()));
        assertEquals(Optional.of(lists.getLast().version()), killed.stack().version());
    }
}
