package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.id.Id;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.standing.SalesRecord;
import dev.surety.model.standing.Standing;
import dev.surety.onboarding.app.CountSale;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.AtOnce;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
        Response put = world.put(OnboardingWorld.holdingNewPayees(hold), "asking-for-so-many-" + settledEscrows);
        assertEquals(200, put.status(), put.bytes());
    }

    private List<Entry> chain() {
        return world.chain(CountSale.record(OnboardingWorld.DEMO, payee));
    }

    private List<Entry> participant() {
        return world.chain(CreateParticipant.chain(OnboardingWorld.DEMO, payee));
    }

    private Standing standing() {
        return Json.read(Json.object(participant().getLast().data()).path("standing"), Standing.class);
    }

    private SalesRecord record() {
        return chain().isEmpty()
                ? standing().record().orElseThrow()
                : Json.read(Json.object(chain().getLast().data()).path("record"), SalesRecord.class);
    }

    private int counted() {
        return record().settledEscrows();
    }

    @Test
    void aNewPayeeHasNothingBehindItButWhenItCame() {
        assertEquals(Optional.of(new SalesRecord(BEGUN, 0)), standing().record());
    }

    @Test
    void whereNobodyAsksNothingIsCounted() {
        String told = sales.settled("one", payee);
        assertEquals(List.of(), world.hear(told));
        assertEquals(0, chain().size());
        asking(0);
        assertEquals(List.of(), world.hear(told));
        assertEquals(0, chain().size());
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
        assertEquals(1, chain().size());
        Entry entry = chain().getLast();
        assertEquals("record.sale_counted.v1", entry.event());
        assertEquals("event", entry.actor().toString());
        assertEquals(BEGUN.plus(Duration.ofHours(1)), entry.at());
        assertEquals(new SalesRecord(BEGUN, 1), record());
        String escrow = Sales.chain(OnboardingWorld.DEMO, "one").id();
        assertEquals(escrow, Json.object(entry.data()).path("escrow").asString(""));
        assertEquals(1, participant().size(), "decisions about the payee never meet a sale");
    }

    @Test
    void moneyThatHasYetToMatureIsMadeTooAndMoneyThatWentBackIsNot() {
        asking(25);
        world.hear(
                sales.settled("matures", payee, AccountKind.ON_HOLD),
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
        assertEquals(2, chain().size());
        asking(100);
        assertEquals(List.of(), world.hear(told.toArray(String[]::new)));
        assertEquals(100, counted());
        assertEquals(100, chain().size());
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
        assertEquals(4, chain().size());
    }

    /** Whatever ends an escrow says so in one way; what counts is that the payee was paid. */
    @Test
    void everyEndOfAnEscrowCountsIfThePayeeWasPaidAPart() {
        asking(25);
        List<String> ends = List.of(
                "escrow.settled.v2", "escrow.awarded.v1", "escrow.refund_failed.v2", "escrow.refund_undeliverable.v1",
                "escrow.chargeback_won.v2", "escrow.chargeback_lost.v1", "escrow.cancelled.v2", "escrow.of_later.v1");
        for (String event : ends) {
            assertEquals(List.of(), world.hear(sales.ended("none by " + event, payee, event, 0)));
        }
        assertEquals(0, counted());
        for (String event : ends) {
            String told = sales.ended("part by " + event, payee, event, 1);
            assertEquals(List.of(), world.hear(told, told));
        }
        assertEquals(ends.size(), counted());
    }

    @Test
    void anEndOfAVersionThatNobodyKnowsComesAgain() {
        asking(25);
        assertEquals(List.of("m-1"), world.hear(sales.endedLater("one", payee)));
        assertEquals(0, counted());
    }

    @Test
    void aParticipantIsShownAsItWasHoweverManySalesAreCounted() {
        asking(25);
        Response before = world.get(OnboardingWorld.PARTICIPANTS + "/" + payee);
        world.clock.advance(Duration.ofHours(1));
        world.hear(sales.settled("one", payee));
        Response shown = world.get(OnboardingWorld.PARTICIPANTS + "/" + payee);
        assertEquals("\"1\"", shown.headers().get("ETag"));
        assertEquals(before.bytes(), shown.bytes());
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
        Entry last = world.chain(CountSale.record(OnboardingWorld.DEMO, id.id())).getLast();
        assertEquals(
                new SalesRecord(BEGUN, 1),
                Json.read(Json.object(last.data()).path("record"), SalesRecord.class));
        assertEquals("active", world.get(path).text("state"));
    }

    /** Former releases counted on the participant's own chain: what they counted stays, and counts once. */
    @Test
    void whatFormerReleasesCountedIsCountedOn() {
        asking(25);
        ChainId id = sales.participant(Id.derive("par", "of old"));
        String told = sales.settled("long ago", id.id());
        sales.formerlyCounted(id, "long ago", 7);
        assertEquals("\"2\"", world.get(OnboardingWorld.PARTICIPANTS + "/" + id.id()).headers().get("ETag"));

        assertEquals(List.of(), world.hear(told));
        assertEquals(List.of(), world.chain(CountSale.record(OnboardingWorld.DEMO, id.id())));
        assertEquals(List.of(), world.hear(sales.settled("one more", id.id()), told));

        Entry last = world.chain(CountSale.record(OnboardingWorld.DEMO, id.id())).getLast();
        assertEquals(1, last.number());
        assertEquals(
                new SalesRecord(BEGUN, 8),
                Json.read(Json.object(last.data()).path("record"), SalesRecord.class));
    }
}
