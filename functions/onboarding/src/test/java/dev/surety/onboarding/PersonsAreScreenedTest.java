package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.standing.Standing;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.onboarding.app.Participant;
import dev.surety.onboarding.app.rescreening.IndexChanges;
import dev.surety.onboarding.app.rescreening.ScreenedNames;
import dev.surety.onboarding.app.screening.NameScreening.Query;
import dev.surety.onboarding.app.screening.ScreeningCases;
import dev.surety.onboarding.domain.rescreening.Look.Verdict;
import dev.surety.onboarding.domain.screening.Evidence;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.secrets.Digests;
import dev.surety.sanctions.index.ScreeningIndex;
import dev.surety.sanctions.list.ListedName;
import dev.surety.sanctions.list.ListedParty;
import dev.surety.sanctions.list.NameKind;
import dev.surety.sanctions.list.PartyKind;
import dev.surety.sanctions.list.SanctionsList;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each person of a business is compared with the lists, and the business waits for a hit on one of them. */
class PersonsAreScreenedTest {
    private static final String LISTED = "Zoran Testovic";

    private final PersonCalls calls = new PersonCalls();
    private final OnboardingWorld world = calls.world;
    private final ScreeningCalls screening = new ScreeningCalls(world);
    private final String business = calls.business();

    @BeforeEach
    void aListNamesOne() {
        world.lists.add(LISTED, "UN-1", "hash-1");
    }

    private String owner(String name) {
        return calls.added(business, PersonCalls.OWNER.replace("Ada Example", name));
    }

    private Evidence evidence() {
        return ScreeningCases.from(screening.caseOf(business).getLast()).evidence();
    }

    @Test
    void aPersonOnNoListIsComparedByTheEntryThatNamesIt() {
        owner("Ada Example");

        assertEquals(List.of("participant.created.v3", "person.added.v1"), calls.events(business));
        assertEquals(
                List.of(
                        new Query(
                                List.of("Beispiel GmbH"), Optional.empty(), Optional.of("DE"), true,
                                List.of("HRB 7")),
                        new Query(
                                List.of("Ada Example"), Optional.of("1990-05-17"), Optional.of("AT"), false,
                                List.of())),
                world.lists.asked.subList(1, 3));
        assertEquals(Optional.of("index-1"), screening.standing(business).screened());
    }

    @Test
    void aPersonOnAListHoldsThePayoutsOfTheBusiness() {
        owner("Ada Example");
        String listed = calls.added(business, PersonCalls.DIRECTOR.replace("Ada Example", LISTED));

        assertTrue(calls.open(business).contains("screening.review"));
        Standing standing = screening.standing(business);
        assertFalse(standing.may(Standing.PAYOUT));
        assertTrue(standing.may(Standing.RECEIVE), "money is held, not refused");
        assertEquals(Optional.of(listed), evidence().hits().getFirst().person());
        assertEquals(List.of(listed), evidence().ofPersons().stream().map(Evidence.OfPerson::person).toList());
        Response looked = screening.look(business, "per_c1");
        assertEquals(listed, looked.body().at("/evidence/hits/0/person").asString(""));
        assertEquals(LISTED, looked.body().at("/evidence/persons/0/compared/names/0").asString(""));
        assertEquals("Beispiel GmbH", looked.body().at("/evidence/compared/names/0").asString(""));
        Response page = screening.cases("?state=potential");
        assertFalse(page.bytes().contains(LISTED), "a list names no person");
        assertEquals(listed, page.body().at("/data/0/evidence/hits/0/person").asString(""));
        assertFalse(
                screening.caseOf(business).toString().contains(LISTED)
                        || calls.entries(business).toString().contains(LISTED),
                "the journal has no name");
        world.check();
    }

    @Test
    void twoWhoConfirmBlockTheBusiness() {
        owner(LISTED);
        screening.decided(business, "confirm");

        Standing standing = screening.standing(business);
        assertTrue(standing.inflowBlocked() && standing.outflowBlocked() && standing.isWithheld());
        assertEquals("restricted", calls.view(business).text("state"));
        assertEquals("screening.confirmed.v1", calls.events(business).getLast());
        world.check();
    }

    @Test
    void aClearanceCoversThePersonWhateverOtherPersonsCome() {
        String owner = owner(LISTED);
        screening.decided(business, "clear");
        assertFalse(calls.open(business).contains("screening.review"));

        String director = calls.added(business, PersonCalls.DIRECTOR);
        assertFalse(calls.open(business).contains("screening.review"), "another person who is on no list");
        calls.change(business, owner, "{\"profile\":{\"birthDate\":\"1991-05-17\"}}");
        assertTrue(calls.open(business).contains("screening.review"), "another date of birth is another question");
        screening.decided(business, "clear");
        calls.change(business, director, "{\"profile\":{\"name\":\"" + LISTED + "\"}}");
        assertTrue(calls.open(business).contains("screening.review"), "another person on the list");
        assertEquals(2, evidence().hits().size());
        world.check();
    }

    @Test
    void aPersonWhoIsRemovedClosesNoCase() {
        String owner = owner(LISTED);
        calls.remove(business, owner);
        assertTrue(calls.open(business).contains("screening.review"));
        screening.decided(business, "clear");
        assertFalse(calls.open(business).contains("screening.review"));
    }

