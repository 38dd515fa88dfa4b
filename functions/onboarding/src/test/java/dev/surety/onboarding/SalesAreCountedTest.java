package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.id.Id;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.standing.SalesRecord;
import dev.surety.model.standing.Standing;
import dev.surety.onboarding.OnboardingWorld.Answer;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.AtOnce;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What a payee has behind it, counted from what the bus says of settled escrows. */
class SalesAreCountedTest {
    private static final Instant BEGUN = Instant.parse("2026-11-22T10:00:00Z");

    private final OnboardingWorld world = OnboardingWorld.laidDown();
    private final Sales sales = new Sales(world);
    private final String payee = world.created("seller-1", "prepare-00000001");

    @AfterEach
    void theWholeWorldHolds() {
        world.check();
    }

    private void asking(int settledEscrows) {
        String hold = "{\"days\":90,\"settledEscrows\":" + settledEscrows + ",\"matures\":\"P3D\"}";
        Answer put = world.put(OnboardingWorld.holdingNewPayees(hold), "asking-for-so-many-" + settledEscrows);
        assertEquals(200, put.status(), put.bytes());
    }

    private List<Entry> chain() {
        return world.chain(CreateParticipant.chain(OnboardingWorld.DEMO, payee));
    }

    private Standing standing() {
        return Json.read(Json.object(chain().getLast().data()).path("standing"), Standing.class);
    }

    private int counted() {
        return standing().record().orElseThrow().settledEscrows();
    }

    @Test
    void aNewPayeeHasNothingBehindItButWhenItCame() {
        assertEquals(Optional.of(new SalesRecord(BEGUN, 0)), standing().record());
    }

    @Test
    void whereNobodyAsksNothingIsCounted() {
        String told = sales.settled("one", payee);
        assertEquals(List.of(), world.hear(told));
        assertEquals(1, chain().size());
        asking(0);
        assertEquals(List.of(), world.hear(told));
        assertEquals(1, chain().size());
    }

    @Test
    void anEscrowThatAnArbiterEndsCountsAndOneThatGoesOnDoesNot() {
        asking(25);
        assertEquals(List.of(), world.hear(sales.awarded("goes on", payee, false)));
        assertEquals(0, counted());

        assertEquals(List.of(), world.hear(sales.awarded("ended", payee, true)));

        assertEquals(1, counted());
    }

    @Test
    void aSettledEscrowCountsOnceHoweverOftenItIsHeardOf() {
        asking(25);
        String told = sales.settled("one", payee);
        world.clock.advance(Duration.ofHours(1));
        assertEquals(List.of(), world.hear(told, told));
        assertEquals(List.of(), world.hear(told));
        assertEquals(2, chain().size());
        Entry entry = chain().getLast();
        assertEquals("participant.sale_counted.v1", entry.event());
        assertEquals("event", entry.actor().toString());
        assertEquals(BEGUN.plus(Duration.ofHours(1)), entry.at());
        assertEquals(new SalesRecord(BEGUN, 1), standing().record().orElseThrow());
        String escrow = Sales.chain(OnboardingWorld.DEMO, "one").id();
        assertEquals(escrow, Json.object(entry.data()).path("escrow").asString(""));
        assertTrue(standing().may(Standing.RECEIVE), "the standing is otherwise as it was");
    }

    @Test
    void moneyThatHasYetToMatureIsMadeTooAndMoneyThatWentBackIsNot() {
        asking(25);
        world.hear(
                sales.settled("matures", payee, AccountKind.MATURING),
                sales.refunded("all back", payee),
                sales.released("a part only", payee));
        assertEquals(1, counted());
    }

    @Test
    void nobodyIsCountedFurtherThanIsAskedNorBeyondAHundred() {
        asking(2);
        List<String> told = IntStream.range(0, 105).mapToObj(i -> sales.settled("sale " + i, payee)).toList();
        told.subList(0, 5).forEach(world::hear);
        assertEquals(2, counted());
        assertEquals(3, chain().size());
        asking(100);
        assertEquals(List.of(), world.hear(told.toArray(String[]::new)));
        assertEquals(100, counted());
        assertEquals(101, chain().size());
        asking(3);
        world.hear(sales.settled("one more", payee));
        assertEquals(100, counted(), "what was counted stays");
    }

