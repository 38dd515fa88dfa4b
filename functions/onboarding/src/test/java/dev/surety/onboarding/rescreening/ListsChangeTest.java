package dev.surety.onboarding.rescreening;

import static dev.surety.onboarding.rescreening.RescreeningWorld.DEMO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.Faults;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.onboarding.app.rescreening.WorkOnStack;
import dev.surety.onboarding.domain.rescreening.ScreeningRun.Counts;
import dev.surety.onboarding.domain.rescreening.ScreeningRun.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A change of the lists has everyone compared, and touches only those whom it names. */
class ListsChangeTest {
    private static final MarketplaceId LIVE = new MarketplaceId("market");

    private final RescreeningWorld world =
            new RescreeningWorld(Faults.none(), 3).marketplace(DEMO, Mode.SANDBOX, true);
    private final List<ChainId> participants = new ArrayList<>();

    private void participants(int number) {
        for (int i = 0; i < number; i++) {
            participants.add(world.participant(DEMO, "p" + i, i % 10 == 0 ? "FR" : "DE"));
        }
    }

    private void listsChange(String version, String... countries) {
        world.lists.change(version, countries);
        world.tellOfLists();
        world.work();
    }

    @Test
    void onlyTheNamedAreTouchedAndTheRestIsProvedUntouched() {
        participants(100);
        listsChange("v1", "IT");
        listsChange("v2", "IT", "FR");

        var run = world.run(DEMO);
        assertEquals(State.DONE, run.run().state());
        assertEquals(new Counts(100, 10, 0, 0), run.run().counts());
        assertEquals(90, run.run().counts().untouched());
        assertEquals(Optional.of("v1"), run.run().order().from());
        assertEquals(Optional.of(100L), run.run().order().expected());
        for (int i = 0; i < participants.size(); i++) {
            assertEquals(i % 10 == 0 ? 2 : 1, world.chain(participants.get(i)).size(), "participant " + i);
        }
        var looked = ProvenAgain.of(
                world.journal,
                world.shards(DEMO),
                world.chain(run.entry().chain()),
                world.lists.between(Optional.of("v1"), "v2"));
        assertEquals(100, looked.size());
    }

    @Test
    void theStackTellsTheVersionOnceEveryoneIsScreened() {
        participants(10);
        listsChange("v1", "IT");
        assertEquals(Optional.of("v1"), world.stack().version());
        Entry last = world.chain(WorkOnStack.CHAIN).getLast();
        assertEquals(WorkOnStack.RESCREENED, last.event());
        assertEquals(Optional.empty(), last.due());
    }

    @Test
    void marketplacesThatVerifyAtOnceAreLeftOut() {
        var other = new MarketplaceId("other");
        world.marketplace(other, Mode.SANDBOX, false);
        world.participant(other, "o1", "FR");
        listsChange("v1", "FR");
        assertEquals(List.of(), world.runsOf(other));
        assertEquals(Optional.of("v1"), world.stack().version());
    }

    @Test
    void aLiveMarketplaceIsLookedAtOnceTheIndexShowsWhoCameBefore() {
        world.marketplace(LIVE, Mode.LIVE, true);
        ChainId participant = world.participant(LIVE, "l1", "FR");
        listsChange("v1", "FR");
        assertEquals(1, world.chain(participant).size());
        assertEquals(Optional.empty(), world.stack().version());

        world.pass(Duration.ofMinutes(2));
        assertEquals(2, world.chain(participant).size());
        assertEquals(Optional.of("v1"), world.stack().version());
    }

    @Test
    void listsThatChangeMeanwhileAreTakenUpAtTheEnd() {
        world.marketplace(LIVE, Mode.LIVE, true);
        ChainId french = world.participant(LIVE, "l1", "FR");
        ChainId italian = world.participant(LIVE, "l2", "IT");
        listsChange("v1", "FR");
        listsChange("v2", "FR", "IT");
        assertEquals(1, world.runsOf(LIVE).size());

        world.pass(Duration.ofMinutes(2));
        world.pass(Duration.ofMinutes(2));
        assertEquals(Optional.of("v2"), world.stack().version());
        assertEquals(2, world.runsOf(LIVE).size());
        assertEquals(Optional.of("v1"), world.run(LIVE).run().order().from());
        assertEquals(2, world.chain(french).size(), "the second change does not name it");
        assertEquals(2, world.chain(italian).size());
    }

    @Test
    void anEventThatChangesNothingBeginsNothing() {
        participants(3);
        listsChange("v1", "IT");
        int before = world.chain(WorkOnStack.CHAIN).size();
        world.tellOfLists();
        world.work();
        assertEquals(before, world.chain(WorkOnStack.CHAIN).size());
    }

    @Test
    void anIndexThatCannotBeReadDelaysTheRunAndLosesNobody() {
        participants(20);
        world.lists.unreadable.add("v1");
        listsChange("v1", "FR");
        assertEquals(State.WORKING, world.run(DEMO).run().state());
        assertFalse(world.queue.isEmpty(), "the message comes again");

        world.lists.unreadable.clear();
        world.work();
        assertEquals(new Counts(20, 2, 0, 0), world.run(DEMO).run().counts());
    }

    @Test
    void aParticipantWhoseNameWasDestroyedIsCountedApart() {
        participants(3);
        world.destroyed(DEMO, "gone");
        listsChange("v1", "FR");
        assertEquals(new Counts(4, 1, 0, 1), world.run(DEMO).run().counts());
    }

    @Test
    void lostMessagesAreMadeUpByTheTimer() {
        participants(30);
        world.lists.change("v1", "FR");
        world.tellOfLists();
        world.hand(world.queue.poll());
        world.queue.clear();
        assertEquals(State.WORKING, world.run(DEMO).run().state());

        world.pass(Duration.ofMinutes(1));
        world.pass(Duration.ofMinutes(10));
        assertEquals(State.DONE, world.run(DEMO).run().state());
        assertEquals(Optional.of("v1"), world.stack().version());
    }

    @Test
    void aWakeThatComesTooEarlyGoesBack() {
        world.marketplace(LIVE, Mode.LIVE, true);
        listsChange("v1", "FR");
        Entry begun = world.run(LIVE).entry();
        assertFalse(world.hand(RescreeningWorld.body(begun.chain(), begun.number())));
        assertTrue(world.hand(RescreeningWorld.body(begun.chain(), begun.number() + 7)), "a wake of another entry");
    }
}
