package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.journal.Entry;
import dev.surety.model.standing.Standing;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.onboarding.app.screening.NameScreening.Query;
import dev.surety.onboarding.app.screening.ScreeningCases;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Participants of a marketplace with rules are compared with lists; a hit waits for people, and nothing else does. */
class NamesAreScreenedTest {
    private static final String LISTED = "Zoran Testovic";

    private final ScreeningCalls calls = new ScreeningCalls();
    private final OnboardingWorld world = calls.world;

    @BeforeEach
    void aListNamesOne() {
        world.lists.add(LISTED, "UN-1", "hash-1");
    }

    @Test
    void aNameOnNoListIsScreenedByTheEntryThatCreatesIt() {
        String seller = calls.seller("Ada Lovelace");

        assertEquals(List.of("participant.created.v3"), calls.events(seller));
        assertEquals(Optional.of("index-1"), calls.standing(seller).screened());
        assertEquals(List.of("payout_method.add", "terms.accept"), calls.open(seller));
        assertEquals(
                new Query(List.of("Ada Lovelace"), Optional.of("1906-12-09"), Optional.of("DE"), false,
                        List.of("HRB 7")),
                world.lists.asked.getFirst());
    }

    @Test
    void aNameOnAListOpensACaseAndPayoutsWait() {
        String seller = calls.activeSeller(LISTED);

        assertEquals(List.of("screening.review"), calls.open(seller));
        Standing standing = calls.standing(seller);
        assertFalse(standing.may(Standing.PAYOUT));
        assertTrue(standing.may(Standing.RECEIVE) && standing.may(Standing.PAY), "money is held, not refused");
        assertFalse(standing.inflowBlocked() || standing.outflowBlocked());
        assertEquals("pending", calls.view(seller).body().at("/capabilities/payout/status").asString(""));
        List<Entry> entries = calls.caseOf(seller);
        assertEquals("screening_case.matched.v1", entries.getFirst().event());
        assertEquals(Optional.of("opens screening_case"), entries.getFirst().attention());
        assertFalse(entries.getFirst().data().contains(LISTED), "the journal has no name");
        assertEquals("screening.matched.v1", calls.events(seller).get(1));
        world.check();
    }

    @Test
    void aMarketplaceWithoutRulesComparesNothing() {
        OnboardingWorld plain = OnboardingWorld.laidDown();
        plain.lists.add("Grace Hopper", "UN-1", "hash-1");
        String seller = plain.created("seller-1", "create-0000000001");
        plain.screening.participants().again(CreateParticipant.chain(OnboardingWorld.DEMO, seller), "list un v2");

        assertEquals(List.of(), plain.lists.asked);
        assertEquals(1, plain.chain(CreateParticipant.chain(OnboardingWorld.DEMO, seller)).size());
    }

    @Test
    void listsThatCannotBeReadAreTriedAgain() {
        world.lists.isReadable = false;
        String seller = calls.seller("Ada Lovelace");
        assertEquals(List.of("participant.created.v3", "screening.looked.v1"), calls.events(seller));
        assertTrue(calls.open(seller).contains("screening.review"));

        world.clock.advance(Duration.ofMinutes(3));
        Deadlines.pass(world);
        assertEquals("screening.looked.v1", calls.events(seller).getLast());
        assertEquals(3, calls.events(seller).size());
        world.lists.isReadable = true;
        world.clock.advance(Duration.ofMinutes(5));
        Deadlines.pass(world);

        assertEquals("screening.passed.v1", calls.events(seller).getLast());
        assertFalse(calls.open(seller).contains("screening.review"));
        assertTrue(calls.last(seller).due().isEmpty(), "nothing is left to do");
        world.check();
    }