    @Test
    void eventsOfOtherThingsAndOfNothingCountNothing() {
        asking(25);
        sales.settled("one", payee);
        ChainId escrow = Sales.chain(OnboardingWorld.DEMO, "one");
        String elsewhere = Sales.chain(OnboardingWorld.OTHER, "one").toString();
        assertEquals(List.of(), world.hear(
                Sales.message(escrow.toString(), 1),
                Sales.message(escrow.toString(), 2),
                Sales.message(escrow.toString(), 0),
                Sales.message(escrow.toString(), -1),
                Sales.message(escrow.toString(), 4),
                Sales.message(elsewhere, 3),
                Sales.message(Sales.chain(OnboardingWorld.DEMO, "nothing").toString(), 3),
                Sales.message("payment#demo#" + Id.derive("pay", "x"), 3)));
        assertEquals(0, counted());
        assertEquals(List.of(), world.hear(sales.settled("a stranger's", Id.derive("par", "stranger"))));
    }

    @Test
    void poisonComesAgainAndHoldsUpNobody() {
        asking(25);
        String good = sales.settled("one", payee);
        String other = sales.settled("two", payee);
        List<String> poison = List.of("", "{", "[]", "{}", Sales.message("", 3), Sales.message("escrow#demo", 3),
                Sales.message("escrow#DEMO#x", 3), Sales.message("#\u0000#", 3));
        List<String> batch = new ArrayList<>(poison);
        batch.addFirst(good);
        batch.add(other);
        assertEquals(
                IntStream.rangeClosed(2, poison.size() + 1).mapToObj(i -> "m-" + i).toList(),
                world.hear(batch.toArray(String[]::new)));
        assertEquals(2, counted());
    }

    @Test
    void manyHeardAtOnceAreEachCountedOnce() throws InterruptedException, ExecutionException {
        asking(25);
        List<String> told = IntStream.range(0, 4).mapToObj(i -> sales.settled("sale " + i, payee)).toList();
        AtOnce.call(8, i -> world.hear(told.get(i / 2)));
        // Whoever lost too many races is heard again, as the queue would have it.
        told.forEach(world::hear);
        assertEquals(4, counted());
        assertEquals(5, chain().size());
    }

    @Test
    void aParticipantIsShownWithWhatWasCountedSince() {
        asking(25);
        Answer before = world.get(OnboardingWorld.PARTICIPANTS + "/" + payee);
        world.clock.advance(Duration.ofHours(1));
        world.hear(sales.settled("one", payee));
        Answer shown = world.get(OnboardingWorld.PARTICIPANTS + "/" + payee);
        assertEquals("\"2\"", shown.headers().get("ETag"));
        var expected = (ObjectNode) before.body();
        expected.put("version", 2).put("updatedAt", "2026-11-22T11:00:00.000Z");
        assertEquals(expected, shown.body());
        assertEquals(List.of(shown.body()), world.get(OnboardingWorld.PARTICIPANTS + "?reference=seller-1")
                .body().path("data").values().stream().toList());
        Answer again = world.create(OnboardingWorld.CREATE.replace("customer-7", "seller-1"), "prepare-00000001");
        assertTrue(again.isReplay());
        assertEquals(before.bytes(), again.bytes(), "a replay is the answer of then");
    }

    /** Participants of the releases before this one, whose entries say nothing of sales. */
    @Test
    void entriesWithoutARecordAreCountedFromTheirFirst() {
        asking(25);
        ChainId id = sales.participant(Id.derive("par", "of old"));
        world.clock.advance(Duration.ofDays(400));
        String path = OnboardingWorld.PARTICIPANTS + "/" + id.id();
        assertEquals("active", world.get(path).text("state"));
        assertEquals(List.of(), world.hear(sales.settled("one", id.id())));
        var standing = Json.read(Json.object(world.chain(id).getLast().data()).path("standing"), Standing.class);
        assertEquals(new SalesRecord(BEGUN, 1), standing.record().orElseThrow());
        assertEquals("active", world.get(path).text("state"));
    }
}