    @Test
    void aChangeThatIsNoNameComparesNothing() {
        String owner = owner("Ada Example");
        int before = world.lists.asked.size();
        calls.change(business, owner, "{\"profile\":{\"phone\":\"+49301234567\",\"email\":\"a@mail.example\"}}");
        calls.change(business, owner, "{\"shareBasisPoints\":9000}");
        calls.declare(business, true);
        assertEquals(before, world.lists.asked.size());
    }

    @Test
    void listsThatCannotBeReadAreTriedAgain() {
        world.lists.isReadable = false;
        owner("Ada Example");
        assertTrue(calls.open(business).contains("screening.review"));
        world.lists.isReadable = true;
        world.clock.advance(Duration.ofMinutes(3));
        Deadlines.pass(world);
        assertFalse(calls.open(business).contains("screening.review"));
        world.check();
    }

    /** Compared half with the former lists and half with the new ones would be compared with neither. */
    @Test
    void listsThatChangeBetweenTwoNamesAreAskedAgain() {
        world.lists.turning = true;
        owner("Ada Example");
        assertTrue(calls.open(business).contains("screening.review"));
        world.lists.turning = false;
        world.clock.advance(Duration.ofMinutes(3));
        Deadlines.pass(world);
        assertFalse(calls.open(business).contains("screening.review"));
    }

    @Test
    void aRunComparesThePersonsToo() {
        String owner = owner("Ada Example");
        var names = new ScreenedNames(new Marketplaces(world.screening.journal()), world.screening.vault());
        var chain = CreateParticipant.chain(OnboardingWorld.DEMO, business);
        var subject = names.find(Participant.find(world.screening.journal(), chain).orElseThrow()).orElseThrow();
        assertEquals(
                List.of(List.of("Beispiel GmbH"), List.of("Ada Example")),
                subject.queries().stream().map(dev.surety.sanctions.match.Query::names).toList());
        assertTrue(subject.isScreened());

        world.lists.add("Ada Example", "UN-2", "hash-2");
        world.screening.participants().again(chain, "run-1");
        assertTrue(calls.open(business).contains("screening.review"));
        assertEquals(Optional.of(owner), evidence().hits().getFirst().person());
    }

    private static ScreeningIndex index(String... listed) {
        List<ListedParty> parties = Stream.of(listed)
                .map(name -> new ListedParty(
                        "played", name, PartyKind.PERSON, List.of(new ListedName(name, NameKind.PRIMARY)), List.of(),
                        Set.of(), List.of(), Digests.sha256Hex(name)))
                .toList();
        return ScreeningIndex.of(List.of(new SanctionsList("played", Digests.sha256Hex(parties.toString()), parties)));
    }

    /** A change of the lists that means a person of the business means the business. */
    @Test
    void aChangeThatNamesAPersonNamesTheBusiness() {
        owner("Ada Example");
        Map<String, ScreeningIndex> versions =
                Stream.of(index("Bo Other"), index("Bo Other", "Ada Example"), index("Bo Other", "Cleo Third"))
                        .collect(Collectors.toMap(ScreeningIndex::version, of -> of));
        var changes = new IndexChanges(
                Optional::empty,
                version -> Optional.ofNullable(versions.get(version)),
                new ScreenedNames(new Marketplaces(world.screening.journal()), world.screening.vault()));
        var chain = CreateParticipant.chain(OnboardingWorld.DEMO, business);
        Participant participant = Participant.find(world.screening.journal(), chain).orElseThrow();
        String before = index("Bo Other").version();

        assertEquals(
                Verdict.NAMED,
                changes.between(Optional.of(before), index("Bo Other", "Ada Example").version()).look(participant));
        assertEquals(
                Verdict.UNTOUCHED,
                changes.between(Optional.of(before), index("Bo Other", "Cleo Third").version()).look(participant));
    }

    /** Contracts §1.27, for the routes of persons. */
    @Test
    void anOwnTokenReadsOneWord() {
        String owner = owner(LISTED);
        screening.decided(business, "confirm");
        Map<String, String> own = OnboardingWorld.participant(business);
        String all = "";
        for (List<String> each : List.of(
                List.of("GET", PersonCalls.path(business), ""),
                List.of("GET", PersonCalls.path(business) + "/" + owner, ""),
                List.of("PATCH", PersonCalls.path(business) + "/" + owner, "{\"profile\":{\"phone\":\"+4930123456\"}}"),
                List.of("POST", PersonCalls.path(business), PersonCalls.DIRECTOR),
                List.of("PUT", "/v1/participants/" + business + "/declarations", "{\"noOwnerAbove25\":true}"),
                List.of("DELETE", PersonCalls.path(business) + "/" + owner, ""),
                List.of("GET", "/v1/participants/" + business, ""),
                List.of("GET", "/v1/participants/" + business + "/requirements", ""))) {
            String key = each.get(0).equals("GET") ? "" : calls.key();
            Response answer = world.call(each.get(0), each.get(1), each.get(2), key, own, Map.of());
            assertTrue(answer.status() < 300, answer.bytes());
            String plain = answer.bytes().toLowerCase(Locale.ROOT);
            for (String word : List.of("sanction", "screening", "un-1", "index-1", "confirmed", "potential")) {
                assertFalse(plain.contains(word), each + " tells " + word + ": " + answer.bytes());
            }
            all += answer.bytes();
        }
        assertTrue(all.contains("under_review"), all);
    }
}