    @Test
    void anotherNameIsComparedAnewAndClearsNobody() {
        String seller = calls.seller("Ada Lovelace");
        calls.patch(seller, "{\"profile\":{\"name\":\"Ada King\"}}");
        assertEquals(List.of("participant.created.v3", "participant.updated.v1"), calls.events(seller));
        assertEquals("Ada King", world.lists.asked.getLast().names().getFirst());

        calls.patch(seller, "{\"profile\":{\"name\":\"" + LISTED + "\"}}");
        assertTrue(calls.open(seller).contains("screening.review"));
        calls.patch(seller, "{\"profile\":{\"name\":\"Ada King\"}}");

        assertTrue(calls.open(seller).contains("screening.review"), "the case is open");
        assertEquals("screening.matched.v1", calls.events(seller).getLast());
        assertEquals(1, calls.caseOf(seller).size());
        int before = world.lists.asked.size();
        calls.patch(seller, "{\"profile\":{\"phone\":\"+49301234567\"}}");
        assertEquals(before, world.lists.asked.size(), "a telephone number is no name");
    }

    @Test
    void theHolderOfAnAccountIsComparedIfItIsAnotherName() {
        String seller = calls.seller("Ada Lovelace");
        var methods = new PayoutMethodCalls(world);
        methods.add(seller, PayoutMethodCalls.iban("DE89370400440532013000", "ada lovelace "));
        assertEquals(1, world.lists.asked.size(), "the same name");
        methods.add(seller, PayoutMethodCalls.iban("AT611904300234573201", LISTED));

        assertEquals(List.of("Ada Lovelace", LISTED, "ada lovelace"), world.lists.asked.getLast().names());
        assertTrue(calls.open(seller).contains("screening.review"));
    }

    @Test
    void aRunHasAParticipantComparedOnceForEachCause() {
        String seller = calls.seller("Ada Lovelace");
        var chain = CreateParticipant.chain(OnboardingWorld.DEMO, seller);
        world.lists.index = "index-2";
        world.screening.participants().again(chain, "run-1");
        world.screening.participants().again(chain, "run-1");

        assertEquals(
                List.of("participant.created.v3", "screening.asked.v1", "screening.passed.v1"), calls.events(seller));
        assertEquals(Optional.of("index-2"), calls.standing(seller).screened());
    }

    @Test
    void aParticipantOfBeforeTheRulesIsComparedWithItsNextEntry() {
        var plain = new ScreeningCalls(OnboardingWorld.laidDown());
        String seller = plain.world.created("seller-1", "create-0000000001");
        plain.world.putApproved(plain.settings(), "put-rules-000000001");
        plain.world.lists.add("Grace Hopper", "UN-1", "hash-1");
        plain.acceptTerms(seller);

        assertEquals(
                List.of("participant.created.v3", "terms.accepted.v1", "screening.matched.v1"), plain.events(seller));
    }

    @Test
    void aCaseIsOneForAParticipantAndItsListIsOldestFirst() {
        List<String> sellers = List.of(calls.activeSeller(LISTED), calls.activeSeller(LISTED), calls.seller("Ada"));
        Response page = calls.cases("?state=potential");

        List<String> shown = StreamSupport.stream(page.body().path("data").spliterator(), false)
                .map(of -> of.path("participant").asString(""))
                .toList();
        assertEquals(sellers.subList(0, 2), shown);
        assertFalse(page.bytes().contains(LISTED), "a list names no person");
        assertEquals(
                ScreeningCases.chain(OnboardingWorld.DEMO, sellers.getFirst()).id(),
                page.body().at("/data/0/id").asString(""));
        Response first = calls.cases("?limit=1");
        assertEquals(sellers.get(0), first.body().at("/data/0/participant").asString(""));
        Response second = calls.cases("?limit=1&cursor=" + first.text("nextCursor"));
        assertEquals(sellers.get(1), second.body().at("/data/0/participant").asString(""));
        assertEquals(400, calls.cases("?cursor=nonsense").status());
        assertEquals(400, calls.cases("?state=open").status());
        assertEquals(Map.of(), Json.read(calls.cases("?state=confirmed").body().path("data"), List.class).isEmpty()
                ? Map.of()
                : null);
    }
}
